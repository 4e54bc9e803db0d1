"""A form of any sheet: a field a text, a box a mark, whatever shape the sheet has."""

from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from clusters.forms.fields import LinesField
from clusters.shipped import Shipped

PLACE, GONE, NEW = "_place", "_gone", "new"
LAST = 9_999


@dataclass
class Group:
    """Fields that belong together, and groups within it; `title` is what its summary says."""

    title: str
    names: list[str] = field(default_factory=list)
    groups: list["Group"] = field(default_factory=list)
    form: Any = None

    @property
    def fields(self) -> list[Any]:
        """Its fields, bound."""
        return [self.form[name] for name in self.names]

    @property
    def has_errors(self) -> bool:
        """Whether something in it is to be mended."""
        return any(bound.errors for bound in self.fields) or any(group.has_errors for group in self.groups)


class SheetForm(forms.Form):
    """A part of a sheet's content as fields by their place in it: "parts.3.heading".

    Rows of a growing list have a place among the others and may be taken away; a further one stands empty at the end.
    What is fixed has no field. `seen` is the fingerprint of the content that the page was made of.
    """

    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, part: Any, sheet: Shipped, key: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.part, self.sheet = part, sheet
        self.whole = Group("")
        self._add(part, "", key, self.whole)

    @property
    def groups(self) -> list[Group]:
        """The fields in groups, those of the part itself first."""
        return [self.whole] if self.whole.names else self.whole.groups

    def content(self) -> Any:
        """The part as the form says it; once it is valid."""
        return self._read(self.part, "", self._key_of_whole)

    # ---------- laying out ----------

    def _add(self, value: Any, place: str, key: str, group: Group) -> None:
        if not place:
            self._key_of_whole = key
        group.form = self
        if isinstance(value, dict):
            self._add_parts(value, place, group)
        elif isinstance(value, list) and key in self.sheet.growing:
            rows = [*enumerate(value), (NEW, _blank(value[0]))] if value else []
            for at, row in rows:
                self._add_row(row, f"{place}.{at}" if place else str(at), at, group)
        elif isinstance(value, list):
            for at, row in enumerate(value):
                below = Group(_title(row, at + 1))
                self._add(row, f"{place}.{at}" if place else str(at), "", below)
                _join(group, below)

    def _add_parts(self, value: dict[str, Any], place: str, group: Group) -> None:
        for key, part in value.items():
            here = f"{place}.{key}" if place else key
            if key in self.sheet.fixed and place.rpartition(".")[2] != NEW:
                continue
            made = _field(part, label=_label(key))
            if made:
                self.fields[here], self.initial[here] = made, part
                group.names.append(here)
            else:
                below = Group(_label(key))
                self._add(part, here, key, below)
                _join(group, below)

    def _add_row(self, row: Any, place: str, at: Any, group: Group) -> None:
        below = Group(_("Add another") if at == NEW else _title(row, at + 1))
        self.fields[f"{place}.{PLACE}"] = forms.IntegerField(label=_("Place"), min_value=1, required=False)
        below.names.append(f"{place}.{PLACE}")
        self._add(row, place, "", below)
        if at != NEW:
            self.initial[f"{place}.{PLACE}"] = at + 1
            self.fields[f"{place}.{GONE}"] = forms.BooleanField(label=_("Take it away"), required=False)
            below.names.append(f"{place}.{GONE}")
        _join(group, below)

    # ---------- reading back ----------

    def _read(self, value: Any, place: str, key: str) -> Any:
        if place in self.fields:
            return self._told(value, place)
        if isinstance(value, dict):
            return {name: self._read(part, f"{place}.{name}" if place else name, name) for name, part in value.items()}
        if isinstance(value, list) and key in self.sheet.growing:
            return self._read_rows(value, place)
        if isinstance(value, list):
            return [self._read(row, f"{place}.{at}" if place else str(at), "") for at, row in enumerate(value)]
        return value

    def _told(self, value: Any, place: str) -> Any:
        told = self.cleaned_data[place]
        # An empty field means nothing where nothing stood, else an empty text.
        return None if value is None and told == "" else told

    def _read_rows(self, value: list[Any], place: str) -> list[Any]:
        prefix = f"{place}." if place else ""
        rows: list[tuple[tuple[int, int, int], Any]] = []
        for number, row in enumerate([*value, _blank(value[0])] if value else (), start=1):
            is_new = number > len(value)
            here = f"{prefix}{NEW if is_new else number - 1}"
            told = self._read(row, here, "")
            if self.cleaned_data.get(f"{here}.{GONE}") or (is_new and not _says(told)):
                continue
            asked = self.cleaned_data[f"{here}.{PLACE}"] or LAST
            stood = LAST if is_new else number
            rows.append(((asked, (asked > stood) - (asked < stood), stood), told))
        return [told for _where, told in sorted(rows, key=lambda one: one[0])]


def _join(group: Group, below: Group) -> None:
    if below.names or below.groups:
        group.groups.append(below)


def _field(value: Any, *, label: str) -> forms.Field | None:
    """The field of one value; None for what is made of parts."""
    if isinstance(value, bool):
        return forms.BooleanField(label=label, required=False)
    if isinstance(value, int | float):
        return forms.IntegerField(label=label, required=False)
    if isinstance(value, str):
        rows = 1 if len(value) < 60 else 3
        widget = forms.Textarea(attrs={"rows": rows, "class": "vLargeTextField"})
        return forms.CharField(label=label, required=False, widget=widget)
    if value is None:
        return forms.IntegerField(label=label, required=False, help_text=_("Leave empty for no limit."))
    if isinstance(value, list) and all(isinstance(one, str) for one in value):
        widget = forms.Textarea(attrs={"rows": 4, "class": "vLargeTextField"})
        return LinesField(label=label, help_text=_("One a line."), widget=widget)
    return None


def _blank(row: Any) -> Any:
    """A row like this one that says nothing yet."""
    if isinstance(row, dict):
        return {key: _blank(part) for key, part in row.items()}
    if isinstance(row, bool):
        return False
    return "" if isinstance(row, str) else None


def _says(row: Any) -> bool:
    """Whether a new row says something."""
    return any(isinstance(part, str) and part.strip() for part in row.values()) if isinstance(row, dict) else bool(row)


def _title(row: Any, number: int) -> str:
    """What a row is called: by the first words in it."""
    if isinstance(row, dict):
        names = ("title", "heading", "text", "term", "word", "label", "key")
        told = next((row[name] for name in names if isinstance(row.get(name), str) and row[name]), "")
        return told or str(number)
    return str(number)


def _label(key: str) -> str:
    return key.replace("_", " ").capitalize()
