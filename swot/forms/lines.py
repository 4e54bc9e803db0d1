"""The forms of lines: writing one down, sorting it at once, and changing its words."""

from typing import Any

from django import forms
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from clusters.ids import new_key
from swot.content import Prompt, TemplateContent
from swot.document.fields import LONGEST_TEXT
from swot.forms.one_line import OneLine
from swot.forms.places import NO_TWIN, TOO_LONG, PlaceForm
from swot.forms.seen import seen_field
from swot.models.answer import LINE_LENGTH
from swot.models.entry import ENTRY_LENGTH

MOST_PARTS = 20


class LineText(OneLine):
    """The words of a line: one point of up to 280 characters; white space inside is made plain."""

    widget = forms.Textarea(attrs={"rows": 2})

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.help_text = gettext_lazy("One point in one sentence that someone outside would understand.")
        self.error_messages["required"] = gettext_lazy("Write what you want to add")
        too_long = gettext_lazy("A line has at most %(limit_value)d characters")
        self.validators.append(MaxLengthValidator(LINE_LENGTH, too_long))


class LineForm(forms.Form):
    """The words of one line."""

    text = LineText(label=gettext_lazy("The line"))
    revision = seen_field()


class SplitForm(forms.Form):
    """One line as several: each line of the box becomes one."""

    text = forms.CharField(
        label=gettext_lazy("One point on each line"),
        help_text=gettext_lazy("Press Enter where one point ends and the next begins. Each may be put in full words."),
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": gettext_lazy("Write what the line holds")},
    )
    revision = seen_field()

    @property
    def parts(self) -> list[str]:
        """The points; white space inside is made plain, empty ones are left out."""
        flat = [" ".join(line.split()) for line in self.cleaned_data["text"].splitlines()]
        return [line for line in flat if line]

    def clean_text(self) -> str:
        """At least two points, each no longer than a line."""
        text: str = self.cleaned_data["text"]
        if len(self.parts) < 2:
            raise forms.ValidationError(_("Press Enter where the second point begins, so that there are two lines."))
        if len(self.parts) > MOST_PARTS:
            raise forms.ValidationError(_("Split it into %(most)d lines at most") % {"most": MOST_PARTS})
        longest = max(self.parts, key=len)
        if len(longest) > LINE_LENGTH:
            words = {"most": LINE_LENGTH, "text": f"{longest[:40]}…"}
            raise forms.ValidationError(_("A line has at most %(most)d characters: shorten “%(text)s”") % words)
        return text


class AddLineForm(PlaceForm):
    """A new line under a prompt: written down for later, or with `use` "sort" made an entry at once."""

    def __init__(self, prompt: Prompt, content: TemplateContent, data: Any = None, *, focus: bool = False) -> None:
        self.prompt = prompt
        initial = {"key": new_key(), "inclusion": prompt.inclusion}
        super().__init__(data, content=content, auto_id=f"{prompt.id}-add-%s", initial=initial)
        self.fields["text"] = LineText(label=gettext_lazy("Add a line"))
        if focus:
            self.fields["text"].widget.attrs["autofocus"] = True

    @property
    def is_sorting(self) -> bool:
        """Whether it is to be an entry at once."""
        return bool(self.data.get("use") == "sort")

    def clean(self) -> dict[str, Any]:
        """An entry needs a place, and is shorter than a line; a line needs neither."""
        if not self.is_sorting:
            if self.cleaned_data.get("twin_text"):
                self.add_error("twin_text", NO_TWIN)
            return self.cleaned_data
        data = super().clean()
        text = data.get("text", "")
        if len(text) > ENTRY_LENGTH:
            self.add_error("text", TOO_LONG % {"show_value": len(text), "limit_value": ENTRY_LENGTH})
        return data
