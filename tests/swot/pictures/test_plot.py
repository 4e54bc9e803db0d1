"""The plot: cells, curves, and room for many."""

import re
from itertools import combinations

import pytest

from swot.content import QUADRANTS
from swot.document.values import Entry
from swot.pictures import plot


def entries(count, certainty=4, impact=4, quadrant="strength"):
    letter = quadrant[0].upper()
    return [
        Entry(f"{letter}{n}", "PLA", "x", quadrant, impact=impact, certainty=certainty) for n in range(1, count + 1)
    ]


def test_one_entry_stands_in_the_middle_of_its_cell():
    (mark,) = plot.wide(entries(1)).marks
    assert (mark.x, mark.y, mark.label) == (plot.WIDE.x(4), plot.WIDE.y(4), "1")


@pytest.mark.parametrize("count", [2, 5, 9])
def test_marks_of_one_cell_never_stand_on_each_other(count):
    marks = plot.wide(entries(count)).marks
    assert len({(mark.x, mark.y) for mark in marks}) == count


@pytest.mark.parametrize("count", [1, 4, 9, 10, 300])
def test_marks_stay_in_their_cell(count):
    frame = plot.WIDE
    for mark in plot.wide(entries(count)).marks:
        assert frame.x(3.5) < mark.x < frame.x(4.5)
        assert frame.y(4.5) < mark.y < frame.y(3.5)


def test_what_a_cell_cannot_hold_is_counted():
    marks = plot.wide(entries(12)).marks
    assert [mark.label for mark in marks] == ["1", "2", "3", "4", "5", "6", "7", "8", "+4"]


def test_narrow_drawing_counts_by_quadrant():
    both = [*entries(3), *entries(1, quadrant="threat")]
    assert [(mark.quadrant, mark.label) for mark in plot.narrow(both).marks] == [("strength", "3"), ("threat", "")]


@pytest.mark.parametrize("many", [1, 3])
def test_narrow_marks_and_their_counts_keep_clear_of_each_other_and_of_other_cells(many):
    every = [one for quadrant in QUADRANTS for one in entries(many, quadrant=quadrant)]
    marks, frame, half, count = plot.narrow(every).marks, plot.NARROW, 9, 24 if many > 1 else 9
    assert frame.y(4.5) <= min(mark.y for mark in marks) - half
    assert max(mark.y for mark in marks) + count <= frame.y(3.5)
    for one, other in combinations(marks, 2):
        assert abs(one.x - other.x) >= 2 * half or abs(one.y - other.y) >= half + count


def test_cells_of_fifteen_and_more_are_shaded_whole():
    drawing = plot.wide([])
    corners = re.findall(r"M([\d.]+) ([\d.]+)H", drawing.lines["zone"])
    expected = [
        (plot.WIDE.x(certainty - 0.5), plot.WIDE.y(impact + 0.5)) for impact, certainty in ((3, 5), (4, 4), (5, 3))
    ]
    assert [tuple(map(float, corner)) for corner in corners] == expected


def test_moved_entry_is_named_by_its_whole_ref():
    moved = Entry("S3", "PLA", "x", "weakness", impact=2, certainty=2)
    assert plot.wide([moved]).marks[0].label == "S3"


def test_entries_without_place_or_scores_are_not_drawn():
    bare = [Entry("S1", "PLA", "x", "strength", impact=3), Entry("N1", "PLA", "x", impact=3, certainty=2)]
    assert (plot.wide(bare).marks, plot.narrow(bare).marks) == ((), ())


@pytest.mark.parametrize("priority", [8, 15])
@pytest.mark.parametrize("frame", [plot.WIDE, plot.NARROW])
def test_curve_runs_through_its_products_and_stays_inside(priority, frame):
    points = [tuple(map(float, pair)) for pair in re.findall(r"([\d.]+) ([\d.]+)", frame.curve(priority))]
    assert points[0][1] == pytest.approx(frame.top, abs=0.2)
    assert points[-1][0] == pytest.approx(frame.right, abs=0.2)
    assert all(frame.left <= x <= frame.right and frame.top - 0.2 <= y <= frame.bottom for x, y in points)
    assert frame.y(priority / 4) == pytest.approx(
        min(points, key=lambda p: abs(p[0] - frame.x(4)))[1], abs=frame.bottom / 50
    )
