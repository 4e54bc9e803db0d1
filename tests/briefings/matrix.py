"""Every edition × kind × paper × state of a workbook: the documents, and the cells that the suite prints of the product."""

from dataclasses import replace
from functools import partial
from itertools import product

from briefings import make
from briefings.editions import READERS
from briefings.editions import edition as edition_of
from briefings.fit import fitted, stands_alone
from briefings.outward import enclosures
from swot.document.values import QUADRANT_LETTERS, Line
from tests.briefings.build import KINDS, TODAY, case, content, empty
from tests.briefings.conform import faults

CASE_OF = {
    "workspace": "cockpit-workspace",
    "district": "798-district",
    "region": "kelda-valley-region",
    "network": "openweft-network",
}
STATES = ("demo", "empty", "longest", "many")
PAPERS = ("a4", "letter")
ALL = list(product(READERS, KINDS, PAPERS, STATES))
# Each edition with each kind once; every other pair of edition, kind, paper and state occurs as well.
SOME = [
    (key, kind, PAPERS[(k // 2 + e) % 2], STATES[(e + k) % 4])
    for e, key in enumerate(READERS)
    for k, kind in enumerate(KINDS)
]
SENTENCE = "Rents rise and workshops leave for the edge of town, where no bus goes after eight. "
# What takes 10,000 letters ends in the sentence about sixty pages when every field is full; these are printed.
LONGEST, LONGEST_IN_FULL = 1_000, 250
FILES = ("entries.csv", "workbook.json")
NUMBER = "Briefing 3, 22 November 2026"


def state_of(kind, state, edition="agency"):
    """A workbook of a kind in one of the states, as one edition is made of it."""
    if state == "empty":
        return empty(kind)
    found = case(CASE_OF[kind])
    if state == "many":
        return crowded(found)
    return stretched(found, LONGEST_IN_FULL if edition == "full" else LONGEST) if state == "longest" else found


def crowded(document, count=300):
    """A document with so many entries, its own ones again and again."""
    entries = []
    kept = {entry.id for entry in document.entries}  # one that was moved keeps the letter it came with
    for name, letter in QUADRANT_LETTERS.items():
        ours = [entry for entry in document.entries if entry.quadrant == name]
        more = ours or document.entries
        spare = (ref for ref in (f"{letter}{n}" for n in range(1, count)) if ref not in kept)
        missing = count // len(QUADRANT_LETTERS) - len(ours)
        entries += ours + [
            replace(more[n % len(more)], id=next(spare), quadrant=name, twin_of=None, prompt_id=None, line=None)
            for n in range(missing)
        ]
    return replace(document, entries=tuple(entries))


def said(length):
    """A text of so many signs."""
    return (SENTENCE * (length // len(SENTENCE) + 1))[: length - 1] + "x"


def stretched(document, longest):
    """A document in which every text that somebody types is as long as its field takes, free ones so long."""
    free, short = said(longest), said(min(longest, 200))
    everywhere = {"note": free, "basis": free}
    return replace(
        document,
        about=free,
        cluster=_longer(document.cluster, free, name=short, place=short, country=short),
        answers=tuple(_answer(one, everywhere) for one in document.answers),
        entries=tuple(
            replace(
                one,
                text=said(200),
                inclusion_who=said(200) if one.inclusion else "",
                evidence=replace(one.evidence, text=said(min(longest, 2000)), source=said(min(longest, 500))),
            )
            for one in document.entries
        ),
        check=replace(document.check, basis=free) if document.check else None,
        readings=tuple(replace(one, source=free, note=free) for one in document.readings),
        strategies=tuple(_longer(one, free) for one in document.strategies),
        actions=tuple(replace(_longer(one, free), owner=short, strategy=one.strategy) for one in document.actions),
        asks=tuple(replace(one, decision_asked=free, decided_by=short, headline=free) for one in document.asks),
        find_out=tuple(replace(one, owner=short) for one in document.find_out),
    )


FREE = (
    *("scope_note", "leader_role", "members_summary", "strategy", "who_gains", "who_could_lose", "how_we_will_know"),
    *("how_it_goes_with_the_grain", "who_must_agree", "why_here", "action", "first_step_within_30_days", "measure"),
)


def _longer(value, free, **more):
    return replace(value, **{name: free for name in FREE if hasattr(value, name)}, **more)


def _answer(answer, everywhere):
    lines = tuple(Line(line.key, said(280), line.kept) for line in answer.lines)
    return replace(answer, lines=lines, **everywhere)


def printed(edition, kind, paper, state, *, large=False):
    """One issued briefing as it was laid out in the end; on the way page one is measured alone, where links lead nowhere."""
    document, of = state_of(kind, state, edition), content(kind)
    said = {"edition": edition, "paper": paper, "today": TODAY, "number": NUMBER, "large": large}
    files = enclosures(document, of, TODAY, lambda make, name: make())
    at = partial(make.html, document, of, **said)
    return fitted(at, edition_of(edition), make.PAPERS[paper], files, large=large)[1]


def faults_of(rendered, *, large=False):
    """Everything that must not be: in the file, in the log, or on page one, whose rest begins on page two.

    In large print nothing is shortened, so that page one may take more than one page.
    """
    found = [*faults(rendered.pdf, attached=FILES), *(f"remarked: {line}" for line in rendered.warnings)]
    if not large and not stands_alone(rendered):
        found.append("page one does not stand alone")
    return found
