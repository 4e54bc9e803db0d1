"""The end of a briefing: unusual on paper, voices, since the last one, method, versions, words, how to answer."""

import hashlib
import json
from collections import Counter
from dataclasses import asdict
from typing import Any

from django.utils.translation import gettext as _

from briefings.editions import Part, box
from briefings.editions import glossary as all_terms
from briefings.parts.front import on_front
from briefings.pdf.glyphs import printable
from briefings.scene import Scene
from briefings.tables import EVIDENCE, full_date
from briefings.text import clean, link_to
from swot.content import TemplateContent
from swot.document.values import Document, Entry
from swot.models.outcome import ENTRY_FATES, STRATEGY_FATES

CHECK_SIGNS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
CHECK_LENGTH = 6


def check_number(document: Document, content: TemplateContent) -> str:
    """Six signs that stand for this document and its template: the same words always have the same number."""
    body = json.dumps([asdict(document), content.fingerprint], sort_keys=True, ensure_ascii=False, default=str)
    number = int.from_bytes(hashlib.sha256(body.encode()).digest()[:8], "big")
    signs = ""
    for _place in range(CHECK_LENGTH):
        number, rest = divmod(number, len(CHECK_SIGNS))
        signs += CHECK_SIGNS[rest]
    return signs


def unusual_on_paper(scene: Scene, part: Part) -> dict[str, Any]:
    """The standard box of the kind, each line with what stands behind it; shortened, the lines with something stay."""
    words = box("unusual_on_paper", scene.kind)
    lines = [
        {
            "text": line["text"],
            "refs": behind(scene, line["evidence_from"]),
            "facts": facts(scene, line["evidence_from"]),
        }
        for line in words["lines"]
    ]
    backed = [line for line in lines if line["refs"] or line["facts"]]
    if not scene.is_brief:
        return {"lines": lines, "close": words["close"], "bare": len(lines) - len(backed)}
    first = sorted(lines, key=lambda line: line not in backed)[: scene.room(part)]
    shown = [line for line in lines if line in first]
    return {"lines": shown, "close": words["close"], "bare": sum(line not in backed for line in shown)}


def behind(scene: Scene, prompts: list[str]) -> list[Entry]:
    """The entries that came from these prompts, three at most."""
    return [entry for entry in scene.document.entries if entry.prompt_id in prompts][:3]


def facts(scene: Scene, prompts: list[str]) -> list[str]:
    """Those of these prompts whose answers stand behind a line."""
    return [one for one in prompts if scene.answered(one)]


def voices(scene: Scene, part: Part) -> dict[str, Any] | None:
    """Words of outside readers, as they were left."""
    return {"voices": scene.beside.voices} if scene.beside.voices else None


def since_last(scene: Scene, part: Part) -> dict[str, Any] | None:
    """What became of last time's entries and strategies, then what came and went since the briefing before.

    At the tersest only how many there are of each.
    """
    earlier, told = scene.beside.earlier, fates(scene)
    if not earlier and not told:
        return None
    room = 0 if scene.is_tersest else scene.room(part)
    lists = [*told, *(since(scene, earlier) if earlier else ())]
    last = scene.document.last_time
    return {
        "name": (scene.beside.earlier_name or full_date(earlier.as_of)) if earlier else "",
        "last": last.title if last and told else "",
        "still": still(scene, earlier) if earlier else 0,
        "lists": [(lines[:room], label, 0 if room is None else len(lines[room:])) for lines, label in lists if lines],
        "is_counted": room == 0,
    }


def fates(scene: Scene) -> list[tuple[list[str], str]]:
    """What was marked on the return visit by fate, strategies first; each with the line that says what happened."""
    labels = {fate.value: fate.label for fate in (*STRATEGY_FATES, *ENTRY_FATES)}
    found: dict[str, list[str]] = {fate: [] for fate in labels}
    for one in scene.document.outcomes:
        if one.fate in found:
            found[one.fate].append(": ".join(filter(None, [one.text.rstrip("."), one.note])))
    return [(lines, str(labels[fate])) for fate, lines in found.items() if lines]


