"""What people say to one another about a workbook, and the link by which people without an account say it."""

import secrets
from collections.abc import Collection
from datetime import timedelta
from typing import Any

from django.db import models, transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from clusters.access import LEAD, WRITE, ScopedQuerySet
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


class CommentQuerySet(HangsOnWorkbook):
    """Comments: whoever may read a workbook may say something about it and answer; their words stay their own."""

    def open(self) -> "CommentQuerySet":
        """The first comments of threads that wait for somebody."""
        return self.filter(parent=None, deleted_at=None, settled_at=None)

    def handled_by(self, user: Any) -> "CommentQuerySet":
        """First comments of threads that this person may assign, settle and open again: writers, and who began it."""
        return self.visible_to(user).filter(Q(by=user) | Q(role__in=WRITE), parent=None)

    def deletable_by(self, user: Any) -> "CommentQuerySet":
        """Comments that this person may take back: one's own, and a leader's cluster's; deleted ones too."""
        mine = {"workbook__cluster__memberships__user": user, "workbook__deleted_at": None}
        leads = Q(workbook__cluster__memberships__role__in=LEAD)
        return self.filter(Q(by=user) | leads, workbook__cluster__deleted_at=None, **mine)


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

    objects = CommentQuerySet.as_manager()
    calls_reader: bool  # where the row came through `swot.comments_page`

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["workbook", "key"], name="one_comment_a_key")]
        indexes = [models.Index(fields=["workbook", "about"])]

    def __str__(self) -> str:
        return f"{self.about}: {self.text[:40]}"

    @property
    def said_by(self) -> str:
        """Whose words they are: a member by their name, somebody without an account by the name they gave."""
        return str(self.by or self.name or ("" if self.outside else _("a former member")))

    @classmethod
    @transaction.atomic
    def say(
        cls, workbook: Any, about: str, text: str, *, key: str, called: Collection[int] = (), **fields: Any
    ) -> tuple["Comment", bool]:
        """Say something, once a key; and whether it is new. `fields`: `by`, or `name`, `outside` and `link`; `parent`."""
        said = {"about": about, "text": text, **fields}
        comment, is_new = cls.objects.get_or_create(workbook=workbook, key=key or new_key(), defaults=said)
        if is_new:
            comment.called.set(called)
            workbook.note("said", f"comment {comment.pk}", by=fields.get("by"), about=about, text=text)
        return comment, is_new

    @transaction.atomic
    def edit(self, *, by: Any, seen: int, text: str, called: Collection[int] = ()) -> set[int]:
        """Change one's own words; `Stale` when they moved on. Gives those who are called now and were not before."""
        self._change("edited", by, seen, text=text)
        before = set(self.called.values_list("pk", flat=True))
        self.called.set(called)
        return set(called) - before

    def assign(self, *, by: Any, seen: int, owner: Any, due: Any) -> None:
        """Say who sees to the thread by when; `Stale`."""
        self._change("assigned", by, seen, owner=owner, due=due)

    def settle(self, *, by: Any, seen: int) -> None:
        """Close the thread. `Refusal` while words from outside have no answer; `Stale`."""
        self._refuse_unanswered()
        self._change("settled", by, seen, settled_at=timezone.now(), settled_by=by)

    def reopen(self, *, by: Any, seen: int) -> None:
        """Open a settled thread again; `Stale`."""
        self._change("opened again", by, seen, settled_at=None, settled_by=None)

    def delete_gently(self, *, by: Any, seen: int) -> None:
        """Take it back; answers stay. It can be brought back for 30 days. `Refusal` as with `settle`; `Stale`."""
        self._refuse_unanswered()
        self._change("taken back", by, seen, deleted_at=timezone.now())

    def bring_back(self, *, by: Any, seen: int) -> None:
        """Undo a deletion."""
        self._change("brought back", by, seen, deleted_at=None)

    def _refuse_unanswered(self) -> None:
        if self.outside and not self.parent_id and not self.answers.filter(deleted_at=None, outside=False).exists():
            raise Refusal(_("Answer first: words from outside stay in sight until somebody answers."))

    def _change(self, verb: str, by: Any, seen: int, **fields: Any) -> None:
        self.workbook.change_row(self, verb, f"comment {self.pk}", by=by, seen=seen, **fields)
