"""The ten guided section pages: what each shows, to whom, and in how many queries."""

from html import unescape

import pytest
from django.urls import reverse

from clusters.models import Cluster
from tests import factories

KINDS = ("workspace", "district", "region", "network")


def page_of(client, book, code="PLA"):
    return client.get(reverse("swot:section", args=[book.pk, code]))


def book_of(cast, kind):
    cluster = Cluster.found(by=cast.ana, name="Another one", kind=kind, place="Kelda")
    return factories.workbook(cluster, by=cast.ana)


@pytest.mark.parametrize("kind", KINDS)
def test_every_prompt_of_a_kind_is_on_its_page_with_its_why_and_hint(kind, cast, ana):
    book = book_of(cast, kind)
    for section in book.content().sections:
        response = page_of(ana, book, section.code)
        assert response.status_code == 200
        parts = {part.prompt.id: part for part in response.context["parts"]}
        html = response.content.decode()
        for prompt in section.prompts:
            assert parts[prompt.id].shown
            assert f'id="{prompt.id}"' in html
        assert html.count("Why we ask") == len(section.prompts)


def test_words_of_a_prompt_stand_on_the_page(workbook, ana):
    prompt = workbook.content().prompts["D-PLA-1"]
    html = unescape(page_of(ana, workbook).text)
    for words in (prompt.text, prompt.hint, prompt.why, prompt.example):
        assert words in html


def test_a_section_opens_by_its_code_in_either_case(workbook, ana):
    assert page_of(ana, workbook, "col").status_code == 200
    assert page_of(ana, workbook, "XYZ").status_code == 404


def test_an_example_is_folded_away_and_never_an_answer(workbook, ana):
    response = page_of(ana, workbook)
    assert '<details class="example"><summary>' in response.text
    assert "Invented, from a cluster that does not exist" in response.text
    assert workbook.answers.count() == 0
    assert workbook.lines.count() == 0


def test_a_pulse_is_a_ruler_of_five_anchors_and_we_do_not_know(workbook, ana):
    pulse = workbook.content().section_by_code["PLA"].pulse
    response = page_of(ana, workbook)
    form = next(part.form for part in response.context["parts"] if part.prompt == pulse)
    assert [value for value, _ in form.fields["value"].choices] == ["1", "2", "3", "4", "5", "not-known"]
    assert 'class="ruler"' in response.text


def test_a_number_shows_its_unit_and_how_to_count(workbook, ana):
    prompt = workbook.content().prompts["D-INF-2"]
    response = page_of(ana, workbook, "INF")
    assert prompt.unit in response.text
    assert prompt.how in response.text


def test_a_question_hidden_by_an_earlier_answer_says_its_condition(cast, ana):
    book = book_of(cast, "workspace")
    rule = book.content().prompts["W-MAR-2"].show_if
    shown = page_of(ana, book, "MAR")
    assert rule["sentence"] in shown.text
    assert "Not asked here" not in shown.text
    book.answer("W-AIM-2", by=cast.ana, seen=0, status="answered", value=rule["is_not"])
    hidden = page_of(ana, book, "MAR")
    assert "Not asked here" in hidden.text
    assert rule["sentence"] in hidden.text
    folded = hidden.text.partition("Not asked here")[2].partition("</section>")[0]
    assert '<details class="more"><summary>Answer it all the same' in folded
    assert "/answers/W-MAR-2/" in folded


def test_a_hidden_question_that_is_answered_all_the_same_stands_open(cast, ana, client):
    book = book_of(cast, "workspace")
    rule = book.content().prompts["W-MAR-2"].show_if
    book.answer("W-AIM-2", by=cast.ana, seen=0, status="answered", value=rule["is_not"])
    ana.post(f"/workbooks/{book.pk}/answers/W-MAR-2/", {"value": "55", "revision": 0})
    folded = page_of(ana, book, "MAR").text.partition("Not asked here")[2].partition("</section>")[0]
    assert '<details class="more" open>' in folded
    assert 'value="55"' in folded


def test_who_answered_is_on_the_page(cast, workbook, ana):
    workbook.answer("D-PLA-3", by=cast.ben, seen=0, status="answered", value=4)
    assert "Ben, " in page_of(ana, workbook).text


def test_a_pulse_offers_an_entry_until_it_is_made(cast, workbook, ana):
    pulse = workbook.content().section_by_code["PLA"].pulse
    workbook.answer(pulse.id, by=cast.ana, seen=0, status="answered", value=1)
    assert "This could be a weakness:" in page_of(ana, workbook).text
    assert workbook.entries.count() == 0
    factories.entry(workbook, by=cast.ana, prompt=pulse.id, quadrant="weakness")
    assert "This could be a weakness:" not in page_of(ana, workbook).text


def test_the_last_section_leads_back_to_the_contents(workbook, ana):
    assert page_of(ana, workbook, "OUT").context["following"] is None
    assert page_of(ana, workbook, "AIM").context["following"]["number"] == 2


def test_a_viewer_reads_answers_and_finds_nothing_to_press(cast, workbook, client):
    workbook.answer("D-PLA-3", by=cast.ana, seen=0, status="answered", value=4, note="Counted on a Tuesday")
    workbook.add_line("D-PLA-1", "A ropeworks until 1974", by=cast.ana)
    client.force_login(cast.caro)
    response = page_of(client, workbook)
    assert "A ropeworks until 1974" in response.text
    assert "Counted on a Tuesday" in response.text
    assert "data-autosave" not in response.text
    assert "/lines/" not in response.text


def test_strangers_find_nothing_and_nobody_is_asked_to_sign_in(cast, workbook, client):
    assert page_of(client, workbook).status_code == 302
    client.force_login(cast.dev)
    assert page_of(client, workbook).status_code == 404
    client.force_login(cast.ana)
    assert client.post(reverse("swot:section", args=[workbook.pk, "PLA"])).status_code == 405


@pytest.mark.parametrize("entries", [1, 30, 300])
def test_a_section_takes_ten_queries_however_many_entries(entries, cast, workbook, ana, django_assert_max_num_queries):
    page_of(ana, workbook)
    for number in range(entries):
        line = workbook.add_line("D-PLA-1", f"Line {number}", by=cast.ana)
        workbook.add_line("D-PLA-2", f"Waiting line {number}", by=cast.ben)
        factories.entry(workbook, by=cast.ana, text=f"Entry {number}", prompt="D-PLA-1", line=line)
    with django_assert_max_num_queries(10) as seen:
        response = page_of(ana, workbook)
    assert len(next(iter(response.context["parts"])).entries) == entries
    assert len(seen) == 10
