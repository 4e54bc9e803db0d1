"""One row as the frozen value that a document has of it."""

from typing import Any

from swot.document import gather_beside as beside
from swot.document import values
from swot.models import Action, Ask, Entry, Strategy


def cluster(row: Any, kind: str) -> values.ClusterRecord:
    """The record of the cluster; what nobody said is left out.

    `kind` is that of the workbook, which a closed one keeps when its cluster becomes of another.
    """
    plain = ("name", "place", "country", "scope_note", "leader_role", "members_summary")
    return values.ClusterRecord(
        **{name: getattr(row, name) for name in plain},
        kind=kind,
        creative_scope=row.creative_scope or None,
        members=beside.counts(row.member_counts),
        people=beside.counts(row.people_counts),
        nested_in=tuple(row.nested_in),
        contains=tuple(row.contains),
        history=tuple(row.history),
    )


def classifier(row: Any) -> values.Classifier | None:
    """The finding, where there was one."""
    if row is None:
        return None
    plain = ("answers", "points", "result", "recommended_kind", "note", "reason")
    optional: dict[str, Any] = {"also": row.also or None, "chosen_kind": row.chosen_kind or None}
    return values.Classifier(**{name: getattr(row, name) for name in plain}, **optional)


def first_questions(row: Any) -> values.FirstQuestions:
    """The three questions before anything else."""
    return values.FirstQuestions(row.here_before, row.not_in_room, row.speaks_for_them)


def entry(row: Entry, lines: dict[int, str]) -> values.Entry:
    """An entry; `lines` are the keys of told lines by primary key."""
    return values.Entry(
        id=row.ref,
        section=row.section.code,
        text=row.text,
        quadrant=row.quadrant or None,
        evidence=row.evidence,
        impact=row.impact,
        certainty=row.certainty,
        horizon=row.horizon or None,
        inclusion=row.inclusion,
        inclusion_who=row.inclusion_who,
        twin_of=row.twin.ref if row.twin else None,
        prompt_id=row.prompt.code if row.prompt else None,
        line=lines.get(row.line_id or 0),
        from_=row.origin,
    )


def check(row: Any) -> values.SelfCheck | None:
    """The self-check; None until it was taken."""
    if row.taken_on is None:
        return None
    return values.SelfCheck(row.name, tuple(row.answers), row.basis, row.taken_on)


def strategy(row: Strategy) -> values.Strategy:
    """A strategy with the live entries behind it, inside and outside, each side in order."""
    cited = sorted(
        (entry for entry in row.cited if entry.quadrant),
        key=lambda entry: (list(values.QUADRANT_LETTERS).index(entry.quadrant), values.ref_order(entry.ref)),
    )
    inside = [entry for entry in cited if entry.quadrant in values.INSIDE]
    outside = [entry for entry in cited if entry.quadrant in values.OUTSIDE]
    letters = [values.QUADRANT_LETTERS[entry.quadrant] for entry in (*inside[:1], *outside[:1])]
    return values.Strategy(
        id=row.ref,
        internal_entries=tuple(entry.ref for entry in inside),
        external_entries=tuple(entry.ref for entry in outside),
        family="".join(letters) if len(letters) == 2 else row.family or None,
        strategy=row.text,
        who_gains=row.who_gains,
        who_could_lose=row.who_could_lose,
        how_we_will_know=row.how_we_will_know,
        how_it_goes_with_the_grain=row.with_the_grain,
        who_must_agree=row.who_must_agree,
        kept=row.kept,
        from_kind=row.from_kind or None,
        why_here=row.why_here,
    )


def action(row: Action, strategies: dict[int, str]) -> values.Action:
    """An action; `strategies` are the refs of live ones by primary key."""
    return values.Action(
        id=row.ref,
        strategy=strategies.get(row.strategy_id or 0),
        action=row.text,
        owner=row.owner,
        due=row.due,
        first_step_within_30_days=row.first_step,
        cost_band=row.cost_band or None,
        measure=row.measure,
        inclusion=row.inclusion,
        done=row.done_on,
    )


def ask(row: Ask) -> values.Ask:
    """What one reader is asked."""
    return values.Ask(row.reader, row.decision, row.decided_by, row.by_date, row.headline)
