"""Random valid documents of any kind, in the order in which they are written."""

from dataclasses import replace
from datetime import date
from typing import Any

from hypothesis import strategies as st

from swot.content import Prompt, TemplateContent
from swot.document import values
from swot.document.read_beside import own_thresholds
from swot.document.read_cluster import KINDS, RESULTS, SCOPES, points_of
from swot.document.read_inclusion import STATUSES, settled_status
from swot.document.read_strategies import COST_BANDS, FAMILIES, KINDS_OF_IDEA, cited_order
from tests.swot.document import strategies_beside as beside
from tests.swot.document.samples import content
from tests.swot.document.texts import DAYS, MAYBE_DAY, maybe, needed, numbers, texts


@st.composite
def documents(draw: st.DrawFn, kinds: tuple[str, ...] = KINDS) -> values.Document:
    """A whole valid document."""
    of = content(draw(st.sampled_from(kinds)))
    as_of = draw(DAYS)
    answers = draw(_answers(of))
    sources = draw(beside.seldom(beside.sources()))
    entries = draw(_entries(of, tuple(line.key for answer in answers for line in answer.lines), sources))
    plans = draw(_plans(entries))
    thresholds = draw(beside.seldom(beside.thresholds(of)))
    places = [*of.section_by_code, *(entry.id for entry in entries), *(plan.id for plan in plans)]
    return values.Document(
        slug=draw(st.from_regex(r"[A-Za-z0-9_-]{1,40}", fullmatch=True)),
        title=draw(needed()),
        about=draw(texts()),
        status=draw(st.sampled_from(["live", "demo", "sample"])),
        as_of=as_of,
        cluster=draw(_clusters(of.kind)),
        template=values.TemplateStamp(of.key, of.version, of.fingerprint),
        classifier=draw(st.none() | _classifiers()),
        first_questions=draw(st.builds(values.FirstQuestions, *[st.none() | needed()] * 3)),
        answers=answers,
        entries=entries,
        check=draw(st.none() | _checks(of, as_of)),
        readings=draw(_readings(own_thresholds(of, thresholds))),
        strategies=plans,
        actions=draw(_actions(plans)),
        asks=draw(_asks()),
        find_out=draw(_find_out(of, entries)),
        review_on=draw(MAYBE_DAY),
        last_time=draw(beside.last_times()),
        sources=sources,
        thresholds=thresholds,
        crossings=draw(beside.seldom(beside.crossings(entries))),
        outcomes=draw(beside.seldom(beside.outcomes(entries))),
        comments=draw(beside.seldom(beside.comments(places))),
    )


def _clusters(kind: str) -> st.SearchStrategy[values.ClusterRecord]:
    lists = st.lists(needed(), max_size=3).map(tuple)
    return st.builds(
        values.ClusterRecord,
        name=needed(),
        kind=st.just(kind),
        place=texts(),
        country=texts(),
        creative_scope=maybe(SCOPES),
        scope_note=texts(),
        leader_role=texts(),
        members_summary=texts(),
        members=beside.counts(),
        people=beside.seldom(beside.counts()),
        anchors=beside.seldom(beside.anchors()),
        infrastructure=beside.seldom(beside.infrastructure()),
        nested_in=lists,
        contains=lists,
        history=lists,
    )


@st.composite
def _classifiers(draw: st.DrawFn) -> values.Classifier:
    answers = draw(st.dictionaries(st.sampled_from("1234567"), st.sampled_from(KINDS)))
    return values.Classifier(
        answers=answers,
        points=points_of(answers),
        result=draw(st.sampled_from(["", *RESULTS])),
        recommended_kind=draw(st.sampled_from(["", *KINDS])),
        also=draw(maybe(KINDS)),
        note=draw(texts()),
        chosen_kind=draw(maybe(KINDS)),
        reason=draw(texts()),
    )


