"""Who is here: nothing upon anything else, nothing outside, nobody lost, nobody told in a group under five."""

from itertools import combinations
from math import hypot, pi

import pytest
from django.template.loader import render_to_string
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from clusters.models.cluster import member_bands
from swot.pictures import composition as module
from swot.pictures.composition import composition
from swot.pictures.members import FEWEST, Anchor, by_band, by_size

RANDOM = settings(deadline=None, max_examples=25, derandomize=True, suppress_health_check=list(HealthCheck))
FRAMES = (module.WIDE, module.NARROW, module.PAPER)
MERROW = Anchor("m", "Merrow Instruments", 58, (("small", 3), ("micro", 9), ("freelancers", 4)))
QUAY = Anchor("q", "Quay Joinery", 24, (("small", 2), ("micro", 6)))
COUNTS = {"majors": 2, "small": 11, "micro": 34, "freelancers": 15}

keys = st.sampled_from([band["key"] for band in member_bands()])
many = st.integers(0, 5000) | st.integers(0, 12)
lean = st.dictionaries(keys, st.integers(0, 30), max_size=3).map(lambda one: tuple(one.items()))
anchor = st.builds(
    Anchor, st.uuids().map(str), st.text("Aa bé", min_size=1, max_size=60), st.none() | st.integers(0, 9000), lean
)
seas = st.tuples(st.lists(anchor, max_size=5), st.dictionaries(keys, many, max_size=6))


def mock(chosen="m", frames=FRAMES):
    return composition([QUAY, MERROW], COUNTS, chosen, frames)


def apart(one, other):
    return hypot(one.x - other.x, one.y - other.y) - one.r - other.r


@RANDOM
@given(seas)
def test_nothing_stands_upon_anything_else_or_outside(sea):
    for drawing in composition(*sea, frames=FRAMES).drawings:
        for circle in (*drawing.dots, *drawing.whales):
            assert circle.x - circle.r > 0
            assert circle.x + circle.r < drawing.frame.width
            assert circle.y - circle.r > 0
            assert circle.y + circle.r < drawing.height
        assert all(apart(*pair) > 0 for pair in combinations((*drawing.dots, *drawing.whales), 2))


@RANDOM
@given(seas)
def test_no_member_is_lost_or_told_twice(sea):
    anchors, counts = sea
    bands, sizes = by_band(anchors, counts), by_size(anchors, counts)
    assert sum(one.members for one in bands) == sum(one.members for one in sizes)
    leaning = [sum(column) for column in zip(*(one.leans for one in bands), strict=True)]
    assert leaning == [one.leaning for one in anchors] or not bands


@RANDOM
@given(seas)
def test_no_group_under_five_is_told_while_there_is_another(sea):
    for groups in (by_band(*sea), by_size(*sea)):
        assert len(groups) < 2 or all(one.members >= FEWEST for one in groups)


@RANDOM
@given(seas)
def test_the_same_numbers_always_give_the_same_drawing(sea):
    assert composition(*sea) == composition(*sea)


@pytest.mark.parametrize("at", range(3))
def test_rings_are_to_scale_by_people(at):
    merrow, quay = mock().drawings[at].whales
    assert (merrow.r**2 * pi) / (quay.r**2 * pi) == pytest.approx(58 / 24, rel=0.02)


@pytest.mark.parametrize("at", range(3))
def test_every_member_has_a_dot_and_those_who_lean_a_broken_line(at):
    dots = mock().drawings[at].dots
    assert [sum(dot.size == size for dot in dots) for size in ("between", "small", "alone")] == [11, 34, 15]
    assert sum(bool(dot.tie) for dot in dots) == MERROW.leaning + QUAY.leaning


@pytest.mark.parametrize("at", range(3))
def test_dots_that_lean_stand_in_the_zone_of_their_ring_and_the_others_outside(at):
    drawing = mock().drawings[at]
    for dot in drawing.dots:
        zones = [hypot(dot.x - one.x, dot.y - one.y) + dot.r <= one.zone for one in drawing.whales]
        assert any(zones) is bool(dot.tie)


def test_many_members_share_a_dot_and_that_is_said():
    sea = composition([MERROW], {"freelancers": 4000, "micro": 300})
    assert sea.stands_for == "One dot stands for up to 100 members."
    assert 40 <= len(sea.drawings[0].dots) <= module.MOST + 6
    assert mock().stands_for == ""


def test_one_ring_is_chosen_and_what_it_takes_along_is_said_in_numbers():
    said = "16 of the other 61 lose their first customer or supplier if Merrow Instruments leaves. "
    sea = mock()
    assert sea.consequence == said + "Small firms: 3; Micro-enterprises: 9; Freelancers: 4."
    assert [whale.is_chosen for whale in sea.drawings[0].whales] == [True, False]
    assert "gone-z" in drawn(sea)


@pytest.mark.parametrize("chosen", [None, "stranger"])
def test_nobody_chosen_marks_no_ring(chosen):
    sea = mock(chosen)
    assert (sea.chosen, sea.consequence) == (None, "")
    assert "gone-z" not in drawn(sea)


def test_text_alternative_has_the_counts_and_who_depends():
    sea = mock()
    assert sea.title == "Who is here: 2 by name, 11 in between, 34 small, 15 on their own"
    assert "Merrow Instruments, 58 people, 16 lean on it; Quay Joinery, 24 people, 8 lean on it" in sea.desc
    assert sea.title in drawn(sea)
    assert sea.consequence in drawn(sea)


def test_table_holds_every_number():
    rows = [(row.label, row.members, row.people, row.leans) for row in mock().rows]
    assert rows == [
        ("Merrow Instruments", 1, 58, (None, None)),
        ("Quay Joinery", 1, 24, (None, None)),
        ("Small firms", 11, None, (3, 2)),
        ("Micro-enterprises", 34, None, (9, 6)),
        ("Freelancers", 15, None, (4, 0)),
        ("All", 62, None, (16, 8)),
    ]


def test_a_group_under_five_is_joined_with_the_next_of_its_size():
    sea = composition([], {"medium": 3, "small": 9, "freelancers": 7, "artists": 2})
    assert [(row.label, row.members) for row in sea.rows] == [
        ("Medium firms, small firms", 12), ("Freelancers, artists", 9), ("All", 21)
    ]  # fmt: skip


def test_an_anchor_is_not_drawn_again_as_a_dot():
    theatre = Anchor("t", "Harbour Theatre", 40, band="venues")
    assert len(composition([theatre], {"venues": 7}).drawings[0].dots) == 6


def test_an_anchor_nobody_counted_has_a_broken_ring_and_says_so():
    sea = composition([Anchor("t", "Harbour Theatre", None)], {"micro": 9})
    assert "people not counted" in drawn(sea)
    assert 'stroke-dasharray="8 5"' in drawn(sea)


def test_nothing_counted_is_an_empty_picture_that_says_so():
    sea = composition([], {})
    assert (sea.rows, sea.title) == ((), "Who is here: nobody counted yet")


def test_names_are_escaped():
    assert "<script>" not in drawn(composition([Anchor("x", "<script>", 5)], {"micro": 9}))


def drawn(sea):
    return render_to_string("charts/composition.svg", {"picture": sea, "drawing": sea.drawings[0]})
