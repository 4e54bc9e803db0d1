"""The hidden key of a form that makes something: sent twice it is made once, sent with other words it is another thing."""

import hashlib
from typing import Any

from django import forms

BESIDE = {"csrfmiddlewaretoken", "revision", "use", "do", "draft", "settle"}
SIGNS, LONGEST = 12, 40


class OnceInput(forms.HiddenInput):
    """The key as it was sent, with a digest of all that was sent with it.

    Who goes back in the browser and writes something else in the same form has the same key, and means another thing.
    """

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        """`KEY~digest`; whatever digest came with it is left out first."""
        sent = super().value_from_datadict(data, files, name)
        return once(sent, data, name) if sent else sent


def once(sent: str, data: Any, name: str = "key") -> str:
    """The key of what was sent, the same one for the same words."""
    told = sorted((field, data.getlist(field) if hasattr(data, "getlist") else [data[field]]) for field in data)
    said = repr([one for one in told if one[0] not in {*BESIDE, name}])
    digest = hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()[:SIGNS]
    return f"{sent.partition('~')[0][:LONGEST]}~{digest}"
