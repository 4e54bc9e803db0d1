"""The language the questions are asked in: a choice wherever a workbook begins, once a kind has more than one."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import get_language_info, gettext_lazy
from django.utils.translation import gettext as _

from clusters.errors import Refusal
from swot.forms.places import choose
from swot.models import TemplateVersion, Workbook
from swot.models.template import LANGUAGE

ONE_OF = gettext_lazy("Choose one of the languages listed.")


class LanguageForm(forms.Form):
    """The published languages of some kinds, each by its own name; no field at all where there is only one.

    `usual` is what is meant where nothing is sent, if there is such a template, and else English, or the only one.
    """

    nothing_is_required = True

    language = forms.ChoiceField(
        label=gettext_lazy("Questions in"),
        required=False,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": ONE_OF},
    )

    def __init__(self, *args: Any, kinds: Iterable[str], usual: str = LANGUAGE, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        found = TemplateVersion.objects.languages(kinds)
        self.usual = usual if usual in found else next(iter(found), LANGUAGE)
        if len(found) > 1:
            choose(self, "language", [(code, own_name(code)) for code in found])
            self.fields["language"].initial = self.usual
        else:
            del self.fields["language"]

    def version(self, kind: str) -> TemplateVersion:
        """The published version of a kind in the language chosen; `Refusal` where there is none."""
        language = self.cleaned_data.get("language") or self.usual
        found = TemplateVersion.objects.current(kind, language)
        if found:
            return found
        if TemplateVersion.objects.current(kind):
            said = {"language": own_name(language)}
            raise Refusal(_("This kind has no questions in %(language)s yet. Choose another language.") % said)
        raise Refusal(_("No workbook of this kind is published yet. Ask whoever looks after this site."))


def language_before(cluster: Any) -> str:
    """The language of the cluster's last workbook, or English."""
    newest = Workbook.objects.live().filter(cluster=cluster).order_by("-begun_at", "-pk")
    return newest.values_list("version__template__language", flat=True).first() or LANGUAGE


def own_name(code: str) -> str:
    """A language by its own name, "Español"; its code where Django knows no name."""
    try:
        return capfirst(get_language_info(code)["name_local"])
    except KeyError:
        return code
