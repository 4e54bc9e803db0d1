"""What of a workshop can become entries of its workbook: each group that stands, each note on its own, and where it would go."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any
from uuid import uuid5

from django.db.models import Q

from swot.content import QUADRANTS, TemplateContent
from swot.models import Entry
from swot.models.entry import ENTRY_LENGTH
from swot.rules.shortlist import LENGTH
from workshops.models import Contribution, Group, State, Step, Workshop
from workshops.projection import Slip, slips
from workshops.room import results
from workshops.run_sheets import usual_section


@dataclass(frozen=True)
class Parcel:
    """One group or note: its words, where it would go, and what it became. `code` names it in forms: g12, n34.

    `prompt` is the question its notes answered, "" where they answered none; `is_here` that the question is about people
    already here. `others` are entries that notes of a group became before, each on its own. `goes` says that it is
    ticked to begin with, `by_rule` that this is since none of the others is.
    """

    code: str
    row: Group | Contribution
    text: str
    quadrant: str
    words: tuple[str, ...]
    votes: int
    section: str
    prompt: str
    is_here: bool
    entry: Entry | None = None
    others: tuple[Entry, ...] = ()
    goes: bool = False
    by_rule: bool = False

    @property
    def is_long(self) -> bool:
        """Whether it has to be shortened to become an entry; the original stays whole beside it."""
        return len(self.text) > ENTRY_LENGTH

    @property
    def is_sent(self) -> bool:
        """Whether it is an entry now."""
        return self.entry is not None and self.entry.deleted_at is None

    @property
    def place(self) -> int:
        """The place of the workshop when it last changed."""
        return self.row.place


def key_of(workshop: Workshop, code: str) -> str:
    """The key of the entry that a group or note becomes, always the same: a name-based UUID under the workshop's own."""
    return str(uuid5(workshop.pk, f"entry of {code}"))


def parcels(workshop: Workshop, content: TemplateContent) -> tuple[Parcel, ...]:
    """All of them by quadrant, those with most votes first, then those with most notes; in five queries."""
    votes = {one.group: one.marks for one in results(workshop)}
    steps = {step.pk: step for step in workshop.steps.all()}
    shown = workshop.contributions.filter(state=State.SHOWN)
    inside = defaultdict[int | None, list[Slip]](list)
    for note in slips(shown):
        inside[note.group].append(note)
    groups = workshop.groups.filter(dissolved_at=None, merged_into=None).select_related("entry")
    alone, others = _on_their_own(shown)
    made = [
        _parcel(
            f"g{one.pk}",
            one,
            _whole(one.title, inside[one.pk]),
            inside[one.pk],
            votes.get(one.pk, 0),
            one.entry,
            steps,
            content,
            others[one.pk],
        )
        for one in groups
        if inside[one.pk] or one.entry
    ]
    own = {note.id: note for note in inside[None]}
    made += [
        _parcel(f"n{one.pk}", one, one.text, [own[one.pk]], 0, one.sent_to, steps, content)
        for one in alone
        if one.pk in own
    ]
    return _ticked(sorted(made, key=_order))


def _on_their_own(shown: Any) -> tuple[list[Contribution], dict[int, list[Entry]]]:
    """Notes in no group, and by group the entries that stand which its notes became before they were in it."""
    wanted = Q(group=None) | Q(sent_to__isnull=False, sent_to__deleted_at=None)
    alone, others = [], defaultdict[int, list[Entry]](list)
    for one in shown.filter(wanted).select_related("sent_to").defer("participant"):
        if one.group_id is None:
            alone.append(one)
        else:
            others[one.group_id].append(one.sent_to)
    return alone, others


def _whole(title: str, notes: Iterable[Slip]) -> str:
    """The name of a group; where it was cut from a long note, all of that note, so that somebody shortens it on purpose."""
    begun = title.removesuffix("…")
    return next((note.text for note in notes if begun != title and note.text.startswith(begun)), title)


def _order(parcel: Parcel) -> tuple[int, int, int, int]:
    quadrant = QUADRANTS.index(parcel.quadrant) if parcel.quadrant else len(QUADRANTS)
    return quadrant, -parcel.votes, -len(parcel.words), parcel.row.pk


def _parcel(
    code: str,
    row: Any,
    text: str,
    notes: Iterable[Slip],
    votes: int,
    entry: Entry | None,
    steps: Mapping[int, Step],
    content: TemplateContent,
    others: Iterable[Entry] = (),
) -> Parcel:
    known = list(notes)
    section, prompt = _place(
        row.quadrant, [steps[note.step] for note in known if note.step is not None and note.step in steps], content
    )
    return Parcel(
        code=code,
        row=row,
        text=" ".join(text.split()),
        quadrant=row.quadrant,
        words=tuple(note.text for note in known),
        votes=votes,
        section=section,
        prompt=prompt,
        is_here=bool(prompt and content.prompts[prompt].inclusion),
        entry=entry,
        others=tuple(dict.fromkeys(one for one in others if one != entry)),
    )


def _place(quadrant: str, steps: Iterable[Step], content: TemplateContent) -> tuple[str, str]:
    """The question most of the notes answered, with its section; else the section of their step, if that asked for this
    quadrant alone; else the section that usually brings such points.
    """
    known = list(steps)
    asked = Counter(step.prompt for step in known if step.prompt in content.prompts)
    if asked:
        prompt = asked.most_common(1)[0][0]
        return content.prompts[prompt].section, prompt
    at = Counter(s.section for s in known if s.section in content.section_by_code and s.quadrants in ([], [quadrant]))
    if at:
        return at.most_common(1)[0][0], ""
    return (usual_section(content, quadrant) if quadrant else content.sections[0].code), ""


def _ticked(ordered: list[Parcel]) -> tuple[Parcel, ...]:
    """The first five of each quadrant, and one about people already here where none of these is."""
    first: list[Parcel] = []
    for quadrant in QUADRANTS:
        first += [one for one in ordered if one.quadrant == quadrant][:LENGTH]
    is_told = any(_about_people(one) for one in first)
    carried = None if is_told else next((one for one in ordered if _about_people(one)), None)
    return tuple(
        replace(one, goes=not one.is_sent and (one in first or one is carried), by_rule=one is carried)
        for one in ordered
    )


def _about_people(parcel: Parcel) -> bool:
    return bool(parcel.entry.inclusion if parcel.is_sent and parcel.entry else parcel.is_here)
