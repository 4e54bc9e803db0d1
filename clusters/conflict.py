"""Two people wrote in one form: both texts in words for the answer 409, and which of them a button of the panel keeps."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from clusters.forms.fields import LinesField
from clusters.merge import merged

MINE, THEIRS, BOTH = "mine", "theirs", "both"
NO_TEXT = (forms.URLField, forms.EmailField, forms.UUIDField)


@dataclass(frozen=True)
class Difference:
    """One field that differs: its label, "" where the form has only one; what was typed now, and what somebody else saved."""

    label: str
    mine: str
    theirs: str


@dataclass(frozen=True)
class Conflict:
    """What `components/_conflict.html` shows: the fields that differ, who saved theirs and when, the revision to go on from.

    `both` is the label of the button that keeps both, "" where there is nothing to join; `is_kept` whether the history
    keeps what is not chosen; `name` makes ids of the panel unique on a page.
    """

    differences: tuple[Difference, ...]
    revision: int
    who: Any = None
    when: datetime | None = None
    both: str = ""
    is_kept: bool = True
    name: str = "form"


def conflict_of(form: forms.BaseForm, theirs: Mapping[str, Any], current: Any, **told: Any) -> Conflict:
    """The panel of a valid form and of the saved values of its fields; the form goes on from the row as it stands.

    `current` is that row; what it does not say itself (`who`, `when`), and `is_kept` and `name`, are `told`.
    """
    found = differences(form, theirs)
    form.data = form.data.copy()  # type: ignore[attr-defined]
    form.data["revision"] = str(current.revision)  # type: ignore[index]
    joins = any(_is_text(form.fields[name]) for name in theirs if _differs(form, name, theirs[name]))
    row = {"who": getattr(current, "changed_by", None), "when": getattr(current, "changed_at", None)}
    return Conflict(found, current.revision, **{**row, "both": _("Keep both") if joins else "", **told})


def use_of(request: HttpRequest, form: forms.BaseForm, theirs: Mapping[str, Any]) -> str:
    """What was pressed in the panel: `MINE`, also where there was none, `THEIRS` or `BOTH`.

    For `BOTH` each text of the form that differs holds theirs and then mine, on lines of their own or, where the field
    has one line, with a stroke between; the form has an error where that is too long. Call on a valid form.
    """
    use = request.POST.get("use", MINE)
    if use == BOTH:
        for name, saved in theirs.items():
            if _is_text(form.fields[name]) and _differs(form, name, saved):
                _join(form, name, saved)
    return use if use in (THEIRS, BOTH) else MINE


def differences(form: forms.BaseForm, theirs: Mapping[str, Any]) -> tuple[Difference, ...]:
    """The fields of a valid form whose value is not the saved one, each with both texts in words."""
    found = []
    for name, saved in theirs.items():
        field = form.fields[name]
        mine, kept = said(field, _typed(form)[name]), said(field, saved)
        if mine != kept:
            found.append(Difference(str(field.label), mine, kept))
    return tuple(found)


def said(field: forms.Field, value: Any) -> str:
    """A value as somebody would say it: a date in words, the label of a choice, yes or no."""
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, date):
        return date_format(value, "j F Y")
    labels = {
        str(key): str(label) for key, label in getattr(field, "choices", ()) if not isinstance(label, list | tuple)
    }
    if isinstance(field, LinesField) and isinstance(value, list):
        return "\n".join(value)
    if isinstance(value, list | tuple):
        return ", ".join(map(str, value))
    text = "" if value is None else str(value).replace("\r\n", "\n").strip()
    return labels.get(text, text) if text else ""


def _differs(form: forms.BaseForm, name: str, saved: Any) -> bool:
    return said(form.fields[name], _typed(form)[name]) != said(form.fields[name], saved)


def _is_text(field: forms.Field) -> bool:
    widget = field.widget
    is_typed = isinstance(field, forms.CharField) and isinstance(widget, forms.TextInput | forms.Textarea)
    return is_typed and not isinstance(field, NO_TEXT) and widget.attrs.get("inputmode") != "decimal"


def _join(form: forms.BaseForm, name: str, saved: Any) -> None:
    field, mine = form.fields[name], _typed(form)[name]
    if isinstance(mine, list):
        _typed(form)[name] = [*saved, *(line for line in mine if line not in saved)]
        return
    text = merged(BOTH, mine, saved or "").strip()
    if not isinstance(field.widget, forms.Textarea):
        text = text.replace("\n", " / ")
    longest = getattr(field, "max_length", None)
    if longest and len(text) > longest:
        words = {"most": longest}
        form.add_error(
            name, _("Together the two texts are over %(most)s characters. Shorten yours, or keep one.") % words
        )
    else:
        _typed(form)[name] = text


def _typed(form: Any) -> dict[str, Any]:
    values: dict[str, Any] = form.cleaned_data
    return values
