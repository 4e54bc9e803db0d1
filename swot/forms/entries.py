"""The forms of an entry once it is there: edit, move, score, twin."""

from typing import Any

from django import forms
from django.core.validators import URLValidator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from clusters.forms.once import OnceInput
from swot.document.fields import LONGEST_TEXT
from swot.document.values import INSIDE
from swot.forms.citing import SourceChoice, SourceField
from swot.forms.days import DayField
from swot.forms.places import KEY_LENGTH, EntryText, choose, grades, horizons
from swot.models import Entry
from swot.models.entry import Quadrant

TRAY = "tray"
IMPACTS = [
    (1, gettext_lazy("A nuisance")),
    (2, gettext_lazy("Costs some of us time or money")),
    (3, gettext_lazy("Would change this year’s plan")),
    (4, gettext_lazy("Would change what we can promise")),
    (5, gettext_lazy("Decides whether the cluster lives")),
]
CERTAINTIES = [
    (1, gettext_lazy("A guess")),
    (2, gettext_lazy("It may be so")),
    (3, gettext_lazy("It probably is")),
    (4, gettext_lazy("Fairly sure")),
    (5, gettext_lazy("As good as certain")),
]
NOT_SCORED = ("", gettext_lazy("Not scored yet"))
PLAIN = [("", "–"), *((step, str(step)) for step in range(1, 6))]


def scale(label: Any, choices: list[Any], widget: Any = forms.RadioSelect, **kwargs: Any) -> forms.TypedChoiceField:
    """A field from 1 to 5, or nothing."""
    return forms.TypedChoiceField(
        label=label, choices=choices, coerce=int, empty_value=None, required=False, widget=widget, **kwargs
    )


