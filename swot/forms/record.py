"""Forms of a cluster's record that a workbook needs: its anchors, and the infrastructure it does not own."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from clusters.forms.once import OnceInput
from clusters.models import Anchor, Asset
from clusters.models.cluster import member_bands
from clusters.models.composition import Tenure
from swot.document.fields import LONGEST_TEXT
from swot.forms.days import DayField
from swot.forms.seen import seen_field

MOST = 10_000_000
LONGEST_NAME = 200
LEAN = "lean_"


def line(label: Any, help_text: Any = "", **kwargs: Any) -> forms.CharField:
    """A text of one line, which may be left open."""
    return forms.CharField(
        label=label, help_text=help_text, **{"required": False, "max_length": LONGEST_NAME, **kwargs}
    )


def area(label: Any, help_text: Any) -> forms.CharField:
    """A text of some lines, which may be left open."""
    widget = forms.Textarea(attrs={"rows": 3})
    return forms.CharField(label=label, help_text=help_text, required=False, max_length=LONGEST_TEXT, widget=widget)


def day(label: Any, help_text: Any = "") -> DayField:
    """A day, which may be left open."""
    widget = forms.DateInput({"type": "date"}, format="%Y-%m-%d")
    return DayField(label=label, help_text=help_text, required=False, widget=widget)


class RecordRowForm(forms.Form):
    """One row of the record: a client-made key when it is new, the revision seen when it is there."""

    nothing_is_required = True
    key = forms.CharField(max_length=80, required=False, widget=OnceInput)
    revision = seen_field()
    plain: tuple[str, ...] = ()

    @property
    def as_fields(self) -> dict[str, Any]:
        """What to write; call once valid."""
        return {name: self.cleaned_data[name] for name in self.plain}

    @classmethod
    def of(cls, row: Any) -> dict[str, Any]:
        """A row as the form holds it."""
        return {name: getattr(row, name) for name in cls.plain}


class AnchorForm(RecordRowForm):
    """One large body that many lean on, and what happens if it leaves."""

    name = line(
        gettext_lazy("Name"),
        gettext_lazy("A firm, an institution or a venue. Names of people are never drawn."),
        required=True,
        error_messages={"required": gettext_lazy("Write its name.")},
    )
    band = forms.ChoiceField(label=gettext_lazy("Kind of member"), required=False)
    people = forms.IntegerField(
        label=gettext_lazy("People in it"), required=False, min_value=0, max_value=MOST,
        help_text=gettext_lazy("Leave open what you do not know."),
    )  # fmt: skip
    what_if = area(
        gettext_lazy("If this one leaves, in your own words"),
        gettext_lazy("What else goes with it: apprentices, hours of a press room, a Saturday market."),
    )
    source = line(gettext_lazy("Who knows this"), gettext_lazy("A register, a letter, somebody who asked."))
    as_of = day(gettext_lazy("Since when"))
    plain = ("name", "band", "people", "what_if", "source", "as_of")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        band: Any = self.fields["band"]
        band.choices = [("", _("Not said")), *((one["key"], one["label"]) for one in member_bands())]
        for one in member_bands():
            self.fields[LEAN + one["key"]] = forms.IntegerField(
                label=one["label"], required=False, min_value=0, max_value=MOST
            )

    @property
    def leaning(self) -> list[forms.BoundField]:
        """The fields that count who leans on it."""
        return [self[LEAN + one["key"]] for one in member_bands()]

    @property
    def as_fields(self) -> dict[str, Any]:
        """What to write, with who leans on it by kind of member."""
        lean = {one["key"]: self.cleaned_data[LEAN + one["key"]] for one in member_bands()}
        return {**super().as_fields, "lean": {band: count for band, count in lean.items() if count}}

    @classmethod
    def of(cls, row: Any) -> dict[str, Any]:
        """An anchor as the form holds it."""
        lean = {LEAN + one["key"]: row.lean.get(one["key"]) for one in member_bands()}
        return {**super().of(row), **lean}


class AssetForm(RecordRowForm):
    """One thing that members need: who owns it, by what right it is used, what else could serve."""

    name = line(
        gettext_lazy("What it is"),
        gettext_lazy("A press room, a hall, a school, a road, a server."),
        required=True,
        error_messages={"required": gettext_lazy("Write what it is.")},
    )
    owner = line(gettext_lazy("Who owns it"))
    tenure = forms.ChoiceField(
        label=gettext_lazy("By what right we use it"),
        choices=Tenure.choices,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose one. “We do not know” is an answer.")},
    )
    ends_on = day(gettext_lazy("Until"), gettext_lazy("The day the agreement ends, where there is one."))
    is_only_one = forms.BooleanField(label=gettext_lazy("Nothing else could serve"), required=False)
    note = area(gettext_lazy("Who needs it, and how we know"), "")
    plain = ("name", "owner", "tenure", "ends_on", "is_only_one", "note")


FORMS = {Anchor: AnchorForm, Asset: AssetForm}
