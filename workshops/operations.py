"""What whoever leads a workshop does: one verb an id, with the place to begin undoing from.

An operation is sent once more with the same id by a page that heard no answer, and answers the same. What it does to rows
is written down beside it (`before`), so that undo puts back exactly that; a row that moved on since refuses.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db import IntegrityError, models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from clusters.errors import Refusal, Stale
from workshops.models import Contribution, Group, Operation, Participant, Workshop

UNDONE = {"note": Contribution, "group": Group}
# A verb gets the workshop as it stands, held until the transaction ends, and an `Act` to work with.
Verb = Callable[[Workshop, "Act"], dict[str, Any]]


@dataclass
class Act:
    """One press of a button while it is carried out: who, with what; `put` writes rows so that they can be put back."""

    by: Any
    params: dict[str, Any]
    place: int = 0
    before: list[list[Any]] = field(default_factory=list)

    def put(self, rows: Iterable[Any], **values: Any) -> None:
        """Write values to notes or groups, and their place; what stood there goes to `before`."""
        names = sorted(values)
        for row in rows:
            kind = "note" if isinstance(row, Contribution) else "group"
            self.before.append([kind, row.pk, {name: _plain(row, name) for name in names}, row.place])
            type(row)._base_manager.filter(pk=row.pk).update(place=self.place, **values)


def operate(workshop: Workshop, verbs: dict[str, Verb], verb: str, *, key: UUID, by: Any, **params: Any) -> Operation:
    """Carry out a verb once a key. `Refusal` with a sentence, `Stale` where what it began from moved on.

    The row of the workshop is held from the first line, so that two who press at once come one after the other.
    """
    known = Operation.known(workshop, key)
    if known:
        return known
    try:
        with transaction.atomic():
            act = Act(by, params, place=workshop.bump())
            now = workshop.as_now()
            now.place = act.place
            result = verbs[verb](now, act)
            told = {"result": result, "before": act.before, "place": act.place, "by": by}
            return Operation.objects.create(workshop=workshop, key=key, verb=verb, **told)
    except IntegrityError:
        known = Operation.known(workshop, key)
        if known is None:
            raise
        return known


def undo(workshop: Workshop, act: Act) -> dict[str, Any]:
    """Put back the rows of the operation `params["of"]`; `Stale` where one of them was changed since.

    What was done to them since and undone again is no change: so several presses are undone one after the other.
    The phone that notes were held of is let through with them; what it sent meanwhile waits to be read.
    `Refusal` for groups that were joined before a vote was opened again: its hands and ballots no longer say which had them.
    """
    done = Operation.objects.filter(workshop=workshop, pk=act.params["of"]).first()
    if done is None or not done.can_be_undone:
        raise Refusal(_("This was undone already, or there is nothing to put back."))
    if done.verb == "merge" and workshop.operations.filter(verb="reopen-vote", place__gt=done.place).exists():
        raise Refusal(_("A vote was opened again since, and counts these groups as one. Split off what stands apart."))
    if any(kind == "group" or "group" in values for kind, _pk, values, _place in done.before):
        refuse_while_voting(workshop)
    for kind, pk, values, _place in done.before:
        row = UNDONE[kind]._base_manager.filter(pk=pk).first()
        if row is None or _place_before_undoing(workshop, kind, row) != done.place:
            raise Stale(None)
        told = {_column(kind, name): value for name, value in values.items()}
        UNDONE[kind]._base_manager.filter(pk=pk).update(place=act.place, **told)
    if done.verb == "block":
        held = [pk for _kind, pk, _values, _place in done.before]
        Participant.objects.filter(contributions__in=held).update(blocked_at=None)
    Operation.objects.filter(pk=done.pk).update(undone_at=timezone.now())
    return {"undone": done.verb, "of": done.pk}


def refuse_while_voting(workshop: Workshop) -> None:
    """`Refusal` while the groups are voted on: they stay as they were when voting opened."""
    if workshop.steps.filter(vote_open=True).exists():
        raise Refusal(_("These groups are being voted on. Close the vote first, then change them."))


def _place_before_undoing(workshop: Workshop, kind: str, row: Any) -> int:
    """The place a row had before operations that were undone again; its own where there are none."""
    place: int = row.place
    while True:
        undoing = Operation.objects.filter(workshop=workshop, place=place, verb="undo").first()
        undone = Operation.objects.filter(pk=undoing.result["of"]).first() if undoing else None
        if undone is None:
            return place
        place = next(was for what, pk, _values, was in undone.before if (what, pk) == (kind, row.pk))


def guarded(workshop: Workshop, act: Act, **values: Any) -> None:
    """Change the run of a workshop, if it still is at the revision its page showed (`params["base"]`); `Stale` if not."""
    workshop.swap(seen=act.params["base"], **values)
    Workshop.objects.filter(pk=workshop.pk).update(turned=act.place)


def _plain(row: Any, name: str) -> Any:
    value = getattr(row, row._meta.get_field(name).attname)
    return value.isoformat() if hasattr(value, "isoformat") else value


def _column(kind: str, name: str) -> str:
    found = UNDONE[kind]._meta.get_field(name)
    return str(found.attname) if isinstance(found, models.ForeignKey) else name
