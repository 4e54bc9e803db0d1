"""Forms of what travels between clusters: an offer in our own words, an entry cited as evidence."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from clusters.forms.once import OnceInput
from swot.content import TemplateContent
from swot.forms.places import KEY_LENGTH, EntryText, choose, grades
from swot.models import Entry
from swot.models.entry import Horizon
from swot.rules.nesting import is_reworded, offered_as

LONGEST_WHY = 500


class OfferForm(forms.Form):
    """An offer of the cluster above, said for us. It starts empty: what is true there is not yet true here."""

    nothing_is_required = True
    key = forms.CharField(max_length=KEY_LENGTH, widget=OnceInput)
    text = EntryText(
        label=gettext_lazy("In our words"),
        help_text=gettext_lazy("What is so, for whom, how we know."),
    )
    why = forms.CharField(
        label=gettext_lazy("Why would this hold at our distance?"),
        max_length=LONGEST_WHY,
        error_messages={
            "required": gettext_lazy("Say in one line why it would hold here."),
            "max_length": gettext_lazy("Keep it under 500 characters."),
        },
    )
    section = forms.ChoiceField(label=gettext_lazy("Section"))
    evidence_grade = grades()
    horizon = forms.ChoiceField(
        label=gettext_lazy("When?"), choices=[("", gettext_lazy("Not said")), *Horizon.choices], required=False
    )
    inclusion = forms.BooleanField(label=gettext_lazy("This touches people already here"), required=False)

    def __init__(self, of: Entry, content: TemplateContent, data: Any = None, *, key: str = "") -> None:
        start = {"section": of.section.code, "inclusion": of.inclusion, "key": key}
        super().__init__(data, auto_id=f"id_{of.pk}_%s", initial=start)
        self.of = of
        self.fields["evidence_grade"].label = _("How well do we know it here?")
        choose(self, "section", [(section.code, section.title) for section in content.sections])

    def clean_text(self) -> str:
        """Other words than theirs."""
        text = self.cleaned_data["text"]
        if not is_reworded(text, self.of.text):
            raise forms.ValidationError(
                _("These are their words. Say it for the people here: who is touched, and how do we know?")
            )
        return text

    @property
    def placed(self) -> dict[str, Any]:
        """The fields of the entry to make; call once valid."""
        names = ("key", "section", "evidence_grade", "horizon", "inclusion")
        fields = {name: self.cleaned_data[name] for name in names}
        return {**fields, "quadrant": offered_as(self.of.quadrant)}


class CiteForm(forms.Form):
    """One entry of a cluster inside, to be cited as evidence."""

    entry = forms.ModelChoiceField(
        queryset=Entry.objects.none(),
        error_messages={
            "required": gettext_lazy("Choose an entry to cite."),
            "invalid_choice": gettext_lazy("That entry cannot be cited by you. Choose one that is listed."),
        },
    )

    def __init__(self, entries: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["entry"]
        field.queryset = entries
