"""What comes from a phone: the code, who one is, a note, a ballot. A form in a page and a script's PUT are checked alike."""

from typing import Any
from uuid import UUID, uuid5

from django import forms
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy

from swot.content import TemplateContent
from swot.forms.places import HELPS, NO_TWIN, OURS
from swot.models.entry import Quadrant
from swot.rules.quadrants import place
from workshops.models import Ballot, Workshop
from workshops.models.contribution import LONGEST
from workshops.models.workshop import CODE_LENGTH, SIGNS

LARGEST = 2**53 - 1  # the largest whole number that a script counts to
TOO_LONG = ngettext_lazy(
    "This has %(show_value)d character, and a note holds %(limit_value)d. Shorten it to one point.",
    "This has %(show_value)d characters, and a note holds %(limit_value)d. Shorten it to one point.",
    "show_value",
)
NO_NUMBER = gettext_lazy("This page has lost its number. Copy your words, load the page again and write them there.")
NO_SIDE = gettext_lazy("Say whether you could change it: the twins stand on that side.")


class CodeField(forms.CharField):
    """The eight signs on the room's screen; blanks, hyphens and small letters do no harm."""

    def __init__(self) -> None:
        super().__init__(
            label=gettext_lazy("Code on the screen"),
            help_text=gettext_lazy("Two groups of four. There is no 0, 1, I, L or O in it."),
            max_length=40,
            error_messages={"required": gettext_lazy("Type the eight signs that stand on the screen.")},
        )

    def clean(self, value: Any) -> str:
        """Its eight signs."""
        typed = "".join(super().clean(value).upper().split()).replace("-", "")
        if len(typed) != CODE_LENGTH or not set(typed) <= set(SIGNS):
            raise forms.ValidationError(_("A code has eight signs, two groups of four. Look at the screen again."))
        return typed


def no_such_code() -> str:
    """What is said where a code opens nothing."""
    return _("No room has this code now. Look at the screen again, sign by sign.")


class CodeForm(forms.Form):
    """The code of any room."""

    nothing_is_required = True
    code = CodeField()


