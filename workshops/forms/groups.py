"""What comes with a press that groups notes."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from swot.models.entry import Quadrant
from workshops.forms.press import PressForm
from workshops.grouping import LONGEST_TITLE


class Numbers(forms.Field):
    """Ticked boxes of one name, each the primary key of a row: a list of whole numbers."""

    widget = forms.MultipleHiddenInput
    default_error_messages = {"invalid": _("What is ticked here is no row. Load the page again.")}

    def to_python(self, value: Any) -> list[int]:
        """The numbers; what is none is refused."""
        texts = [str(one) for one in value or ()]
        if not all(text.isascii() and text.isdecimal() and len(text) < 19 for text in texts):
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        return [int(text) for text in texts]


class Title(forms.CharField):
    """The name of a group, in one line."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=LONGEST_TITLE, **kwargs)

    def to_python(self, value: Any) -> str:
        """Without line ends and spare blanks."""
        return " ".join(str(super().to_python(value)).split())


class TickedForm(PressForm):
    """Ticked notes and groups, and the place of the workshop that their page showed."""

    seen = forms.IntegerField(min_value=0)
    notes = Numbers(required=False)
    groups = Numbers(required=False)


class GroupForm(TickedForm):
    """Put notes together, in a group there is or in a new one of this name."""

    to = forms.IntegerField(required=False, min_value=1)
    title = Title(required=False)


class RenameForm(PressForm):
    """Give a group another name."""

    seen = forms.IntegerField(min_value=0)
    group = forms.IntegerField(min_value=1)
    title = Title(error_messages={"required": _("A group needs a name: a few words that say what its notes share.")})


class PlaceForm(TickedForm):
    """Put what is ticked into another quadrant."""

    quadrant = forms.ChoiceField(
        choices=Quadrant.choices,
        error_messages={"required": _("Choose a quadrant."), "invalid_choice": _("Choose one of the four quadrants.")},
    )
