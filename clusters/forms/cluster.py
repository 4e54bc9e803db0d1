"""Forms of a cluster's record."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from clusters.finder_answers import FinderAnswers
from clusters.forms.fields import LinesField, keep_in_bounds, say_what_is_needed, time_zones
from clusters.kinds import Kind
from clusters.models import Cluster
from clusters.models.cluster import CreativeScope, member_bands

MOST_MEMBERS = 10_000_000
LABELS = {
    "name": _("Name of the cluster"),
    "place": _("Place"),
    "country": _("Country"),
    "time_zone": _("Time zone"),
    "creative_scope": _("Creative scope"),
    "scope_note": _("About the scope"),
    "leader_role": _("Who leads, and as what"),
    "members_summary": _("Members, in a sentence"),
}
HINTS = {
    "place": _("Streets, town or region; for a network, where it is looked after."),
    "time_zone": _("Decides which day it is, for dates of reviews and actions."),
    "creative_scope": _("How wide the creative work is that members share."),
    "scope_note": _("Which craft or sector, and what stands at its edge."),
    "leader_role": _("Such as: director of the trust, elected for three years."),
    "members_summary": _("Such as: 46 tenants, most of them one or two people."),
}
ONE_LINE = dict.fromkeys(("name", "place", "country", "leader_role"), forms.TextInput)
SCOPES = [*((value, capfirst(label)) for value, label in CreativeScope.choices), ("", _("Not decided yet"))]


class NewClusterForm(forms.ModelForm):
    """What is needed to begin; the kind is asked only where the kind finder has not found it."""

    key = forms.UUIDField(widget=forms.HiddenInput)

    class Meta:
        model = Cluster
        fields = ["name", "kind", "place", "country", "time_zone", "creative_scope"]
        labels = {**LABELS, "kind": _("Kind")}
        help_texts = HINTS
        widgets = {"kind": forms.RadioSelect, "creative_scope": forms.RadioSelect, **ONE_LINE}
        error_messages = {"kind": {"required": _("Choose a kind, or find it first.")}}

    def __init__(self, *args: Any, answers: FinderAnswers, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.answers = answers
        self.fields["time_zone"].widget = forms.Select(
            choices=time_zones(also=self["time_zone"].value() or "UTC"), attrs={"data-time-zone": ""}
        )
        _choices(self, "creative_scope", SCOPES)
        say_what_is_needed(self)
        keep_in_bounds(self)
        if answers.is_whole:
            del self.fields["kind"]
        else:
            _choices(self, "kind", [(kind.value, kind.heading) for kind in Kind])

    def found(self, *, by: Any) -> Cluster:
        """Make the cluster, with the finding that led to it."""
        fields = dict(self.cleaned_data)
        finding = None
        if self.answers.is_whole:
            fields["kind"], finding = self.answers.kind, self.answers.as_finding()
        nesting = {name: getattr(self.answers, text).splitlines() for name, text in NESTING_TEXTS}
        return Cluster.found(by=by, id=fields.pop("key"), finding=finding, **fields, **nesting)


class RecordForm(forms.ModelForm):
    """The whole record, less the kind, guarded by its revision."""

    nothing_is_required = True
    nested_in = LinesField(label=_("Inside of"), help_text=_("Larger clusters that count you in. One a line."))
    contains = LinesField(label=_("Inside this one"), help_text=_("Smaller clusters within it. One a line."))
    history = LinesField(
        label=_("What was here before"), help_text=_("The trades and people this place had first. One a line.")
    )
    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=1)

    class Meta:
        model = Cluster
        fields = [*LABELS, "nested_in", "contains", "history"]
        labels = LABELS
        help_texts = HINTS
        widgets = {
            **ONE_LINE,
            "creative_scope": forms.RadioSelect,
            "scope_note": forms.Textarea(attrs={"rows": 3}),
            "members_summary": forms.Textarea(attrs={"rows": 3}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["time_zone"].widget = forms.Select(choices=time_zones(also=self.instance.time_zone))
        _choices(self, "creative_scope", SCOPES)
        say_what_is_needed(self)
        keep_in_bounds(self)
        self.initial["revision"] = self.instance.revision
        for band in member_bands():
            self._count(
                f"count_{band['key']}", self.instance.member_counts.get(band["key"]), band["label"], _hint_of(band)
            )
        for band in bands_with_people():
            self._count(f"people_{band['key']}", self.instance.people_counts.get(band["key"]), _people_in(band), "")

    def _count(self, name: str, start: int | None, label: str, hint: str) -> None:
        self.initial[name] = start
        self.fields[name] = forms.IntegerField(
            label=label, help_text=hint, required=False, min_value=0, max_value=MOST_MEMBERS
        )

    @property
    def seen(self) -> int:
        """The revision the writer saw."""
        return self.cleaned_data["revision"]

    @property
    def record(self) -> dict[str, Any]:
        """What to write."""
        fields = {name: self.cleaned_data[name] for name in self.Meta.fields}
        asked = {band["key"] for band in bands_with_people()}
        kept = {band: count for band, count in self.instance.people_counts.items() if band not in asked}
        people = {**kept, **self._counted("people_")}
        return {**fields, "member_counts": self._counted("count_"), "people_counts": people}

    def _counted(self, prefix: str) -> dict[str, int]:
        counts = {band["key"]: self.cleaned_data.get(prefix + band["key"]) for band in member_bands()}
        return {band: count for band, count in counts.items() if count is not None}

    def counted(self) -> Iterator[forms.BoundField]:
        """The eleven fields that count members."""
        return (self[f"count_{band['key']}"] for band in member_bands())

    def people(self) -> Iterator[forms.BoundField]:
        """The fields that count people, where members are not people themselves."""
        return (self[f"people_{band['key']}"] for band in bands_with_people())

    @property
    def saved(self) -> dict[str, Any]:
        """What is saved, by the names of the fields; of the record as it was when the form was made."""
        return {name: self.initial.get(name) for name in self.fields if name != "revision"}


NESTING_TEXTS = (("nested_in", "inside"), ("contains", "contains"))


def bands_with_people() -> tuple[dict[str, str], ...]:
    """The kinds of member that have people in them; freelancers and artists are counted as people already."""
    return tuple(band for band in member_bands() if band["count_in"] != "people")


def _choices(form: forms.BaseForm, name: str, choices: Any) -> None:
    field = form.fields[name]
    field.choices = field.widget.choices = choices  # type: ignore[attr-defined]


def _people_in(band: dict[str, str]) -> str:
    return gettext("People in: %(band)s") % {"band": band["label"][:1].lower() + band["label"][1:]}


def _hint_of(band: dict[str, str]) -> str:
    return f"{band['means']} ({band['count_in']})"
