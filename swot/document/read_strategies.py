"""Reads what follows from the entries: strategies, actions, asks, and who finds out what."""

from collections.abc import Collection, Iterable
from datetime import date

from swot.content import TemplateContent
from swot.document.faults import shown
from swot.document.fields import Fields
from swot.document.values import (
    INSIDE,
    OUTSIDE,
    QUADRANT_LETTERS,
    READERS,
    Action,
    Ask,
    Entry,
    FindOut,
    Strategy,
    ref_order,
)

KINDS_OF_IDEA = ("workspace", "district", "region", "network", "elsewhere")
FAMILIES = ("SO", "ST", "WO", "WT")
COST_BANDS = ("low", "medium", "high")
STRATEGY_TEXTS = (
    "strategy",
    "who_gains",
    "who_could_lose",
    "how_we_will_know",
    "how_it_goes_with_the_grain",
    "who_must_agree",
)
STRATEGY_KEYS = (
    "id",
    "family",
    "internal_entries",
    "external_entries",
    *STRATEGY_TEXTS,
    "kept",
    "from_kind",
    "why_here",
)
ACTION_KEYS = (
    "id",
    "strategy",
    "action",
    "owner",
    "due",
    "first_step_within_30_days",
    "cost_band",
    "measure",
    "inclusion",
    "done",
)
ASK_KEYS = ("audience", "decision_asked", "decided_by", "by_date", "headline")
FIND_OUT_KEYS = ("about", "owner", "due", "done")
AUDIENCES = {audience: reader for reader, audience in READERS.items()}


def read_strategies(root: Fields, entries: Collection[Entry]) -> tuple[Strategy, ...]:
    """The strategies by id; their entries exist and stand on the side they are named on."""
    by_id = {entry.id: entry for entry in entries}
    seen: set[str] = set()
    found = [_strategy(fields, fields.own_ref(seen), by_id) for fields in root.objects("strategies", STRATEGY_KEYS)]
    return tuple(sorted((one for one in found if one.id), key=lambda one: ref_order(one.id)))


def read_actions(root: Fields, strategies: Collection[str]) -> tuple[Action, ...]:
    """The actions by id; `strategies` are the ids they may serve."""
    seen: set[str] = set()
    found = [_action(fields, fields.own_ref(seen), strategies) for fields in root.objects("actions", ACTION_KEYS)]
    return tuple(sorted((one for one in found if one.id), key=lambda one: ref_order(one.id)))


def read_asks(root: Fields) -> tuple[Ask, ...]:
    """The asks, at most one a reader, in the fixed order of readers."""
    found: dict[str, Ask] = {}
    for fields in root.objects("briefings", ASK_KEYS):
        audience = fields.needed_word("audience", AUDIENCES)
        if audience in found:
            fields.fault("audience", f"{shown(audience)} is asked twice")
        found[audience] = Ask(
            reader=AUDIENCES.get(audience, ""),
            decision_asked=fields.text("decision_asked"),
            decided_by=fields.text("decided_by"),
            by_date=fields.day("by_date"),
            headline=fields.text("headline"),
        )
    return tuple(found[audience] for audience in READERS.values() if audience in found)


def read_find_out(
    root: Fields, entries: Collection[Entry], content: TemplateContent, as_of: date
) -> tuple[FindOut, ...]:
    """Who finds out what: about entries first, then prompts, then check questions, each in its own order."""
    places = about_order(entries, content)
    found: list[FindOut] = []
    for fields in root.objects("find_out", FIND_OUT_KEYS):
        about = fields.needed_text("about")
        if about and about not in places:
            fields.fault("about", f"{shown(about)} is no entry, prompt or check question of this workbook")
        done = _done(fields, as_of)
        if any(one.about == about for one in found):
            fields.fault("about", f"{about} is planned twice")
        found.append(FindOut(about, owner=fields.text("owner"), due=fields.day("due"), done=done))
    return tuple(sorted(found, key=lambda one: places.get(one.about, 0)))


def about_order(entries: Iterable[Entry], content: TemplateContent) -> dict[str, int]:
    """All that somebody may find out about, each with its place in the fixed order."""
    checks = (f"check {question.number}" for question in content.check.questions)
    order = [*(entry.id for entry in entries), *content.prompts, *checks]
    return {about: place for place, about in enumerate(order)}


def cited_order(ref: str) -> tuple[int, tuple[str, int]]:
    """Sorts the entries a strategy cites: by letter in the order S W O T, then by number."""
    return "SWOTN".index(ref[0]), ref_order(ref)


def _strategy(fields: Fields, ref: str, by_id: dict[str, Entry]) -> Strategy:
    inside = _cited(fields, "internal_entries", INSIDE, by_id)
    outside = _cited(fields, "external_entries", OUTSIDE, by_id)
    return Strategy(
        id=ref,
        internal_entries=inside,
        external_entries=outside,
        family=_family(fields, _side(inside, by_id), _side(outside, by_id)),
        **{key: fields.text(key) for key in STRATEGY_TEXTS},
        kept=fields.flag("kept", otherwise=True),
        from_kind=fields.word("from_kind", KINDS_OF_IDEA),
        why_here=fields.text("why_here"),
    )


def _cited(fields: Fields, key: str, quadrants: tuple[str, str], by_id: dict[str, Entry]) -> tuple[str, ...]:
    found: list[str] = []
    for place, ref in fields.listed(key):
        if not isinstance(ref, str) or ref not in by_id:
            fields.faults.add(place, f"{shown(ref)} is not an entry of this workbook")
        elif by_id[ref].quadrant not in quadrants:
            fields.faults.add(place, f"{ref} is neither {quadrants[0]} nor {quadrants[1]}")
        elif ref in found:
            fields.faults.add(place, f"{ref} is named twice")
        else:
            found.append(ref)
    if len({by_id[ref].quadrant for ref in found}) > 1:
        fields.fault(key, f"must be all of one quadrant, {quadrants[0]} or {quadrants[1]}")
    return tuple(sorted(found, key=cited_order))


def _side(refs: tuple[str, ...], by_id: dict[str, Entry]) -> str | None:
    """The letter of the quadrant of the first of them: one is as good as all."""
    quadrant = by_id[refs[0]].quadrant if refs else None
    return QUADRANT_LETTERS[quadrant] if quadrant else None


def _family(fields: Fields, inside: str | None, outside: str | None) -> str | None:
    """Two letters; what is given must agree with the sides that are named."""
    given = fields.word("family", FAMILIES)
    if given and (inside or given[0]) + (outside or given[1]) != given:
        fields.fault("family", f"{given} is not what its entries make it ({inside or '?'}{outside or '?'})")
    return inside + outside if inside and outside else given


def _action(fields: Fields, ref: str, strategies: Collection[str]) -> Action:
    return Action(
        id=ref,
        strategy=fields.pointer("strategy", strategies, "a strategy of this workbook"),
        action=fields.text("action"),
        owner=fields.text("owner"),
        due=fields.day("due"),
        first_step_within_30_days=fields.text("first_step_within_30_days"),
        cost_band=fields.word("cost_band", COST_BANDS),
        measure=fields.text("measure"),
        inclusion=fields.flag("inclusion"),
        done=fields.day("done"),
    )


def _done(fields: Fields, as_of: date) -> date | None:
    """A date, or true for the document's date."""
    if isinstance(fields.raw.get("done"), bool):
        return as_of if fields.raw["done"] else None
    return fields.day("done")
