"""Links that open an issued briefing to readers without an account, when they were used, and what is said by them."""

import secrets
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db import models, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from clusters.access import ScopedQuerySet
from clusters.errors import Closed, Refusal
from clusters.models.membership import hash_of
from swot.models.comment import MOST_AN_HOUR

USUAL_DAYS, MOST_DAYS = 90, 365
ADDRESS_DAYS = 90


class What(models.TextChoices):
    """What a reader wants to do with their words."""

    SAY = "say", gettext_lazy("Say something")
    FACT = "fact", gettext_lazy("Ask for a fact")
    WRONG = "wrong", gettext_lazy("Something is wrong")


class Opened(models.TextChoices):
    """What of a shared briefing was opened."""

    PAGE = "page", gettext_lazy("page")
    PDF = "pdf", gettext_lazy("PDF")
    DOCX = "docx", gettext_lazy("Word")


class ShareQuerySet(ScopedQuerySet):
    """Links to issued briefings of the workbooks one belongs to; that a workbook is closed ends none."""

    to_cluster = "briefing__workbook__cluster"
    hidden_by = ("briefing__workbook__deleted_at", "briefing__workbook__cluster__deleted_at")

    def open(self) -> "ShareQuerySet":
        """Those that still open their briefing: neither revoked nor run out."""
        return self.live().filter(revoked_at=None, expires_at__gt=timezone.now())

    def for_token(self, token: str) -> "ShareQuerySet":
        """The one an address belongs to, if it is open, with all that its page needs of single rows.

        The document is long, and read only where the page of it is not kept.
        """
        with_it = ("briefing__snapshot", "briefing__workbook__cluster", "briefing__workbook__version__template")
        found = self.open().filter(token_hash=hash_of(token)).select_related(*with_it)
        return found.defer("briefing__snapshot__document")


