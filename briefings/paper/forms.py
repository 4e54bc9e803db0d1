"""The forms of the page of sheets: each is the query of a PDF's address, and everything in it may be left out."""

from collections.abc import Sequence
from copy import deepcopy
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from briefings.paper.choice import (
    CODES,
    EVERY_KIND,
    JOIN,
    LARGE_OF,
    MATRIX,
    MISSING,
    NUMBERED,
    PACK,
    PLAIN,
    POSTER,
    QUESTIONS,
    ROOM,
    RULED,
    SLIPS,
    SMALL,
    Choice,
)
from clusters.ids import new_key
from swot.content import TemplateContent
from workshops.forms.start import StartForm
from workshops.models import Step
from workshops.paper import MOST_SHEETS
from workshops.run_sheets import run_sheets

LINES = ((RULED, _("Ruled")), (PLAIN, _("Plain")))
FILLED, BLANK = "filled", "blank"
LINED, FOUR = "lines", "four"
INSIDE = ((FILLED, _("What the workbook says")), (BLANK, _("Nothing, to fill in by hand")))
FIELDS = {
    PACK: ("run", "start", "paper", "lines", "large"),
    QUESTIONS: ("section", "paper", "lines", "large"),
    MATRIX: ("paper", "lines", "large"),
    POSTER: ("inside", "paper"),
    SLIPS: ("paper", "large"),
    MISSING: ("paper", "large"),
    ROOM: ("batch", "start", "paper", "lines", "large"),
    NUMBERED: ("batch", "paper", "lines", "large"),
    JOIN: ("paper",),
    CODES: ("paper", "large"),
}


def not_there(sentence: Any) -> dict[str, Any]:
    """What a field says of a choice that is not, or no longer, in its list."""
    return {"invalid_choice": sentence}


class PaperForm(StartForm):
    """What may be chosen for one kind of sheet. What is left out is as the cluster usually prints it."""

    run = forms.ChoiceField(
        label=_("Run sheet"),
        required=False,
        error_messages=not_there(_("There is no such run sheet. Choose one of the list.")),
    )
    section = forms.MultipleChoiceField(
        label=_("Only these sections"),
        help_text=_("Tick none for all of them."),
        required=False,
        widget=forms.CheckboxSelectMultiple({"class": "form-check-input"}),
        error_messages=not_there(_("There is no such section in these questions. Tick others, or none for all.")),
    )
    inside = forms.ChoiceField(
        label=_("What stands in it"),
        choices=INSIDE,
        required=False,
        error_messages=not_there(_("Choose one of the two.")),
    )
    paper = forms.ChoiceField(
        label=_("Paper"),
        required=False,
        error_messages=not_there(_("It is not made for that paper. Choose one of the list.")),
    )
    lines = forms.ChoiceField(
        label=_("Room to write"), choices=LINES, required=False, error_messages=not_there(_("Choose one of the two."))
    )
    large = forms.BooleanField(label=_("Large print"), required=False)
    batch = forms.UUIDField(
        required=False,
        widget=forms.HiddenInput,
        error_messages={"invalid": _("There are no such sheets. Say how many you need, and print them again.")},
    )

    def __init__(self, what: str, content: TemplateContent, paper: str, data: Any = None) -> None:
        self.kind = EVERY_KIND[what]
        usual = paper if next(iter(self.kind.papers)) in SMALL else LARGE_OF[paper]
        super().__init__(data, auto_id=f"id_{what}_%s", initial={"paper": usual})
        self.usual = {"paper": usual, "lines": RULED, "inside": FILLED, "run": run_sheets()[0].key}
        self.fields["start"].help_text = _("The sheet then shows the time of day.")
        self.fields = {name: self.fields[name] for name in FIELDS[what]}
        choices = {
            "run": [(sheet.key, sheet.title) for sheet in run_sheets()],
            "section": [(section.code, section.title) for section in content.sections],
            "paper": list(self.kind.papers.items()),
        }
        for name in choices.keys() & self.fields.keys():
            self.fields[name].choices = choices[name]  # type: ignore[attr-defined]

    def choice(self) -> Choice:
        """What was chosen, whole; only of a valid form."""
        told = {name: self.cleaned_data.get(name) or usual for name, usual in self.usual.items()}
        return Choice(
            self.kind.key,
            told["paper"],
            told["lines"],
            large=self.cleaned_data.get("large", False),
            sections=tuple(self.cleaned_data.get("section", ())),
            run=told["run"],
            start=self.cleaned_data.get("start"),
            blank=told["inside"] == BLANK,
            batch=self.cleaned_data.get("batch"),
        )


class TakeForm(PaperForm):
    """Sheets that take numbers before they are printed: of which step, how many, with lines or four fields; once a key."""

    step = forms.ChoiceField(
        label=_("Question"),
        required=False,
        error_messages=not_there(_("This step was taken out of the run sheet. Choose another one.")),
    )
    each = forms.IntegerField(
        label=_("How many sheets of each"),
        min_value=1,
        max_value=MOST_SHEETS,
        error_messages=dict.fromkeys(
            ("required", "invalid", "min_value", "max_value"), _("Write how many, from 1 to 60: one for each table.")
        ),
    )
    shape = forms.ChoiceField(
        label=_("On each"),
        choices=((LINED, _("Ten lines")), (FOUR, _("Four fields, two by two"))),
        required=False,
        error_messages=not_there(_("Choose one of the two.")),
    )
    key = forms.UUIDField(
        widget=forms.HiddenInput,
        error_messages=dict.fromkeys(("required", "invalid"), _("Load the page again, then press the button.")),
    )

    def __init__(
        self, what: str, steps: Sequence[Step], content: TemplateContent, paper: str, data: Any = None
    ) -> None:
        own = {name: self.base_fields[name] for name in ("step", "each", "shape", "key")}
        super().__init__(what, content, paper, data)
        self.steps = steps
        rest = {name: field for name, field in self.fields.items() if name != "batch"}
        self.fields = {**{name: deepcopy(field) for name, field in own.items()}, **rest}
        self.fields["step"].choices = [("", _("All of them")), *((str(one.pk), one.asked) for one in steps)]  # type: ignore[attr-defined]
        self.initial = {**self.initial, "each": 1, "key": new_key()}

    def clean(self) -> dict[str, Any]:
        """No more than sixty sheets at once."""
        told = super().clean() or {}
        many = len(self.wanted()) * (told.get("each") or 0)
        if many > MOST_SHEETS:
            sentence = gettext("These are %(many)d sheets. Take 60 at most: fewer of each, or one question at a time.")
            self.add_error("each", sentence % {"many": many})
        if not self.steps:
            self.add_error("each", gettext("Nobody writes in any step of this workshop. Change its run sheet first."))
        return told

    def wanted(self) -> list[Step]:
        """The steps there are sheets for."""
        step = self.cleaned_data.get("step")
        return [one for one in self.steps if not step or str(one.pk) == step]

    def query(self) -> str:
        """What stands in the address of the PDF: the sheets that took their numbers under this key, and the paper."""
        told = {"batch": self.cleaned_data["key"], "start": self.data.get("start", "")}
        told |= {name: self.cleaned_data.get(name) for name in ("paper", "lines")}
        told["large"] = "on" if self.cleaned_data.get("large") else ""
        return urlencode({name: value for name, value in told.items() if value})
