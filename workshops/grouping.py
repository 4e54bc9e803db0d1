"""Putting notes together: into groups, out of them, one group into another, each with the way back. Every word stays.

Notes and groups are guarded by the place their page showed (`params["seen"]`): two who group other notes at once do not
wait for each other, and whoever comes second to the same note is told.
"""

from collections.abc import Collection, Iterable
from typing import Any

from django.db.models import Max, QuerySet
from django.utils import timezone
from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from clusters.errors import Refusal, Stale
from swot.models import Entry
from workshops.models import Contribution, Group, State, Workshop
from workshops.operations import Act, refuse_while_voting

LONGEST_TITLE = 200


def group(workshop: Workshop, act: Act) -> dict[str, Any]:
    """Put notes (`params["notes"]`) into a group (`params["to"]`), or into a new one of this `params["title"]`.

    A new one without a title gets the words of its first note.
    """
    refuse_while_voting(workshop)
    notes = _notes(workshop, act)
    if act.params["to"]:
        into = _group(workshop, act.params["to"])
        act.put([into], quadrant=into.quadrant)
    else:
        into = made(workshop, act, notes[0].quadrant, act.params["title"] or notes[0].text)
    _fill(workshop, act, notes, into)
    return {"group": into.pk, "title": into.title, "notes": len(notes)}


def ungroup(workshop: Workshop, act: Act) -> dict[str, Any]:
    """Take notes out of their groups (`params["notes"]`), and dissolve whole ones (`params["groups"]`)."""
    refuse_while_voting(workshop)
    groups = _groups(workshop, act) if act.params["groups"] else []
    notes = _notes(workshop, act) if act.params["notes"] else []
    if not groups and not notes:
        raise Refusal(_("Tick a note or a group first."))
    known = {note.pk for note in notes}
    inside = workshop.contributions.filter(group__in=groups).exclude(pk__in=known)
    _fill(workshop, act, [*notes, *inside], None)
    # Whoever wrote them may have taken all notes of a group back: nothing left it now, and it still stands.
    _dissolve(workshop, act, workshop.groups.filter(pk__in=[one.pk for one in groups], dissolved_at=None))
    return {"notes": len(notes), "groups": len(groups)}


def merge(workshop: Workshop, act: Act) -> dict[str, Any]:
    """Let the first of the groups (`params["groups"]`), by number, take in the others; what was voted on them counts there.

    An entry that one of them became is that of the joined group; `Refusal` where two became one each.
    """
    refuse_while_voting(workshop)
    into, *others = _groups(workshop, act)
    if not others:
        raise Refusal(_("Tick two groups or more, then join them."))
    entries = list(dict.fromkeys(entry for one in (into, *others) if (entry := _sent(one))))
    if len(entries) > 1:
        said = _("%(refs)s are in the workbook. Take back all but one from there first, then join the groups.")
        raise Refusal(said % {"refs": get_text_list([one.ref for one in entries], _("and"))})
    becomes = {"entry": entries[0]} if entries and entries[0] != into.entry else {}
    act.put([into], quadrant=into.quadrant, **becomes)
    act.put(others, merged_into=into)
    act.put(list(workshop.contributions.filter(group__in=others)), group=into)
    return {"group": into.pk, "title": into.title, "groups": len(others)}


def split(workshop: Workshop, act: Act) -> dict[str, Any]:
    """Make a group of its own of some notes of one group (`params["notes"]`, `params["title"]`)."""
    refuse_while_voting(workshop)
    notes = _notes(workshop, act)
    were = {note.group_id or 0 for note in notes}
    was = workshop.groups.filter(pk__in=were).first()
    if len(were) > 1 or was is None:
        raise Refusal(_("Tick notes of one group, then split them off."))
    if not was.contributions.exclude(state=State.WITHDRAWN).exclude(pk__in=[note.pk for note in notes]).exists():
        raise Refusal(_("That is the whole group. Leave at least one note in it."))
    act.put([was], quadrant=was.quadrant)
    into = made(workshop, act, was.quadrant, act.params["title"] or notes[0].text)
    _fill(workshop, act, notes, into)
    return {"group": into.pk, "title": into.title, "notes": len(notes)}


