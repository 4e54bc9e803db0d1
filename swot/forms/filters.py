"""What filters of lists share: they are asked by GET, and nonsense shows all."""

from typing import Any

from django import forms


class Filter(forms.Form):
    """A filter in an address. Nothing is required; what is no choice is as if nobody had chosen."""

    nothing_is_required = True

    @property
    def chosen(self) -> dict[str, Any]:
        """What was chosen, empty ones left out."""
        self.is_valid()
        return {name: "on" if value is True else value for name, value in self.cleaned_data.items() if value}
