"""Curated sheets: what every workbook shares and curators may word anew, in versions that never change once published."""

import hashlib
import json
from copy import deepcopy
from typing import Any

from django.db import IntegrityError, models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from clusters.errors import Frozen, Refusal
from clusters.shipped import SHIPPED


class SheetQuerySet(models.QuerySet["Sheet"]):
    """Versions of sheets."""

    def published(self) -> "SheetQuerySet":
        """Those that hold, or held."""
        return self.filter(state=Sheet.State.PUBLISHED)

    def newest(self) -> dict[str, "Sheet"]:
        """The newest published version of each sheet by name, in one query; none where only the shipped file holds.

        What is in them is read only when asked for: it is long, and whoever reads often keeps it.
        """
        return {row.name: row for row in self.published().only("name", "number", "fingerprint").order_by("number")}


class Sheet(models.Model):
    """One version of one sheet: a draft, or published and frozen. The newest published one holds.

    `content` has the shape of the file that ships. Whatever depends on a sheet remembers its number.
    """

    class State(models.TextChoices):
        """Where a version is in its life."""

        DRAFT = "draft", gettext_lazy("draft")
        PUBLISHED = "published", gettext_lazy("published")

    name = models.CharField(gettext_lazy("sheet"), max_length=40)
    number = models.PositiveIntegerField(gettext_lazy("version"))
    state = models.CharField(gettext_lazy("state"), max_length=10, choices=State.choices, default=State.DRAFT)
    content: Any = models.JSONField(gettext_lazy("content"))
    what_changed = models.CharField(gettext_lazy("what changed, in a sentence"), max_length=300, blank=True)
    fingerprint = models.CharField(gettext_lazy("fingerprint"), max_length=64, blank=True, editable=False)
    published_at = models.DateTimeField(gettext_lazy("published"), null=True, blank=True, editable=False)
    published_by = models.ForeignKey("clusters.User", models.SET_NULL, null=True, editable=False, related_name="+")

    objects = SheetQuerySet.as_manager()

    class Meta:
        verbose_name = gettext_lazy("sheet")
        verbose_name_plural = gettext_lazy("sheets: kind finder, editions, glossary")
        ordering = ["name", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["name", "number"], name="one_sheet_a_number"),
            models.UniqueConstraint(fields=["name"], condition=Q(state="draft"), name="one_draft_a_sheet"),
        ]

    def __str__(self) -> str:
        return _("%(sheet)s, version %(number)s") % {"sheet": self.title, "number": self.number}

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Refuse to change a published version."""
        if self.pk:
            self.refuse_if_frozen()
        super().save(*args, **kwargs)

    @property
    def title(self) -> str:
        """What it is called."""
        return str(SHIPPED[self.name].title) if self.name in SHIPPED else self.name

    @property
    def is_frozen(self) -> bool:
        """Whether it has been published, and so never changes."""
        return self.state != self.State.DRAFT

    @classmethod
    @transaction.atomic
    def draft(cls, name: str) -> "Sheet":
        """Start a draft of what holds now; `Refusal` when there is one already. The shipped file becomes version 1."""
        held = cls.kept(name)
        try:
            with transaction.atomic():
                return cls.objects.create(name=name, number=held.number + 1, content=deepcopy(held.content))
        except IntegrityError as error:
            raise Refusal(_("There is a draft of this sheet already. Finish or delete it first.")) from error

    @classmethod
    @transaction.atomic
    def kept(cls, name: str) -> "Sheet":
        """The version that holds, as a row: the shipped file becomes version 1 once something depends on it."""
        newest = cls.objects.published().filter(name=name).order_by("-number").first()
        if newest:
            return newest
        content = SHIPPED[name].content
        row, _new = cls.objects.get_or_create(
            name=name,
            number=1,
            defaults={
                "state": cls.State.PUBLISHED,
                "content": content,
                "fingerprint": fingerprint(content),
                "published_at": timezone.now(),
                "what_changed": "As it comes with the program.",
            },
        )
        return row

    def delete(self, *args: Any, **kwargs: Any) -> Any:
        """Refuse to delete a published version."""
        self.refuse_if_frozen()
        return super().delete(*args, **kwargs)

    @classmethod
    @transaction.atomic
    def offer_shipped(cls, name: str) -> str:
        """Let curators look at a file that ships with other words than before: a draft of it, never a change; and say so.

        Nothing where no version is kept yet, since the file itself holds then, or where one says the same.
        """
        content, told = SHIPPED[name].content, {"sheet": str(SHIPPED[name].title)}
        rows = list(cls.objects.filter(name=name).order_by("number"))
        if not rows or fingerprint(content) in [fingerprint(row.content) for row in rows]:
            return _("%(sheet)s: nothing to do") % told
        if any(not row.is_frozen for row in rows):
            return (
                _("%(sheet)s: a curator's draft is open, so the new words wait until it is published or deleted") % told
            )
        cls.objects.create(name=name, number=rows[-1].number + 1, content=deepcopy(content))
        return _("%(sheet)s: a draft holds the words that come with the program") % told

    def rewrite(self, content: Any, *, seen: str) -> None:
        """Replace the draft's content; `seen` is the fingerprint of the content the writer saw. `Refusal` if it moved on."""
        self.refuse_if_frozen()
        now = Sheet.objects.select_for_update().get(pk=self.pk)
        if fingerprint(now.content) != seen:
            raise Refusal(
                _(
                    "Somebody changed this draft while you were writing. Your words stand below; save again to keep them."
                )
            )
        self.content = content
        self.save()

    @transaction.atomic
    def publish(self, *, by: Any = None, what_changed: str) -> None:
        """Fingerprint and freeze the draft. `Frozen` if somebody published it first, `Refusal` while there are problems."""
        self.refuse_if_frozen()
        row = Sheet.objects.select_for_update().get(pk=self.pk)
        if found := row.problems():
            raise Refusal(found[0])
        values = {
            "state": self.State.PUBLISHED,
            "fingerprint": fingerprint(row.content),
            "published_at": timezone.now(),
            "published_by": by,
            "what_changed": what_changed,
        }
        if not Sheet.objects.filter(pk=self.pk, state=self.State.DRAFT).update(**values):
            raise Frozen(_("Somebody published this version a moment ago. Start a new draft."))
        self.refresh_from_db()

    def problems(self) -> list[str]:
        """What stands before publishing it, a sentence each."""
        shipped = SHIPPED[self.name]
        return list(shipped.problems(self.content, shipped.content))

    def refuse_if_frozen(self) -> None:
        """`Frozen` when this version has been published."""
        if Sheet.objects.published().filter(pk=self.pk).exists():
            raise Frozen(_("A published version never changes. Start a draft and change that."))

    def is_as_published(self) -> bool:
        """Whether the row still gives the fingerprint it was published with."""
        return fingerprint(self.content) == self.fingerprint


def fingerprint(content: Any) -> str:
    """SHA-256 of a sheet's content, in hexadecimal; the order of keys does not matter."""
    told = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(told.encode()).hexdigest()
