"""The form of one prompt: its value by type, "we do not know", passing over, a note and where it comes from."""

import re
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from swot.content import Prompt
from swot.document import values
from swot.document.fields import LONGEST_TEXT
from swot.forms.seen import seen_field
from swot.models import Answer

NOT_KNOWN = "not-known"
NUMBER = re.compile(r"[-+]?\d{1,12}(\.\d+)?")
THOUSANDS = re.compile(r"[-+]?\d{1,3}(,\d{3})+(\.\d+)?")
RADIOS = ("scale", "choice", "yesno")


class AnswerForm(forms.Form):
    """An answer to one prompt; nothing is required. `as_fields` is what `Workbook.answer` takes."""

    nothing_is_required = True

    not_known = forms.BooleanField(label=gettext_lazy("We do not know"), required=False)
    pass_over = forms.BooleanField(label=gettext_lazy("Pass this question over"), required=False)
    reason = forms.CharField(
        label=gettext_lazy("Why it is passed over"),
        help_text=gettext_lazy("The reason is printed."),
        required=False,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea({"rows": 2}),
    )
    reason_was = forms.CharField(required=False, max_length=LONGEST_TEXT, widget=forms.HiddenInput)
    note = forms.CharField(
        label=gettext_lazy("A note"), required=False, max_length=LONGEST_TEXT, widget=forms.Textarea({"rows": 2})
    )
    basis = forms.CharField(
        label=gettext_lazy("Where this comes from"),
        help_text=gettext_lazy("Who said so, or which paper or count."),
        required=False,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea({"rows": 2}),
    )
    revision = seen_field()

    def __init__(self, prompt: Prompt, data: Any = None, *, answer: Answer | None = None) -> None:
        self.prompt, self.answer = prompt, answer
        super().__init__(data, auto_id=f"{prompt.id}-%s", initial=_initial(prompt, answer))
        if prompt.type in VALUE_FIELDS:
            self.fields["value"] = VALUE_FIELDS[prompt.type](prompt)
        if prompt.type in RADIOS:
            del self.fields["not_known"]

    def clean_value(self) -> Any:
        """The value as it is stored; a number outside its limits is refused with a sentence."""
        value = self.cleaned_data["value"]
        if value in ("", NOT_KNOWN):
            return value
        if self.prompt.type == "number":
            return _number(value, self.prompt)
        return int(value) if self.prompt.type == "scale" else value

    def clean_reason(self) -> str:
        """Required where the question is passed over."""
        reason: str = self.cleaned_data["reason"]
        if self.cleaned_data.get("pass_over") and not reason:
            raise forms.ValidationError(_("Say why it is passed over, in a few words"))
        return reason

    @property
    def seen(self) -> int:
        """The revision the writer saw, 0 for none."""
        return self.cleaned_data.get("revision") or 0

    @property
    def as_fields(self) -> dict[str, Any]:
        """Status, value, note and basis as typed; "we do not know" and passing over leave no value.

        A new reason without its tick is a note, and a note beside a reason stays beneath it: no words are thrown away.
        """
        data = self.cleaned_data
        value = data.get("value", "")
        words = {"note": self._note, "basis": data["basis"]}
        fields = {"status": values.ANSWERED, "value": None if value == "" else value, **words}
        if data.get("not_known") or value == NOT_KNOWN or (value and value == self.prompt.not_known_option):
            fields.update(status=values.NOT_KNOWN, value=None)
        if data["pass_over"]:
            fields.update(status=values.PASSED_OVER, value=None)
        return fields

    @property
    def _note(self) -> str:
        data = self.cleaned_data
        reason, note = data["reason"], data["note"]
        if data["pass_over"]:
            return "\n".join(filter(None, [reason, note]))
        return "\n".join(filter(None, [note, "" if reason == data["reason_was"] else reason]))

    @property
    def is_blank(self) -> bool:
        """Whether it says nothing at all."""
        return self.as_fields == {"status": values.ANSWERED, "value": None, "note": "", "basis": ""}


def limits(prompt: Prompt) -> str:
    """What a number may be, as a sentence: "Give a whole number from 0 to 100"."""
    words = {"low": _plain(prompt.min), "high": _plain(prompt.max)}
    if prompt.decimals == 0:
        if prompt.min is None:
            return _("Give a whole number")
        if prompt.max is None:
            return _("Give a whole number, %(low)s or more") % words
        return _("Give a whole number from %(low)s to %(high)s") % words
    if prompt.min is None:
        return _("Give a number")
    if prompt.max is None:
        return _("Give a number, %(low)s or more") % words
    return _("Give a number from %(low)s to %(high)s") % words


def _initial(prompt: Prompt, answer: Answer | None) -> dict[str, Any]:
    if answer is None:
        return {"revision": 0}
    passed, unknown = answer.status == values.PASSED_OVER, answer.status == values.NOT_KNOWN
    return {
        "value": (prompt.not_known_option or NOT_KNOWN) if unknown and prompt.type in RADIOS else answer.value,
        "not_known": unknown,
        "pass_over": passed,
        "reason": answer.note if passed else "",
        "reason_was": answer.note if passed else "",
        "note": "" if passed else answer.note,
        "basis": answer.basis,
        "revision": answer.revision,
    }


def _number(text: str, prompt: Prompt) -> int | float:
    """A number as somebody types it: "1,500", "12.5", "40 %"; ValidationError with the limits as a sentence."""
    typed = text.replace("−", "-").rstrip("% ").replace(" ", "")
    typed = typed.replace(",", "") if THOUSANDS.fullmatch(typed) else typed
    if not NUMBER.fullmatch(typed) or len(typed.partition(".")[2].rstrip("0")) > prompt.decimals:
        raise forms.ValidationError(limits(prompt))
    value = float(typed)
    if (prompt.min is not None and value < prompt.min) or (prompt.max is not None and value > prompt.max):
        raise forms.ValidationError(limits(prompt))
    return int(value) if value.is_integer() else value


def _plain(value: float | None) -> str:
    return "" if value is None else f"{value:g}"


def _radios(choices: list[tuple[str, str]]) -> forms.ChoiceField:
    widget = forms.RadioSelect({"class": "form-check-input"})
    wrong = {"invalid_choice": _("Choose one of the answers, or “We do not know”")}
    return forms.ChoiceField(choices=choices, required=False, widget=widget, error_messages=wrong)


def _scale(prompt: Prompt) -> forms.Field:
    anchors = [(str(number), anchor) for number, anchor in enumerate(prompt.anchors, 1)]
    return _radios([*anchors, (NOT_KNOWN, _("We do not know"))])


def _choice(prompt: Prompt) -> forms.Field:
    unknown = [] if prompt.not_known_option else [(NOT_KNOWN, _("We do not know"))]
    return _radios([*((option, option) for option in prompt.options), *unknown])


def _yesno(prompt: Prompt) -> forms.Field:
    return _radios([("yes", _("Yes")), ("no", _("No")), (NOT_KNOWN, _("We do not know"))])


def _number_field(prompt: Prompt) -> forms.Field:
    widget = forms.TextInput({"inputmode": "decimal", "autocomplete": "off"})
    return forms.CharField(
        label=capfirst(prompt.unit), help_text=prompt.how, required=False, max_length=40, widget=widget
    )


def _text(prompt: Prompt) -> forms.Field:
    return forms.CharField(
        label=_("Your answer"), required=False, max_length=LONGEST_TEXT, widget=forms.Textarea({"rows": 4})
    )


VALUE_FIELDS = {"scale": _scale, "choice": _choice, "yesno": _yesno, "number": _number_field, "text": _text}
