"""Whatever curators draft and publish and leaders choose: no answer is lost, and no issued briefing changes."""

import json
from collections import Counter
from itertools import count

import pytest
from django.db import connection
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from briefings.kept import kept_document
from briefings.make import html
from briefings.models import Briefing
from clusters.errors import Refusal
from clusters.models import Cluster
from swot.content import canonical, from_dict
from swot.document.gather import Rows
from swot.document.read import read
from swot.document.store import store
from swot.document.versions import published_content
from swot.document.write import to_json
from swot.models import Answer, Line, Snapshot, Workbook, WorkbookTemplate
from swot.upgrading import choose, finish, offered, undo, undoable, use_again
from tests import factories

_languages = count(1)
VALUES = {"scale": 2, "yesno": "no", "number": 3, "text": "word", "list": None}


class World:
    """A template of its own, a workbook on it, and what was ever said in it and not said otherwise by a person."""

    def __init__(self, leader):
        self.leader = leader
        number = next(_languages)
        language = f"q{chr(97 + number // 26 % 26)}-{chr(97 + number % 26)}{chr(97 + number // 676)}"
        self.template = WorkbookTemplate.objects.create(kind="district", language=language)
        raw = factories.library("district").as_dict() | {"language": language}
        self.template.draft(from_dict(raw)).publish(what_changed="First")
        cluster = Cluster.found(by=leader, name="Lantern Quarter", kind="district")
        self.pk = Workbook.begin(cluster, self.template.published, by=leader).pk
        self.said: dict[str, str] = {}
        self.words = count(1)
        self.issued: dict = {}

    @property
    def book(self):
        return Workbook.objects.with_pages().get(pk=self.pk)

    # ---------- curators ----------

    def publish(self, edits):
        """A draft of the newest version with some edits, published unless something stands before it."""
        raw = json.loads(canonical(self.template.published.content().as_dict()))
        for at, how in edits:
            prompts = raw["sections"][at % 10]["prompts"]
            if prompts:  # a section may have been emptied before
                EDITS[how](prompts, at)
        draft = self.template.draft(from_dict(raw))
        try:
            draft.publish(what_changed="Better")
        except Refusal:
            draft.delete()
        known_to_the_planner()

    # ---------- leaders ----------

    def answer(self, at, anew):
        book = self.book
        prompts = list(book.content().prompts.values())
        prompt = prompts[at % len(prompts)]
        row = book.answers.standing().filter(prompt__code=prompt.id).first()
        if row and not anew:
            return
        token = f"token {next(self.words)} "
        if prompt.type == "list":
            book.add_line(prompt.id, token, by=self.leader)
        else:
            value = prompt.options[0] if prompt.type == "choice" else VALUES[prompt.type]
            book.answer(prompt.id, by=self.leader, seen=row.revision if row else 0, value=value, note=token,
                        status="answered")  # fmt: skip
            if row:
                self.said.pop(row.note)
        self.said[token] = prompt.id

    def upgrade(self, choice):
        book = self.book
        offer = offered(book)
        if not offer:
            return
        questions = offer.questions(Rows(book).document)
        chosen = {one.code: one.may[choice % len(one.may)] for one in questions}
        choose(book, offer, chosen, by=self.leader, seen=0)
        finish(book, offer, by=self.leader)
        assert self.book.version_id == offer.target.pk

    def undo(self, _):
        last = undoable(self.book)
        try:
            undo(self.book, last.pk if last else 0, by=self.leader)
        except Refusal:
            return

    def use_again(self, at):
        rows = Rows(self.book).aside
        if rows:
            try:
                use_again(self.book, rows[at % len(rows)], by=self.leader)
            except Refusal:
                return

    def issue(self, _):
        book = self.book
        snapshot = Snapshot.take(book, to_json(Rows(book).whole, book.content()), by=self.leader)
        briefing = Briefing.issue(snapshot, edition="full", paper="a4", by=self.leader)
        self.issued[briefing.pk] = printed(briefing)

    # ---------- what holds ----------

    def check(self):
        rows = Answer.objects.filter(workbook=self.pk)
        lines = Line.objects.filter(workbook=self.pk, deleted_at=None)
        kept = {*rows.values_list("note", flat=True), *lines.values_list("text", flat=True)}
        assert set(self.said) <= kept
        book = self.book
        document = Rows(book).whole
        exported = to_json(document, book.content())
        assert [token for token in self.said if token not in exported] == []
        assert to_json(read(exported, contents=published_content), book.content()) == exported
        standing = Counter(row.prompt_id for row in rows if not row.aside)
        assert set(standing) <= set(book.version.pks().prompts.values())
        assert max(standing.values(), default=0) <= 1

    def check_import(self):
        """The export makes the same workbook again, with all that was set aside."""
        book = self.book
        text = to_json(Rows(book).whole, book.content())
        again = store(read(text, contents=published_content), book.version, leader=self.leader)
        again = Workbook.objects.with_pages().get(pk=again.pk)
        assert to_json(Rows(again).whole, again.content()) == text


