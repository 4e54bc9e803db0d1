"""Two people at one workbook, doing anything in any order; afterwards the workbook must be whole."""

from datetime import date
from typing import Any

from django.db import transaction
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from clusters.errors import Refusal
from clusters.models import Cluster
from swot.document import values
from swot.document.gather import Rows
from swot.document.read import read
from swot.document.store import store
from swot.document.versions import published_content, version_of
from swot.document.write import to_json
from swot.models import Action, Crossing, Entry, FindOut, Line, Reading, Strategy, Workbook
from swot.sorting import Twin, give_place, set_aside, take_back
from swot.tray import Tray
from tests import factories
from tests.swot.document.strategies import needed, numbers, texts

QUADRANTS = st.sampled_from(list(values.QUADRANT_LETTERS))
ANYWHERE = st.sampled_from(["", *values.QUADRANT_LETTERS])
DAYS = st.none() | st.dates(date(2020, 1, 1), date(2040, 1, 1))
BY = st.sampled_from(["ana", "ben"])
LATE = st.sampled_from([0, 0, 0, 0, 1])
DATA = st.data()
WEIGHT = st.none() | st.integers(1, 5)


def said(prompt: Any) -> st.SearchStrategy[dict[str, Any]]:
    """What the form of a prompt lets through."""
    kinds = {
        "number": numbers(prompt.min or 0, prompt.max or 900).map(int),
        "choice": st.sampled_from([option for option in prompt.options if option != prompt.not_known_option] or [""]),
        "scale": st.integers(1, 5),
        "yesno": st.sampled_from(["yes", "no"]),
        "text": needed(),
        "list": st.none(),
    }
    words = {"note": texts(9), "basis": texts(9)}
    empty = {"value": st.none(), **words}
    return st.one_of(
        st.fixed_dictionaries({"status": st.just(values.ANSWERED), **words, "value": st.none() | kinds[prompt.type]}),
        st.fixed_dictionaries({"status": st.just(values.NOT_KNOWN), **empty}),
        st.fixed_dictionaries({"status": st.just(values.PASSED_OVER), **empty, "note": needed(9)}),
    )


