"""What comes with each press of a button of whoever leads; all is checked here, and given to its verb by name."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from swot.models.entry import Quadrant
from workshops.leading import NEXT
from workshops.models import Moderation, State
from workshops.models.contribution import LONGEST
from workshops.models.step import SWITCHES


class PressForm(forms.Form):
    """The id of one press, and the revision of the workshop's run that its page showed.

    `words` are the fields that somebody types in, so that a page can give them back.
    """

    words: tuple[str, ...] = ()

    key = forms.UUIDField(error_messages={"invalid": _("This button has no number. Load the page again.")})
    base = forms.IntegerField(required=False, min_value=0)

    @property
    def typed(self) -> list[Any]:
        """The fields that somebody types in."""
        return [self[name] for name in self.words]

    def params(self) -> dict[str, Any]:
        """What the verb gets beside the key."""
        return {name: value for name, value in self.cleaned_data.items() if name != "key"}


class MoveForm(PressForm):
    """Open, start, pause, resume, close, archive."""

    to = forms.ChoiceField(choices=[(to, to) for to in NEXT])


class GoForm(PressForm):
    """Go to a step."""

    step = forms.IntegerField()


class SkipForm(GoForm):
    """Leave a step out, or take it in again."""

    on = forms.BooleanField(required=False)


class ClockForm(PressForm):
    """Add seconds, or take some off; an hour at most."""

    seconds = forms.IntegerField(min_value=-3600, max_value=3600)


class SwitchForm(PressForm):
    """Open or close one thing of the step."""

    what = forms.ChoiceField(choices=[(what, what) for what in SWITCHES])
    on = forms.BooleanField(required=False)


class SettleForm(PressForm):
    """Change one way in which the room is led; the others stay."""

    what = forms.ChoiceField(choices=[(what, what) for what in ("moderation", "asks_names", "is_blank")])
    value = forms.CharField(required=False, max_length=20)

    def params(self) -> dict[str, Any]:
        """`set` has the one that changes."""
        what, value = self.cleaned_data["what"], self.cleaned_data["value"]
        told: Any = value if what == "moderation" else value == "on"
        return {"base": self.cleaned_data["base"], "set": {what: told}}

    def clean(self) -> dict[str, Any]:
        """The way to moderate is one of two."""
        told = super().clean() or {}
        if told.get("what") == "moderation" and told.get("value") not in Moderation.values:
            self.add_error("value", _("Choose one of the two ways to moderate."))
        return told


class NotesForm(PressForm):
    """Ticked notes."""

    notes = forms.TypedMultipleChoiceField(coerce=int, error_messages={"required": _("Tick a note first.")})

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        sent = self.data.getlist("notes") if hasattr(self.data, "getlist") else self.data.get("notes", [])
        numbers = [one for one in sent if str(one).isascii() and str(one).isdecimal() and len(str(one)) < 19]
        self.fields["notes"].choices = [(one, one) for one in numbers]  # type: ignore[attr-defined]


class JudgeForm(NotesForm):
    """Show notes, hold them back, or keep them off the screen."""

    state = forms.ChoiceField(choices=[(state, state) for state in (State.SHOWN, State.HELD, State.HIDDEN)])


class BlockForm(PressForm):
    """Hold everything from the phone that wrote a note, or no more."""

    note = forms.IntegerField()
    on = forms.BooleanField(required=False)


class UndoForm(PressForm):
    """Undo an operation."""

    of = forms.IntegerField()


class ScribeForm(PressForm):
    """A note that was called out in the room."""

    words = ("text", "quadrant")

    text = forms.CharField(
        label=_("The note"),
        max_length=LONGEST,
        widget=forms.Textarea({"rows": 3}),
        error_messages={
            "required": _("Write the note first."),
            "max_length": _("A note has 280 characters at most. Make it two notes."),
        },
    )
    quadrant = forms.ChoiceField(required=False, choices=[("", _("None yet")), *Quadrant.choices])

    def clean_text(self) -> str:
        """On one line, as notes from phones are."""
        return " ".join(self.cleaned_data["text"].split())
