"""The forms of the evidence library: find, write a source, or say that it is still good."""

from typing import Any

from django import forms
from django.core.validators import URLValidator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from clusters.forms.once import OnceInput
from swot.document.fields import LONGEST_TEXT
from swot.forms.board import GRADES
from swot.forms.days import DayField
from swot.forms.filters import Filter
from swot.forms.seen import seen_field
from swot.forms.written import written
from swot.models import Source
from swot.models.entry import Grade
from swot.rules.evidence import proposed_end
from swot.rules.files import LARGEST, TYPES, name_and_fault, too_large
from swot.uploads import Upload

NAME_LENGTH = 200


def day(label: Any, help_text: Any = "", **kwargs: Any) -> DayField:
    """A date that a browser lets people pick."""
    return DayField(
        label=label, help_text=help_text, widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"), **kwargs
    )


class SourceFile(forms.FileField):
    """A file of a kind that is taken, as `Upload`; None where none was chosen."""

    widget = forms.FileInput(attrs={"accept": ",".join(f".{ending}" for ending in TYPES)})

    def clean(self, data: Any, initial: Any = None) -> Upload | None:
        """The file, when its name and what is in it agree."""
        if not data:
            return None
        if data.size > LARGEST:
            raise forms.ValidationError(too_large())
        content = data.read()
        name, fault = name_and_fault(data.name or "", content)
        if fault:
            raise forms.ValidationError(fault)
        return Upload(name, content)


class SourceForm(forms.Form):
    """One source: what it is, what it says, what day it speaks of, and until when it is good."""

    name = forms.CharField(
        label=gettext_lazy("Source"),
        help_text=gettext_lazy("A name by which you would find it again: “City rent survey, Quay Street”."),
        max_length=NAME_LENGTH,
        error_messages={"required": gettext_lazy("Give the source a name")},
    )
    says = forms.CharField(
        label=gettext_lazy("What it says"),
        help_text=gettext_lazy("The figure or the sentence that counts, as it stands there."),
        required=False,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea({"rows": 3}),
    )
    grade = forms.TypedChoiceField(
        label=gettext_lazy("How well is it known?"),
        choices=[(str(grade), label) for grade, label in Grade.choices],
        coerce=int,
        initial=Grade.HEARD.value,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose how well it knows")},
    )
    speaks_of = day(gettext_lazy("What date it speaks of"), gettext_lazy("Not the day it was printed."), required=False)
    good_until = day(
        gettext_lazy("Good until"), gettext_lazy("Left empty: a year after the date it speaks of."), required=False
    )
    kept_where = forms.CharField(
        label=gettext_lazy("Where it is kept"),
        help_text=gettext_lazy("A shelf, a person, an office: “Book, city library”."),
        required=False,
        max_length=LONGEST_TEXT,
    )
    url = forms.URLField(
        label=gettext_lazy("Link"),
        required=False,
        max_length=500,
        assume_scheme="https",
        validators=[URLValidator(schemes=["http", "https"])],
    )
    file = SourceFile(
        label=gettext_lazy("File"),
        help_text=gettext_lazy("Up to 10 MB: PDF, PNG, JPEG, plain text, CSV, ODT, ODS, DOCX or XLSX."),
        required=False,
    )
    without_file = forms.BooleanField(label=gettext_lazy("Take the file away"), required=False)
    key = forms.CharField(required=False, max_length=80, widget=OnceInput)
    revision = seen_field()

    FIELDS = ("name", "says", "grade", "speaks_of", "good_until", "kept_where", "url")

    def __init__(self, data: Any = None, files: Any = None, *, has_file: bool = False, **kwargs: Any) -> None:
        super().__init__(data, files, **kwargs)
        if not has_file:
            del self.fields["without_file"]
        else:
            self.fields["file"].label = _("Another file in its place")

    def clean(self) -> dict[str, Any]:
        """Until when it is good follows from the date it speaks of where nobody says otherwise."""
        data = super().clean() or {}
        speaks_of, good_until = data.get("speaks_of"), data.get("good_until")
        if speaks_of and not good_until and "good_until" in data:
            data["good_until"] = proposed_end(speaks_of)
        if speaks_of and good_until and good_until < speaks_of:
            self.add_error("good_until", _("It cannot be good only until a day before the one it speaks of."))
        if self.errors and self.sent_file and "file" not in self.errors:
            self.add_error(
                "file", _("Choose “%(name)s” again: browsers do not send a file twice.") % {"name": self.sent_file}
            )
        return data

    @property
    def sent_file(self) -> str:
        """The name of a file that came with the form; "" for none."""
        sent = self.files.get("file") if self.files else None
        return sent.name or "" if sent else ""

    @property
    def as_fields(self) -> dict[str, Any]:
        """What `Source` keeps; call once valid."""
        return {name: self.cleaned_data[name] for name in self.FIELDS}


def of_source(source: Source) -> dict[str, Any]:
    """A source as the form holds it."""
    return {name: getattr(source, name) for name in SourceForm.FIELDS}


class StillGoodForm(forms.Form):
    """A stale source is still good: until when, and why."""

    good_until = day(
        gettext_lazy("Good until"), error_messages={"required": gettext_lazy("Give the date until which it is good")}
    )
    good_reason = written(
        gettext_lazy("Why it is still good"),
        gettext_lazy("Who looked at it again, and what they found."),
        gettext_lazy("Say why it is still good"),
        2,
    )
    revision = seen_field()


class FindForm(Filter):
    """Which sources to show, by GET; nonsense shows all."""

    q = forms.CharField(label=gettext_lazy("Find"), required=False, max_length=200)
    grade = forms.ChoiceField(label=gettext_lazy("Grade"), choices=[("", gettext_lazy("Any")), *GRADES], required=False)
    stale = forms.BooleanField(label=gettext_lazy("Stale only"), required=False)

    @staticmethod
    def keeps(source: Source, chosen: dict[str, Any], today: Any) -> bool:
        """Whether a source passes."""
        words = f"{source.name} {source.says} {source.kept_where} {source.file_name}".casefold()
        return (
            chosen.get("q", "").casefold() in words
            and chosen.get("grade", str(source.grade)) == str(source.grade)
            and (not chosen.get("stale") or source.is_stale_on(today))
        )
