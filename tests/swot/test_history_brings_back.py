"""Whatever a thing was made to be, bringing any of its recorded states back gives exactly that state."""

from datetime import date

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from swot import history_rows
from swot.document.gather import Rows
from swot.document.values import ANSWERED, NOT_KNOWN, PASSED_OVER
from swot.history_page import record_of, steps_of
from swot.models import Strategy, Workbook
from tests import factories
from tests.swot.pages import strategy

WORDS = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=20)
DAYS = st.none() | st.dates(date(2020, 1, 1), date(2040, 1, 1))
STEP = st.none() | st.integers(1, 5)
ENTRY = {
    "text": WORDS,
    "quadrant": st.sampled_from(["strength", "weakness", "opportunity", "threat", ""]),
    "evidence_grade": st.integers(0, 3),
    "evidence_text": WORDS,
    "evidence_date": DAYS,
    "source": st.booleans(),
    "impact": STEP,
    "certainty": STEP,
    "horizon": st.sampled_from(["", "1-3 years"]),
    "inclusion": st.booleans(),
}
STRATEGY = {"text": WORDS, "who_gains": WORDS, "kept": st.booleans(), "entries": st.booleans()}
ACTION = {"text": WORDS, "due": DAYS, "done_on": DAYS, "strategy": st.booleans(), "inclusion": st.booleans()}
ANSWER = {"status": st.sampled_from([ANSWERED, NOT_KNOWN, PASSED_OVER]), "value": STEP, "note": WORDS, "basis": WORDS}
LINE = {"text": WORDS, "kept": st.booleans()}
FIELDS = {"entry": ENTRY, "strategy": STRATEGY, "action": ACTION, "answer": ANSWER, "line": LINE}


class Stage:
    """One workbook with a thing of each kind."""

    def __init__(self, book, by):
        self.by, self.source = by, factories.source(book, by=by)
        self.strategy = strategy(book, by)
        self.pairs = [list(self.strategy.entries.all()), []]
        other = factories.entry(book, by=by, text="Another strength")
        self.pairs[1] = [other, *(one for one in self.pairs[0] if one.quadrant == "threat")]
        self.entry = factories.entry(book, by=by, text="Free to be moved")
        self.action = book.add_action(by=by, text="Ring the owner")
        self.line = book.add_line("D-PLA-1", "A ropeworks", by=by)
        self.answer = book.answer("D-PLA-3", by=by, seen=0, value=3, status=ANSWERED, note="", basis="")
        self.pk = book.pk

    @property
    def rows(self):
        return Rows(Workbook.objects.with_pages().get(pk=self.pk))

    def write(self, kind, said):
        """One change by the kind's own verb."""
        row, fields = getattr(self, kind), dict(said)
        row.refresh_from_db()
        if "source" in fields:
            fields["source"] = self.source if fields["source"] else None
        if "strategy" in fields:
            fields["strategy"] = self.strategy if fields["strategy"] else None
        if "entries" in fields:
            fields["entries"] = self.pairs[fields["entries"]]
        if kind == "answer":
            stands = {name: getattr(row, name) for name in row.RECORDED} | fields
            stands["value"] = stands["value"] if stands["status"] == ANSWERED else None
            self.rows.workbook.answer("D-PLA-3", by=self.by, seen=row.revision, **stands)
        else:
            row.edit(by=self.by, seen=row.revision, **fields)

    def kept(self, kind):
        """The thing as its history sees it, and its record."""
        rows = self.rows
        if kind == "answer":
            kept = history_rows.answer_kept(rows, rows.workbook.content().prompts["D-PLA-3"])
            return kept, record_of(rows.workbook, kept.what)
        row = getattr(self, kind)
        row.refresh_from_db()
        row = Strategy.objects.select_related("workbook").get(pk=row.pk) if kind == "strategy" else row
        if kind == "line":
            kept = history_rows.line_kept(rows, row)
            return kept, record_of(rows.workbook, kept.what)
        changes = record_of(rows.workbook, row.ref)
        return getattr(history_rows, f"{kind}_kept")(rows, row, changes), changes


@pytest.mark.parametrize("kind", sorted(FIELDS))
@settings(max_examples=12, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_recorded_state_comes_back_exactly(kind, workbook, cast, data):
    with transaction.atomic():
        stage = Stage(workbook, cast.ana)
        states = [stage.kept(kind)[0].now]
        for said in data.draw(st.lists(st.fixed_dictionaries({}, optional=FIELDS[kind]), min_size=1, max_size=5)):
            stage.write(kind, said)
            states.append(stage.kept(kind)[0].now)
        kept, changes = stage.kept(kind)
        saved, states = (
            len(states),
            [one for one, before in zip(states, [None, *states], strict=False) if one != before],
        )
        steps = steps_of(kept, changes)[::-1]
        assert [dict(step.after) for step in steps] == states
        at = data.draw(st.integers(0, len(steps) - 1))
        kept.bring_back(steps[at].after, by=cast.ana, seen=kept.revision)
        kept, changes = stage.kept(kind)
        assert kept.now == states[at]
        assert (changes[-1].verb, len(changes)) == ("restored", saved + 1)
        assert [dict(step.after) for step in steps_of(kept, changes)[::-1]] == [*states, states[at]]
        transaction.set_rollback(True)
