"""Answers of last time, offered after the choices and given again with one click."""

import pytest
from django.urls import reverse

from swot.document import values
from swot.following import follow
from swot.last_time import fits, last_time
from swot.models import Workbook
from tests import factories


@pytest.fixture
def book(workbook, cast):
    """A workbook whose predecessor answered one prompt of each type in the place section and inclusion."""
    workbook.answer("D-PLA-3", by=cast.ana, seen=0, value=3, basis="The walk in May")
    workbook.answer("D-INC-1", by=cast.ana, seen=0, value=12)
    workbook.answer("D-INC-3", by=cast.ana, seen=0, status=values.NOT_KNOWN)
    workbook.answer("D-PLA-2", by=cast.ana, seen=0, status=values.PASSED_OVER, note="Nothing to say")
    workbook.add_line("D-PLA-1", "A ropeworks until 1981", by=cast.ana)
    line = workbook.add_line("D-PLA-1", "Nine firms still trade", by=cast.ana)
    factories.entry(workbook, by=cast.ana, prompt="D-PLA-1", line=line, text="Nine firms still trade here")
    workbook.first_questions.edit(by=cast.ana, seen=1, here_before="Weavers and dockers")
    return Workbook.objects.with_pages().get(pk=follow(workbook, by=cast.ana).pk)


def section(book, code="PLA"):
    return reverse("swot:section", args=[book.pk, code])


def still(book, prompt):
    return reverse("swot:answer-still-so", args=[book.pk, prompt])


def test_it_is_offered_after_the_choices_and_taken_with_one_click(ana, book):
    page = ana.get(section(book)).text
    part = page[page.index('id="D-PLA-3"') : page.index("</section>", page.index('id="D-PLA-3"'))]
    assert part.index('type="radio"') < part.index("Last time,")
    assert still(book, "D-PLA-3") in part
    assert ana.post(still(book, "D-PLA-3")).status_code == 302
    row = book.answers.get(prompt__code="D-PLA-3")
    assert (row.value, row.basis, row.revision) == (3, "The walk in May", 1)
    assert still(book, "D-PLA-3") not in ana.get(section(book)).text


def test_a_changed_answer_keeps_last_times_beneath_without_the_button(ana, book, cast):
    book.answer("D-PLA-3", by=cast.ana, seen=0, value=5)
    page = ana.get(section(book)).text
    assert "Last time," in page[page.index('id="D-PLA-3"') :]
    assert still(book, "D-PLA-3") not in page


def test_a_list_copies_its_lines_and_those_sorted_then_come_as_background(ana, book):
    for _again in range(2):
        ana.post(still(book, "D-PLA-1"))
    lines = list(book.lines.order_by("pk").values_list("text", "kept"))
    assert lines == [("A ropeworks until 1981", False), ("Nine firms still trade", True)]


def test_we_do_not_know_and_passed_over_come_again_as_they_were(ana, book):
    ana.post(still(book, "D-INC-3"))
    ana.post(still(book, "D-PLA-2"))
    said = {row.prompt.code: (row.status, row.note) for row in book.answers.select_related("prompt")}
    assert said == {"D-INC-3": (values.NOT_KNOWN, ""), "D-PLA-2": (values.PASSED_OVER, "Nothing to say")}


def test_script_gets_the_question_alone(ana, book):
    page = ana.post(still(book, "D-PLA-3"), headers={"HX-Request": "true"})
    assert page.status_code == 200
    assert "<html" not in page.text


def test_what_somebody_answered_meanwhile_stands(ana, book, cast):
    book.answer("D-PLA-3", by=cast.ben, seen=0, value=5)
    assert ana.post(still(book, "D-PLA-3")).status_code == 409
    assert book.answers.get(prompt__code="D-PLA-3").value == 5


def test_nothing_is_offered_where_nothing_was_said(ana, book, workbook):
    page = ana.post(still(book, "D-IDE-1"), follow=True)
    assert not book.answers.exists()
    assert "no answer of last time" in page.text


def test_who_may_not_write_reads_it_and_has_no_button(client, book, cast):
    client.force_login(cast.caro)
    page = client.get(section(book)).text
    assert "Last time," in page
    assert still(book, "D-PLA-3") not in page
    assert client.post(still(book, "D-PLA-3")).status_code == 404
    client.force_login(cast.dev)
    assert client.post(still(book, "D-PLA-3")).status_code == 404


def test_a_first_workbook_offers_nothing(ana, workbook):
    assert "Last time" not in ana.get(section(workbook)).text
    assert ana.post(still(workbook, "D-PLA-3")).status_code == 404


def test_first_questions_are_offered_and_come_word_for_word(ana, book):
    url = reverse("swot:first-questions", args=[book.pk])
    assert "Weavers and dockers" in ana.get(url).text
    data = {"revision": 1, "again": "here_before", "not_in_room": "The night shift"}
    assert ana.post(url, data)["Location"] == url
    row = Workbook.objects.with_pages().get(pk=book.pk).first_questions
    assert (row.here_before, row.not_in_room) == ("Weavers and dockers", "The night shift")
    assert "Last time:" not in ana.get(url).text


def test_a_section_costs_no_more_with_a_last_time_once_it_is_read(ana, book, workbook, django_assert_max_num_queries):
    ana.get(section(book))
    with django_assert_max_num_queries(12):
        ana.get(section(book))


def test_another_kind_is_offered_the_same_concept_and_never_a_pulse(book, workbook):
    last = last_time(book)
    network = factories.library("network")
    pulses = [prompt for prompt in network.prompts.values() if prompt.type == "scale"]
    assert pulses
    assert all(last.prompt_before(prompt) is None for prompt in pulses)
    met = [(prompt, last.prompt_before(prompt)) for prompt in network.prompts.values()]
    met = [(prompt, before) for prompt, before in met if before]
    assert met
    assert all((p.concept, p.type, p.unit) == (b.concept, b.type, b.unit) for p, b in met)


def test_an_option_that_is_no_longer_there_does_not_fit(book):
    prompt = next(p for p in factories.library("district").prompts.values() if p.type == "choice")
    assert fits(values.Answer(prompt.id, values.ANSWERED, prompt.options[0]), prompt)
    assert not fits(values.Answer(prompt.id, values.ANSWERED, "An option of old"), prompt)


def test_a_number_beyond_its_bounds_does_not_fit(book):
    prompt = next(p for p in factories.library("district").prompts.values() if p.type == "number" and p.max)
    assert not fits(values.Answer(prompt.id, values.ANSWERED, prompt.max + 1), prompt)
