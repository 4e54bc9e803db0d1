"""The forms of the page of sheets: each is the query of a PDF's address, and everything in it may be left out."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from briefings.paper.choice import (
    KINDS,
    LARGE_OF,
    MATRIX,
    MISSING,
    PACK,
    PLAIN,
    POSTER,
    QUESTIONS,
    RULED,
    SLIPS,
    SMALL,
    Choice,
)
from swot.content import TemplateContent
from workshops.forms import StartForm
from workshops.run_sheets import run_sheets

LINES = ((RULED, _("Ruled")), (PLAIN, _("Plain")))
FILLED, BLANK = "filled", "blank"
INSIDE = ((FILLED, _("What the workbook says")), (BLANK, _("Nothing, to fill in by hand")))
FIELDS = {
    PACK: ("run", "start", "paper", "lines", "large"),
    QUESTIONS: ("section", "paper", "lines", "large"),
    MATRIX: ("paper", "lines", "large"),
    POSTER: ("inside", "paper"),
    SLIPS: ("paper", "large"),
    MISSING: ("paper", "large"),
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

    def __init__(self, what: str, content: TemplateContent, paper: str, data: Any = None) -> None:
        self.kind = KINDS[what]
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
        )
