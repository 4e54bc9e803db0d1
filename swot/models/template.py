"""The curated templates: drafts that curators edit, and published versions that never change."""

import json
from collections.abc import Iterable
from datetime import date, timedelta
from functools import lru_cache
from typing import Any, NamedTuple

from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from clusters.errors import Frozen, Refusal
from clusters.kinds import Kind
from clusters.patient import patient
from swot import content as template_content
from swot.content import TemplateContent
from swot.models.moving import take_along
from swot.models.template_rows import CheckQuestion, Indicator, Prompt, Section, Trap, rows_of, write_rows
from swot.models.workbook import Workbook
from swot.problems import Problem, problems
from swot.rules.differences import are_of_words, differences

__all__ = ["CheckQuestion", "Indicator", "Prompt", "Section", "TemplateVersion", "Trap", "WorkbookTemplate"]

# How long before a version closes its leaders are told.
NOTICE = timedelta(days=14)


LANGUAGE = "en"


class WorkbookTemplate(models.Model):
    """The template of one kind in one language, through all its versions."""

    kind = models.CharField(gettext_lazy("kind"), max_length=10, choices=Kind.choices)
    language = models.CharField(gettext_lazy("language"), max_length=10, default=LANGUAGE)

    class Meta:
        verbose_name = gettext_lazy("template")
        verbose_name_plural = gettext_lazy("templates")
        ordering = ["kind", "language"]
        constraints = [models.UniqueConstraint(fields=["kind", "language"], name="one_template_a_kind_and_language")]

    def __str__(self) -> str:
        return f"{self.kind}.{self.language}"

    @property
    def published(self) -> "TemplateVersion | None":
        """The newest published version, which new workbooks are pinned to."""
        return self.versions.filter(state=TemplateVersion.State.PUBLISHED).order_by("-number").first()

    def hold(self) -> None:
        """Let nobody else start, take, retire or close a version of it until the transaction ends."""
        list(WorkbookTemplate.objects.select_for_update(no_key=True).filter(pk=self.pk).values_list("pk"))

    @transaction.atomic
    def draft(self, content: TemplateContent, *, source: "TemplateVersion | None" = None) -> "TemplateVersion":
        """Start a new draft that holds `content`, a translation of `source` if given; `Refusal` when there is one already."""
        self.hold()
        if self.versions.filter(state=TemplateVersion.State.DRAFT).exists():
            raise Refusal(_("There is a draft of this template already. Finish or delete it first."))
        newest = self.versions.order_by("-number").first()
        number = (newest.number if newest else 0) + 1
        version = TemplateVersion.objects.create(template=self, number=number, source=source)
        version.fill(content)
        return version


class VersionQuerySet(models.QuerySet["TemplateVersion"]):
    """Template versions."""

    def published(self) -> "VersionQuerySet":
        """Those that workbooks may be pinned to."""
        return self.filter(state=TemplateVersion.State.PUBLISHED)

    def current(self, kind: str, language: str = LANGUAGE) -> "TemplateVersion | None":
        """The newest published version of a kind in a language."""
        return self.published().filter(template__kind=kind, template__language=language).order_by("-number").first()

    def languages(self, kinds: Iterable[str]) -> list[str]:
        """The languages in which any of these kinds has a published version: English first, the rest by code."""
        found = self.published().filter(template__kind__in=list(kinds)).order_by()
        codes = found.values_list("template__language", flat=True).distinct()
        return sorted(codes, key=lambda code: (code != LANGUAGE, code))


