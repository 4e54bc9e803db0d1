"""Form fields in which curators write lists as lines, instead of the JSON that holds them."""

import json
import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

OPERATORS = ("below", "above", "at_most", "at_least", "falls_in_a_row", "falls_by")
COMPARISONS = {"is": "is", "is not": "is_not", "is one of": "in"}
CONDITION = re.compile(r"(?P<prompt>\S+) (?P<how>is one of|is not|is) (?P<answer>.+)")
RULE = re.compile(r"(?P<op>\w+) (?P<value>-?\d+(?:\.\d+)?)(?P<more>(?:, \w+ [\w-]+)*): (?P<sentence>.+)")


class LinesField(forms.CharField):
    """A list, one thing a line; here each is a sentence."""

    def __init__(self, **kwargs: Any) -> None:
        rows = kwargs.pop("rows", 5)
        kwargs.setdefault("help_text", gettext_lazy("One a line."))
        kwargs.setdefault("required", False)
        super().__init__(widget=forms.Textarea(attrs={"rows": rows, "class": "vLargeTextField"}), **kwargs)

    def prepare_value(self, value: Any) -> Any:
        """Lines as they are typed; text that came back wrong stays as it was."""
        return value if isinstance(value, str) else "\n".join(map(self.as_line, value or ()))

    def to_python(self, value: Any) -> Any:
        """The list that the lines say, without empty ones."""
        lines = [line.strip() for line in (value or "").splitlines()]
        return [self.from_line(number, line) for number, line in enumerate(lines, start=1) if line]

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Whether the lines say something else than before; lines that say nothing yet count as a change."""
        try:
            return self.to_python(data) != list(initial or ())
        except ValidationError:
            return True

    def as_line(self, one: Any) -> str:
        """One thing as a line."""
        return str(one)

    def from_line(self, number: int, line: str) -> Any:
        """The thing a line says; `ValidationError` when it cannot be read."""
        return line


class RulesField(LinesField):
    """Rules with a number, one a line: "below 30: Fewer than three in ten are from here."."""

    def __init__(self, *, extra: tuple[str, ...], **kwargs: Any) -> None:
        self.extra = extra
        super().__init__(**kwargs)

    def as_line(self, one: Any) -> str:
        """The rule's parts in a fixed order, its sentence last."""
        more = "".join(f", {key} {one[key]}" for key in self.extra if key in one)
        return f"{one['op']} {json.dumps(one['value'])}{more}: {one['sentence']}"

    def from_line(self, number: int, line: str) -> dict[str, Any]:
        """The rule as data."""
        found = RULE.fullmatch(line)
        if not found or found["op"] not in OPERATORS:
            raise _unreadable(number, _("below 30: Fewer than three in ten are from here."))
        rule: dict[str, Any] = {"op": found["op"], "value": _number(found["value"])}
        for pair in filter(None, found["more"].split(", ")):
            key, value = pair.split(" ")
            if key not in self.extra:
                raise _unreadable(number, _("below 30: Fewer than three in ten are from here."))
            rule[key] = _number(value)
        return {**rule, "sentence": found["sentence"]}


class FiguresField(LinesField):
    """Further figures of a reading, one a line: "still_here | Still here, of 20 | neighbours"; some have no unit."""

    def as_line(self, one: Any) -> str:
        """Field, label and unit."""
        return f"{one['field']} | {one['label']} | {one['unit']}"

    def from_line(self, number: int, line: str) -> dict[str, str]:
        """The figure as data."""
        parts = [part.strip() for part in line.split("|")]
        if len(parts) != 3 or not all(parts[:2]):
            raise _unreadable(number, "still_here | Still here, of 20 | neighbours")
        return dict(zip(("field", "label", "unit"), parts, strict=True))


class ConditionField(LinesField):
    """When a prompt is asked: a comparison on the first line, the sentence that says so on the second."""

    def prepare_value(self, value: Any) -> Any:
        """Two lines, or none when it is always asked."""
        if not isinstance(value, dict):
            return value or ""
        how = next(word for word, key in COMPARISONS.items() if key in value)
        answer = value[COMPARISONS[how]]
        shown = " | ".join(map(str, answer)) if isinstance(answer, list) else answer
        return f"{value['prompt']} {how} {shown}\n{value.get('sentence', '')}"

    def to_python(self, value: Any) -> Any:
        """The condition as data, or None."""
        lines = [line.strip() for line in (value or "").splitlines() if line.strip()]
        if not lines:
            return None
        found = CONDITION.fullmatch(lines[0])
        if not found or len(lines) != 2:
            raise ValidationError(_("Write two lines: “W-AIM-2 is not The landlord runs it”, then when it is asked."))
        many = found["how"] == "is one of"
        answer = [_number(part.strip()) for part in found["answer"].split("|")] if many else _number(found["answer"])
        return {"prompt": found["prompt"], COMPARISONS[found["how"]]: answer, "sentence": lines[1]}

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Whether the condition is another one."""
        try:
            return self.to_python(data) != (initial or None)
        except ValidationError:
            return True


def _number(text: str) -> Any:
    """A number where the text is one, else the text."""
    try:
        return float(text) if "." in text else int(text)
    except ValueError:
        return text


def _unreadable(number: int, example: str) -> ValidationError:
    told = {"number": number, "example": example}
    return ValidationError(_("Line %(number)s cannot be read. Write it like this: %(example)s") % told)
