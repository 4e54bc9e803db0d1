"""Who is called, how long words from outside wait, in which order threads stand."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from swot.rules.comments import Said, Thread, in_order, mentioned, pieces

NAMES = {"Ana Duarte": 1, "Ana Duarte Silva": 2, "Tomasz Wilk": 3, "joon@example.org": 4, "Wil": 5}
MONDAY = datetime(2026, 11, 16, 12, tzinfo=UTC)
TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("text", "called"),
    [
        ("@Ana Duarte, can you ask Rosa?", {1}),
        ("@Ana Duarte Silva knows", {2}),
        ("@ana duarte and @TOMASZ WILK", {1, 3}),
        ("@Tomasz knows: there is one of that name", {3}),
        ("@Ana could be two people", set()),
        ("(@Wil)", {5}),
        ("@Wilhelm is somebody else", set()),
        ("write to tomasz@Tomasz or a.b@Wil", set()),
        ("@@Wil", set()),
        ("@joon@example.org", {4}),
        ("@Ana\nDuarte", {1}),
        ("Ana Duarte without a sign", set()),
        ("@nobody", set()),
        ("", set()),
    ],
)
def test_an_at_sign_and_a_name_call_somebody_and_the_longest_name_wins(text, called):
    assert mentioned(text, NAMES) == called


@given(st.text(st.characters() | st.sampled_from("@ANadurteWilſıKß \n"), max_size=60))
def test_the_pieces_of_any_text_are_the_text(text):
    found = pieces(text, {**NAMES, "Kış ßon": 6, "İ": 7, "": 8, "(.*)": 9})
    assert "".join(piece for piece, _person in found) == text


def test_with_nobody_to_call_nobody_is_called():
    assert mentioned("@Ana", {}) == set()


def said(pk=1, *, days=0, outside=False, is_gone=False):
    return Said(pk, "Rosa", "Why?", MONDAY + timedelta(days=days), outside=outside, is_gone=is_gone)


def test_words_from_outside_wait_until_somebody_of_the_workbook_answers():
    thread = Thread("COL", said(outside=True))
    assert thread.days_waiting(TODAY) == 6
    assert Thread("COL", said(outside=True), (said(2, outside=True),)).days_waiting(TODAY) == 6
    assert Thread("COL", said(outside=True), (said(2, is_gone=True),)).days_waiting(TODAY) == 6
    assert Thread("COL", said(outside=True), (said(2),)).days_waiting(TODAY) == 0
    assert Thread("COL", said()).days_waiting(TODAY) == 0


def test_a_thread_is_late_after_its_day_and_only_while_open():
    assert not Thread("COL", said(), due=TODAY).is_late(TODAY)
    assert Thread("COL", said(), due=TODAY - timedelta(days=1)).is_late(TODAY)
    assert not Thread("COL", said(), due=TODAY - timedelta(days=1), settled_at=MONDAY).is_late(TODAY)


def test_a_thread_whose_first_words_were_taken_back_waits_for_nobody():
    assert not Thread("COL", said(is_gone=True), (said(2),)).is_open


threads = st.builds(
    Thread,
    about=st.just("COL"),
    first=st.builds(said, st.integers(1, 99), days=st.integers(0, 9), outside=st.booleans(), is_gone=st.booleans()),
    due=st.none() | st.just(TODAY),
    settled_at=st.none() | st.just(MONDAY),
)


@given(st.lists(threads))
def test_those_waited_for_outside_stand_first_settled_ones_last(found):
    order = in_order(found)
    rank = [0 if one.waits_outside else 1 if one.is_open else 2 for one in order]
    assert rank == sorted(rank)
    assert len(order) == len(found)
    waiting = [one.first.at.date() for one in order if one.waits_outside]
    assert waiting == sorted(waiting)
