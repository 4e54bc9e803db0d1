"""A workbook: one cluster's answers to one template version, and everything made of them."""

from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, models, transaction
from django.db.models import F, OuterRef, Q, Subquery
from django.utils import timezone
from django.utils.functional import lazy
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from clusters.access import ScopedQuerySet
from clusters.errors import Closed, Refusal, Stale
from clusters.ids import new_key, uuid7
from clusters.revised import Revised
from clusters.statements import Insert, Slot, update
from swot.content import TemplateContent
from swot.document import values
from swot.models.answer import Answer, Line
from swot.models.change import Change, HeldRow, written
from swot.models.entry import Entry
from swot.models.inclusion import FindOut, FirstQuestions, SelfCheck
from swot.models.strategy import Action, Ask, Strategy, family_of

LETTERS = "SWOTNXA"


class WorkbookQuerySet(ScopedQuerySet):
    """Workbooks, opened by membership of their cluster."""

    to_cluster = "cluster"
    hidden_by = ("deleted_at", "cluster__deleted_at")

    def with_pages(self) -> "WorkbookQuerySet":
        """With all that every page of a workbook needs of single rows, in the same query."""
        return self.select_related("cluster", "version__template", "finding", "first_questions", "self_check")

    def with_room(self) -> "WorkbookQuerySet":
        """With the key of the workshop that people may come into now, for the running head, as `open_room`; else None."""
        open_now = Workbook.objects.filter(pk=OuterRef("pk"), workshops__status__in=("lobby", "running", "paused"))
        return self.annotate(open_room=Subquery(open_now.order_by("-workshops__made_at").values("workshops__pk")[:1]))

    def alone(self, pk: Any) -> "Workbook":
        """One workbook, held alone until the transaction ends and read afterwards: of two who press at once one goes on."""
        Workbook(pk=pk).hold(alone=True)
        found: Workbook = self.with_pages().get(pk=pk)
        return found

    def open(self) -> "WorkbookQuerySet":
        """Those still being worked on."""
        return self.live().filter(closed_at__isnull=True)