class TemplateVersion(models.Model):
    """One version of a template: a draft, or published and frozen, or retired.

    A translation names in `source` the version it translates. From `closes_on` workbooks on this version are only read
    until they go on with a newer one. `is_offered`: a new wording asks something else, so nothing goes on with it by itself.
    """

    class State(models.TextChoices):
        """Where a version is in its life."""

        DRAFT = "draft", gettext_lazy("draft")
        PUBLISHED = "published", gettext_lazy("published")
        RETIRED = "retired", gettext_lazy("retired")

    template = models.ForeignKey(WorkbookTemplate, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField(gettext_lazy("version"))
    state = models.CharField(gettext_lazy("state"), max_length=10, choices=State.choices, default=State.DRAFT)
    title = models.CharField(gettext_lazy("title"), max_length=200, blank=True)
    words = models.JSONField(gettext_lazy("the kind's words"), default=dict, blank=True)
    check_words = models.JSONField(gettext_lazy("the self-check's words"), default=dict, blank=True)
    source = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="translations")
    closes_on = models.DateField(gettext_lazy("closes on"), null=True, blank=True)
    is_offered = models.BooleanField(gettext_lazy("offered even where only words changed"), default=False)
    what_changed = models.CharField(gettext_lazy("what changed, in a sentence"), max_length=300, blank=True)
    fingerprint = models.CharField(gettext_lazy("fingerprint"), max_length=64, blank=True, editable=False)
    published_at = models.DateTimeField(gettext_lazy("published"), null=True, blank=True, editable=False)
    published_by = models.ForeignKey("clusters.User", models.SET_NULL, null=True, editable=False, related_name="+")

    objects = VersionQuerySet.as_manager()

    class Meta:
        verbose_name = gettext_lazy("template version")
        verbose_name_plural = gettext_lazy("template versions")
        ordering = ["template", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["template", "number"], name="one_version_a_number"),
            models.UniqueConstraint(fields=["template"], condition=Q(state="draft"), name="one_draft_a_template"),
        ]

    def __str__(self) -> str:
        return _("%(template)s, version %(number)s") % {"template": self.template, "number": self.number}

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Refuse to change a published version."""
        with transaction.atomic():
            if self.pk:
                self.refuse_if_frozen()
            super().save(*args, **kwargs)

    @property
    def is_frozen(self) -> bool:
        """Whether it has been published, and so never changes."""
        return self.state != self.State.DRAFT

    def content(self) -> TemplateContent:
        """Everything it asks, as frozen values; kept in memory once published, read anew while a draft."""
        if self.is_frozen:
            return _kept_content(self.pk, self.number, self.fingerprint)
        return self.read_content()

    def content_with(self, thresholds: dict[str, Any]) -> TemplateContent:
        """The same with a cluster's own thresholds, kept in memory by what they say."""
        if not thresholds or not self.is_frozen:
            return self.content().with_thresholds(thresholds)
        return _kept_with(self.pk, self.number, self.fingerprint, template_content.canonical(thresholds))

    def pks(self) -> "RowKeys":
        """The primary keys of its sections and prompts by code."""
        return _kept_pks(self.pk, self.fingerprint) if self.is_frozen else _read_pks(self.pk)

    def read_content(self) -> TemplateContent:
        """The content as the rows say it now, with its stamp."""
        raw = {"kind": self.template.kind, "language": self.template.language, "title": self.title, "words": self.words}
        raw["check"] = dict(self.check_words)
        rows_of(self, raw)
        return template_content.from_dict(raw, version=self.number, fingerprint=self.fingerprint)

    @transaction.atomic
    def fill(self, content: TemplateContent) -> None:
        """Replace the draft's rows by `content`; `Frozen` once published."""
        self.refuse_if_frozen()
        raw = content.as_dict()
        check = dict(raw["check"])
        self.title, self.words = raw["title"], raw["words"]
        questions = check.pop("questions")
        self.check_words = check
        self.save()
        write_rows(self, raw, questions)

    @patient
    def publish(self, *, by: Any = None, what_changed: str = "", is_offered: bool = False) -> None:
        """Stamp, fingerprint and freeze the draft in one transaction, and let workbooks go on with it where only words changed.

        `is_offered`: the words ask something else, so that leaders are asked first. `Frozen` if somebody published it
        first, `Refusal` with the first sentence while there are problems.
        """
        self.refuse_if_frozen()
        content = self.read_content()
        self._refuse_problems(problems(content, previous=self.before()))
        values = {
            "state": self.State.PUBLISHED,
            "fingerprint": content.reckon_fingerprint(),
            "published_at": timezone.now(),
            "published_by": by,
            "what_changed": what_changed or self.what_changed,
            "is_offered": is_offered or self.is_offered,
        }
        if not TemplateVersion.objects.filter(pk=self.pk, state=self.State.DRAFT).update(**values):
            raise Frozen(_("Somebody published this version a moment ago. Start a new draft."))
        self.refresh_from_db()
        if not self.is_offered:
            self._take_workbooks_along(content)

    def _take_workbooks_along(self, content: TemplateContent) -> None:
        """Let open workbooks go on with this version where it differs from theirs in words only."""
        for earlier in self.earlier():
            if are_of_words(differences(earlier.content(), content)):
                take_along(Workbook.objects.filter(closed_at=None), earlier, self)

    def follow(self, newer: "TemplateVersion", *, seen: int | None) -> None:
        """Let a translation being written name `newer` as what it translates; `seen` is what it named when its writer looked.

        `Frozen` once published, `Refusal` when `newer` is no published version of the same kind in another language or
        when somebody was faster.
        """
        self.refuse_if_frozen()
        theirs, mine = newer.template, self.template
        if not newer.is_frozen or theirs.kind != mine.kind or theirs.language == mine.language:
            raise Refusal(_("A translation follows a published version of the same kind in another language."))
        if not TemplateVersion.objects.filter(pk=self.pk, state=self.State.DRAFT, source=seen).update(source=newer):
            raise Refusal(_("Somebody moved this translation a moment ago. Look again at what changed since."))
        self.refresh_from_db()

    @transaction.atomic
    def retire(self) -> None:
        """End new workbooks on this version, not those in progress.

        `Refusal` unless it is published, and while workbooks on a version that closes have only this one to go on with.
        """
        self.template.hold()
        others = TemplateVersion.objects.published().filter(template=self.template_id).exclude(pk=self.pk)
        for closing in self.earlier().exclude(closes_on=None):
            if not others.filter(number__gt=closing.number).exists():
                told = {"number": closing.number}
                raise Refusal(
                    _("Version %(number)s closes, and this is the one to go on with: keep it open first.") % told
                )
        self._become(self.State.RETIRED, self.State.PUBLISHED, _("Only a published version can be retired."))

    def bring_back(self) -> None:
        """Let new workbooks begin with a retired version again where none newer is published; `Refusal` unless it is retired."""
        self._become(self.State.PUBLISHED, self.State.RETIRED, _("Only a retired version can be brought back."))

    @transaction.atomic
    def close_on(self, day: date | None, *, today: date) -> None:
        """Set the day from which workbooks on this version are only read until they go on with a newer one; None clears it.

        `Refusal` without a published newer one, for a draft, and for a day within `NOTICE` of `today`.
        """
        self.template.hold()
        if day is not None and not self.newer().exists():
            raise Refusal(_("There is no newer published version to go on with, so this one stays open."))
        if day is not None and day < today + NOTICE:
            told = {"days": NOTICE.days, "day": date_format(today + NOTICE)}
            raise Refusal(_("Leaders need %(days)s days to go on: choose %(day)s or later.") % told)
        frozen = TemplateVersion.objects.filter(pk=self.pk).exclude(state=self.State.DRAFT)
        if not frozen.update(closes_on=day):
            raise Refusal(_("A draft has no workbooks, so there is nothing to close."))
        self.refresh_from_db()

    def _become(self, state: str, before: str, otherwise: str) -> None:
        if not TemplateVersion.objects.filter(pk=self.pk, state=before).update(state=state):
            raise Refusal(otherwise)
        self.refresh_from_db()

    def is_closed_on(self, day: date) -> bool:
        """Whether workbooks on this version are only read on that day, until they go on with a newer one."""
        return self.closes_on is not None and self.closes_on <= day

    def earlier(self) -> VersionQuerySet:
        """The versions published before this one, the last one first."""
        frozen = TemplateVersion.objects.exclude(state=self.State.DRAFT).select_related("template")
        return frozen.filter(template=self.template_id, number__lt=self.number).order_by("-number")

    def newer(self) -> VersionQuerySet:
        """The published versions that workbooks on this one may go on with."""
        return TemplateVersion.objects.published().filter(template=self.template_id, number__gt=self.number)

    def before(self) -> TemplateContent | None:
        """What the version published last before this one asks."""
        version = self.earlier().first()
        return version.content() if version else None

    def problems(self) -> tuple[Problem, ...]:
        """What stands before publishing it."""
        return problems(self.read_content(), previous=self.before())

    @staticmethod
    def _refuse_problems(found: tuple[Problem, ...]) -> None:
        if found:
            more = len(found) - 1
            sentence = ngettext("%(first)s And one thing more.", "%(first)s And %(more)s things more.", more)
            raise Refusal((sentence if more else "%(first)s") % {"first": found[0].sentence, "more": more})

    def delete(self, *args: Any, **kwargs: Any) -> Any:
        """Refuse to delete a published version."""
        with transaction.atomic():
            self.refuse_if_frozen()
            return super().delete(*args, **kwargs)

    @transaction.atomic
    def refuse_if_frozen(self) -> None:
        """`Frozen` when this version has been published; nobody publishes it until the caller's transaction ends."""
        held = TemplateVersion.objects.select_for_update(no_key=True).filter(pk=self.pk)
        if any(state != self.State.DRAFT for state in held.values_list("state", flat=True)):
            raise Frozen(_("A published version never changes. Duplicate it to a draft and change that."))

    def is_as_published(self) -> bool:
        """Whether the rows still give the fingerprint they were published with."""
        return self.read_content().reckon_fingerprint() == self.fingerprint


@lru_cache(maxsize=64)
def _kept_content(pk: int, number: int, fingerprint: str) -> TemplateContent:
    """A published version's content by what names it: it never changes, so it is read once a process."""
    versions = TemplateVersion.objects.select_related("template")
    return versions.get(pk=pk, number=number, fingerprint=fingerprint).read_content()


@lru_cache(maxsize=256)
def _kept_with(pk: int, number: int, fingerprint: str, thresholds: str) -> TemplateContent:
    return _kept_content(pk, number, fingerprint).with_thresholds(json.loads(thresholds))


class RowKeys(NamedTuple):
    """Primary keys of a version's sections and prompts by their codes."""

    sections: dict[str, int]
    prompts: dict[str, int]


@lru_cache(maxsize=64)
def _kept_pks(pk: int, fingerprint: str) -> RowKeys:
    return _read_pks(pk)


def _read_pks(pk: int) -> RowKeys:
    sections = Section.objects.filter(version=pk).values_list("code", "pk")
    return RowKeys(dict(sections), dict(Prompt.objects.filter(section__version=pk).values_list("code", "pk")))
