"""A workshop: a room of people on one workbook, led step by step by one of its editors."""

import base64
import secrets
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import models, transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy

from clusters.access import ScopedQuerySet
from clusters.errors import Closed
from clusters.ids import uuid7
from clusters.models.membership import hash_of
from clusters.revised import Revised
from workshops.bus import announce

# No 0, 1, I, L or O: what is read aloud or from ten metres is not mistaken. 31 signs, so eight of them are 40 bits.
SIGNS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
CODE_LENGTH = 8
# Above so many people a facilitator is offered to hold notes until somebody has read them.
HOLD_ABOVE = 50
PRESENT = timedelta(seconds=45)


class Status(models.TextChoices):
    """Where a workshop stands; going back deletes nothing."""

    DRAFT = "draft", gettext_lazy("being prepared")
    LOBBY = "lobby", gettext_lazy("people are coming in")
    RUNNING = "running", gettext_lazy("running")
    PAUSED = "paused", gettext_lazy("paused")
    CLOSED = "closed", gettext_lazy("closed")
    ARCHIVED = "archived", gettext_lazy("archived")


OPEN = (Status.LOBBY, Status.RUNNING, Status.PAUSED)


class Moderation(models.TextChoices):
    """Whether notes are shown at once, or wait until somebody has read them."""

    HIDE = "hide", gettext_lazy("Show notes at once; hide one by hand")
    HOLD = "hold", gettext_lazy("Hold every note until it is let through")


def new_code() -> str:
    """Eight signs to type on a phone."""
    return "".join(secrets.choice(SIGNS) for _ in range(CODE_LENGTH))


class WorkshopQuerySet(ScopedQuerySet):
    """Workshops on the workbooks one belongs to. Who may write in a workbook may lead one."""

    to_cluster = "workbook__cluster"
    hidden_by = ("workbook__deleted_at", "workbook__cluster__deleted_at")

    def with_it(self) -> "WorkshopQuerySet":
        """With its step, its workbook and the cluster, in the same query."""
        return self.select_related("step", "workbook__cluster", "workbook__version__template")

    def joinable(self) -> "WorkshopQuerySet":
        """Those that a code or a square opens: not being prepared, and not put away."""
        return self.live().exclude(status__in=(Status.DRAFT, Status.ARCHIVED))

    def for_code(self, code: str) -> "WorkshopQuerySet":
        """The one that a typed code belongs to; blanks, hyphens and small letters do no harm."""
        typed = "".join(code.upper().split()).replace("-", "")
        return self.joinable().filter(code=typed)

    def for_square(self, token: str) -> "WorkshopQuerySet":
        """The one whose square was photographed."""
        return self.joinable().filter(join_hash=hash_of(token))

    def for_screen(self, token: str) -> "WorkshopQuerySet":
        """The one that a link to the room's screen belongs to."""
        return self.live().exclude(status=Status.ARCHIVED).filter(screen_hash=hash_of(token))


