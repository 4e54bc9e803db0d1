"""Saving answers: every type, by script and by button, with two people at once, and nothing required."""

import pytest
from django.urls import reverse

from swot.document.read import read
from tests import factories

SCRIPT = {"HTTP_HX_REQUEST": "true", "HTTP_X_AUTOSAVE": "1"}


def send(client, book, prompt, script=False, **data):
    extra = SCRIPT if script else {}
    return client.post(reverse("swot:answer", args=[book.pk, prompt]), {"revision": 0, **data}, **extra)


def row_of(book, prompt):
    return book.answers.get(prompt__code=prompt)


def stored(book, prompt):
    row = row_of(book, prompt)
    return row.status, row.value, row.note


@pytest.mark.parametrize(
    ("prompt", "value", "kept"),
    [
        ("D-PLA-3", "4", 4),
        ("D-AIM-2", "A few owners", "A few owners"),
        ("D-INF-2", "45", 45),
        ("D-INF-2", " 45 % ", 45),
        ("D-INF-2", "0", 0),
        ("D-INC-1", "-3", -3),
    ],
)
def test_an_answer_is_stored_as_its_type(prompt, value, kept, workbook, ana):
    response = send(ana, workbook, prompt, value=value, note="as told", basis="our diary")
    section = workbook.content().prompts[prompt].section
    assert response.status_code == 302
    assert response["Location"] == f"{reverse('swot:section', args=[workbook.pk, section])}#{prompt}"
    assert stored(workbook, prompt) == ("answered", kept, "as told")
    assert type(row_of(workbook, prompt).value) is type(kept)
    assert row_of(workbook, prompt).basis == "our diary"


def test_yes_and_no_keep_their_note(workbook, ana):
    prompt = next(one for one in workbook.content().prompts.values() if one.type == "yesno")
    send(ana, workbook, prompt.id, value="no", note="Nobody asked")
    assert stored(workbook, prompt.id) == ("answered", "no", "Nobody asked")


@pytest.mark.parametrize(
    ("prompt", "data"),
    [
        ("D-PLA-3", {"value": "not-known"}),
        ("D-AIM-2", {"value": "We do not know"}),
        ("D-INF-2", {"not_known": "on", "value": "45"}),
        ("D-PLA-1", {"not_known": "on"}),
    ],
)
def test_we_do_not_know_is_an_answer_to_every_type(prompt, data, workbook, ana):
    send(ana, workbook, prompt, **data)
    assert stored(workbook, prompt) == ("not yet known", None, "")
    response = ana.get(reverse("swot:section", args=[workbook.pk, workbook.content().prompts[prompt].section]))
    form = next(part.form for part in response.context["parts"] if part.prompt.id == prompt)
    assert form["value"].value() == data["value"] if "not_known" not in data else form["not_known"].value()


def test_passing_over_needs_a_reason(workbook, ana):
    refused = send(ana, workbook, "D-PLA-3", pass_over="on")
    assert refused.status_code == 422
    assert "Say why it is passed over, in a few words" in refused.text
    assert workbook.answers.count() == 0
    send(ana, workbook, "D-PLA-3", pass_over="on", reason="We are not a place", value="3")
    assert stored(workbook, "D-PLA-3") == ("passed over", None, "We are not a place")


def test_passing_over_can_be_taken_back(workbook, ana):
    send(ana, workbook, "D-PLA-3", pass_over="on", reason="Not ours")
    send(ana, workbook, "D-PLA-3", revision=1, value="2", reason="Not ours", reason_was="Not ours")
    assert stored(workbook, "D-PLA-3") == ("answered", 2, "")


def test_a_reason_without_its_tick_is_a_note_and_a_note_stays_beneath_a_reason(workbook, ana):
    send(ana, workbook, "D-PLA-3", value="2", note="Counted", reason="Nobody walked it")
    assert stored(workbook, "D-PLA-3") == ("answered", 2, "Counted\nNobody walked it")
    send(ana, workbook, "D-PLA-3", revision=1, pass_over="on", note="Counted", reason="Nobody walked it")
    assert stored(workbook, "D-PLA-3")[2] == "Nobody walked it\nCounted"


def test_an_answer_can_be_taken_back(workbook, ana):
    send(ana, workbook, "D-PLA-3", value="5", note="a note")
    send(ana, workbook, "D-PLA-3", value="5", note="a note", revision=1, use="clear")
    assert stored(workbook, "D-PLA-3") == ("answered", None, "a note")
    page = ana.get(reverse("swot:workbook", args=[workbook.pk]))
    assert page.context["tasks"][1]["of"].done == 0


@pytest.mark.parametrize(
    ("prompt", "value", "sentence"),
    [
        ("D-INF-2", "140", "Give a whole number from 0 to 100"),
        ("D-INF-2", "-1", "Give a whole number from 0 to 100"),
        ("D-INF-2", "about half", "Give a whole number from 0 to 100"),
        ("D-INF-2", "12.5", "Give a whole number from 0 to 100"),
        ("D-INF-2", "nan", "Give a whole number from 0 to 100"),
        ("D-INC-1", "many", "Give a whole number"),
        ("D-PLA-3", "9", "Choose one of the answers, or “We do not know”"),
        ("D-AIM-2", "The king", "Choose one of the answers, or “We do not know”"),
    ],
)
def test_a_value_that_cannot_be_is_refused_with_a_sentence_and_kept_as_typed(prompt, value, sentence, workbook, ana):
    response = send(ana, workbook, prompt, value=value, note="typed with care")
    assert response.status_code == 422
    assert sentence in response.text
    assert "Error: " in response.text
    assert "typed with care" in response.text
    assert workbook.answers.count() == 0
    if prompt.startswith("D-IN"):
        assert f'value="{value}"' in response.text