class Workbook(Revised):
    """One workbook of one cluster, pinned to the template version it was begun with.

    One that follows another has `previous`, in `before` {"title", "as_of"} of it, and in `last_time` the document in
    which it ended.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    cluster = models.ForeignKey("clusters.Cluster", models.CASCADE, related_name="workbooks")
    version = models.ForeignKey("swot.TemplateVersion", models.PROTECT, related_name="workbooks")
    previous = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="followers")
    finding = models.ForeignKey("clusters.Finding", models.SET_NULL, null=True, blank=True, related_name="workbooks")
    title = models.TextField(gettext_lazy("title"))
    slug = models.CharField(max_length=100)
    about = models.TextField(blank=True)
    status = models.TextField(default="live")
    as_of = models.DateField()
    review_on = models.DateField(null=True, blank=True)
    reminded_on = models.DateField(null=True, blank=True)
    before = models.JSONField(default=dict, blank=True)
    last_time = models.ForeignKey("swot.Snapshot", models.SET_NULL, null=True, blank=True, related_name="followers")
    begun_by = models.ForeignKey("clusters.User", models.SET_NULL, null=True, related_name="+")
    begun_at = models.DateTimeField(auto_now_add=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    deleted_at = models.DateTimeField(null=True, blank=True)

    objects = WorkbookQuerySet.as_manager()
    role: str  # the reader's own, where the row came through `clusters.access`

    class Meta:
        ordering = ["-begun_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["cluster"],
                condition=Q(closed_at__isnull=True, deleted_at__isnull=True),
                name="one_open_workbook_a_cluster",
            )
        ]

    def __str__(self) -> str:
        return self.title

    @classmethod
    @transaction.atomic
    def begin(cls, cluster: Any, version: Any, *, by: Any, title: str = "", **fields: Any) -> "Workbook":
        """Begin a workbook on a published version; `Refusal` when the cluster has an open one already."""
        title = title or _("%(year)s workbook") % {"year": cluster.today.year}
        fields = {"as_of": cluster.today, "slug": slugify(cluster.name)[:100] or "workbook", **fields}
        try:
            with transaction.atomic():
                book = cls.objects.create(cluster=cluster, version=version, title=title, begun_by=by, **fields)
        except IntegrityError as error:
            raise Refusal(_("This cluster has an open workbook already. Finish that one first.")) from error
        FirstQuestions.objects.create(workbook=book)
        SelfCheck.objects.create(workbook=book)
        Numbering.objects.bulk_create(Numbering(workbook=book, letter=letter) for letter in LETTERS)
        book.note("began", "workbook", by=by)
        return book

    # ---------- what it is ----------

    @property
    def illustrative(self) -> bool:
        """Whether it is a worked example, labelled so on every page and print."""
        return self.status != "live"

    def content(self) -> TemplateContent:
        """What it asks, as frozen values, with the thresholds its cluster changed."""
        return self.version.content_with(self.cluster.thresholds)

    @property
    def is_of_closed_version(self) -> bool:
        """Whether its version of the questions is closed: then it is only read until it goes on with a newer one."""
        return self.closed_at is None and self.version.is_closed_on(self.cluster.today)

    @property
    def marks(self) -> tuple[Any, ...]:
        """What tells it, its cluster and the reader's role in it from how they stood."""
        cluster = self.cluster
        role = getattr(self, "role", "")
        own = str(self.pk), self.revision, self.title, self.status, self.about, self.closed_at, role
        return *own, self.version.closes_on, str(cluster.pk), cluster.revision, cluster.today

    # ---------- writing ----------

    def note(self, verb: str, what: str, *, by: Any, **left_as: Any) -> None:
        """Append to the record of changes; `Closed` when the workbook is, or asks by another version than the caller read.

        Every write is recorded in its own transaction, so the one INSERT that finds no such workbook undoes it. It waits
        for somebody who is closing it or upgrading it, and who does so next waits for this write and keeps it.
        """
        self.refuse_if_version_closed()
        told = {"by": by, "verb": verb, "what": what[:40], "left_as": as_plain(left_as), "at": timezone.now()}
        try:
            RECORD(book=self.pk, version=self.version_id, **told)
        except IntegrityError as error:
            raise self.closed() from error
        written.send(Workbook, pk=self.pk)

    def refuse_if_version_closed(self) -> None:
        """`Closed` while its version of the questions is."""
        if self.is_of_closed_version:
            raise Closed(_("This version of the questions is closed. Go on with the newer one, then write."), self)

    def closed(self) -> Closed:
        """What whoever writes in a closed workbook is told, or in one that went on with a newer version meanwhile.

        The sentence is asked for where it is shown: the transaction that failed can answer nothing any more.
        """
        return Closed(lazy(self._why_closed, str)(), self)

    def _why_closed(self) -> str:
        if Workbook.objects.filter(pk=self.pk, closed_at=None).exists():
            return _("The questions of this workbook were renewed a moment ago. Read them, then send it again.")
        return _("This workbook is closed: it can be read, and nothing more is written in it.")

    @transaction.atomic
    def change_row(
        self,
        row: Revised,
        verb: str,
        what: str,
        *,
        by: Any,
        seen: int,
        told: Any = None,
        **fields: Any,
    ) -> None:
        """Write to a row guarded by its revision, with its record, in one transaction; `Stale` if it moved on.

        `told` is recorded beside the fields: what is written with the row in other tables.
        """
        row.swap(seen=seen, **fields)
        self.note(verb, what, by=by, **fields, **(told or {}))

    def hold(self, *, alone: bool = False) -> None:
        """Hold the workbook until the transaction ends, where rows must agree: twins, strategies and their entries.

        PostgreSQL would let two people each make half of a contradiction; SQLite has one writer at a time anyhow. Who
        holds it waits for others who do; `alone`, before it is closed, for everybody who is just writing in it as well.
        """
        list(Workbook.objects.select_for_update(no_key=not alone).filter(pk=self.pk).values_list("pk"))

    def held(self, entries: list[Entry]) -> list[Entry]:
        """Hold the workbook and read these entries as they are now."""
        self.hold()
        return list(Entry.objects.filter(pk__in=[entry.pk for entry in entries]).order_by("pk"))

    def age(self, day: date) -> None:
        """Move the workbook's date on to `day`, never back."""
        Workbook.objects.filter(pk=self.pk, as_of__lt=day).update(as_of=day)
        self.as_of = max(self.as_of, day)

    @transaction.atomic
    def next_ref(self, letter: str) -> str:
        """The next number never used with a letter: "S4". Two callers never get the same one."""
        mine = Numbering.objects.filter(workbook=self, letter=letter)
        mine.update(last=F("last") + 1)
        return f"{letter}{mine.values_list('last', flat=True).get()}"

    def look_again_on(self, day: date, *, by: Any, seen: int) -> None:
        """Set the day on which the workbook is looked at again; a reminder is due anew. `Stale`."""
        self.change_row(self, "set", "review date", by=by, seen=seen, review_on=day, reminded_on=None)

    # ---------- answers ----------

    @transaction.atomic
    def answer(self, prompt: str, *, by: Any, seen: int, verb: str = "answered", **fields: Any) -> Answer:
        """Answer a prompt by its code: `seen` 0 for the first time, else the revision the writer saw. `Stale` if it moved on.

        Fields: `status`, `value`, `note`, `basis`. One taken back meanwhile, with its last line, is given anew.
        """
        prompt_pk = self.version.pks().prompts[prompt]
        stamp = {"changed_by": by, "changed_at": timezone.now()}
        given = {**fields, **stamp, "given_to": None}
        answer = self._answer_again(prompt_pk, seen, given) if seen else self._first_answer(prompt_pk, given)
        self.note(verb, f"prompt {prompt}", by=by, **fields)
        return answer

    @transaction.atomic
    def still_holds(self, prompt: str, *, by: Any, seen: int) -> None:
        """Say that an answer given to an earlier wording of its question answers this one as well. `Stale`."""
        standing = Answer.objects.standing().filter(workbook=self, prompt_id=self.version.pks().prompts[prompt])
        if not standing.filter(revision=seen).update(revision=F("revision") + 1, given_to=None):
            raise Stale(standing.first())
        self.note("confirmed", f"prompt {prompt}", by=by)

    def _answer_again(self, prompt_pk: int, seen: int, fields: dict[str, Any]) -> Answer:
        standing = {"workbook": self, "prompt_id": prompt_pk, "aside": ""}
        if update(Answer, seen, standing, fields):
            return Answer(workbook=self, prompt_id=prompt_pk, revision=seen + 1, **fields)
        current = Answer.objects.filter(**standing).first()
        if current is None:
            return self._first_answer(prompt_pk, fields)
        raise Stale(current)

    def _first_answer(self, prompt_pk: int, fields: dict[str, Any]) -> Answer:
        try:
            with transaction.atomic():
                return Answer.objects.create(workbook=self, prompt_id=prompt_pk, **fields)
        except IntegrityError:
            raise Stale(Answer.objects.standing().get(workbook=self, prompt_id=prompt_pk)) from None

    @transaction.atomic
    def add_line(self, prompt: str, text: str, *, by: Any, key: str = "") -> Line:
        """Add a line to a list answer; sent twice with one key it is added once. The answer counts as answered."""
        prompt_pk = self.version.pks().prompts[prompt]
        line, is_new = self._once(Line, key, prompt_id=prompt_pk, text=text, written_by=by)
        if is_new:
            line.count_as_given(by=by)
            self.note("added", f"line {line.key}", by=by, text=text)
        return line

    # ---------- entries, strategies, actions ----------

    @transaction.atomic
    def add_entry(self, text: str, *, by: Any, section: str, prompt: str = "", key: str = "", **fields: Any) -> Entry:
        """Add an entry to a section by code; without a quadrant it waits in the tray. Once a key."""
        pks = self.version.pks()
        quadrant = fields.get("quadrant") or ""
        cap = values.EVIDENCE_CAPS[int(fields.get("evidence_grade") or 0)]
        if fields.get("certainty"):
            fields["certainty"] = min(fields["certainty"], cap)
        if quadrant in values.INSIDE:
            fields.pop("horizon", None)
        letter = values.QUADRANT_LETTERS.get(quadrant, "N")
        places = {"section_id": pks.sections[section], "prompt_id": pks.prompts[prompt] if prompt else None}
        return self._numbered(Entry, letter, key, by, **places, text=text, **fields)[0]

    @transaction.atomic
    def add_strategy(self, *, by: Any, entries: list[Entry], key: str = "", **fields: Any) -> Strategy:
        """Add a strategy on entries from inside and outside; `Refusal` when they do not pair."""
        entries = self.held(entries)
        told = {"entries": [entry.pk for entry in entries]}
        strategy, is_new = self._numbered(Strategy, "X", key, by, told, family=family_of(entries), **fields)
        if is_new:
            strategy.entries.set(entries)
        return strategy

    def add_action(self, *, by: Any, key: str = "", **fields: Any) -> Action:
        """Add an action."""
        return self._numbered(Action, "A", key, by, **fields)[0]

    @transaction.atomic
    def ask(self, reader: str, *, by: Any, seen: int, **fields: Any) -> None:
        """Say what one reader is asked; `seen` 0 for the first time. `Stale` if somebody else did."""
        row, is_new = Ask.objects.get_or_create(workbook=self, reader=reader, defaults=fields)
        if is_new:
            self.note("asked", f"ask {reader}", by=by, **fields)
        else:
            self.change_row(row, "asked", f"ask {reader}", by=by, seen=seen, **fields)

    @transaction.atomic
    def set_threshold(self, indicator: str, *, by: Any, seen: int, **own: Any) -> None:
        """Let the cluster watch and act from its own numbers, with the reason; neither goes back to the starting value.

        `own` is `watch` and `act`, numbers or None, and `reason`. `Stale` if the cluster's record moved on from `seen`.
        """
        others = {ref: kept for ref, kept in self.cluster.thresholds.items() if ref != indicator}
        stamp = {"by": by.name, "on": self.cluster.today.isoformat()}
        kept = {} if own["watch"] is None and own["act"] is None else {indicator: {**own, **stamp}}
        self.cluster.swap(seen=seen, thresholds={**others, **kept})
        self.note("set", f"threshold {indicator}", by=by, **own)

    @transaction.atomic
    def plan_to_find_out(self, about: str, *, by: Any, seen: int, **fields: Any) -> None:
        """Say who finds something out by when; `seen` 0 for the first time. `Stale` if somebody else did."""
        row, is_new = FindOut.objects.get_or_create(workbook=self, about=about, defaults=fields)
        if is_new:
            self.note("planned", f"find out {about}", by=by, **fields)
        else:
            row.edit(by=by, seen=seen, **fields)

    @transaction.atomic
    def _numbered(
        self, model: Any, letter: str, key: str, by: Any, told: Any = None, **fields: Any
    ) -> tuple[Any, bool]:
        """Make a row with the next ref of a letter, once a key; and whether it is new."""
        known = model.objects.filter(workbook=self, key=key).first() if key else None
        if known:
            return known, False
        row, is_new = self._once(model, key, ref=self.next_ref(letter), changed_by=by, **fields)
        if is_new:
            self.note("added", row.ref, by=by, **fields, **(told or {}))
        return row, is_new

    def _once(self, model: Any, key: str, **fields: Any) -> tuple[Any, bool]:
        """Make a row once a key, even when the same one is sent twice at the same moment."""
        return model.objects.get_or_create(workbook=self, key=key or new_key(), defaults=fields)


