"""SWOT balance: bars as long as their sums, helping right and hurting left, and nothing outside the drawing."""

import re

import pytest
from django.template.loader import render_to_string
from django.utils.html import escape
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from swot.content import QUADRANTS
from swot.document.values import Entry
from swot.pictures import balance as module
from swot.pictures.balance import balance
from swot.pictures.lettering import breadth
from tests.swot.rules.build import content

RANDOM = settings(deadline=None, max_examples=60, derandomize=True, suppress_health_check=list(HealthCheck))
FRAMES = (module.WIDE, module.NARROW, module.PAPER)
SECTIONS = content("district").sections
score = st.none() | st.integers(1, 5)
entry = st.builds(
    Entry, st.just("S1"), st.sampled_from([one.code for one in SECTIONS]), st.just("x"),
    st.none() | st.sampled_from(QUADRANTS), impact=score, certainty=score,
)  # fmt: skip
many = st.lists(entry, max_size=20)


def made(*points, frames=FRAMES):
    """Each point is (section, quadrant, impact, certainty)."""
    return balance(SECTIONS, [Entry("S1", code, "x", q, impact=i, certainty=c) for code, q, i, c in points], frames)


def row(picture, code):
    return next(one for one in picture.rows if one.code == code)


@RANDOM
@given(many)
def test_bars_and_numbers_stay_inside_the_drawing(entries):
    for drawing in balance(SECTIONS, entries, FRAMES).drawings:
        frame = drawing.frame
        for one in drawing.rows:
            assert all(frame.left <= bar.x and bar.x + bar.width <= frame.right for bar in one.bars)
            for total, x, anchor in one.numbers:
                room = breadth(str(total), frame.type)
                assert (x - room if anchor == "end" else frame.middle) >= frame.left - 1
                assert (x + room if anchor == "start" else frame.middle) <= frame.right + 1


@RANDOM
@given(many)
def test_helping_runs_right_and_hurting_left_without_a_gap(entries):
    for drawing in balance(SECTIONS, entries, FRAMES).drawings:
        for one in drawing.rows:
            for helps in (True, False):
                bars = sorted((b.x, b.x + b.width) for b in one.bars if (b.quadrant in module.HELPS) is helps)
                ends = [edge for bar in bars for edge in bar]
                assert all(a == pytest.approx(b, abs=0.2) for a, b in zip(ends[1::2], ends[2::2], strict=False))
                if bars:
                    assert (ends[0] if helps else ends[-1]) == pytest.approx(drawing.frame.middle, abs=0.2)


@RANDOM
@given(many)
def test_every_scored_entry_is_in_one_sum_and_the_order_is_kept(entries):
    picture = balance(SECTIONS, entries)
    placed = [one for one in entries if one.quadrant]
    assert sum(one.helps + one.hurts for one in picture.rows) == sum(one.priority or 0 for one in placed)
    assert picture.unscored == sum(one.priority is None for one in placed)
    codes = [one.code for one in SECTIONS]
    assert [one.code for one in picture.rows] == sorted((one.code for one in picture.rows), key=codes.index)


def test_a_bar_is_as_long_as_its_sum():
    wide = made(("PLA", "strength", 5, 4), ("PLA", "opportunity", 2, 5), ("INC", "threat", 5, 3)).drawings[0]
    length = {bar.quadrant: bar.width for one in wide.rows for bar in one.bars}
    assert length["strength"] == pytest.approx(2 * length["opportunity"], abs=0.2)
    assert length["threat"] == pytest.approx(wide.frame.half / 2, abs=0.2)


def test_sums_and_balance_of_a_section():
    one = row(made(("INC", "strength", 2, 3), ("INC", "weakness", 5, 4), ("INC", "threat", 5, None)), "INC")
    assert (one.sums, one.helps, one.hurts, one.balance, one.unscored) == ((6, 20, 0, 0), 6, 20, "−14", 1)


def test_the_first_section_is_shown_only_when_it_has_entries():
    assert [one.code for one in made().rows] == [one.code for one in SECTIONS if one.charted]
    assert made(("AIM", "strength", 2, 2)).rows[0].code == "AIM"


def test_nothing_scored_is_empty_and_says_so():
    picture = made(("INC", "strength", 5, None))
    assert picture.is_empty
    assert "nothing scored" in drawn(picture)
    assert row(picture, "INC").balance == "–"


def test_text_alternative_has_both_sums_of_every_section():
    picture = made(("INC", "strength", 2, 3), ("INC", "weakness", 5, 4))
    assert "Inclusion: who gains, who pays: helps 6, hurts 20; " in picture.desc
    assert "Connectivity: nothing scored" in picture.desc
    assert escape(picture.desc) in drawn(picture)


def test_the_four_quadrants_differ_without_their_colours():
    picture = made(*(("INC", quadrant, 3, 3) for quadrant in QUADRANTS))
    plain = re.findall(r'<rect (?:class="q-fill-s" )?y="-10"[^>]*fill="(url\([^)]*\)|#[0-9a-f]+)"', drawn(picture))
    assert len(set(plain)) == 4


def drawn(picture):
    return render_to_string("charts/balance.svg", {"picture": picture, "drawing": picture.drawings[0]})