def test_by_script_a_refusal_is_the_summary_alone(workbook, ana):
    response = send(ana, workbook, "D-INF-2", script=True, value="140")
    assert response.status_code == 422
    assert "error-summary" in response.text
    assert "<html" not in response.text


def test_saving_by_script_answers_with_the_time_and_the_next_revision(workbook, ana):
    first = send(ana, workbook, "D-PLA-3", script=True, value="2")
    assert first.status_code == 200
    assert "<html" not in first.text
    assert "Saved at " in first.text
    assert 'name="revision" value="1"' in first.text
    assert "This could be a weakness:" in first.text
    second = send(ana, workbook, "D-PLA-3", script=True, value="3", revision=1)
    assert 'name="revision" value="2"' in second.text
    assert "This could be" not in second.text


def test_an_empty_form_saves_nothing_and_is_not_refused(workbook, ana):
    assert send(ana, workbook, "D-PLA-3", script=True).status_code == 200
    assert send(ana, workbook, "D-PLA-3").status_code == 302
    assert workbook.answers.count() == 0


def test_saving_takes_six_queries_at_most(workbook, ana, django_assert_max_num_queries):
    send(ana, workbook, "D-PLA-3", script=True, value="2")
    factories.entry(workbook, by=workbook.begun_by)
    with django_assert_max_num_queries(40) as seen:
        send(ana, workbook, "D-PLA-3", script=True, value="1", revision=1)
    told = [query["sql"] for query in seen if not query["sql"].startswith(("BEGIN", "SAVEPOINT", "RELEASE", "COMMIT"))]
    assert len(told) <= 6


def test_all_thirty_prompts_of_a_kind_are_answered_through_the_pages(workbook, ana):
    sample = {"scale": "3", "yesno": "yes", "number": "10", "text": "So it is"}
    for prompt in workbook.content().prompts.values():
        if prompt.type == "list":
            url = reverse("swot:line-add", args=[workbook.pk, prompt.id])
            assert ana.post(url, {"text": "One line", "key": prompt.id, "use": "later"}).status_code == 302
        else:
            assert send(ana, workbook, prompt.id, value=sample.get(prompt.type, prompt.options[:1])).status_code == 302
    page = ana.get(reverse("swot:workbook", args=[workbook.pk]))
    assert {task["of"].state for task in page.context["tasks"]} == {"complete"}
    assert sum(task["of"].asked for task in page.context["tasks"]) == 30


def test_an_answer_taken_back_leaves_a_document_that_can_be_read_again(cast, workbook, ana):
    send(ana, workbook, "D-PLA-3", value="5")
    send(ana, workbook, "D-PLA-3", value="5", revision=1, use="clear")
    exported = ana.get(reverse("swot:export", args=[workbook.pk])).content
    document = read(exported, contents=lambda *_: workbook.content())
    assert not any(answer.prompt_id == "D-PLA-3" for answer in document.answers)


def test_only_writers_save(cast, workbook, client):
    assert send(client, workbook, "D-PLA-3", value="2").status_code == 302
    for person, status in ((cast.caro, 404), (cast.dev, 404), (cast.ben, 302)):
        client.force_login(person)
        assert send(client, workbook, "D-PLA-3", value="2").status_code == status
    assert row_of(workbook, "D-PLA-3").changed_by == cast.ben
    assert send(client, workbook, "D-XYZ-9", value="2").status_code == 404
    assert client.get(reverse("swot:answer", args=[workbook.pk, "D-PLA-3"])).status_code == 405


def test_a_proposal_becomes_an_entry_by_one_click_and_once(cast, workbook, ana):
    url = reverse("swot:answer-entry", args=[workbook.pk, "D-PLA-3"])
    send(ana, workbook, "D-PLA-3", value="1")
    for _ in range(2):
        assert ana.post(url, {"key": "a-key", "value": "1"}).status_code == 302
    entry = workbook.entries.get()
    assert (entry.quadrant, entry.prompt.code) == ("weakness", "D-PLA-3")
    assert entry.text == workbook.content().prompts["D-PLA-3"].anchors[0][:200]


def test_an_answer_that_offers_nothing_makes_no_entry(cast, workbook, ana):
    url = reverse("swot:answer-entry", args=[workbook.pk, "D-PLA-3"])
    send(ana, workbook, "D-PLA-3", value="3")
    response = ana.post(url, {"key": "a-key"}, follow=True)
    assert "offers nothing now" in response.text
    assert workbook.entries.count() == 0
    ana.force_login(cast.caro)
    assert ana.post(url).status_code == 404
    assert ana.get(url).status_code == 405
