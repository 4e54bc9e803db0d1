"""Nine pulses: dots on their axes, words that say what has no dot, and nothing outside the drawing."""

import re

import pytest
from django.template.loader import render_to_string
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from swot.pictures import pulses
from swot.pictures.lettering import breadth
from swot.pictures.pulses import Pulse, profile, then_and_now

RANDOM = settings(deadline=None, max_examples=60, derandomize=True, suppress_health_check=list(HealthCheck))
FRAMES = (pulses.WIDE, pulses.NARROW, pulses.PAPER)
step = st.none() | st.integers(1, 5)
nine = st.lists(
    st.builds(Pulse, st.sampled_from(["INC", "PLA"]), st.text("abc &:", max_size=40), step, step), max_size=9
)


def two(given):
    return then_and_now(given, now="2026", before="2025", frames=FRAMES)


def only_row(now, before, frame=pulses.WIDE):
    (drawing,) = then_and_now(
        [Pulse("MAR", "Markets", now, before)], now="2026", before="2025", frames=[frame]
    ).drawings
    return drawing.rows[0]


@RANDOM
@given(nine)
def test_dots_and_words_stay_inside_the_drawing(given):
    for drawing in (*two(given).drawings, *profile(given, FRAMES).drawings):
        for row in drawing.rows:
            assert all(12 <= row.y <= drawing.floor and 10 <= x <= drawing.frame.width - 10 for x in dots(row))
            room = breadth(row.said, drawing.frame.type)
            left = row.said_x if row.said_anchor == "start" else row.said_x - room
            assert left >= (0 if drawing.frame.label_above else drawing.frame.left)
            assert left + room <= drawing.frame.width


@RANDOM
@given(nine)
def test_words_beside_the_dots_never_cover_one(given):
    for drawing in two(given).drawings:
        for row in drawing.rows:
            after = row.said_anchor == "start"
            assert all(x + 11 <= row.said_x if after else row.said_x <= x - 11 for x in dots(row))


@RANDOM
@given(nine)
def test_the_level_line_keeps_off_the_words(given):
    for drawing in two(given).drawings:
        for row in drawing.rows:
            room = breadth(row.said, drawing.frame.type)
            left = row.said_x if row.said_anchor == "start" else row.said_x - room
            for start, end in re.findall(r"M([\d.]+) \d+H([\d.]+)", row.line):
                assert float(end) < left or float(start) > left + room or not row.said


def dots(row):
    return [x for x in (row.now, row.before) if x is not None]


@RANDOM
@given(nine)
def test_the_order_of_the_sections_is_kept(given):
    for drawing in two(given).drawings:
        heights = [row.y for row in drawing.rows]
        assert heights == sorted(set(heights))
        assert len(heights) == len(given)
    assert two(given).pulses == tuple(given)


@RANDOM
@given(st.integers(1, 4), st.sampled_from(FRAMES))
def test_a_higher_pulse_stands_further_right_by_the_same_step(low, frame):
    assert frame.x(low + 1) - frame.x(low) == pytest.approx((frame.right - frame.left) / 4, abs=0.2)


@pytest.mark.parametrize(
    ("now", "before", "said"),
    [(3, 3, "same"), (2, 3, "−1"), (5, 2, "+3"), (None, 3, "not known in 2026"), (3, None, "not known in 2025")],
)
def test_each_pair_says_what_became_of_it(now, before, said):
    assert only_row(now, before).said == said


def test_a_long_name_of_a_time_is_left_out_where_it_has_no_room():
    picture = then_and_now(
        [Pulse("MAR", "Markets", 3, None)], now="2026", before="September 2025", frames=[pulses.WIDE, pulses.PAPER]
    )
    assert [one.rows[0].said for one in picture.drawings] == ["not known in September 2025", "not known"]


def test_what_is_not_known_has_no_dot_and_says_so():
    row = only_row(None, None)
    assert (row.now, row.before, row.said) == (None, None, "not known")


def test_equal_is_a_filled_dot_in_an_open_ring():
    drawn = drawing(two([Pulse("MAR", "Markets", 3, 3)]))
    assert 'r="10" fill="#ffffff" stroke="#b8352b"' in drawn
    assert 'r="6.5" fill="#1b2233"' in drawn


def test_the_profile_shows_now_alone():
    drawn = drawing(profile([Pulse("MAR", "Markets", 3, 1), Pulse("OUT", "Outside", None, 2)]))
    assert drawn.count("<circle") == 1
    assert "not yet known" in drawn


def test_text_alternative_names_every_move_once():
    moved = [
        Pulse("PLA", "Place", 3, 3), Pulse("INC", "Inclusion", 2, 3), Pulse("IDE", "Identity", 5, 4),
        Pulse("MAR", "Markets", None, 3), Pulse("OUT", "Outside", 1, None),
    ]  # fmt: skip
    assert two(moved).desc == (
        "Up: Identity +1. Down: Inclusion −1. The same: Place. Not known in 2026: Markets. "
        "Not known in 2025: Outside. Every value is in the table."
    )


def test_text_alternative_of_the_profile_has_every_value():
    said = profile([Pulse("PLA", "Place", 3), Pulse("MAR", "Markets", None)]).desc
    assert said == "Place 3; Markets not yet known. Every value is in the table."


def test_what_was_typed_is_escaped_and_ids_are_its_own():
    picture = two([Pulse("PLA", "<b>&", 3, 2)])
    drawn = [drawing(picture, at) for at in range(2)]
    assert "<b>" not in drawn[0]
    assert 'id="then-lg-t"' in drawn[0]
    assert 'id="then-sm-t"' in drawn[1]


def test_paper_has_its_size_in_millimetres_and_the_screen_none():
    picture = two([Pulse("PLA", "Place", 3, 2)] * 9)
    assert 'width="140mm"' in drawing(picture, 2)
    assert 'mm"' not in drawing(picture)


def drawing(picture, at=0):
    return render_to_string("charts/pulses.svg", {"picture": picture, "drawing": picture.drawings[at]})
