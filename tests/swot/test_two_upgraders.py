"""Many who write while the questions change under them: nothing is lost, and every answer stands where it is asked."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from clusters.errors import Closed, Refusal, Stale
from swot.document.gather import Rows
from swot.models import Answer, Change, Line, TemplateVersion, Upgrade, Workbook
from swot.upgrading import choose, finish, history, offered, undo
from tests import factories
from tests.swot.upgrades import GONE, LIST, NUMBER, SCALE, answered, now, publish, second

pytestmark = pytest.mark.django_db(transaction=True)
WAIT = 20  # seconds


@pytest.fixture
def book(transactional_db):
    cast = factories.cast()
    return answered(factories.workbook(cast.cluster, by=cast.ana), cast.ana)


def at_once(*works):
    """What each piece of work comes to, each in a thread and with a connection of its own, begun together."""
    ready = Barrier(len(works))

    def alone(work):
        try:
            return work(lambda: ready.wait(WAIT))
        finally:
            connection.close()

    with ThreadPoolExecutor(len(works)) as pool:
        return list(pool.map(alone, works))


def stands_where_it_is_asked(book):
    """Every standing answer and line hangs on a prompt of the workbook's version, one answer a prompt."""
    asked = set(now(book).version.pks().prompts.values())
    answers = Counter(Answer.objects.standing().filter(workbook=book).values_list("prompt", flat=True))
    lines = Line.objects.filter(workbook=book, aside_with=None, deleted_at=None).values_list("prompt", flat=True)
    return set(answers) <= asked and set(lines) <= asked and max(answers.values()) == 1


def chosen(book, choice="keep"):
    """The offer, with one choice for every question."""
    offer = offered(now(book))
    asked = [one for one in offer.questions(Rows(now(book)).document) if len(one.may) > 1]
    told = {one.code: choice if choice in one.may else one.may[0] for one in asked}
    choose(book, offer, told, by=book.begun_by, seen=0)
    return offer


def test_of_leaders_who_finish_at_once_one_does_and_the_others_are_told(book):
    publish(second)
    offer = chosen(book)

    def press(ready):
        mine = now(book)
        ready()
        try:
            finish(mine, offer, by=book.begun_by)
        except Stale:
            return "late"
        return "finished"

    assert sorted(at_once(*[press] * 4)) == ["finished", "late", "late", "late"]
    assert Upgrade.objects.done().filter(workbook=book).count() == 1
    assert Change.objects.filter(workbook=book, verb="upgraded").count() == 1
    assert stands_where_it_is_asked(book)


def test_leaders_who_choose_at_once_share_one_upgrade_and_none_is_overwritten_unseen(book):
    publish(second)

    def pick(choice):
        def work(ready):
            mine, offer = now(book), offered(now(book))
            ready()
            try:
                choose(mine, offer, {SCALE: choice}, by=book.begun_by, seen=0)
            except Stale:
                return "late"
            return choice

        return work

    said = at_once(*(pick(choice) for choice in ("keep", "anew", "park", "keep")))
    upgrade = Upgrade.objects.open().get(workbook=book)
    assert {one for one in said if one != "late"} == {upgrade.said[SCALE]}


@pytest.mark.parametrize("turn", range(3))
def test_whoever_writes_while_a_leader_finishes_is_kept_or_told(book, turn):
    publish(second)
    offer = chosen(book, ("keep", "anew", "park")[turn])

    def press(ready):
        mine = now(book)
        ready()
        finish(mine, offer, by=book.begun_by)
        return "finished"

    def write(number):
        def work(ready):
            mine = now(book)
            ready()
            try:
                mine.add_line(LIST, f"A line of writer {number}", by=book.begun_by)
            except Closed as closed:
                return closed.sentence
            return number

        return work

    _finished, *said = at_once(press, *(write(number) for number in range(6)))
    written = {f"A line of writer {one}" for one in said if isinstance(one, int)}
    assert written <= set(Line.objects.filter(workbook=book).values_list("text", flat=True))
    assert all("renewed a moment ago" in one for one in said if isinstance(one, str))
    assert stands_where_it_is_asked(book)
    document = Rows(now(book)).document
    told = {line.text for answer in document.answers if answer.prompt_id == LIST for line in answer.lines}
    assert written <= told


def test_whoever_writes_while_words_are_published_is_kept_or_told(book):
    template = book.version.template
    draft = template.draft(book.version.content())
    draft.sections.filter(code="PLA").update(title="Where we are")

    def press(ready):
        mine = TemplateVersion.objects.select_related("template").get(pk=draft.pk)
        ready()
        mine.publish(what_changed="A title")
        return "published"

    def write(number):
        def work(ready):
            mine = now(book)
            ready()
            try:
                mine.add_entry(f"Entry {number}", by=book.begun_by, section="PLA", prompt=LIST)
                mine.add_line(LIST, f"Line {number}", by=book.begun_by)
            except Closed:
                return "told"
            return number

        return work

    _published, *said = at_once(press, *(write(number) for number in range(6)))
    after = now(book)
    assert after.version.number == 2
    assert stands_where_it_is_asked(book)
    written = {one for one in said if one != "told"}
    assert {f"Line {one}" for one in written} <= set(after.lines.values_list("text", flat=True))
    sections = set(after.version.pks().sections.values())
    assert set(after.entries.values_list("section", flat=True)) <= sections


def test_of_undo_and_a_new_answer_at_once_neither_is_lost(book):
    publish(second)
    offer = chosen(book, "anew")
    finish(now(book), offer, by=book.begun_by)
    last = history(now(book))[0]

    def back(ready):
        mine = now(book)
        ready()
        undo(mine, last.pk, by=book.begun_by)
        return "undone"

    def write(ready):
        mine = now(book)
        ready()
        try:
            mine.answer(SCALE, by=book.begun_by, seen=0, value=5, note="Counted anew", status="answered")
        except (Closed, Refusal) as told:
            return told.sentence
        return "written"

    _undone, how = at_once(back, write)
    assert now(book).version.number == 1
    assert stands_where_it_is_asked(book)
    notes = set(Answer.objects.filter(workbook=book).values_list("note", flat=True))
    assert "Counted on a Tuesday" in notes
    assert ("Counted anew" in notes) == (how == "written")
    standing = Answer.objects.standing().get(workbook=book, prompt__code=SCALE)
    assert standing.note == "Counted on a Tuesday"
    codes = set(Answer.objects.standing().filter(workbook=book).values_list("prompt__code", flat=True))
    assert codes == {SCALE, LIST, GONE, NUMBER}


def test_a_workbook_that_closes_while_words_are_published_keeps_its_version(book):
    draft = book.version.template.draft(book.version.content())
    draft.sections.filter(code="PLA").update(title="Where we are")
    Workbook.objects.filter(pk=book.pk).update(closed_at="2030-01-01T00:00:00Z")
    draft.publish(what_changed="A title")
    assert now(book).version.number == 1
    assert stands_where_it_is_asked(book)
