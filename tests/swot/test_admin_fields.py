"""Lists as lines: what curators see says exactly what the data says."""

import pytest
from django.core.exceptions import ValidationError

from clusters.kinds import Kind
from clusters.worded import has_shape
from swot.admin.fields import ConditionField, FiguresField, LinesField, RulesField
from swot.admin.forms import IndicatorForm, PromptForm
from tests import factories


@pytest.mark.parametrize("kind", Kind.values)
def test_all_lists_of_the_library_come_back_as_they_were(kind):
    content = factories.library(kind)
    rows = [(PromptForm, prompt) for prompt in content.prompts.values()]
    rows += [(IndicatorForm, indicator) for indicator in content.indicators]
    for form, row in rows:
        for name, field in form.declared_fields.items():
            if isinstance(field, LinesField):
                value = getattr(row, name)
                before = list(value) if isinstance(value, tuple) else value
                assert field.clean(field.prepare_value(before)) == before
                assert not field.has_changed(before, field.prepare_value(before))


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        ("below 30: Few.", {"op": "below", "value": 30, "sentence": "Few."}),
        ("above 1.5, readings 2: Twice: so.", {"op": "above", "value": 1.5, "readings": 2, "sentence": "Twice: so."}),
        (
            "at_least 3, field still_here: Many.",
            {"op": "at_least", "value": 3, "field": "still_here", "sentence": "Many."},
        ),
    ],
)
def test_a_rule_is_read_from_its_line(line, rule):
    assert RulesField(extra=("field", "readings")).clean(line) == [rule]


@pytest.mark.parametrize("line", ["below thirty: Few.", "under 30: Few.", "below 30", "below 30, face hurts: Few."])
def test_a_rule_that_cannot_be_read_names_its_line(line):
    with pytest.raises(ValidationError, match="Line 2 cannot be read"):
        RulesField(extra=("readings",)).clean(f"below 30: Few.\n{line}")


def test_a_further_figure_has_three_parts():
    assert FiguresField().clean("left | Left | people") == [{"field": "left", "label": "Left", "unit": "people"}]
    with pytest.raises(ValidationError, match="Line 1"):
        FiguresField().clean("left | Left")


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ("W-AIM-2 is not The landlord runs it", {"is_not": "The landlord runs it"}),
        ("W-PLA-3 is 2", {"is": 2}),
        ("W-PLA-3 is one of 1 | 2", {"in": [1, 2]}),
    ],
)
def test_a_condition_is_two_lines(typed, answer):
    field = ConditionField()
    condition = field.clean(f"{typed}\r\nAsked when it is so.")
    assert condition == {"prompt": typed.split()[0], **answer, "sentence": "Asked when it is so."}
    assert field.prepare_value(condition) == f"{typed}\nAsked when it is so."


def test_no_condition_is_none():
    assert ConditionField().clean(" \n ") is None


@pytest.mark.parametrize("typed", ["W-AIM-2 is not The landlord", "W-AIM-2 maybe\nAsked sometimes.", "a\nb\nc"])
def test_half_a_condition_is_refused(typed):
    with pytest.raises(ValidationError, match="Write two lines"):
        ConditionField().clean(typed)


def test_a_shape_may_say_other_words_and_nothing_else():
    model = {"first": "a", "rows": [{"text": "b", "prompt": None}], "months": 6}
    assert has_shape({"first": "x", "rows": [{"text": "y", "prompt": "D-INC-1"}] * 2, "months": 3}, model)
    assert not has_shape({**model, "more": 1}, model)
    assert not has_shape({**model, "months": "six"}, model)
    assert not has_shape({**model, "rows": [{"text": "y"}]}, model)
