"""The form of one step of a run sheet."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from clusters.forms.fields import LinesField, say_what_is_needed
from clusters.forms.once import OnceInput
from swot.content import TemplateContent
from swot.forms.seen import seen_field
from swot.models.entry import Quadrant
from workshops.models import Step
from workshops.models.step import Kind

WORDS = ("title", "kind", "minutes", "question", "quadrants", "say")


class StepForm(forms.Form):
    """What is done, for how long, what is asked and said, and where notes of it go in the workbook."""

    title = forms.CharField(label=gettext_lazy("Title"), max_length=200)
    kind = forms.ChoiceField(label=gettext_lazy("What the room does"), choices=Kind.choices)
    minutes = forms.IntegerField(
        label=gettext_lazy("Minutes"),
        min_value=1,
        max_value=240,
        error_messages={
            "invalid": gettext_lazy("Give the minutes as a number, for example 5."),
            "min_value": gettext_lazy("A step has one minute at least."),
            "max_value": gettext_lazy("A step has 240 minutes at most. Make it two."),
        },
    )
    question = forms.CharField(
        label=gettext_lazy("What stands large on the screen and on phones"),
        help_text=gettext_lazy("One question. Without one, the title stands there."),
        max_length=300,
        required=False,
    )
    quadrants = forms.MultipleChoiceField(
        label=gettext_lazy("Quadrants that are asked for"),
        help_text=gettext_lazy("With several, each note asks for its own."),
        choices=Quadrant.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    place = forms.ChoiceField(
        label=gettext_lazy("Where notes go in the workbook"),
        help_text=gettext_lazy("A section, or one question of it."),
        required=False,
    )
    say = LinesField(
        label=gettext_lazy("What to say"),
        help_text=gettext_lazy("One sentence a line. Only whoever leads sees this."),
        max_length=4000,
        error_messages={"max_length": gettext_lazy("Keep what is said under 4,000 characters.")},
    )
    key = forms.CharField(required=False, max_length=80, widget=OnceInput)
    revision = seen_field()

    def __init__(self, *args: Any, content: TemplateContent, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        say_what_is_needed(self)
        self.fields["place"].choices = _places(content)  # type: ignore[attr-defined]

    @property
    def as_fields(self) -> dict[str, Any]:
        """What a `Step` takes."""
        section, _slash, prompt = self.cleaned_data["place"].partition("/")
        return {**{name: self.cleaned_data[name] for name in WORDS}, "section": section, "prompt": prompt}


def of_step(step: Step) -> dict[str, Any]:
    """A step as its form shows it."""
    place = "/".join(part for part in (step.section, step.prompt) if part)
    return {**{name: getattr(step, name) for name in WORDS}, "place": place}


def _places(content: TemplateContent) -> list[Any]:
    """Each section with its questions: "PLA", "PLA/D-PLA-1". An option is a text of the template alone, in its language."""
    found: list[Any] = [("", _("Nowhere in particular"))]
    for number, section in enumerate(content.sections, 1):
        asked = [(f"{section.code}/{one.id}", one.text) for one in section.prompts]
        found.append((_("Section %(number)d") % {"number": number}, [(section.code, section.title), *asked]))
    return found