class Share(models.Model):
    """One link to one issued briefing. Only the hash of its token is kept, so its address is shown once.

    It is no writing in the workbook, so it goes on when that is closed: who made and who revoked it stands here.
    """

    briefing = models.ForeignKey("briefings.Briefing", models.CASCADE, related_name="shares")
    for_whom = models.TextField(gettext_lazy("for whom"), blank=True)
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    may_answer = models.BooleanField(gettext_lazy("readers may leave words"), default=True)
    made_by = models.ForeignKey("clusters.User", models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    revoked_by = models.ForeignKey("clusters.User", models.SET_NULL, null=True, blank=True, related_name="+")
    revoked_at = models.DateTimeField(null=True, blank=True)

    objects = ShareQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at", "-pk"]

    def __str__(self) -> str:
        return self.for_whom or f"link {self.pk}"

    @property
    def until(self) -> date:
        """The last day on which it works, where the cluster is."""
        return timezone.localdate(self.expires_at, ZoneInfo(self.briefing.workbook.cluster.time_zone))

    @property
    def is_open(self) -> bool:
        """Whether it still opens its briefing."""
        return self.revoked_at is None and self.expires_at > timezone.now()

    @classmethod
    def make(cls, briefing: Any, *, for_whom: str, until: date, may_answer: bool, by: Any) -> tuple["Share", str]:
        """Make a link that works to the end of a day, and the token of its address."""
        token = secrets.token_urlsafe(32)
        ends = datetime.combine(until, time.max, ZoneInfo(briefing.workbook.cluster.time_zone))
        said = {"for_whom": for_whom, "may_answer": may_answer, "made_by": by, "expires_at": ends}
        return cls.objects.create(briefing=briefing, token_hash=hash_of(token), **said), token

    def revoke(self, *, by: Any) -> None:
        """End it at once; pressed twice it is ended once. What was said by it stays."""
        Share.objects.filter(pk=self.pk, revoked_at=None).update(revoked_at=timezone.now(), revoked_by=by)

    def count_use(self, what: Opened) -> None:
        """One more opening on this day."""
        which = {"share": self, "on": self.briefing.workbook.cluster.today, "what": what}
        again = {"times": F("times") + 1, "last_at": timezone.now()}
        if not ShareUse.objects.filter(**which).update(**again):
            ShareUse.objects.get_or_create(**which)
            ShareUse.objects.filter(**which).update(**again)

    @transaction.atomic
    def say(self, *, key: str, **said: Any) -> tuple["ReaderNote", bool]:
        """What a reader says, once a key, and whether it is new; `Closed` when the link takes no more, `Refusal` when it is too much.

        The link is held until it is written: one that is revoked at the same moment takes nothing more. `said` are
        `what`, `about`, `text`, `name` and `email` of the note.
        """
        mine = Share.objects.open().filter(may_answer=True).select_for_update(of=("self",))
        if not list(mine.filter(pk=self.pk)):
            raise Closed
        once = {"share": self, "key": f"reader-{key}"[:80]}
        known = ReaderNote.objects.filter(**once).first()
        hour = timezone.now() - timedelta(hours=1)
        if known is None and self.notes.filter(parent=None, written_at__gt=hour).count() >= MOST_AN_HOUR:
            raise Refusal(
                _("Many notes have come by this link in the last hour. Wait a little: what you wrote is still here.")
            )
        return (known, False) if known else (ReaderNote.objects.create(**once, **said), True)


class ShareUse(models.Model):
    """How often a link was opened on one day, as a page or as a file. Nothing is kept of who opened it."""

    share = models.ForeignKey(Share, models.CASCADE, related_name="days")
    on = models.DateField()
    what = models.CharField(max_length=4, choices=Opened.choices)
    times = models.PositiveIntegerField(default=0)
    last_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-on", "what"]
        constraints = [models.UniqueConstraint(fields=["share", "on", "what"], name="one_count_a_day")]

    def __str__(self) -> str:
        return f"{self.on}: {self.times} × {self.what}"


class ReaderNoteQuerySet(ScopedQuerySet):
    """What readers said of the briefings of workbooks one belongs to, and what was answered."""

    to_cluster = "share__briefing__workbook__cluster"
    hidden_by = ("share__briefing__workbook__deleted_at", "share__briefing__workbook__cluster__deleted_at")

    def with_old_address(self) -> "ReaderNoteQuerySet":
        """Those whose address was kept for as long as was promised."""
        return self.filter(written_at__lte=timezone.now() - timedelta(days=ADDRESS_DAYS)).exclude(email="")


class ReaderNote(models.Model):
    """What somebody said by a link, or, with a `parent`, what the people of the workbook answered. Never changed.

    `about` is the heading of the part that is meant, as the reader saw it; "" is the whole briefing.
    """

    share = models.ForeignKey(Share, models.CASCADE, related_name="notes")
    key = models.CharField(max_length=80)
    parent = models.ForeignKey("self", models.CASCADE, null=True, blank=True, related_name="answers")
    what = models.CharField(max_length=5, choices=What.choices, default=What.SAY)
    about = models.TextField(blank=True)
    text = models.TextField()
    name = models.TextField(blank=True)
    email = models.EmailField(blank=True)
    by = models.ForeignKey("clusters.User", models.SET_NULL, null=True, blank=True, related_name="+")
    written_at = models.DateTimeField(default=timezone.now)
    hidden_at = models.DateTimeField(null=True, blank=True)
    hidden_by = models.ForeignKey("clusters.User", models.SET_NULL, null=True, blank=True, related_name="+")

    objects = ReaderNoteQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["share", "key"], name="one_reader_note_a_key")]

    def __str__(self) -> str:
        return f"{self.what}: {self.text[:40]}"

    def answer(self, *, text: str, key: str, by: Any) -> tuple["ReaderNote", bool]:
        """Answer it, once a key, and whether that is new. It can be answered again; no answer takes another's place."""
        once = {"share_id": self.share_id, "key": f"answer-{self.pk}-{key}"[:80]}
        return ReaderNote.objects.get_or_create(**once, defaults={"parent": self, "text": text, "by": by})

    def hide(self, *, by: Any) -> None:
        """Keep it, with its answers, from the readers' page."""
        ReaderNote.objects.filter(pk=self.pk, hidden_at=None).update(hidden_at=timezone.now(), hidden_by=by)

    def show(self) -> None:
        """Let the readers see it again."""
        ReaderNote.objects.filter(pk=self.pk).update(hidden_at=None, hidden_by=None)