def known_to_the_planner():
    """Let PostgreSQL count what this one long transaction wrote: it plans for empty tables otherwise, and takes minutes."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(
                "ANALYZE swot_templateversion, swot_section, swot_prompt, swot_answer, swot_line, swot_entry"
            )


def printed(briefing):
    document, content = kept_document(briefing)
    return html(document, content, edition="agency", paper="a4", today=briefing.issued_on, number="Briefing")


def reword(prompts, at):
    prompts[at % len(prompts)]["text"] += " Say it plainly."


def remove(prompts, at):
    able = [one for one in prompts if one["type"] != "scale" and not one["inclusion"] and not one["indicator"]]
    if able:
        prompts.remove(able[at % len(able)])


def add(prompts, at):
    like = prompts[-1]
    stem = like["id"].rpartition("-")[0]
    fields = {"text": "What else?", "type": "text", "options": [], "anchors": [], "inclusion": False, "indicator": None}
    fields |= {"show_if": None, "window": None, "offers": [], "not_known_option": None, "concept": None}
    if f"{stem}-{50 + at}" not in [one["id"] for one in prompts]:
        prompts.append({**like, **fields, "id": f"{stem}-{50 + at}"})


def rescale(prompts, at):
    for one in prompts:
        if one["type"] == "scale":
            one["anchors"] = [f"{anchor} ({at})" for anchor in one["anchors"]]


def retype(prompts, at):
    able = [one for one in prompts if one["type"] in ("list", "yesno", "text") and not one["inclusion"]]
    if able:
        able[at % len(able)]["type"] = ("list", "yesno", "text")[at % 3]


def reorder(prompts, at):
    if not any(one["show_if"] for one in prompts):
        prompts.insert(0, prompts.pop(at % len(prompts)))


EDITS = {one.__name__: one for one in (reword, remove, add, rescale, retype, reorder)}
PLACES = st.integers(0, 400)
EDIT = st.tuples(PLACES, st.sampled_from(sorted(EDITS)))
STEP = st.one_of(
    st.tuples(st.just("publish"), st.lists(EDIT, min_size=1, max_size=4)),
    st.tuples(st.just("answer"), st.tuples(PLACES, st.booleans())),
    st.tuples(st.sampled_from(["upgrade", "undo", "use_again", "issue"]), PLACES),
)


@pytest.mark.slow
@pytest.mark.parametrize("turn", range(3))
@settings(
    max_examples=10,
    deadline=None,
    report_multiple_bugs=False,
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(first=st.lists(PLACES, min_size=10, max_size=20, unique=True), steps=st.lists(STEP, min_size=3, max_size=14))
def test_no_sequence_of_drafts_publishes_and_upgrades_loses_an_answer_or_changes_a_briefing(turn, first, steps, cast):
    world = World(cast.ana)
    for at in first:
        world.answer(at, anew=False)
    for verb, told in steps:
        getattr(world, verb)(*(told if isinstance(told, tuple) else (told,)))
        world.check()
    world.check_import()
    for pk, before in world.issued.items():
        assert printed(Briefing.objects.get(pk=pk)) == before