@st.composite
def _answers(draw: st.DrawFn, of: TemplateContent) -> tuple[values.Answer, ...]:
    chosen = draw(st.sets(st.sampled_from(list(of.prompts))))
    return tuple(draw(_answer(prompt)) for prompt in of.prompts.values() if prompt.id in chosen)


@st.composite
def _answer(draw: st.DrawFn, prompt: Prompt) -> values.Answer:
    status = draw(st.sampled_from([values.ANSWERED] * 3 + [values.NOT_KNOWN, values.PASSED_OVER]))
    note = draw(needed() if status == values.PASSED_OVER else texts())
    answer = values.Answer(prompt.id, status, note=note, basis=draw(texts()))
    if status != values.ANSWERED:
        return answer
    if prompt.type == "list":
        lines = draw(st.lists(st.tuples(needed(280), st.booleans()), max_size=4))
        made = (values.Line(f"{prompt.id}/{n}", text, kept) for n, (text, kept) in enumerate(lines))
        return replace(answer, lines=tuple(made))
    return replace(answer, value=draw(_values(prompt)))


def _values(prompt: Prompt) -> st.SearchStrategy[Any]:
    if prompt.type == "number":
        lowest = -1000 if prompt.min is None else prompt.min
        return numbers(lowest, 1000 if prompt.max is None else prompt.max)
    if prompt.type == "choice":
        return st.sampled_from([option for option in prompt.options if option != prompt.not_known_option])
    return {"scale": st.integers(1, 5), "yesno": st.sampled_from(["yes", "no"]), "text": needed()}[prompt.type]


@st.composite
def _entries(
    draw: st.DrawFn, of: TemplateContent, lines: tuple[str, ...], sources: tuple[Any, ...]
) -> tuple[values.Entry, ...]:
    refs = draw(st.sets(st.from_regex(r"[SWOTN][1-9][0-9]?", fullmatch=True), max_size=8))
    entries = {ref: draw(_entry(of, ref, lines, sources)) for ref in sorted(refs, key=values.ref_order)}
    loose = [entry for entry in entries.values() if entry.quadrant]
    while len(loose) > 1:
        one, other = loose.pop(), loose.pop()
        if one.quadrant != other.quadrant:
            entries[one.id] = replace(entries[one.id], twin_of=other.id)
            entries[other.id] = replace(entries[other.id], twin_of=one.id)
    return tuple(entries.values())


@st.composite
def _entry(
    draw: st.DrawFn, of: TemplateContent, ref: str, lines: tuple[str, ...], sources: tuple[Any, ...]
) -> values.Entry:
    quadrant = draw(maybe(values.QUADRANT_LETTERS))
    grade = draw(st.integers(0, 3))
    url = st.just("") | needed().map("https://".__add__)
    parts = [texts(), texts(), st.just(grade), texts(), MAYBE_DAY, url]
    plain = needed() | st.integers(0, 99) | st.lists(needed(), max_size=2)
    origin = st.dictionaries(st.text("abc", max_size=5), plain, min_size=1, max_size=3)
    return values.Entry(
        id=ref,
        section=draw(st.sampled_from(list(of.section_by_code))),
        text=draw(needed(200)),
        quadrant=quadrant,
        evidence=beside.cited(draw(st.builds(values.Evidence, *parts)), draw(maybe(sources))),
        impact=draw(st.none() | st.integers(1, 5)),
        certainty=draw(st.none() | st.integers(1, values.EVIDENCE_CAPS[grade])),
        horizon=None if quadrant in values.INSIDE else draw(maybe(values.HORIZONS)),
        inclusion=draw(st.booleans()),
        inclusion_who=draw(texts()),
        prompt_id=draw(maybe(of.prompts)),
        line=draw(maybe(lines)),
        from_=draw(st.none() | origin),
    )