class TwoWriters(RuleBasedStateMachine):
    """Ana and Ben; each step is one verb on a row as it stands, or as it stood one revision ago."""

    def __init__(self, cast: factories.Cast) -> None:
        super().__init__()
        self.cast, self.refs = cast, {}
        self.undone = transaction.atomic()
        self.undone.__enter__()

    @initialize(kind=st.sampled_from(["district", "network"]))
    def begin(self, kind: str) -> None:
        cluster = Cluster.found(by=self.cast.ana, name="Lantern Quarter", kind=kind)
        self.book = factories.workbook(cluster, by=self.cast.ana)
        prompts = self.book.content().prompts.values()
        self.lists = [prompt for prompt in prompts if prompt.type == "list"][:3]
        by_type = {prompt.type: prompt for prompt in prompts}
        self.asked = [*self.lists, *by_type.values()]
        self.sections = [section.code for section in self.book.content().sections][:3]
        for quadrant in values.QUADRANT_LETTERS:
            factories.entry(self.book, by=self.cast.ana, section=self.sections[0], quadrant=quadrant)

    # ---------- how a step is taken ----------

    def do(self, verb: Any, *args: Any, by: str, late: int = 0, **kwargs: Any) -> Any:
        """One verb; refused, it must have left no record, and late, it must be refused."""
        before = self.book.changes.count()
        try:
            done = verb(*args, by=getattr(self.cast, by), **kwargs)
        except Refusal as refusal:
            told, done = refusal.sentence, None
        else:
            told = ""
        assert bool(told) or not late, f"{verb} came late and was not told"
        assert (self.book.changes.count() > before) is not bool(told)
        return done

    def pick(self, data: Any, model: Any, *, deleted: bool = False) -> Any:
        """A row of the workbook, read as it stands; None where there is none."""
        rows = list(model.objects.filter(workbook=self.book, deleted_at__isnull=not deleted).order_by("pk"))
        return data.draw(st.sampled_from(rows)) if rows else None

    def entries(self, data: Any) -> list[Entry]:
        rows = list(Entry.objects.filter(workbook=self.book).order_by("pk"))
        return data.draw(st.lists(st.sampled_from(rows), min_size=1, max_size=3, unique_by=lambda row: row.pk))

    # ---------- answers and lines ----------

    @rule(data=DATA, by=BY, late=LATE)
    def answer(self, data: Any, by: str, late: int) -> None:
        prompt = data.draw(st.sampled_from(self.asked))
        standing = self.book.answers.filter(prompt__code=prompt.id).first()
        seen = standing.revision if standing else 0
        fields = data.draw(said(prompt))
        self.do(self.book.answer, prompt.id, by=by, late=late and seen, seen=seen - late if seen else 0, **fields)

    @rule(data=DATA, by=BY, text=needed(20))
    def add_line(self, data: Any, by: str, text: str) -> None:
        self.do(self.book.add_line, data.draw(st.sampled_from(self.lists)).id, text, by=by)

    @rule(data=DATA, by=BY, late=LATE, text=needed(20), kept=st.booleans())
    def change_line(self, data: Any, by: str, late: int, text: str, kept: bool) -> None:
        line = self.pick(data, Line)
        if line:
            verb, fields = data.draw(st.sampled_from([(line.edit, {"text": text}), (line.keep, {"kept": kept})]))
            self.do(verb, by=by, late=late, seen=line.revision - late, **fields)

    @rule(data=DATA, by=BY, model=st.sampled_from([Line, Entry, Strategy, Action]), late=LATE)
    def delete(self, data: Any, by: str, model: Any, late: int) -> None:
        row = self.pick(data, model)
        if row:
            self.do(row.delete_gently, by=by, late=late, seen=row.revision - late)

    @rule(data=DATA, by=BY, model=st.sampled_from([Line, Entry, Strategy, Action]), late=LATE)
    def bring_back(self, data: Any, by: str, model: Any, late: int) -> None:
        row = self.pick(data, model, deleted=True)
        if row:
            self.do(row.bring_back, by=by, late=late, seen=row.revision - late)

    # ---------- sorting ----------

    def loose(self, data: Any) -> Any:
        waiting = Tray(Rows(self.whole()), self.book.content()).waiting
        return data.draw(st.sampled_from(waiting)) if waiting else None

    @rule(data=DATA, by=BY, late=LATE, quadrant=QUADRANTS, other=QUADRANTS, grade=st.integers(0, 3))
    def sort(self, data: Any, by: str, late: int, quadrant: str, other: str, grade: int) -> None:
        loose = self.loose(data)
        if loose:
            twin = Twin("The other face of it", other) if other != quadrant else None
            fields = {"quadrant": quadrant, "evidence_grade": grade, "horizon": "", "inclusion": bool(twin)}
            seen, key = loose.row.revision - late, f"sort-{loose.id}-{loose.row.revision}"
            self.do(give_place, loose, loose.text, by=by, late=late, seen=seen, key=key, twin=twin, **fields)

    @rule(data=DATA, by=BY, late=LATE)
    def set_aside(self, data: Any, by: str, late: int) -> None:
        loose = self.loose(data)
        if loose:
            self.do(set_aside, loose, by=by, late=late, seen=loose.row.revision - late)

    @rule(data=DATA, by=BY, late=LATE, with_twin=st.booleans())
    def unsort(self, data: Any, by: str, late: int, with_twin: bool) -> None:
        row = self.pick(data, Entry)
        if row:
            twin = row.twin.ref if row.twin and with_twin else ""
            self.do(take_back, row, by=by, late=late, seen=row.revision - late, twin=twin)

    # ---------- entries ----------

    @rule(data=DATA, by=BY, quadrant=ANYWHERE, text=needed(20), grade=st.integers(0, 3), certainty=WEIGHT)
    def add_entry(self, data: Any, by: str, quadrant: str, text: str, grade: int, certainty: int | None) -> None:
        section = data.draw(st.sampled_from(self.sections))
        weight = {
            "evidence_grade": grade,
            "certainty": certainty,
            "horizon": data.draw(st.sampled_from(("", "1-3 years"))),
        }
        self.do(self.book.add_entry, text, by=by, section=section, quadrant=quadrant, **weight)

    @rule(data=DATA, by=BY, late=LATE, grade=st.integers(0, 3), certainty=WEIGHT, impact=WEIGHT, quadrant=ANYWHERE)
    def edit_entry(self, data: Any, by: str, late: int, quadrant: str, **scores: Any) -> None:
        row = self.pick(data, Entry)
        if row:
            grade = scores.pop("grade")
            fields = {"text": data.draw(needed(20)), "inclusion": data.draw(st.booleans()), "evidence_grade": grade}
            place = {"quadrant": quadrant, "horizon": data.draw(st.sampled_from(("", *values.HORIZONS)))}
            self.do(row.edit, by=by, late=late, seen=row.revision - late, **fields, **place, **scores)

    @rule(data=DATA, by=BY, late=LATE, quadrant=ANYWHERE)
    def move(self, data: Any, by: str, late: int, quadrant: str) -> None:
        row = self.pick(data, Entry)
        if row:
            self.do(row.move, by=by, late=late, seen=row.revision - late, quadrant=quadrant)

    @rule(data=DATA, by=BY)
    def link(self, data: Any, by: str) -> None:
        one, other = self.pick(data, Entry), self.pick(data, Entry)
        if one and other:
            self.do(one.link_twin, other, by=by)

    @rule(data=DATA, by=BY)
    def part(self, data: Any, by: str) -> None:
        row = self.pick(data, Entry)
        if row and row.twin_id:
            self.do(row.part, by=by)

    # ---------- what follows from them ----------

    @rule(data=DATA, by=BY, text=texts(20), kept=st.booleans())
    def add_strategy(self, data: Any, by: str, text: str, kept: bool) -> None:
        self.do(self.book.add_strategy, by=by, entries=self.entries(data), text=text, kept=kept)

    @rule(data=DATA, by=BY, late=LATE, text=texts(20))
    def edit_strategy(self, data: Any, by: str, late: int, text: str) -> None:
        row = self.pick(data, Strategy)
        if row:
            self.do(row.edit, by=by, late=late, seen=row.revision - late, entries=self.entries(data), text=text)

    @rule(data=DATA, by=BY, text=texts(20), inclusion=st.booleans())
    def add_action(self, data: Any, by: str, text: str, inclusion: bool) -> None:
        strategy = self.pick(data, Strategy)
        self.do(self.book.add_action, by=by, text=text, strategy=strategy, inclusion=inclusion, due=data.draw(DAYS))

    @rule(data=DATA, by=BY, late=LATE, owner=texts(9), done_on=DAYS)
    def edit_action(self, data: Any, by: str, late: int, owner: str, done_on: date | None) -> None:
        row = self.pick(data, Action)
        if row:
            self.do(row.edit, by=by, late=late, seen=row.revision - late, owner=owner, done_on=done_on)

    @rule(by=BY, late=LATE, reader=st.sampled_from(list(values.READERS)), decision=texts(9), by_date=DAYS)
    def ask(self, by: str, late: int, reader: str, **fields: Any) -> None:
        standing = self.book.asks.filter(reader=reader).first()
        seen = standing.revision - late if standing else 0
        self.do(self.book.ask, reader, by=by, late=late if standing else 0, seen=seen, **fields)

    # ---------- inclusion ----------

    @rule(data=DATA, by=BY, late=LATE, owner=texts(9), due=DAYS, done_on=DAYS)
    def plan(self, data: Any, by: str, late: int, **fields: Any) -> None:
        refs = list(self.book.entries.filter(deleted_at=None).values_list("ref", flat=True))
        about = data.draw(st.sampled_from([*refs, self.asked[0].id, "check 1", "check 4"]))
        standing = FindOut.objects.filter(workbook=self.book, about=about).first()
        seen = standing.revision - late if standing else 0
        self.do(self.book.plan_to_find_out, about, by=by, late=late if standing else 0, seen=seen, **fields)

    @rule(data=DATA, by=BY, late=LATE, basis=texts(9))
    def take_check(self, data: Any, by: str, late: int, basis: str) -> None:
        check, row = self.book.content().check, self.whole().self_check
        count = len(check.questions)
        answers = data.draw(st.lists(st.sampled_from(["yes", "no", "unsure", None]), min_size=count, max_size=count))
        seen = row.revision - late
        self.do(row.take, by=by, late=late, seen=seen, name=check.title, answers=answers, basis=basis)

    @rule(data=DATA, by=BY, late=LATE, here_before=st.none() | needed(9))
    def first_questions(self, data: Any, by: str, late: int, here_before: str | None) -> None:
        row = self.whole().first_questions
        self.do(row.edit, by=by, late=late, seen=row.revision - late, here_before=here_before)

    @rule(data=DATA, by=BY, value=st.none() | needed(9), source=texts(9))
    def count(self, data: Any, by: str, value: str | None, source: str) -> None:
        indicator = data.draw(st.sampled_from(list(self.book.content().indicator_by_id)[:3]))
        status, number = ("unknown" if value is None else "watch"), Reading.objects.count()
        fields = {"value": value, "status": status, "as_of": self.book.cluster.today, "source": f"{source} {number}"}
        self.do(Reading.add, self.book, indicator, by=by, **fields)

    @rule(data=DATA, by=BY, late=LATE, mark=st.integers(0, 2))
    def cross(self, data: Any, by: str, late: int, mark: int) -> None:
        one, other = self.pick(data, Entry), self.pick(data, Entry)
        if one and other and one != other:
            standing = Crossing.objects.filter(inside=one, outside=other).first()
            seen = standing.revision - late if standing else 0
            self.do(Crossing.put, self.book, one, other, mark, by=by, late=late if standing else 0, seen=seen)

    @rule(data=DATA, by=BY, late=LATE)
    def park_or_keep(self, data: Any, by: str, late: int) -> None:
        row = self.pick(data, Strategy)
        if row:
            verb = data.draw(st.sampled_from([row.park, row.keep]))
            self.do(verb, by=by, late=late, seen=row.revision - late)

    # ---------- what must hold ----------

    @invariant()
    def twins_have_two_sides(self) -> None:
        for row in Entry.objects.filter(workbook__cluster__name="Lantern Quarter", twin__isnull=False):
            assert row.twin.twin_id == row.pk
            assert row.deleted_at is row.twin.deleted_at is None
            assert "" not in {row.quadrant, row.twin.quadrant}
            assert row.quadrant != row.twin.quadrant

    @invariant()
    def a_ref_stays_with_its_row(self) -> None:
        for model in (Entry, Strategy, Action):
            for pk, ref in model.objects.filter(workbook__cluster__name="Lantern Quarter").values_list("pk", "ref"):
                assert self.refs.setdefault((model, ref), pk) == pk

    def whole(self) -> Workbook:
        return Workbook.objects.with_pages().get(pk=self.book.pk)

    def teardown(self) -> None:
        try:
            if hasattr(self, "book"):
                self.the_tray_is_what_waits()
                self.counts_agree_with_rows()
                self.its_export_comes_back_as_the_same_bytes()
        finally:
            transaction.set_rollback(True)
            self.undone.__exit__(None, None, None)

    def the_tray_is_what_waits(self) -> None:
        tray = Tray(Rows(self.whole()), self.book.content())
        assert {loose.row.pk for loose in tray.waiting if loose.is_line} == {
            line.pk for line in Line.objects.filter(workbook=self.book).waiting()
        }

    def counts_agree_with_rows(self) -> None:
        document = Rows(self.whole()).document
        live = Entry.objects.filter(workbook=self.book, deleted_at=None)
        assert {q: sum(entry.quadrant == q for entry in document.entries) for q in values.QUADRANT_LETTERS} == {
            quadrant: live.filter(quadrant=quadrant).count() for quadrant in values.QUADRANT_LETTERS
        }
        for rows, model in ((document.strategies, Strategy), (document.actions, Action), (document.entries, Entry)):
            assert len(rows) == model.objects.filter(workbook=self.book, deleted_at=None).count()

    def its_export_comes_back_as_the_same_bytes(self) -> None:
        first = to_json(Rows(self.whole()).whole, self.book.content())
        document = read(first, contents=published_content)
        again = store(document, version_of(document.template), leader=self.cast.ben)
        whole = Workbook.objects.with_pages().get(pk=again.pk)
        assert to_json(Rows(whole).whole, whole.content()) == first
