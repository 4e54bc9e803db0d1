"""What people say to one another about a workbook, and the link by which people without an account say it."""

import secrets
from datetime import timedelta
from typing import Any

from django.db import models, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from clusters.access import ScopedQuerySet
from clusters.errors import Closed, Refusal
from clusters.ids import new_key
from clusters.models.membership import hash_of
from clusters.revised import Revised

MOST_AN_HOUR = 20


class HangsOnWorkbook(ScopedQuerySet):
    """Rows of the workbooks one belongs to, with a date of deletion of their own."""

    to_cluster = "workbook__cluster"
    hidden_by = ("deleted_at", "workbook__deleted_at", "workbook__cluster__deleted_at")


class OutsideLinkQuerySet(HangsOnWorkbook):
    """Links for people without an account."""

    def open(self) -> "OutsideLinkQuerySet":
        """Those that still open their page: neither closed nor run out, of a workbook that is still worked on."""
        still = self.live().filter(closed_at=None, expires_at__gt=timezone.now(), workbook__closed_at=None)
        return still.select_related("workbook")

    def for_token(self, token: str) -> "OutsideLinkQuerySet":
        """The one an address belongs to, if it is open."""
        return self.open().filter(token_hash=hash_of(token))


class OutsideLink(Revised):
    """One link that shows the inclusion page in plain words to named people without an account, for a time."""

    workbook = models.ForeignKey("swot.Workbook", models.CASCADE, related_name="outside_links")
    for_whom = models.TextField(gettext_lazy("for whom"))
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    made_by = models.ForeignKey("clusters.User", models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)
    uses = models.PositiveIntegerField(default=0)
    last_used_at = models.DateTimeField(null=True, blank=True)
    deleted_at = models.DateTimeField(null=True, blank=True)

    objects = OutsideLinkQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at", "-pk"]

    def __str__(self) -> str:
        return self.for_whom

    @classmethod
    @transaction.atomic
    def make(cls, workbook: Any, *, for_whom: str, days: int, by: Any) -> tuple["OutsideLink", str]:
        """Make a link and the token of its address; only the token's hash is kept, so it is shown once."""
        token, now = secrets.token_urlsafe(32), timezone.now()
        times = {"made_at": now, "expires_at": now + timedelta(days=days)}
        link = cls.objects.create(workbook=workbook, for_whom=for_whom, token_hash=hash_of(token), made_by=by, **times)
        workbook.note("opened", f"link {link.pk}", by=by, for_whom=for_whom, days=days)
        return link, token

    @transaction.atomic
    def close(self, *, by: Any) -> None:
        """End it at once; pressed twice it is closed once. What was said by it stays."""
        if OutsideLink.objects.filter(pk=self.pk, closed_at=None).update(closed_at=timezone.now()):
            self.workbook.note("closed", f"link {self.pk}", by=by)

    def count_use(self) -> None:
        """One more time that somebody opened its page."""
        OutsideLink.objects.filter(pk=self.pk).update(uses=F("uses") + 1, last_used_at=timezone.now())

    @transaction.atomic
    def say(self, *, about: str, text: str, name: str, key: str) -> "Comment":
        """What somebody without an account says, once a key; `Closed` when the link has ended, `Refusal` when it is too much.

        The link is held until it is written: one that is closed at the same moment takes nothing more.
        """
        mine = OutsideLink.objects.open().select_for_update(of=("self",))
        if not list(mine.filter(pk=self.pk)):
            raise Closed
        once = {"workbook": self.workbook, "key": f"link-{self.pk}-{key}"[:80]}
        known = Comment.objects.filter(**once).first()
        hour = timezone.now() - timedelta(hours=1)
        if known is None and self.comments.filter(written_at__gt=hour).count() >= MOST_AN_HOUR:
            raise Refusal(
                _("Many comments have come by this link in the last hour. Wait a little: what you wrote is still here.")
            )
        said = {"about": about, "text": text, "name": name, "link": self, "outside": True}
        return known or Comment.objects.create(**once, **said)


class Comment(Revised):
    """One comment; the first of a thread says what it is about, who sees to it by when, and whether it is settled.

    `about` is a section's code ("INC"), an entry's or a strategy's ref ("S3", "X1"). An answer has a `parent` and the
    thread's `about`. Somebody without an account has a `name`, is `outside`, and has the `link` they came by; a thread
    that came with a document has its owner's name in `owner_name`.
    """

    workbook = models.ForeignKey("swot.Workbook", models.CASCADE, related_name="comments")
    key = models.CharField(max_length=80, default=new_key)
    about = models.CharField(max_length=20)
    parent = models.ForeignKey("self", models.CASCADE, null=True, blank=True, related_name="answers")
    text = models.TextField()
    by = models.ForeignKey("clusters.User", models.SET_NULL, null=True, blank=True, related_name="+")
    name = models.TextField(blank=True)
    outside = models.BooleanField(default=False)
    link = models.ForeignKey(OutsideLink, models.SET_NULL, null=True, blank=True, related_name="comments")
    called = models.ManyToManyField("clusters.User", related_name="called_in", blank=True)
    owner = models.ForeignKey("clusters.User", models.SET_NULL, null=True, blank=True, related_name="+")
    owner_name = models.TextField(blank=True)
    due = models.DateField(null=True, blank=True)
    written_at = models.DateTimeField(default=timezone.now)
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey("clusters.User", models.SET_NULL, null=True, blank=True, related_name="+")
    deleted_at = models.DateTimeField(null=True, blank=True)

    objects = HangsOnWorkbook.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["workbook", "key"], name="one_comment_a_key")]
        indexes = [models.Index(fields=["workbook", "about"])]

    def __str__(self) -> str:
        return f"{self.about}: {self.text[:40]}"
