"""The forms that give a thing its place by two questions: sort, and add an entry."""

from typing import Any

from django import forms
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy

from clusters.forms.once import OnceInput
from swot.content import TemplateContent
from swot.document.values import OUTSIDE
from swot.forms.citing import SourceChoice, SourceField
from swot.forms.one_line import OneLine
from swot.models import Source
from swot.models.entry import ENTRY_LENGTH, Grade, Horizon, Quadrant
from swot.rules.quadrants import place
from swot.sorting import Twin

KEY_LENGTH = 60
HELPS = [
    ("helps", gettext_lazy("Helps")),
    ("hurts", gettext_lazy("Hurts")),
    ("both", gettext_lazy("Both: write a twin")),
]
OURS = [("ours", gettext_lazy("Yes, together")), ("theirs", gettext_lazy("No, others decide"))]
TOO_LONG = ngettext_lazy(
    "This has %(show_value)d character, and an entry holds %(limit_value)d. Shorten it to one idea.",
    "This has %(show_value)d characters, and an entry holds %(limit_value)d. Shorten it to one idea.",
    "show_value",
)

NO_TWIN = gettext_lazy("These words are for “Both: write a twin”. Choose that, or take them away.")


class EntryText(OneLine):
    """The words of an entry: one line of up to 200 characters; white space inside is made plain."""

    widget = forms.Textarea(attrs={"rows": 3})

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.error_messages["required"] = gettext_lazy("Write what is so, in one sentence.")
        self.validators.append(MaxLengthValidator(ENTRY_LENGTH, TOO_LONG))


class GradeField(forms.ChoiceField):
    """How well a thing is known, 0 to 3; nothing said is a hunch."""

    def clean(self, value: Any) -> int:
        """The grade as a number."""
        return int(super().clean(value) or Grade.HUNCH)


def grades() -> GradeField:
    """The field for how well a thing is known."""
    return GradeField(label=gettext_lazy("How well do we know it?"), choices=Grade.choices, required=False)


def horizons() -> forms.ChoiceField:
    """The field for when an opportunity or a threat may come."""
    choices = [("", gettext_lazy("Not said")), *Horizon.choices]
    return forms.ChoiceField(label=gettext_lazy("When, if others decide?"), choices=choices, required=False)


def choose(form: forms.BaseForm, name: str, choices: list[Any]) -> None:
    """Give a field of a form its choices, where they are known only when the form is made."""
    field = form.fields[name]
    if isinstance(field, forms.ChoiceField):
        field.choices = choices


class PlaceForm(forms.Form):
    """Two questions, the place they lead to, how well it is known; "both" writes a twin."""

    nothing_is_required = True
    key = forms.CharField(max_length=KEY_LENGTH, widget=OnceInput)
    text = EntryText(label=gettext_lazy("The words"))
    helps = forms.ChoiceField(choices=HELPS, required=False, widget=forms.RadioSelect)
    ours = forms.ChoiceField(choices=OURS, required=False, widget=forms.RadioSelect)
    quadrant = forms.ChoiceField(
        label=gettext_lazy("So it is here"), choices=Quadrant.choices, required=False, widget=forms.RadioSelect
    )
    twin_text = EntryText(
        label=gettext_lazy("The twin’s words"),
        help_text=gettext_lazy(
            "Only for “Both”: the same fact from its other side. Left empty, the words are the same."
        ),
        required=False,
    )
    evidence_grade = grades()
    horizon = horizons()
    inclusion = forms.BooleanField(label=gettext_lazy("This touches people already here"), required=False)

    def __init__(self, *args: Any, content: TemplateContent, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["helps"].label = content.words["help_or_hurt"]
        self.fields["ours"].label = content.words["control_test"]
        self.fields["horizon"].initial = content.words["horizon"]["default"] or ""
        self.fields["horizon"].help_text = content.words["horizon"]["note"]

    def clean(self) -> dict[str, Any]:
        """Add `tested`, where the two answers lead, and take it as the place where no other was chosen."""
        data = super().clean() or {}
        helps, ours = data.get("helps"), data.get("ours")
        data["tested"] = place(helps != "hurts", ours == "ours") if helps and ours else ""
        data["quadrant"] = data.get("quadrant") or data["tested"]
        if data.get("twin_text") and helps != "both":
            self.add_error("twin_text", NO_TWIN)
        if helps == "both" and not ours:
            self.add_error("ours", _("Say whether you could change it: the twins stand on that side."))
        elif not data["quadrant"] and not self.errors.get("quadrant"):
            self.add_error("helps", _("Answer both questions, or choose a place yourself."))
        return data

    def may_wait(self, text: str) -> bool:
        """Whether the thing with these words may go without a place: other ones must be right, and none be the twin's."""
        self.full_clean()
        if self.cleaned_data.get("twin_text"):
            self.add_error("twin_text", NO_TWIN)
        typed = " ".join(str(self.data.get("text", "")).split())
        return "twin_text" not in self.errors and (typed in ("", text) or "text" not in self.errors)

    @property
    def placed(self) -> dict[str, Any]:
        """The fields of the entry to make; call once valid."""
        data = self.cleaned_data
        kept = {name: data[name] for name in ("quadrant", "evidence_grade", "inclusion")}
        horizon = data["horizon"] if data["quadrant"] in OUTSIDE else ""
        return {**kept, "horizon": horizon, "tested": "" if data["helps"] == "both" else data["tested"]}

    @property
    def twin(self) -> Twin | None:
        """The other face, where both were said: it helps where the entry hurts, on the side the answer says."""
        data = self.cleaned_data
        if data["helps"] != "both":
            return None
        helps = data["quadrant"] in (Quadrant.STRENGTH, Quadrant.OPPORTUNITY)
        return Twin(data["twin_text"] or data["text"], place(not helps, data["ours"] == "ours"))


class CitingForm(PlaceForm):
    """A place, and the source of the library that the entry rests on; `cited` is the one it rests on already."""

    source = SourceField(
        label=gettext_lazy("Evidence from the library"),
        help_text=gettext_lazy("Other evidence is written once the entry is there."),
    )

    def __init__(
        self,
        *args: Any,
        content: TemplateContent,
        sources: SourceChoice | None = None,
        cited: Source | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, content=content, **kwargs)
        self.cited = cited
        if sources:
            sources.offer(self)

    @property
    def placed(self) -> dict[str, Any]:
        """The fields of the entry; one that newly cites a source is known as well as that, unless somebody said."""
        fields, source = super().placed, self.cleaned_data["source"]
        if source and source != self.cited:
            fields["evidence_grade"] = fields["evidence_grade"] or source.grade
        return {**fields, "source": source}


class SortForm(CitingForm):
    """One waiting thing and its place; `thing` and `revision` say which one the writer saw."""

    thing = forms.CharField(max_length=40, widget=forms.HiddenInput)
    revision = forms.IntegerField(widget=forms.HiddenInput)


class AddForm(CitingForm):
    """A new entry that comes from no line."""

    text = EntryText(
        label=gettext_lazy("Add an entry"), help_text=gettext_lazy("One sentence someone outside would understand.")
    )
    section = forms.ChoiceField(label=gettext_lazy("Section"))
    prompt = forms.ChoiceField(required=False, widget=forms.HiddenInput)
    made_of = forms.CharField(required=False, max_length=100, widget=forms.HiddenInput)

    def __init__(self, *args: Any, content: TemplateContent, **kwargs: Any) -> None:
        super().__init__(*args, content=content, **kwargs)
        choose(self, "section", [(section.code, section.title) for section in content.sections])
        choose(self, "prompt", [("", ""), *((code, code) for code in content.prompts)])
