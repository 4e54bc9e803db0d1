"""What the room wrote becomes entries of the workbook, with where it came from; sent twice it is there once.

Impact and certainty stay empty, and so does the evidence: that a room voted for something is no evidence that it is so.
"""

from typing import Any

from django.utils.translation import gettext as _

from clusters.errors import Refusal, Stale
from swot.content import TemplateContent
from swot.models import Entry
from swot.models.entry import ENTRY_LENGTH
from workshops.models import Group, Workshop
from workshops.operations import Act, refuse_while_voting
from workshops.parcels import Parcel, key_of, parcels


def send(workshop: Workshop, act: Act) -> dict[str, Any]:
    """Make entries (`params["items"]`: {code: {"text", "section", "here", "under"}}, left out or None as it would go).

    `under` is the entry that a note of a group became before, and that the group is to stand under; 0 for one of its own. What is an entry already stays as it is; one that was deleted since is brought back. `Stale` where a group or note
    changed since the page was shown (`params["seen"]`).
    """
    refuse_while_voting(workshop)
    content, items = workshop.workbook.content(), act.params["items"]
    if not items:
        raise Refusal(_("Tick what is to go to the workbook."))
    known = {one.code: one for one in parcels(workshop, content)}
    if not items.keys() <= known.keys():
        raise Stale(None)
    refs, new = [], 0
    for code, told in items.items():
        entry, is_new = _sent(workshop, act, known[code], told, content)
        refs.append(entry.ref)
        new += is_new
    act.before.clear()
    return {"refs": refs, "new": new}


def unsend(workshop: Workshop, act: Act) -> dict[str, Any]:
    """Delete the entries again that groups and notes became (`params["items"]`: {code: revision of the entry as seen}).

    `Stale` where somebody worked on one since, `Refusal` where a strategy stands on one.
    """
    items = act.params["items"]
    if not items:
        raise Refusal(_("Tick what is to be taken back from the workbook."))
    known = {one.code: one for one in parcels(workshop, workshop.workbook.content())}
    refs = []
    for code, seen in items.items():
        entry = known[code].entry if code in known else None
        if entry is None or not known[code].is_sent:
            raise Stale(None)
        entry.delete_gently(by=act.by, seen=seen)
        refs.append(entry.ref)
    return {"refs": refs}


def _sent(
    workshop: Workshop, act: Act, parcel: Parcel, told: dict[str, Any], content: TemplateContent
) -> tuple[Entry, bool]:
    """The entry of a group or note, and whether it came or came back just now."""
    workbook, key = workshop.workbook, key_of(workshop, parcel.code)
    entry = parcel.entry or workbook.entries.filter(key=key).first() or _under(parcel, told.get("under"))
    if entry is None:
        if parcel.place > act.params["seen"]:
            raise Stale(None)
        entry, is_new = workbook.add_entry(by=act.by, key=key, **_fields(workshop, parcel, told, content)), True
    else:
        is_new = entry.deleted_at is not None
        if is_new:
            entry.bring_back(by=act.by, seen=entry.revision)
    if parcel.entry is None:
        act.put([parcel.row], **{"entry" if isinstance(parcel.row, Group) else "sent_to": entry})
    return entry, is_new


def _under(parcel: Parcel, chosen: int | None) -> Entry | None:
    """The entry of one of its notes that a group stands under; None for one of its own. `Stale` for any other."""
    if chosen == 0 or not parcel.others:
        return None
    found = next((one for one in parcel.others if chosen in (None, one.pk)), None)
    if found is None:
        raise Stale(None)
    return found


def _fields(workshop: Workshop, parcel: Parcel, told: dict[str, Any], content: TemplateContent) -> dict[str, Any]:
    text, section = told.get("text") or parcel.text, told.get("section") or parcel.section
    if len(text) > ENTRY_LENGTH:
        raise Refusal(_("“%(text)s…” is too long for an entry. Shorten it to 200 characters.") % {"text": text[:40]})
    if section not in content.section_by_code:
        raise Refusal(_("This section is not in the workbook. Choose another one."))
    origin = {
        "name": workshop.title,
        "date": workshop.held_on.isoformat(),
        "notes": len(parcel.words),
        "votes": parcel.votes,
        "words": list(parcel.words),
    }
    here = told.get("here")
    return {
        "text": text,
        "section": section,
        "prompt": parcel.prompt if section == parcel.section else "",
        "quadrant": parcel.quadrant,
        "inclusion": parcel.is_here if here is None else here,
        "origin": origin,
    }
