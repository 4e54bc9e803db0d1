"""Forms of the kind finder; all of them are sent by GET."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from clusters.finder_answers import LONGEST_TEXT, FinderAnswers
from clusters.finder_words import words
from clusters.kinds import Kind


class QuestionForm(forms.Form):
    """One of the seven questions."""

    def __init__(self, number: int, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.question = words()["questions"][number - 1]
        self.fields[f"q{number}"] = forms.ChoiceField(
            label=self.question["text"],
            choices=[(answer["kind"], answer["text"]) for answer in self.question["answers"]],
            widget=forms.RadioSelect,
            error_messages={"required": gettext_lazy("Choose the answer that is true for most.")},
        )


class NestingForm(forms.Form):
    """The question without points: what the cluster is inside of, and what is inside it."""

    nesting = forms.ChoiceField(
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose one. “Not sure” is an answer too.")},
    )
    inside = forms.CharField(
        label=gettext_lazy("If you are inside a larger one, which one?"), required=False, max_length=LONGEST_TEXT
    )
    contains = forms.CharField(
        label=gettext_lazy("If smaller ones sit inside you, which ones?"),
        help_text=gettext_lazy("One a line."),
        required=False,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        nesting, field = words()["nesting"], self.fields["nesting"]
        field.label = nesting["text"]
        field.choices = [(answer["value"], answer["text"]) for answer in nesting["answers"]]  # type: ignore[attr-defined]


class OverruleForm(forms.Form):
    """Another kind than the one found, with the leader's reason."""

    chosen = forms.ChoiceField(
        label=gettext_lazy("Your kind"),
        choices=[(kind.value, kind.heading) for kind in Kind],
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose a kind.")},
    )
    reason = forms.CharField(
        required=False,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    nothing_is_required = True

    def __init__(self, answers: FinderAnswers, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.answers = answers
        self.fields["reason"].label = words()["overrule"]["ask"]

    def clean(self) -> dict[str, Any]:
        """A reason is needed for any kind but the one found."""
        cleaned = super().clean() or self.cleaned_data
        chosen = cleaned.get("chosen")
        if chosen and chosen != self.answers.found.recommended and not cleaned.get("reason", "unknown"):
            self.add_error("reason", _("Write why this kind fits better. It is kept with the result."))
        return cleaned
