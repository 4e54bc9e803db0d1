"""What comes with sending groups and notes to the workbook, and with taking them back."""

import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from swot.models.entry import ENTRY_LENGTH
from workshops.forms.press import PressForm

LARGEST = 2**63 - 1
CODE = re.compile(r"[gn][1-9][0-9]{0,17}", re.ASCII)


class ParcelsForm(PressForm):
    """Ticked groups and notes, by their codes: g12, n34."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        sent = self.data.getlist("take") if hasattr(self.data, "getlist") else self.data.get("take", [])
        self.codes = list(dict.fromkeys(code for code in sent if CODE.fullmatch(code)))


class SendForm(ParcelsForm):
    """Send what is ticked: `text_g12` shortened by hand, `section_g12` where it goes, `here_g12` about people already here.

    `under_g12` is the entry of one of its notes that it is to stand under, 0 for one of its own. Where `here` of one is to be read, `asked_g12` comes with it: an empty box is not sent.
    """

    seen = forms.IntegerField(min_value=0)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for code in self.codes:
            self.fields[f"text_{code}"] = forms.CharField(
                required=False,
                max_length=ENTRY_LENGTH,
                error_messages={
                    "max_length": _("Shorten it to 200 characters. The note itself is kept whole beside it.")
                },
            )
            self.fields[f"under_{code}"] = forms.IntegerField(
                required=False,
                min_value=0,
                max_value=LARGEST,
                error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), _("Choose one of the entries.")),
            )
            self.fields[f"section_{code}"] = forms.CharField(required=False, max_length=20)
            self.fields[f"here_{code}"] = forms.BooleanField(required=False)
            self.fields[f"asked_{code}"] = forms.BooleanField(required=False)

    def params(self) -> dict[str, Any]:
        """`items` by code."""
        said = self.cleaned_data
        items = {
            code: {"text": " ".join(said[f"text_{code}"].split()), "section": said[f"section_{code}"]}
            for code in self.codes
        }
        for code in self.codes:
            items[code]["here"] = said[f"here_{code}"] if said[f"asked_{code}"] else None
            items[code]["under"] = said[f"under_{code}"]
        return {"base": said["base"], "seen": said["seen"], "items": items}


class UnsendForm(ParcelsForm):
    """Take back what is ticked: `revision_g12` is that of its entry as the page showed it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for code in self.codes:
            self.fields[f"revision_{code}"] = forms.IntegerField(required=False, min_value=0)

    def params(self) -> dict[str, Any]:
        """`items` with the revision of each."""
        said = self.cleaned_data
        return {"base": said["base"], "items": {code: said[f"revision_{code}"] or 0 for code in self.codes}}