def _checks(of: TemplateContent, as_of: date) -> st.SearchStrategy[values.SelfCheck]:
    count = len(of.check.questions)
    answers = st.lists(st.sampled_from(["yes", "no", "unsure", None]), min_size=count, max_size=count).map(tuple)
    return st.builds(values.SelfCheck, needed(), answers, texts(), st.just(as_of))


@st.composite
def _readings(draw: st.DrawFn, of: TemplateContent) -> tuple[values.Reading, ...]:
    chosen = draw(st.sets(st.sampled_from(list(of.indicator_by_id))))
    made = []
    for ref in (ref for ref in of.indicator_by_id if ref in chosen):
        value = draw(st.none() | numbers() | needed())
        status = settled_status(of.indicator_by_id[ref], value, draw(st.sampled_from(STATUSES)))
        as_of = draw(MAYBE_DAY if value is None else DAYS)
        figures = tuple((one["field"], draw(numbers())) for one in of.indicator_by_id[ref].also if draw(st.booleans()))
        made.append(values.Reading(ref, value, status, as_of, draw(texts()), draw(texts()), figures))
    return tuple(made)


def _cited(draw: st.DrawFn, entries: tuple[values.Entry, ...], quadrant: str) -> tuple[str, ...]:
    refs = [entry.id for entry in entries if entry.quadrant == quadrant]
    return tuple(sorted(draw(st.sets(st.sampled_from(refs))) if refs else (), key=cited_order))


@st.composite
def _plans(draw: st.DrawFn, entries: tuple[values.Entry, ...]) -> tuple[values.Strategy, ...]:
    refs = sorted(draw(st.sets(st.from_regex(r"[XY][1-9]", fullmatch=True), max_size=3)), key=values.ref_order)
    made = []
    for ref in refs:
        quadrants = draw(st.sampled_from(values.INSIDE)), draw(st.sampled_from(values.OUTSIDE))
        family = "".join(values.QUADRANT_LETTERS[quadrant] for quadrant in quadrants)
        inside, outside = (_cited(draw, entries, quadrant) for quadrant in quadrants)
        said = family if inside and outside else draw(st.sampled_from([None, family]))
        texts_of = [draw(texts()) for _ in range(6)]
        assert family in FAMILIES
        guard = {"from_kind": draw(maybe(KINDS_OF_IDEA)), "why_here": draw(texts())}
        made.append(values.Strategy(ref, inside, outside, said, *texts_of, kept=draw(st.booleans()), **guard))
    return tuple(made)


@st.composite
def _actions(draw: st.DrawFn, plans: tuple[values.Strategy, ...]) -> tuple[values.Action, ...]:
    refs = sorted(draw(st.sets(st.from_regex(r"A[1-9]", fullmatch=True), max_size=3)), key=values.ref_order)
    serves = maybe(plan.id for plan in plans)
    parts = [serves, texts(), texts(), MAYBE_DAY, texts(), maybe(COST_BANDS), texts(), st.booleans(), MAYBE_DAY]
    return tuple(draw(st.builds(values.Action, st.just(ref), *parts)) for ref in refs)


@st.composite
def _asks(draw: st.DrawFn) -> tuple[values.Ask, ...]:
    chosen = draw(st.sets(st.sampled_from(list(values.READERS))))
    parts = [texts(), texts(), MAYBE_DAY, texts()]
    return tuple(draw(st.builds(values.Ask, st.just(reader), *parts)) for reader in values.READERS if reader in chosen)


@st.composite
def _find_out(draw: st.DrawFn, of: TemplateContent, entries: tuple[values.Entry, ...]) -> tuple[values.FindOut, ...]:
    order = [entry.id for entry in entries] + list(of.prompts) + [f"check {q.number}" for q in of.check.questions]
    chosen = draw(st.sets(st.sampled_from(order), max_size=4))
    parts = [texts(), MAYBE_DAY, MAYBE_DAY]
    return tuple(draw(st.builds(values.FindOut, st.just(about), *parts)) for about in order if about in chosen)
