"""What became of one entry or strategy of last time, and the words in which it comes over."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from swot.document.fields import LONGEST_TEXT
from swot.forms.seen import seen_field
from swot.models import Outcome
from swot.models.entry import ENTRY_LENGTH
from swot.models.outcome import ENTRY_FATES, STRATEGY_FATES

LONG = _("Keep it under 10,000 characters")


class OutcomeForm(forms.Form):
    """One choice and one line; `prefix` is the ref. Nothing is required: what is not marked is simply not yet marked."""

    nothing_is_required = True

    fate = forms.ChoiceField(required=False, widget=forms.RadioSelect)
    note = forms.CharField(
        label=_("What happened, in one line"),
        required=False,
        max_length=LONGEST_TEXT,
        error_messages={"max_length": LONG},
        widget=forms.Textarea({"rows": 2}),
    )
    text = forms.CharField(
        label=_("How it stands now"),
        required=False,
        max_length=ENTRY_LENGTH,
        error_messages={"max_length": _("Keep an entry under 200 characters")},
        widget=forms.Textarea({"rows": 2}),
    )
    revision = seen_field()

    def __init__(self, ref: str, data: Any = None, *, row: Outcome | None, is_entry: bool, text: str = "") -> None:
        start: dict[str, Any] = {"text": text, "revision": row.revision if row else 0}
        start |= {"fate": row.fate, "note": row.note} if row else {}
        super().__init__(data, prefix=ref, initial=start)
        self.row = row
        fates: Any = self.fields["fate"]
        fates.choices = [(fate.value, fate.label) for fate in (ENTRY_FATES if is_entry else STRATEGY_FATES)]

    @property
    def seen(self) -> int:
        """The revision the writer saw, 0 for none."""
        return self.cleaned_data.get("revision") or 0

    @property
    def told(self) -> dict[str, str]:
        """Fate and note as stored where the entry comes over in the words beside them."""
        return {"fate": self.cleaned_data["fate"], "note": " ".join(self.cleaned_data["note"].split())}

    @property
    def said(self) -> dict[str, str]:
        """Fate and note as stored where nothing comes over: new words for the entry then stay beneath the note."""
        told, new = self.told, " ".join(self.cleaned_data["text"].split())
        is_new = new and new != self.initial["text"] and new not in told["note"]
        return {**told, "note": " ".join(filter(None, [told["note"], new]))} if is_new else told

    @property
    def says_anything_new(self) -> bool:
        """Whether it says something that does not stand already."""
        stands = {"fate": self.row.fate, "note": self.row.note} if self.row else {"fate": "", "note": ""}
        return self.said != stands
