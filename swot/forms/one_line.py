"""Fields of one line, whatever was pasted into them."""

from typing import Any

from django import forms


class OneLine(forms.CharField):
    """Text whose white space inside, breaks among it, is made plain."""

    def to_python(self, value: Any) -> str:
        """The words on one line."""
        return " ".join(str(super().to_python(value)).split())