class JoinForm(forms.Form):
    """Who comes in: the description that fits best, a name where the room asks for names, the code where `asks_code`."""

    nothing_is_required = True
    key = forms.UUIDField(widget=forms.HiddenInput, error_messages={"required": NO_NUMBER, "invalid": NO_NUMBER})
    code = CodeField()
    who = forms.ChoiceField(label=gettext_lazy("Which fits you best?"), required=False, widget=forms.RadioSelect)
    name = forms.CharField(
        label=gettext_lazy("Your name"),
        help_text=gettext_lazy("Whoever leads may see it. It is never shown beside what you write."),
        max_length=80,
        required=False,
    )

    def __init__(self, *args: Any, room: Workshop, asks_code: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not asks_code:
            del self.fields["code"]
        self.fields["who"].choices = [(one["key"], one["text"]) for one in room.people]  # type: ignore[attr-defined]
        if not room.asks_names:
            del self.fields["name"]


class SeqForm(forms.Form):
    """Which of several sendings of the same thing is the newer one."""

    seq = forms.IntegerField(
        min_value=1,
        max_value=LARGEST,
        widget=forms.HiddenInput,
        error_messages=dict.fromkeys(("required", "invalid", "min_value", "max_value"), NO_NUMBER),
    )


class NoteForm(SeqForm):
    """One note: its words, and the place that was chosen or that two questions lead to."""

    nothing_is_required = True
    step = forms.IntegerField(min_value=0, max_value=LARGEST, widget=forms.HiddenInput)
    text = forms.CharField(
        label=gettext_lazy("Your answer"),
        help_text=gettext_lazy("One point at a time. Nobody sees your name."),
        widget=forms.Textarea(attrs={"rows": 3, "maxlength": LONGEST}),
        error_messages={"required": gettext_lazy("Write your point first, in a few words.")},
    )
    helps = forms.ChoiceField(choices=HELPS[:2], required=False, widget=forms.RadioSelect)
    ours = forms.ChoiceField(choices=OURS, required=False, widget=forms.RadioSelect)
    quadrant = forms.ChoiceField(
        label=gettext_lazy("So it is here"), choices=Quadrant.choices, required=False, widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, content: TemplateContent, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["helps"].label = content.words["help_or_hurt"]
        self.fields["ours"].label = content.words["control_test"]
        self.fields["text"].validators.append(MaxLengthValidator(LONGEST, TOO_LONG))

    def clean_text(self) -> str:
        """The words on one line."""
        return " ".join(self.cleaned_data["text"].split())

    def clean(self) -> dict[str, Any]:
        """The place is where the answers lead, unless another was chosen; then where they lead is kept as a hint."""
        data = super().clean() or {}
        answered = data.get("helps") and data.get("ours")
        led = place(data["helps"] != "hurts", data["ours"] == "ours") if answered else ""
        data["quadrant"] = data.get("quadrant") or led
        if led:
            data["tested"] = led if led != data["quadrant"] else ""
        return data

    def places(self, quadrants: list[str]) -> None:
        """Ask for a place among those of a step; with none there is none to ask for."""
        is_said = self.errors.get("quadrant") or self.errors.get("ours")
        if quadrants and not self.cleaned_data.get("quadrant") and not is_said:
            self.add_error("quadrant", _("Say where it belongs, so that it stands with what is like it."))

    @property
    def words(self) -> dict[str, str]:
        """What is kept of it, `tested` only where both questions were answered; call once valid."""
        return {name: self.cleaned_data[name] for name in ("text", "quadrant", "tested") if name in self.cleaned_data}


class AddForm(NoteForm):
    """A new note from a page without script, under a key that the page was made with; "both" writes its twin as well."""

    key = forms.UUIDField(widget=forms.HiddenInput, error_messages={"required": NO_NUMBER, "invalid": NO_NUMBER})
    helps = forms.ChoiceField(choices=HELPS, required=False, widget=forms.RadioSelect)
    twin_text = forms.CharField(
        label=gettext_lazy("The twin’s words"),
        help_text=gettext_lazy("The same fact from its other side. Left empty, the words are the same."),
        validators=[MaxLengthValidator(LONGEST, TOO_LONG)],
        required=False,
    )

    def clean_twin_text(self) -> str:
        """The words on one line."""
        return " ".join(self.cleaned_data["twin_text"].split())

    def clean(self) -> dict[str, Any]:
        """What is both says whose matter it is, since the twins stand on that side; no answer moved it."""
        data = super().clean()
        if data.get("helps") == "both":
            data["tested"] = ""
            if not data.get("ours"):
                self.add_error("ours", NO_SIDE)
        elif data.get("twin_text"):
            self.add_error("twin_text", NO_TWIN)
        return data

    @property
    def notes(self) -> list[tuple[UUID, dict[str, str]]]:
        """What is to be kept, each under its key: the note, and the twin of what both helps and hurts; call once valid."""
        data, own = self.cleaned_data, (self.cleaned_data["key"], self.words)
        if data["helps"] != "both":
            return [own]
        helps = data["quadrant"] in (Quadrant.STRENGTH, Quadrant.OPPORTUNITY)
        twin = {"text": data["twin_text"] or data["text"], "quadrant": place(not helps, data["ours"] == "ours")}
        return [own, (uuid5(data["key"], "twin"), twin)]


class BallotForm(SeqForm):
    """A whole ballot from a page without script: a number of marks beside each group."""

    nothing_is_required = True

    def __init__(self, *args: Any, groups: list[Any], given: dict[str, int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rows = []
        for group in groups:
            name = f"marks_{group.pk}"
            self.fields[name] = forms.IntegerField(
                label=group.title, required=False, min_value=0, max_value=2, initial=given.get(str(group.pk), 0)
            )
            self.rows.append((group, self[name]))

    @property
    def marks(self) -> dict[str, int]:
        """{"group": marks}; call once valid."""
        given = {name.removeprefix("marks_"): n for name, n in self.cleaned_data.items() if name.startswith("marks_")}
        return {group: n for group, n in given.items() if n}


def next_seq(row: Ballot | None) -> int:
    """The number of the next sending of a thing from a page without script."""
    return row.seq + 1 if row else 1
