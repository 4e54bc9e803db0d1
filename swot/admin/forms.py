"""The forms in which curators write a template."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from swot.admin.fields import ConditionField, FiguresField, LinesField, RulesField
from swot.content import LANGUAGE
from swot.models import CheckQuestion, Indicator, Prompt, Section, Trap, WorkbookTemplate
from swot.models.template_rows import INDICATOR_FIELDS, PROMPT_FIELDS, QUESTION_FIELDS, TRAP_FIELDS
from swot.problems import WINDOWS

LENSES = ("identity", "connectivity", "collaboration", "competition")


def long_text() -> forms.Textarea:
    """A box of two lines for a sentence."""
    return forms.Textarea(attrs={"rows": 2, "class": "vLargeTextField"})


def one_of(words: tuple[str, ...], label: Any) -> forms.TypedChoiceField:
    """One of a few words, or none."""
    choices = [("", _("(none)")), *((word, word) for word in words)]
    return forms.TypedChoiceField(choices=choices, required=False, empty_value=None, label=label)


class TemplateForm(forms.ModelForm):
    """A new template: a kind in a language."""

    class Meta:
        model = WorkbookTemplate
        fields = ["kind", "language"]
        help_texts = {"language": _("The code of the language, such as en, fr or pt-br.")}

    def clean_language(self) -> str:
        """A language code, in small letters."""
        language = self.cleaned_data["language"].strip().lower()
        if not LANGUAGE.fullmatch(language):
            raise ValidationError(_("Write a language code such as en, fr or pt-br."))
        return language


class PlacedForm(forms.ModelForm):
    """A row with a place among others: counted from 1 for people, from 0 in the database."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        place = self.fields["position"]
        place.required = False
        place.widget.attrs["min"] = 1
        if self.instance.pk:
            self.initial["position"] = self.instance.position + 1

    def clean_position(self) -> int:
        """The place from 0; a new row without one goes to the end."""
        place = self.cleaned_data["position"]
        return 9_999 if place is None else max(place - 1, 0)


class PromptForm(PlacedForm):
    """One question, with its lists as lines; its code is fixed once it has been saved."""

    options = LinesField(label=_("Options"), help_text=_("For a choice: one option a line."))
    anchors = LinesField(label=_("The steps 1 to 5, each in words"), help_text=_("Five lines; 5 is the healthier end."))
    offers = RulesField(
        label=_("What a number offers"),
        extra=("face",),
        rows=2,
        help_text=_("One rule a line: at_most 2, face hurts: Hardly any tenants work for one another."),
    )
    show_if = ConditionField(
        label=_("Asked only if"),
        rows=2,
        help_text=_(
            "Leave empty for always. Else two lines: a condition that looks back, and the sentence that says so."
        ),
    )
    window = one_of(WINDOWS, _("Window"))
    lens = one_of(LENSES, _("Lens"))
    worrying = one_of(("yes", "no"), _("The worrying answer"))

    class Meta:
        model = Prompt
        fields = ["position", "code", *PROMPT_FIELDS]
        widgets = {name: long_text() for name in ("text", "why", "hint", "example", "how")}
        help_texts = {
            "code": _("Never changes once saved: answers hang on it."),
            "why": _("Stands in the margin. Two or three sentences at most."),
            "example": _("Invented, and from no real place."),
            "quadrants": _("Letters with spaces: S W O T."),
            "concept": _("The same name in every kind that asks this in its own words."),
            "indicator": _("The indicator this number is a reading of, such as I8."),
        }

    def __init__(self, *args: Any, proposed: str = "", **kwargs: Any) -> None:
        """`proposed` is the code that a new prompt gets where none is typed."""
        super().__init__(*args, **kwargs)
        self.proposed, code = proposed, self.fields["code"]
        code.disabled = bool(self.instance.pk)
        if proposed and not self.instance.pk:
            code.required = False
            told = _("Leave it empty, and it becomes %(code)s: the next number never used in any version.")
            code.help_text = told % {"code": proposed}

    def clean_code(self) -> str:
        """What was typed, or what was proposed."""
        return self.cleaned_data["code"] or self.proposed


class SectionForm(forms.ModelForm):
    """A section's own lines, and the marks of everything its page shows."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    meanwhile: Any = None
    shown = ""

    class Meta:
        model = Section
        fields = ["title", "lead", "minutes"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["seen"] = self.shown

    def clean(self) -> dict[str, Any]:
        """`ValidationError` where somebody else saved the section since the page was opened."""
        if self.meanwhile:
            raise ValidationError(_("Nothing of yours is saved yet. Look through the page, and save it again."))
        return super().clean() or {}


class IndicatorForm(PlacedForm):
    """One indicator, with its rules as lines."""

    RULE = _(
        "One rule a line: below 30: Fewer than three in ten are from here. It may name a field, readings or months."
    )
    also = FiguresField(
        label=_("Further figures"), rows=2, help_text=_("One a line: still_here | Still here, of 20 | neighbours")
    )
    watch = RulesField(label=_("Watch when"), extra=("field", "readings", "months"), rows=2, help_text=RULE)
    act = RulesField(label=_("Act when"), extra=("field", "readings", "months"), rows=2, help_text=RULE)

    class Meta:
        model = Indicator
        fields = ["position", "code", *INDICATOR_FIELDS]
        widgets = {name: long_text() for name in ("what", "how", "asked_when")}


class TrapForm(PlacedForm):
    """One trap."""

    class Meta:
        model = Trap
        fields = ["position", *TRAP_FIELDS]
        widgets = {name: long_text() for name in ("text", "why")}


class QuestionForm(forms.ModelForm):
    """One question of the self-check."""

    class Meta:
        model = CheckQuestion
        fields = list(QUESTION_FIELDS)
        widgets = {name: long_text() for name in ("text", "find_out")}