def since(scene: Scene, earlier: Document) -> list[tuple[list[str], str]]:
    """What came, what went, what is reworded and done since the briefing before."""
    before, now = {one.id: one for one in earlier.entries}, scene.uncut_entries
    done_before = {one.id for one in earlier.actions if one.done}
    done = [one.action for one in scene.document.actions if one.done and one.id not in done_before]
    return [
        ([now[ref].text for ref in now if ref not in before], _("What came")),
        ([before[ref].text for ref in before if ref not in now], _("What went")),
        (reworded(scene, earlier), _("What is worded anew")),
        (done, _("Actions done")),
    ]


def reworded(scene: Scene, earlier: Document) -> list[str]:
    """Entries that stand in other words than in the briefing before."""
    before = {one.id: one.text for one in earlier.entries}
    return [one.text for ref, one in scene.uncut_entries.items() if before.get(ref, one.text) != one.text]


def still(scene: Scene, earlier: Document) -> int:
    """How many entries stand as they stood in the briefing before."""
    return len({one.id for one in earlier.entries} & set(scene.entries)) - len(reworded(scene, earlier))


def method(scene: Scene, part: Part) -> dict[str, Any]:
    """Who was in the room, when, and how sure we are; "Filled in by one person" where no workshop is told of."""
    grades = Counter(entry.evidence.grade for entry in scene.document.entries)
    asked = scene.document.first_questions
    return {
        "workshops": workshops(scene),
        "total": len(scene.document.entries),
        "grades": [(grade, EVIDENCE[grade][0], EVIDENCE[grade][1], grades[grade]) for grade in (3, 2, 1, 0)],
        "not_in_room": asked.not_in_room if asked.not_in_room != "nobody yet" else None,
        "speaks": asked.speaks_for_them if asked.speaks_for_them != "nobody yet" else None,
        "as_of": full_date(scene.document.as_of),
        "leader": scene.document.cluster.leader_role,
    }


def workshops(scene: Scene) -> list[dict[str, Any]]:
    """Each workshop the entries came from: name, entries, notes and votes."""
    found: dict[str, dict[str, Any]] = {}
    for entry in scene.document.entries:
        name = entry.from_.get("name") if entry.from_ else None
        if entry.from_ and name:
            one = found.setdefault(str(name), {"name": name, "entries": 0, "notes": 0, "votes": 0})
            one["entries"] += 1
            one["notes"] += counted(entry.from_.get("notes"))
            one["votes"] += counted(entry.from_.get("votes"))
    return list(found.values())


def counted(value: Any) -> int:
    """A number of notes or votes, whether given as a number or as the list itself."""
    return value if isinstance(value, int) else len(value) if isinstance(value, list | tuple) else 0


def versions(scene: Scene, part: Part) -> dict[str, Any]:
    """Number and date, check number, template, and what it replaces."""
    stamp = scene.document.template
    return {
        "number": scene.number,
        "date": full_date(scene.today),
        "as_of": full_date(scene.document.as_of),
        "check_number": scene.check_number,
        "template": stamp.key,
        "version": stamp.version,
        "fingerprint": stamp.fingerprint[:12],
        "earlier": scene.beside.earlier_name,
    }


def contact(scene: Scene, part: Part) -> dict[str, Any] | None:
    """Who to ring or write to, and the address where this briefing is answered."""
    cluster = scene.document.cluster
    who = scene.beside.contact or cluster.leader_role
    if not who and not scene.beside.answer_at:
        return None
    return {
        "who": on_front(scene, part, who),
        "cluster": "" if part.page_one else cluster.name,
        "answer_at": printable(clean(scene.beside.answer_at)),
        "link": link_to(scene.beside.answer_at),
    }


def glossary(scene: Scene, part: Part) -> dict[str, Any]:
    """Terms in a line each."""
    return {"terms": all_terms()}


def nothing(scene: Scene, part: Part) -> None:
    """Parts that are typed for one briefing and not in the workbook: their sentence stands until somebody writes them."""
    return
