"""The drawings and rows of the inclusion page, and what two people wrote in one form."""

from datetime import date
from itertools import product

import pytest
from django import forms
from django.template.loader import render_to_string

from clusters.conflict import differences
from swot.document.values import Reading, SelfCheck
from swot.forms.inclusion import number_in, reason
from swot.indicators_page import indicator_rows
from swot.pictures.check import LABEL, check_charts
from swot.pictures.spark import direction, spark
from swot.rules.check import score
from tests.swot.rules.build import TODAY, content, document

DISTRICT = content("district")


def charts(answers, kind="district"):
    check = content(kind).check
    return check_charts(score(SelfCheck("check", tuple(answers)), check), check)


@pytest.mark.parametrize("kind", ["workspace", "district", "region", "network"])
def test_the_labels_of_the_check_never_meet_or_leave_the_drawing(kind):
    count = len(content(kind).check.questions)
    for first, rest in product(("yes", "no", "unsure"), repeat=2):
        for sure in range(count + 1):
            for chart in charts([first] * sure + [rest] * (count - sure), kind):
                assert chart.left + LABEL <= chart.confirmed_label_x
                assert chart.confirmed_label_x + LABEL < chart.could_label_x <= chart.right


def test_the_bars_are_as_long_as_their_scores():
    wide, narrow = charts(["yes"] + ["unsure"] * 2 + ["no"] * 9)
    assert (wide.sure / wide.track, wide.maybe / wide.track) == pytest.approx((3 / 24, 5 / 24), abs=0.001)
    assert [tick.label for tick in wide.ticks] == ["Calm", "Watch", "Pressing", "Displacing now"]
    assert [tick.label for tick in narrow.ticks][-1] == "Displacing"
    assert [tick.is_here for tick in wide.ticks] == [True, False, False, False]


def test_a_line_holds_the_last_six_values_and_both_thresholds_inside_its_box():
    drawn = spark([1, 2, 4, 7, 11, 17, 23], DISTRICT.indicator_by_id["I3"])
    assert drawn.path.count("L") == 5
    assert drawn.x == 136
    assert 4 <= drawn.y < drawn.act < drawn.watch <= 40


def test_where_the_counting_stopped_the_line_ends_open_and_goes_on_dotted():
    drawn = spark([1, 2, 4, 7, 11, 17, 23], DISTRICT.indicator_by_id["I3"], stopped=True)
    assert (drawn.path.count("L"), drawn.x) == (4, 109.6)
    assert drawn.gone == f"M109.6 {drawn.y}H136"
    shown = render_to_string("charts/spark.svg", {"spark": drawn})
    assert 'class="open"' in shown
    assert "<title>Up from 4 to 23, then not counted</title>" in shown


@pytest.mark.parametrize(
    ("numbers", "said"),
    [
        ([12], "One count: 12"),
        ([3, 3], "Steady at 3"),
        ([3, 5, 3], "From 3 back to 3"),
        ([9, 2.5], "Down from 9 to 2.5"),
    ],
)
def test_a_line_says_in_words_where_it_goes(numbers, said):
    assert spark(numbers, DISTRICT.indicator_by_id["I3"]).said == said


def test_one_value_without_a_threshold_is_a_point_in_the_middle():
    drawn = spark([12], DISTRICT.indicator_by_id["I12"])
    assert (drawn.y, drawn.watch, drawn.act) == (22, None, None)
    assert spark([], DISTRICT.indicator_by_id["I3"]) is None


@pytest.mark.parametrize(
    ("numbers", "said"), [([], ""), ([3], ""), ([9, 3, 3], "steady"), ([1, 2], "rising"), ([2, 1], "falling")]
)
def test_the_direction_is_that_of_the_last_two(numbers, said):
    assert direction(numbers) == said


@pytest.mark.parametrize(
    ("reading", "state", "age"),
    [
        (Reading("I3", 4, "calm", date(2026, 1, 1)), "calm", "1 January 2026"),
        (Reading("I3", 4, "calm", date(2025, 7, 31)), "stale", "31 July 2025, was due 31 January 2026"),
        (Reading("I3", 4, "calm", date(2025, 5, 31)), "stale", "31 May 2025, was due 30 November 2025, 2 months late"),
        (Reading("I3", None, "unknown", date(2024, 1, 1)), "unknown", "1 January 2024"),
        (Reading("I3", "no list", "act"), "act", "No date"),
    ],
)
def test_a_row_says_how_it_stands_and_how_late_it_is(reading, state, age):
    row = next(
        row for row in indicator_rows(document(readings=(reading,)), DISTRICT, TODAY, []) if row.indicator.id == "I3"
    )
    assert (row.state, row.age) == (state, age)


def test_thresholds_are_said_in_words():
    rows = {row.indicator.id: row.thresholds for row in indicator_rows(document(), DISTRICT, TODAY, [])}
    assert rows["I3"] == ("Watch at 5 or more", "Act at 10 or more")
    assert rows["I8"] == ("Watch below 20%", "Act at none")
    assert rows["I12"][0].startswith("Watch: The share of free or cheap ground floors")


@pytest.mark.parametrize(
    ("typed", "value"),
    [("23", 23), ("−3", -3), ("+7", 7), ("1,500", 1500), ("12.5", 12.5), ("40 %", 40), ("2 of 9", None), ("", None),
     ("1e9", None), ("nan", None), ("9" * 12, None)],
)  # fmt: skip
def test_a_number_is_read_as_people_type_it(typed, value):
    assert number_in(typed) == value


def test_reason_follows_the_unit():
    assert reason(DISTRICT.indicator_by_id["I8"]) == (0, 100)
    assert reason(DISTRICT.indicator_by_id["I3"])[0] < 0
    assert reason(content("region").indicator_by_id["I22"]) == (0, 1000)


class Sample(forms.Form):
    """One field of each sort."""

    words = forms.CharField(label="Words", required=False)
    day = forms.DateField(label="Day", required=False)
    sort = forms.ChoiceField(label="Sort", choices=[("a", "First"), ("b", "Second")], required=False)
    many = forms.MultipleChoiceField(label="Many", choices=[("a", "A"), ("b", "B")], required=False)
    tick = forms.BooleanField(label="Tick", required=False)


def test_differences_are_told_in_words_and_equal_fields_are_left_out():
    form = Sample({"words": "one\r\ntwo", "day": "2026-02-01", "sort": "a", "many": ["a", "b"]})
    assert form.is_valid()
    theirs = {"words": "one\ntwo", "day": None, "sort": "b", "many": ["a"], "tick": True}
    found = {one.label: (one.mine, one.theirs) for one in differences(form, theirs)}
    assert found == {
        "Day": ("1 February 2026", ""),
        "Sort": ("First", "Second"),
        "Many": ("a, b", "a"),
        "Tick": ("No", "Yes"),
    }
