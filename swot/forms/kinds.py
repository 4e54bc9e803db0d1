"""Forms of a change of kind: the new kind, and each old entry asked again in its words."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from clusters.kinds import Kind
from clusters.models import Cluster, Finding
from swot.document.fields import LONGEST_TEXT
from swot.forms.languages import LanguageForm
from swot.forms.places import PlaceForm, choose
from swot.forms.seen import seen_field


class KindForm(LanguageForm):
    """Another kind, with a reason where the kind finder said otherwise, and a yes to what follows."""

    nothing_is_required = True
    field_order = ("kind", "language")
    kind = forms.ChoiceField(
        label=gettext_lazy("The kind it is now"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose a kind.")},
    )
    reason = forms.CharField(
        label=gettext_lazy("Why this kind fits better"),
        help_text=gettext_lazy("Kept with the cluster. Needed where the seven questions say something else."),
        required=False,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    agreed = forms.BooleanField(
        label=gettext_lazy("Close this workbook as it stands, and begin one of the new kind"),
        error_messages={"required": gettext_lazy("Tick this to go on. Nothing has changed yet.")},
    )
    revision = seen_field()

    def __init__(self, cluster: Cluster, finding: Finding | None, *args: Any, **kwargs: Any) -> None:
        others = [kind for kind in Kind if kind != cluster.kind]
        super().__init__(*args, kinds=others, **kwargs)
        self.finding = finding
        choose(self, "kind", [(kind.value, kind.heading) for kind in others])

    def clean(self) -> dict[str, Any]:
        """A reason is needed for any kind but the one found."""
        data = super().clean() or self.cleaned_data
        found = self.finding.recommended_kind if self.finding else data.get("kind")
        if data.get("kind") and data["kind"] != found and not data.get("reason") and "reason" not in self.errors:
            self.add_error("reason", _("Write why this kind fits better. It is kept with the result."))
        return data


class ReAskForm(PlaceForm):
    """One entry of the workbook before, asked again: the two questions with what "we" means now, and a section."""

    section = forms.ChoiceField(label=gettext_lazy("Section"))
    revision = seen_field()

    def __init__(self, *args: Any, content: Any, **kwargs: Any) -> None:
        super().__init__(*args, content=content, **kwargs)
        choose(self, "section", [(section.code, section.title) for section in content.sections])
