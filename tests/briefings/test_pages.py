"""The briefing page, what is asked of each reader, issuing, and the files."""

import pytest
from django.urls import reverse
from django.utils.html import strip_tags

from briefings.models import Briefing
from swot.models import Ask
from tests import factories

ASK = {"decision": "Fund a yearly count of makers", "decided_by": "The council", "by_date": "2027-03-31", "revision": 0}


def at(name, book, *more, query=""):
    return reverse(f"briefings:{name}", args=[book.pk, *more]) + query


@pytest.fixture
def filled(workbook, cast):
    factories.entry(workbook, by=cast.ana, impact=5, certainty=2)
    return workbook


@pytest.mark.parametrize("key", ["agency", "council", "funder", "full"])
def test_the_page_shows_page_one_for_each_reader(key, ana, filled):
    page = ana.get(at("list", filled, query=f"?for={key}"))
    assert "Nine of 46 tenants get weekly work next door" in page.content.decode()


def test_a_reader_without_a_matrix_sees_what_stands_on_page_one(ana, filled):
    assert "What we promise" in ana.get(at("list", filled, query="?for=community")).content.decode()


def test_an_unknown_reader_is_not_found(ana, workbook):
    assert ana.get(at("list", workbook, query="?for=tourists")).status_code == 404


def test_an_unknown_paper_is_not_found(ana, workbook):
    assert ana.get(at("draft", workbook, query="?paper=a3")).status_code == 404


@pytest.mark.parametrize("entries", [1, 30])
def test_the_page_costs_the_same_queries_however_much_is_in_it(entries, ana, workbook, cast, django_assert_num_queries):
    for number in range(entries):
        factories.entry(workbook, by=cast.ana, text=f"Point number {number} of many")
    factories.warm(workbook)
    with django_assert_num_queries(14):
        ana.get(at("list", workbook))


def test_what_is_asked_is_saved_and_shown(ana, workbook):
    ana.post(at("ask", workbook, "agency"), ASK)
    assert "Fund a yearly count of makers" in ana.get(at("list", workbook)).content.decode()


def test_nothing_is_required_to_save_an_ask(ana, workbook):
    assert ana.post(at("ask", workbook, "council"), {"revision": 0}).status_code == 302


def test_a_date_that_does_not_exist_keeps_what_was_typed(ana, workbook):
    answer = ana.post(at("ask", workbook, "agency"), {**ASK, "by_date": "2027-02-30"})
    words = answer.content.decode()
    assert (answer.status_code, "Give a date that exists" in words, "Fund a yearly count" in words) == (422, True, True)


def test_the_second_writer_of_an_ask_sees_both_texts(ana, workbook, cast):
    workbook.ask("agency", by=cast.ben, seen=0, decision="Pay for a host")
    answer = ana.post(at("ask", workbook, "agency"), ASK)
    words = strip_tags(answer.content.decode())
    assert (answer.status_code, "Pay for a host" in words, "Fund a yearly count of makers" in words) == (
        409,
        True,
        True,
    )


@pytest.mark.parametrize(
    ("use", "kept"),
    [
        ("mine", "Fund a yearly count of makers"),
        ("theirs", "Pay for a host"),
        ("both", "Pay for a host\nFund a yearly count of makers"),
    ],
)
def test_the_second_writer_chooses(use, kept, ana, workbook, cast):
    workbook.ask("agency", by=cast.ben, seen=0, decision="Pay for a host")
    ana.post(at("ask", workbook, "agency"), {**ASK, "revision": 1, "use": use})
    assert Ask.objects.get().decision == kept


def test_an_ask_of_nobody_is_not_found(ana, workbook):
    assert ana.get(at("ask", workbook, "tourists")).status_code == 404


def test_issuing_numbers_and_freezes(ana, filled, cast):
    for _ in range(2):
        ana.post(at("issue", filled), {"for": "agency"})
    assert [(b.number, b.edition) for b in Briefing.objects.order_by("number")] == [(1, "agency"), (2, "agency")]


def test_an_issued_briefing_stays_the_same_bytes_when_the_workbook_moves_on(ana, filled, cast):
    ana.post(at("issue", filled), {"for": "agency"})
    address = reverse("briefings:pdf", args=[Briefing.objects.get().pk])
    first = ana.get(address).content
    factories.entry(filled, by=cast.ana, text="Something entirely new that came later")
    assert ana.get(address).content == first


def test_a_draft_is_a_pdf_with_a_name(ana, filled):
    answer = ana.get(at("draft", filled, query="?for=full"))
    assert (answer.content[:5], answer["Content-Disposition"]) == (
        b"%PDF-",
        'inline; filename="lantern-quarter-full-draft.pdf"',
    )


def test_a_viewer_sees_no_button_to_issue(client, workbook, cast):
    client.force_login(cast.caro)
    assert "Issue this briefing" not in client.get(at("list", workbook)).content.decode()


def test_the_whole_workbook_can_be_taken_away(ana, filled):
    answer = ana.get(reverse("swot:export", args=[filled.pk]))
    assert (answer.json()["entries"][0]["id"], answer["Content-Type"]) == ("S1", "application/json")