class EntryForm(forms.Form):
    """Everything of an entry that a person may change."""

    nothing_is_required = True
    key = forms.CharField(max_length=KEY_LENGTH, required=False, widget=OnceInput)
    revision = forms.IntegerField(widget=forms.HiddenInput)
    cites = forms.CharField(max_length=20, required=False, widget=forms.HiddenInput)
    text = EntryText(
        label=gettext_lazy("What is so, for whom, and how we know"),
        help_text=gettext_lazy("One idea, in a sentence someone outside would understand."),
    )
    quadrant = forms.ChoiceField(
        label=gettext_lazy("Where it stands"),
        choices=[*Quadrant.choices, ("", gettext_lazy("Not sorted yet"))],
        required=False,
    )
    source = SourceField(
        label=gettext_lazy("From the library"),
        help_text=gettext_lazy("Its name, link and date are then shown instead of those written below."),
    )
    evidence_grade = grades()
    evidence_text = forms.CharField(
        label=gettext_lazy("What it rests on"),
        required=False,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    evidence_source = forms.CharField(
        label=gettext_lazy("Source"),
        help_text=gettext_lazy("Who said it, or where it is written."),
        required=False,
        max_length=2000,
    )
    evidence_date = DayField(
        label=gettext_lazy("What date it speaks of"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    evidence_url = forms.URLField(
        label=gettext_lazy("Link"),
        required=False,
        max_length=500,
        assume_scheme="https",
        validators=[URLValidator(schemes=["http", "https"])],
    )
    impact = scale(gettext_lazy("How much does it matter?"), [*IMPACTS, NOT_SCORED])
    certainty = scale(
        gettext_lazy("How sure are we?"),
        [*CERTAINTIES, NOT_SCORED],
        help_text=gettext_lazy("A hunch allows up to 2, heard up to 3, backed up to 4, checked up to 5."),
    )
    horizon = horizons()
    inclusion = forms.BooleanField(label=gettext_lazy("This touches people already here"), required=False)
    inclusion_who = forms.CharField(label=gettext_lazy("Who they are"), required=False, max_length=200)

    FIELDS = (
        *("text", "quadrant", "source", "evidence_grade", "evidence_text", "evidence_source", "evidence_date"),
        "evidence_url",
        *("impact", "certainty", "horizon", "inclusion", "inclusion_who"),
    )

    def __init__(self, *args: Any, sources: SourceChoice | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if sources:
            sources.offer(self)

    @classmethod
    def of(cls, entry: Entry, *, sources: SourceChoice | None = None, **initial: Any) -> "EntryForm":
        """The form as the entry stands."""
        stands = cls.saved(entry)
        empty = {name: "" for name in ("impact", "certainty") if stands[name] is None}
        seen = {"revision": entry.revision, "cites": entry.cited_source.pk if entry.cited_source else ""}
        return cls(initial={**stands, **empty, **seen, **initial}, sources=sources)

    def clean(self) -> dict[str, Any]:
        """Strengths and weaknesses have no horizon; a hunch that newly cites a source is known as well as that."""
        data = super().clean() or {}
        if self.is_lifted:
            data["evidence_grade"] = data["source"].grade
        if data.get("quadrant") in INSIDE:
            data["horizon"] = ""
        return data

    @property
    def is_lifted(self) -> bool:
        """Whether a source was chosen that the page did not show yet, and its grade was left for the source to give.

        A page that saves itself still shows a hunch then, and sends it with each save.
        """
        source = self.cleaned_data.get("source")
        left = self["evidence_grade"].data in (None, "", "0")
        return bool(source and left and self.cleaned_data.get("cites") != str(source.pk))

    @property
    def values(self) -> dict[str, Any]:
        """What to write; call once valid."""
        return {name: self.cleaned_data[name] for name in self.FIELDS}

    @classmethod
    def saved(cls, entry: Entry) -> dict[str, Any]:
        """What is saved of an entry, by the names of the fields."""
        return {name: getattr(entry, name) for name in cls.FIELDS} | {"source": entry.cited_source}


def stands_as(entry: Entry, values: dict[str, Any]) -> bool:
    """Whether an entry stands as it was to be written: the same was sent twice."""
    certainty = values["certainty"] and min(values["certainty"], entry.cap)
    return all(getattr(entry, name) == value for name, value in {**values, "certainty": certainty}.items())


class MoveForm(forms.Form):
    """Another quadrant, or back to the tray; an undo also brings the horizon back."""

    quadrant = forms.ChoiceField(choices=[*Quadrant.choices, (TRAY, gettext_lazy("Back to the tray"))])
    horizon = horizons()
    revision = forms.IntegerField()

    def clean_quadrant(self) -> str:
        """The tray is no quadrant."""
        return "" if self.cleaned_data["quadrant"] == TRAY else self.cleaned_data["quadrant"]


class ScoreForm(forms.Form):
    """Impact and certainty of one entry, in a row of a table."""

    impact = scale(gettext_lazy("Impact"), PLAIN, forms.Select)
    certainty = scale(gettext_lazy("Certainty"), PLAIN, forms.Select)
    revision = forms.IntegerField(widget=forms.HiddenInput)


class TwinForm(forms.Form):
    """The other face of an entry: one that is there, or one written now."""

    twin = forms.ChoiceField(label=gettext_lazy("An entry that is there"), required=False)
    quadrant = forms.ChoiceField(label=gettext_lazy("Where it stands"), required=False)
    text = EntryText(label=gettext_lazy("The twin’s words"), required=False)
    key = forms.CharField(max_length=KEY_LENGTH, required=False, widget=OnceInput)

    def __init__(self, *args: Any, entry: Entry, others: list[Entry], **kwargs: Any) -> None:
        super().__init__(*args, **{"auto_id": "id_twin_%s", **kwargs})
        free = [other for other in others if other.quadrant not in ("", entry.quadrant) and not other.twin_id]
        choose(self, "twin", [("", _("Choose one")), *((other.ref, str(other)) for other in free)])
        choose(self, "quadrant", [pair for pair in Quadrant.choices if pair[0] != entry.quadrant])

    def clean(self) -> dict[str, Any]:
        """One of the two ways, whole."""
        data = super().clean() or {}
        if data.get("twin") and data.get("text"):
            self.add_error("text", _("Either write the twin’s words or choose an entry that is there, not both."))
        written = data.get("text") and data.get("quadrant") and data.get("key")
        if not data.get("twin") and not written and not self.errors:
            self.add_error("text", _("Write the twin’s words, or choose an entry that is there."))
        return data
