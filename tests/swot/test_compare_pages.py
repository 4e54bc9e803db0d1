"""Then and now, and two clusters side by side: patterns and shapes, never who is better."""

import pytest
from django.urls import reverse

from clusters.access import Role
from clusters.models import Cluster, Membership
from swot.following import follow
from swot.models import Workbook
from tests import factories
from tests.swot.test_mirror import others
from tests.swot.test_return_pages import at, sent

RANKING = ("better", "worse than", "ahead of", "behind", "best", "leading")


@pytest.fixture
def last(workbook, cast):
    for text in ("Nine firms still trade here", "The joint fair brings 4,000 people"):
        factories.entry(workbook, by=cast.ana, text=text, impact=4, certainty=2)
    workbook.answer("D-PLA-3", by=cast.ana, seen=0, value=2)
    threat = factories.entry(workbook, by=cast.ana, text="Rents may follow", quadrant="threat")
    workbook.add_strategy(by=cast.ana, entries=[workbook.entries.get(ref="S1"), threat], text="Buy the hall together")
    workbook.self_check.take(
        by=cast.ana, seen=1, name="Check", answers=["no"] * len(workbook.content().check.questions)
    )
    return workbook


@pytest.fixture
def book(last, cast, ana):
    book = Workbook.objects.with_pages().get(pk=follow(last, by=cast.ana).pk)
    ana.post(at(book, "return-carry", "S1"), sent("S1", "still open"))
    ana.post(at(book), {**sent("S2", "faded", "It rained"), **sent("X1", "not acted on", "Nobody owned it")})
    factories.entry(book, by=cast.ana, text="A new tram stop", quadrant="opportunity")
    book.answer("D-PLA-3", by=cast.ana, seen=0, value=4)
    return book


def compare(book, other=None):
    return reverse("swot:compare", args=[book.pk]) + (f"?with={other.pk}" if other else "")


def beside(cast, kind="district", role=Role.VIEWER):
    """Another cluster that Ana may read, with a pulse."""
    cluster = Cluster.found(by=cast.dev, name="Quiet Mill", kind=kind)
    Membership.objects.create(cluster=cluster, user=cast.ana, role=role)
    other = factories.workbook(cluster, by=cast.dev)
    prompt = next(s.pulse.id for s in other.content().charted if s.code == "PLA")
    other.answer(prompt, by=cast.dev, seen=0, value=5)
    return other


def test_then_and_now_tells_pulses_moves_counts_check_and_strategies(ana, book):
    page = ana.get(compare(book))
    assert page.status_code == 200
    assert page.context["change"]["up"] == 1
    moves = page.context["moves"]
    assert [(pair.then.id, pair.now.id) for pair in moves.pairs] == [("S1", "S1")]
    assert [entry.text for entry in moves.new] == ["A new tram stop"]
    assert [(gone.entry.id, gone.note) for gone in moves.gone] == [("S2", "It rained"), ("T1", "")]
    for words in ("Nobody owned it", "not taken", "It rained", "+2", 'role="img"'):
        assert words in page.text


def test_what_nobody_has_answered_yet_is_neither_unknown_nor_a_change(ana, last, cast):
    book = Workbook.objects.with_pages().get(pk=follow(last, by=cast.ana).pk)
    page = ana.get(compare(book))
    assert {key: page.context["change"][key] for key in ("up", "down", "unknown", "unanswered")} == {
        "up": 0, "down": 0, "unknown": 0, "unanswered": 9,
    }  # fmt: skip
    assert "9 of 9 are not answered yet." in page.text
    assert "not known now" not in page.text
    assert "Not known in now" not in page.text
    book.answer("D-PLA-3", by=cast.ana, seen=0, value=None, status="not yet known")
    page = ana.get(compare(book))
    assert page.context["change"]["unknown"] == 1
    assert page.context["change"]["unanswered"] == 8
    assert "not known now" in page.text


def test_a_first_workbook_says_that_there_is_nothing_yet(ana, workbook):
    page = ana.get(compare(workbook))
    assert "no earlier workbook" in page.text


def test_an_earlier_one_asked_for_a_later_one_leads_to_the_later(ana, book, last):
    assert ana.get(compare(last, book))["Location"] == compare(book, last)
    assert ana.get(compare(last)).status_code == 200


def test_the_one_before_the_last_can_be_chosen(ana, book, last, cast):
    third = follow(book, by=cast.ana)
    page = ana.get(compare(third, last))
    assert page.context["then"].title == last.title
    assert str(last.pk) in page.text


def test_another_cluster_of_the_kind_is_shown_as_a_pattern(ana, book, cast):
    page = ana.get(compare(book, beside(cast)))
    assert "Two clusters of one kind" in page.text
    assert "The numbers" in page.text
    assert not [word for word in RANKING if word in page.text.lower()]
    assert "moves" not in page.context


def test_another_kind_is_shape_alone_and_says_so(ana, book, cast):
    page = ana.get(compare(book, beside(cast, kind="network")))
    assert "Shape alone: the kinds ask different questions." in page.text
    assert "What both have in common" not in page.text


def test_nothing_but_pulses_of_another_cluster_is_shown(ana, book, cast):
    other = beside(cast)
    factories.entry(other, by=cast.dev, text="Their own secret point")
    assert "secret" not in ana.get(compare(book, other)).text


@pytest.mark.parametrize("wanted", ["", "x", "00000000-0000-7000-8000-000000000000", "\0"])
def test_what_is_not_among_the_choices_is_not_there(ana, book, wanted):
    assert ana.get(reverse("swot:compare", args=[book.pk]), {"with": wanted}).status_code == (404 if wanted else 200)


def test_a_strangers_workbook_cannot_be_compared_with(ana, book, cast):
    other = beside(cast)
    Membership.objects.filter(cluster=other.cluster, user=cast.ana).delete()
    assert ana.get(compare(book, other)).status_code == 404


def test_the_mirror_needs_five_others(ana, book, cast):
    assert "Fewer than five other clusters" in ana.get(compare(book)).text
    others(5, by=cast.dev)
    page = ana.get(compare(book)).text
    assert "Middle half of the others" in page
    assert "Other 1" not in page
    assert not [word for word in RANKING if word in page.lower().replace("no better or worse", "")]


@pytest.mark.parametrize("count", [1, 3, 30])
def test_as_many_queries_whatever_stands_there(ana, workbook, cast, count, django_assert_max_num_queries):
    for number in range(count):
        factories.entry(workbook, by=cast.ana, text=f"Point number {number}")
    book = follow(workbook, by=cast.ana)
    for number in range(count):
        ana.post(at(book, "return-carry", f"S{number + 1}"), sent(f"S{number + 1}"))
    ana.get(compare(book))
    with django_assert_max_num_queries(12):
        ana.get(compare(book))