class Workshop(Revised):
    """One room on one workbook.

    `revision` guards the run of it (status, step, clock, switches); `place` counts everything that anybody sees, and is
    raised in the transaction of each write, so that a stream goes on where it broke off. `turned` is the place of the
    last turn after which screens are drawn anew. `people` are the descriptions one chooses from on joining:
    [{"key", "text", "local"}]. The clock is `ends_at`, or `left_seconds` while it stands still.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    workbook = models.ForeignKey("swot.Workbook", models.CASCADE, related_name="workshops")
    title = models.CharField(max_length=200)
    where = models.CharField(max_length=200, blank=True)
    held_on = models.DateField()
    sheet = models.SlugField(max_length=40)
    status = models.CharField(max_length=8, choices=Status.choices, default=Status.DRAFT)
    moderation = models.CharField(max_length=4, choices=Moderation.choices, default=Moderation.HIDE)
    asks_names = models.BooleanField(default=False)
    people = models.JSONField(default=list)
    code = models.CharField(max_length=CODE_LENGTH, default=new_code, unique=True)
    turn = models.PositiveIntegerField(default=1)
    join_hash = models.CharField(max_length=64, unique=True, editable=False)
    screen_hash = models.CharField(max_length=64, unique=True, editable=False)
    place = models.PositiveBigIntegerField(default=0, editable=False)
    turned = models.PositiveBigIntegerField(default=0, editable=False)
    step = models.ForeignKey("workshops.Step", models.SET_NULL, null=True, blank=True, related_name="+")
    ends_at = models.DateTimeField(null=True, blank=True)
    left_seconds = models.PositiveIntegerField(null=True, blank=True)
    is_blank = models.BooleanField(default=False)
    made_by = models.ForeignKey("clusters.User", models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    closed_at = models.DateTimeField(null=True, blank=True)
    cut_at = models.DateTimeField(null=True, blank=True)

    objects = WorkshopQuerySet.as_manager()
    role: str

    class Meta:
        ordering = ["-made_at"]
        constraints = [models.CheckConstraint(condition=~Q(code=""), name="a_code_is_never_empty")]

    def __str__(self) -> str:
        return self.title

    # ---------- addresses ----------

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store it; what its two secret addresses hash to follows from `turn`."""
        self.join_hash, self.screen_hash = hash_of(self.join_token), hash_of(self.screen_token)
        super().save(*args, **kwargs)

    @property
    def join_token(self) -> str:
        """128 bits in the address of the square; made of the key of this installation, so that it can be shown again."""
        return self._token("join")

    @property
    def screen_token(self) -> str:
        """128 bits in the address of the room's screen."""
        return self._token("screen")

    def _token(self, what: str) -> str:
        made = salted_hmac(f"workshops.{what}", f"{self.pk}:{self.turn}", algorithm="sha256").digest()
        return base64.urlsafe_b64encode(made[:16]).decode().rstrip("=")

    @property
    def join_url(self) -> str:
        """The whole address that the square holds."""
        return f"{settings.PUBLIC_URL.rstrip('/')}/j/{self.join_token}/"

    @property
    def code_in_two(self) -> str:
        """The code as it is shown: "K7RP 4WQ8"."""
        return f"{self.code[:4]} {self.code[4:]}"

    # ---------- what it is ----------

    @property
    def is_open(self) -> bool:
        """Whether people may come in and write."""
        return self.status in OPEN

    @property
    def look(self) -> str:
        """How lists draw it: "open", "started" or "complete"."""
        return "started" if self.is_open else "open" if self.status == Status.DRAFT else "complete"

    @property
    def takes_notes(self) -> bool:
        """Whether a note for the present step counts as in time."""
        return self.status == Status.RUNNING and self.step is not None and self.step.input_open

    @property
    def local_keys(self) -> tuple[str, ...]:
        """The descriptions that count as people already here."""
        return tuple(one["key"] for one in self.people if one.get("local"))

    # ---------- writing ----------

    def bump(self, *, turns: bool = False) -> int:
        """Raise the place, and hold the row until the transaction ends, so that nobody's place is skipped; the new one.

        With `turns` screens are drawn anew from here. Readers are told once it is committed.
        """
        more = {"turned": F("place") + 1} if turns else {}
        mine = Workshop.objects.filter(pk=self.pk)
        mine.update(place=F("place") + 1, **more)
        self.place = mine.values_list("place", flat=True).get()
        self.turned = self.place if turns else self.turned
        transaction.on_commit(lambda: announce(self.pk))
        return self.place

    def as_now(self) -> "Workshop":
        """It as it stands, with its step; after `bump`, as it stays until the transaction ends."""
        found: Workshop = Workshop.objects.select_related("step").get(pk=self.pk)
        return found

    def refuse_if_over(self) -> None:
        """`Closed` once it is put away: nothing more is taken."""
        if self.status == Status.ARCHIVED:
            raise Closed(what=self)
