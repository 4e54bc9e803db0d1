"""Drawings: literal attributes only, told apart without colour, with words for those who cannot see them."""

import re
from datetime import date, timedelta
from xml.etree import ElementTree

import pytest

from briefings import charts
from swot.document.values import QUADRANT_LETTERS
from swot.pictures.pulses import Pulse
from swot.rules.inclusion import strip
from tests.briefings.build import TODAY, case, content

TITLE = "{http://www.w3.org/2000/svg}title"


def drawings():
    """One of each drawing."""
    five = strip(case("798-district"), content("district"), TODAY)
    drawn = [charts.mark(one) for one in QUADRANT_LETTERS] + [charts.band(one) for one in QUADRANT_LETTERS]
    drawn += [charts.evidence(grade) for grade in range(4)] + [charts.windows(five)]
    drawn += [charts.one_window(five.windows[0]), charts.profile([Pulse("PLA", "<b>", 3)], TODAY)]
    return drawn


def test_every_drawing_is_well_formed_and_titled():
    for drawing in drawings():
        assert ElementTree.fromstring(drawing).find(TITLE).text


def test_no_drawing_needs_a_style_sheet():
    for drawing in drawings():
        assert not re.search(r"currentColor|var\(|\sstyle=", drawing)


def test_the_four_bands_and_marks_differ_without_their_colours():
    for draw in (charts.mark, charts.band):
        plain = {re.sub(r"#[0-9a-f]{6}|<title>.*?</title>", "", draw(one)) for one in QUADRANT_LETTERS}
        assert len(plain) == 4


def test_the_profile_on_paper_has_one_dot_for_each_pulse_known():
    drawing = charts.profile([Pulse("MAR", "Markets", None, 3), Pulse("OUT", "Outside", 2)], TODAY)
    assert "not yet known" in drawing
    assert drawing.count("<circle") == 1


@pytest.mark.parametrize(("now", "before", "said"), [(2, 3, "−1"), (4, 3, "+1")])
def test_a_change_is_written_beside_its_dots(now, before, said):
    assert said in charts.profile([Pulse("INC", "Inclusion", now, before)], TODAY, TODAY - timedelta(days=400))


def test_two_times_in_one_year_are_told_by_their_months():
    drawing = charts.profile([Pulse("INC", "Inclusion", 2, 3)], date(2026, 11, 1), date(2026, 2, 1))
    assert "Nine pulses, February 2026 and November 2026" in drawing
