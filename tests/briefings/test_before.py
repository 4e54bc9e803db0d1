"""What readers ask for first, on the page of a workbook of which nothing is issued yet."""

import pytest
from django.urls import reverse

from briefings.before import before_the_first
from swot.document.gather import Rows
from swot.models import Workbook
from tests import factories


def steps(workbook):
    book = Workbook.objects.with_pages().get(pk=workbook.pk)
    return [(step.state, str(step.said)) for step in before_the_first(book, Rows(book).with_plans, book.content())]


def page(client, workbook):
    return client.get(reverse("briefings:list", args=[workbook.pk])).content.decode()


def test_an_empty_workbook_has_all_before_it(workbook):
    said = ["Not answered", "Not begun", "0 of 12", "None yet"]
    assert steps(workbook) == [("open", one) for one in said]


def test_a_decision_counts_as_an_answer_or_as_an_ask(workbook, cast):
    workbook.ask("agency", by=cast.ana, seen=0, decision="Keep the covenant")
    assert steps(workbook)[0] == ("complete", "Answered")


def test_a_line_in_the_frame_is_a_decision(workbook, cast):
    workbook.add_line("D-AIM-1", "Whether to buy the building", by=cast.ana)
    assert steps(workbook)[0] == ("complete", "Answered")


def test_more_than_three_in_one_quadrant_count_for_no_other(workbook, cast):
    for number in range(5):
        factories.entry(workbook, by=cast.ana, text=f"Strength number {number}")
    factories.entry(workbook, by=cast.ana, text="Not sorted yet", quadrant="")
    assert steps(workbook)[2] == ("started", "3 of 12")


@pytest.mark.parametrize(("loses", "is_now"), [("", ("started", "Not said yet")), ("Tenants", ("complete", "Written"))])
def test_a_strategy_says_who_could_lose(loses, is_now, workbook, cast):
    inside = factories.entry(workbook, by=cast.ana)
    outside = factories.entry(workbook, by=cast.ana, text="Rents rose by a third", quadrant="threat")
    workbook.add_strategy(by=cast.ana, entries=[inside, outside], text="Hold off rents", who_could_lose=loses)
    assert steps(workbook)[3] == is_now


def test_it_is_shown_until_the_first_is_issued(ana, workbook):
    assert "Before the first" in page(ana, workbook)
    ana.post(reverse("briefings:issue", args=[workbook.pk]), {"for": "agency"})
    assert "Before the first" not in page(ana, workbook)
