"""Choosing a source of the library, in the form of an entry."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from swot.evidence_page import library
from swot.models import Source, Workbook
from swot.models.entry import Grade


class SourceChoice:
    """The sources of a cluster that a form may offer, read when a form does."""

    def __init__(self, workbook: Workbook) -> None:
        self.workbook = workbook

    def offer(self, form: forms.BaseForm) -> None:
        """Fill the field `source` of a form."""
        field = form.fields["source"]
        if isinstance(field, SourceField):
            field.offer(library(self.workbook), self.workbook.cluster.today)


class SourceField(forms.ChoiceField):
    """One of the cluster's sources, or none."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, **kwargs)
        self.by_pk: dict[str, Source] = {}

    def offer(self, sources: Iterable[Source], today: Any) -> None:
        """Give it the sources to choose from, each with its grade and, where it is stale, since when."""
        self.by_pk = {str(source.pk): source for source in sources}
        self.choices = [("", _("None, or written here")), *((pk, said(one, today)) for pk, one in self.by_pk.items())]

    def prepare_value(self, value: Any) -> Any:
        """A source as the value of its option."""
        return value.pk if isinstance(value, Source) else value

    def clean(self, value: Any) -> Source | None:
        """The source chosen."""
        return self.by_pk.get(super().clean(value))


def said(source: Source, today: Any) -> str:
    """A source in a list to choose from."""
    grade = str(Grade(source.grade).label).split(":")[0].lower()
    if source.good_until is None or not source.is_stale_on(today):
        return f"{source.name} ({grade})"
    words = {"name": source.name, "grade": grade, "when": date_format(source.good_until, "F Y")}
    return _("%(name)s (%(grade)s, stale since %(when)s)") % words
