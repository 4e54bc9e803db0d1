"""What comes with a press about voting."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from workshops.forms.press import PressForm
from workshops.voting import FEWEST_MARKS, MOST_MARKS

MOST_HANDS = 5000
WHOLE = _("Write a whole number, 0 where nobody raised a hand.")


class OpenVoteForm(PressForm):
    """Open the vote; without a number of marks the suggested one is given."""

    budget = forms.IntegerField(
        label=_("Marks each person has"),
        required=False,
        min_value=FEWEST_MARKS,
        max_value=MOST_MARKS,
        error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), _("Give each person one to nine marks.")),
    )


class HandsForm(PressForm):
    """Hands counted in the room: `marks_7` for the group 7, with `was_7`, what the page showed, and `seen_7`, its revision."""

    step = forms.IntegerField()
    voters = forms.IntegerField(
        label=_("People who voted by hand"),
        min_value=0,
        max_value=MOST_HANDS,
        error_messages=dict.fromkeys(("required", "invalid", "min_value", "max_value"), WHOLE),
    )
    was_voters = forms.IntegerField(required=False)
    seen_step = forms.IntegerField(required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        wrong = dict.fromkeys(("invalid", "min_value", "max_value"), WHOLE)
        self.numbers = [int(name[6:]) for name in self.data if _names_a_group(name)]
        for number in self.numbers:
            self.fields[f"marks_{number}"] = forms.IntegerField(
                required=False, min_value=0, max_value=2 * MOST_HANDS, error_messages=wrong
            )
            self.fields[f"was_{number}"] = forms.IntegerField(required=False)
            self.fields[f"seen_{number}"] = forms.IntegerField(required=False)

    def params(self) -> dict[str, Any]:
        """`marks` and `voters` where they were changed on the page, `seen` the revisions it showed."""
        said = self.cleaned_data
        seen: dict[int | None, int] = {number: said[f"seen_{number}"] or 0 for number in self.numbers}
        seen[None] = said["seen_step"] or 0
        marks = {number: said[f"marks_{number}"] or 0 for number in self.numbers}
        changed = {number: n for number, n in marks.items() if n != (said[f"was_{number}"] or 0)}
        voters = None if said["voters"] == said["was_voters"] else said["voters"]
        return {"step": said["step"], "marks": changed, "voters": voters, "seen": seen}


def _names_a_group(name: str) -> bool:
    number = name.removeprefix("marks_")
    return number != name and number.isascii() and number.isdecimal() and 0 < len(number) < 19
