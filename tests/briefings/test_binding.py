"""The self-check binds: what is not issued, what comes first, and that a draft can always be printed."""

import pytest
from django.urls import reverse

from briefings.make import html
from briefings.models import Briefing
from clusters.errors import Refusal
from swot.document.gather import gather
from swot.document.write import to_json
from swot.models import Snapshot, Workbook
from tests import factories
from tests.swot.pages import ANSWERS

PRESSING = ["yes"] * 4 + ["no"] * 4 + ["yes"] + ["no"] * 3  # 3 + 3 + 2 + 3 + 2 = 13
DISPLACING = ["yes"] * 12


def take(book, by, answers):
    book.self_check.take(by=by, seen=book.self_check.revision, name="Self-check", answers=answers)


def answer_for_them(book, by):
    """A strategy that rests on an entry about people already here."""
    here = factories.entry(
        book, by=by, text="Two bakers left Quay Street because of rent", quadrant="weakness", inclusion=True
    )
    there = factories.entry(book, by=by, text="The council lets its shops at a fixed rent", quadrant="opportunity")
    return book.add_strategy(by=by, entries=[here, there], **ANSWERS)


def at(name, book, edition):
    return f"{reverse(f'briefings:{name}', args=[book.pk])}?for={edition}"


def issue(client, book, edition):
    return client.post(reverse("briefings:issue", args=[book.pk]), {"for": edition})


def test_pressing_without_a_strategy_refuses_every_edition_and_says_what_to_do(ana, cast, workbook):
    take(workbook, cast.ana, PRESSING)
    factories.entry(workbook, by=cast.ana, inclusion=True)
    for edition in ("agency", "council", "funder", "community", "full"):
        response = issue(ana, workbook, edition)
        assert response.status_code == 422
        assert "The self-check stands at pressing." in response.text
        assert f'href="{reverse("swot:strategies", args=[workbook.pk])}">Write that strategy' in response.text
    assert not Briefing.objects.exists()
    assert not Snapshot.objects.exists()


def test_pressing_without_an_entry_leads_to_the_entry_first(ana, cast, workbook):
    take(workbook, cast.ana, PRESSING)
    assert "Add that entry" in issue(ana, workbook, "agency").text


def test_pressing_with_a_strategy_is_issued(ana, cast, workbook):
    take(workbook, cast.ana, PRESSING)
    answer_for_them(workbook, cast.ana)
    assert issue(ana, workbook, "agency").status_code == 302


def test_a_strategy_put_aside_is_in_no_briefing_and_lets_none_pass(ana, cast, workbook):
    take(workbook, cast.ana, PRESSING)
    strategy = answer_for_them(workbook, cast.ana)
    strategy.park(by=cast.ana, seen=strategy.revision)
    assert issue(ana, workbook, "agency").status_code == 422
    strategy.refresh_from_db()
    strategy.keep(by=cast.ana, seen=strategy.revision)
    assert issue(ana, workbook, "agency").status_code == 302


def test_displacing_now_issues_the_neighbours_first(ana, cast, workbook):
    take(workbook, cast.ana, DISPLACING)
    answer_for_them(workbook, cast.ana)
    refused = issue(ana, workbook, "agency")
    assert refused.status_code == 422
    assert "is issued first, before any other" in refused.text
    assert f'href="{at("list", workbook, "community")}"' in refused.text
    assert issue(ana, workbook, "community").status_code == 302
    assert issue(ana, workbook, "agency").status_code == 302
    assert [one.edition for one in Briefing.objects.order_by("number")] == ["community", "agency"]


def test_the_page_says_it_before_anybody_tries(ana, cast, workbook):
    take(workbook, cast.ana, PRESSING)
    page = ana.get(at("list", workbook, "agency")).text
    assert "Not issued yet." in page
    assert "Issue this briefing" not in page


@pytest.mark.parametrize("answers", [["no"] * 12, ["unsure"] * 12, ["yes"] * 2 + ["no"] * 10])
def test_calm_unknown_and_watch_are_issued(answers, ana, cast, workbook):
    take(workbook, cast.ana, answers)
    assert "Issue this briefing" in ana.get(at("list", workbook, "agency")).text
    assert issue(ana, workbook, "agency").status_code == 302


def test_a_draft_can_always_be_printed_and_says_that_it_is_one(ana, cast, workbook):
    take(workbook, cast.ana, DISPLACING)
    page = ana.get(at("list", workbook, "agency")).text
    assert reverse("briefings:draft", args=[workbook.pk]) in page
    response = ana.get(at("draft", workbook, "agency"))
    assert (response.status_code, response["Content-Type"]) == (200, "application/pdf")
    said = {"edition": "agency", "paper": "a4", "today": cast.cluster.today}
    book = Workbook.objects.with_pages().get(pk=workbook.pk)
    assert "Draft of" in html(gather(book), book.content(), **said)
    assert "Draft of" not in html(gather(book), book.content(), **said, number="Briefing 1")


def test_the_model_refuses_too(cast, workbook):
    take(workbook, cast.ana, PRESSING)
    book = Workbook.objects.with_pages().get(pk=workbook.pk)
    snapshot = Snapshot.take(book, to_json(gather(book), book.content()), by=cast.ana)
    with pytest.raises(Refusal, match="pressing"):
        Briefing.issue(snapshot, edition="agency", paper="a4", by=cast.ana)


def test_the_page_costs_no_more_queries_when_it_binds(ana, cast, workbook, django_assert_max_num_queries):
    take(workbook, cast.ana, DISPLACING)
    answer_for_them(workbook, cast.ana)
    for _ in range(3):
        issue(ana, workbook, "community")
    ana.get(at("list", workbook, "agency"))
    with django_assert_max_num_queries(14):
        ana.get(at("list", workbook, "agency"))
