"""The choice of a language on pages of a cluster, where a workbook begins."""

from typing import Any

from django import template

from swot.forms.languages import LanguageForm, language_before

register = template.Library()


@register.simple_tag
def questions_in(cluster: Any) -> LanguageForm:
    """The form that asks in which language the cluster's next workbook asks (two queries)."""
    return LanguageForm(kinds=[cluster.kind], usual=language_before(cluster))
