"""Who is writing now, as the other person sees it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from clusters.access import Role
from clusters.models import Membership
from swot.models import Change
from tests import factories
from tests.swot.pages import at


def shown(client, person, book):
    """Who is shown to somebody on the contents page, and where."""
    client.force_login(person)
    page = client.get(at("workbook", book))
    return [(str(writer.user), str(writer.where), writer.minutes) for writer in page.context["here_now"]], page.text


def test_each_of_two_sees_the_other_and_not_themselves(client, workbook, cast):
    workbook.answer("D-COL-1", by=cast.ana, seen=0, status="not yet known")
    workbook.add_line("D-INC-4", "The market traders", by=cast.ben)
    found, text = shown(client, cast.ana, workbook)
    assert [one[0] for one in found] == ["Ben"]
    assert 'id="h-now"' in text
    assert "just now" in text
    assert [one[:2] for one in shown(client, cast.ben, workbook)[0]] == [("Ana", "in Collaboration")]
    assert [one[0] for one in shown(client, cast.caro, workbook)[0]] == ["Ben", "Ana"]


def test_nobody_is_nothing(client, workbook, cast):
    Change.objects.filter(by=cast.ana).update(by=None)
    assert shown(client, cast.ana, workbook)[0] == []
    assert 'id="h-now"' not in shown(client, cast.ana, workbook)[1]


@pytest.mark.parametrize(("minutes", "here"), [(9, True), (11, False)])
def test_after_ten_minutes_one_is_gone(minutes, here, client, workbook, cast):
    workbook.answer("D-COL-1", by=cast.ben, seen=0, status="not yet known")
    Change.objects.update(at=timezone.now() - timedelta(minutes=minutes, seconds=10))
    expected = [("Ben", "in Collaboration", 9)] if here else []
    assert shown(client, cast.ana, workbook)[0] == expected


def test_one_is_shown_once_where_one_wrote_last(client, workbook, cast):
    workbook.answer("D-COL-1", by=cast.ben, seen=0, status="not yet known")
    workbook.answer("D-PLA-3", by=cast.ben, seen=0, value=3)
    assert [one[1] for one in shown(client, cast.ana, workbook)[0]] == ["in Place & people"]


def write(what, book, by):
    """Something written in one place of a workbook."""
    if what == "strategies":
        one = factories.entry(book, by=by)
        book.add_strategy(by=by, entries=[one, factories.entry(book, by=by, text="T", quadrant="threat")], text="Sell")
    elif what == "self-check":
        book.self_check.edit(by=by, seen=1, answers=["yes"])
    else:
        {
            "entry": lambda: factories.entry(book, by=by, section="MAR"),
            "line": lambda: book.add_line("D-PLA-1", "A ropeworks", by=by),
            "find-out": lambda: book.plan_to_find_out("D-INC-1", by=by, seen=0, owner="Ben"),
            "first": lambda: book.first_questions.edit(by=by, seen=1, here_before="Traders"),
            "action": lambda: book.add_action(by=by, text="Ring"),
            "ask": lambda: book.ask("agency", by=by, seen=0, decision="Say yes"),
            "nowhere": lambda: book.note("began", "workbook", by=by),
        }[what]()


@pytest.mark.parametrize(
    ("what", "where"),
    [
        ("entry", "in Markets & supply chain"),
        ("line", "in Place & people"),
        ("strategies", "in the strategies"),
        ("action", "in the actions"),
        ("find-out", "in the find-out list"),
        ("first", "in the three questions first"),
        ("ask", "in the briefings"),
        ("nowhere", ""),
    ],
)
def test_the_place_is_said_in_words(what, where, client, workbook, cast):
    write(what, workbook, cast.ben)
    assert [one[:2] for one in shown(client, cast.ana, workbook)[0]] == [("Ben", where)]


def test_twelve_queries_however_many_write(client, workbook, cast, django_assert_max_num_queries):
    for number in range(30):
        one = factories.user(f"Writer {number}")
        Membership.objects.create(cluster=cast.cluster, user=one, role=Role.EDITOR)
        workbook.add_line("D-PLA-1", f"Line {number}", by=one)
    factories.warm(workbook)
    client.force_login(cast.ana)
    with django_assert_max_num_queries(12):
        assert len(client.get(at("workbook", workbook)).context["here_now"]) == 30