def rename(workshop: Workshop, act: Act) -> dict[str, Any]:
    """Give a group (`params["group"]`) another name (`params["title"]`)."""
    found = _group(workshop, act.params["group"])
    _refuse_moved([found], act)
    act.put([found], title=act.params["title"])
    return {"group": found.pk, "title": act.params["title"], "was": found.title}


def place(workshop: Workshop, act: Act) -> dict[str, Any]:
    """Put groups and notes (`params["groups"]`, `params["notes"]`) into a quadrant (`params["quadrant"]`)."""
    refuse_while_voting(workshop)
    groups = _groups(workshop, act) if act.params["groups"] else []
    notes = _notes(workshop, act) if act.params["notes"] else []
    if not groups and not notes:
        raise Refusal(_("Tick a note or a group first."))
    act.put([*groups, *notes], quadrant=act.params["quadrant"])
    return {"notes": len(notes), "groups": len(groups), "quadrant": act.params["quadrant"]}


def made(workshop: Workshop, act: Act, quadrant: str, title: str) -> Group:
    """A new group with the next number; undoing its operation dissolves it."""
    last = workshop.groups.aggregate(last=Max("number"))["last"] or 0
    title = title if len(title) <= LONGEST_TITLE else title[: LONGEST_TITLE - 1].rstrip() + "…"
    found = workshop.groups.create(number=last + 1, title=title, quadrant=quadrant, place=act.place)
    act.before.append(["group", found.pk, {"dissolved_at": timezone.now().isoformat()}, act.place])
    return found


def _fill(workshop: Workshop, act: Act, notes: Iterable[Contribution], into: Group | None) -> None:
    """Notes go into a group, or stand alone; a group that nothing is left in is dissolved."""
    moving = [note for note in notes if note.group_id != (into.pk if into else None)]
    act.put(moving, group=into)
    left = workshop.groups.filter(pk__in={note.group_id for note in moving}, dissolved_at=None, merged_into=None)
    held = workshop.contributions.exclude(state=State.WITHDRAWN).values("group")
    _dissolve(workshop, act, left.exclude(pk__in=held.exclude(group=None)))


def _dissolve(workshop: Workshop, act: Act, groups: QuerySet[Group]) -> None:
    """`Refusal` for a group that is an entry, unless a note is that entry too: nobody could take it back any more."""
    found = list(groups.select_related("entry"))
    for one in found:
        entry = _sent(one)
        if entry and not workshop.contributions.filter(state=State.SHOWN, sent_to=entry).exists():
            said = _("“%(title)s” is %(ref)s in the workbook. Take that back from there first, or leave a note in it.")
            raise Refusal(said % {"title": one.title, "ref": entry.ref})
    act.put(found, dissolved_at=timezone.now())


def _sent(group: Group) -> Entry | None:
    """The entry that it is now."""
    return group.entry if group.entry and group.entry.deleted_at is None else None


def _notes(workshop: Workshop, act: Act) -> list[Contribution]:
    """The ticked notes; `Stale` where one was moved, hidden or rewritten since the page was shown."""
    asked = set(act.params["notes"])
    if not asked:
        raise Refusal(_("Tick a note first."))
    found = list(workshop.contributions.filter(pk__in=asked, state=State.SHOWN))
    _refuse_missing(found, asked)
    _refuse_moved(found, act)
    return found


def _groups(workshop: Workshop, act: Act) -> list[Group]:
    """The ticked groups; `Stale` where one was changed or taken in since the page was shown."""
    asked = set(act.params["groups"])
    if not asked:
        raise Refusal(_("Tick a group first."))
    standing = workshop.groups.filter(dissolved_at=None, merged_into=None).select_related("entry")
    found = list(standing.filter(pk__in=asked))
    _refuse_missing(found, asked)
    _refuse_moved(found, act)
    return found


def _group(workshop: Workshop, pk: int) -> Group:
    found = workshop.groups.filter(pk=pk, dissolved_at=None, merged_into=None).first()
    if found is None:
        raise Stale(None)
    return found


def _refuse_missing(found: Collection[Any], asked: Collection[int]) -> None:
    if len(found) < len(asked):
        raise Stale(None)


def _refuse_moved(rows: Iterable[Any], act: Act) -> None:
    if any(row.place > act.params["seen"] for row in rows):
        raise Stale(None)