class Numbering(models.Model):
    """The last number used with one letter in one workbook, so that a ref is never given twice."""

    workbook = models.ForeignKey(Workbook, models.CASCADE, related_name="numberings")
    letter = models.CharField(max_length=1)
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["workbook", "letter"], name="one_numbering_a_letter")]

    def __str__(self) -> str:
        return f"{self.letter}{self.last}"


def _record() -> Change:
    """A change, of no workbook where the one it is told of does not stand open on the version that was read."""
    slot = {name: Slot(name, Change._meta.get_field(name)) for name in ("by", "verb", "what", "left_as", "at")}
    book, version = Slot("book", Workbook._meta.pk), Slot("version", Workbook._meta.get_field("version"))
    still_open = Workbook.objects.filter(pk=book, version=version, closed_at=None).order_by().values("pk")
    keys: dict[str, Any] = {"workbook_id": HeldRow(still_open), "by_id": slot.pop("by")}
    return Change(**keys, **slot)


RECORD = Insert(_record)


def as_plain(fields: dict[str, Any]) -> dict[str, Any]:
    """Fields as JSON can hold them: dates as text, rows by primary key."""
    return {name: _plain(value) for name, value in fields.items() if name not in {"changed_by", "changed_at"}}


def recorded(row: Any) -> dict[str, Any]:
    """What the record of changes tells of a row, as it stands, in the words of `as_plain`; relations by primary key."""
    fields = {name: row._meta.get_field(name).attname for name in row.RECORDED}
    return {name: _plain(getattr(row, attribute)) for name, attribute in fields.items()}


def _plain(value: Any) -> Any:
    if isinstance(value, models.Model):
        return value.pk if isinstance(value.pk, int) else str(value.pk)
    return value.isoformat() if isinstance(value, date | datetime) else value
