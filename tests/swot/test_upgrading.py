"""Going on with a newer version by its verbs: keep, anew, park, undo, once more, use again, and the self-check."""

from datetime import timedelta

import pytest

from clusters.errors import Closed, Refusal, Stale
from clusters.ids import uuid7
from swot.document.gather import Rows
from swot.models import TemplateVersion
from swot.upgrading import cancel, choose, finish, offered, undo, undoable, use_again
from swot.versions import keep
from tests import factories
from tests.swot.upgrades import GONE, LIST, SCALE, answered, go_on, now, publish, second


@pytest.fixture
def book(workbook, cast):
    found = answered(workbook, cast.ana)
    publish(second)
    return found


def standing(book):
    """What stands, by code: the value, or the lines."""
    document = Rows(now(book)).document
    return {one.prompt_id: one.value or tuple(line.text for line in one.lines) for one in document.answers}


def take(book, by, answers):
    row = now(book).self_check
    count = len(now(book).content().check.questions)
    row.take(by=by, seen=row.revision, name="Check", answers=(answers * count)[:count])


def test_kept_answers_go_along_and_remember_their_wording(book, cast):
    before = standing(book)
    go_on(book, cast.ana, "keep")
    assert standing(book) == {code: said for code, said in before.items() if code != GONE}
    row = book.answers.get(prompt__code=SCALE)
    assert row.given_to.section.version_id == book.version_id
    assert row.aside == ""


@pytest.mark.parametrize(("choice", "word"), [("anew", "anew"), ("park", "parked")])
def test_what_is_not_kept_is_set_aside_with_its_lines(choice, word, book, cast):
    go_on(book, cast.ana, choice)
    assert SCALE not in standing(book)
    assert book.answers.get(prompt__code=SCALE).aside == word
    gone = book.answers.get(prompt__code=GONE)
    assert gone.aside == "parked"
    assert [line.text for line in gone.lines_aside.all()] == ["Two timber yards"]


@pytest.mark.parametrize("choice", ["keep", "anew", "park"])
def test_undo_gives_every_answer_back_and_it_can_be_gone_on_with_once_more(choice, book, cast):
    before = standing(book)
    go_on(book, cast.ana, choice)
    undo(now(book), undoable(now(book)).pk, by=cast.ana)
    assert standing(book) == before
    assert not book.answers.exclude(aside="").exists()
    after = go_on(book, cast.ana, choice)
    assert after.version_id == offered_to(book)


def offered_to(book):
    return TemplateVersion.objects.published().filter(template=book.version.template).latest("number").pk


def test_what_was_answered_anew_is_parked_by_undo_and_nothing_is_lost(book, cast):
    after = go_on(book, cast.ana)
    after.answer(SCALE, by=cast.ana, seen=0, value=5)
    undo(now(book), undoable(now(book)).pk, by=cast.ana)
    assert standing(book)[SCALE] == 2
    assert [row.value for row in Rows(now(book)).aside] == [5]


def test_an_answer_parked_is_used_again_unless_there_is_another(book, cast):
    after = go_on(book, cast.ana, "park")
    row = Rows(after).aside
    row = next(one for one in row if one.prompt.code == SCALE)
    after.answer(SCALE, by=cast.ana, seen=0, value=5)
    with pytest.raises(Refusal, match="has an answer already"):
        use_again(now(book), row, by=cast.ana)
    now(book).answers.standing().filter(prompt__code=SCALE).delete()
    use_again(now(book), row, by=cast.ana)
    assert standing(book)[SCALE] == 2


def test_an_answer_to_a_question_that_is_gone_can_only_be_read(book, cast):
    after = go_on(book, cast.ana)
    row = next(one for one in Rows(after).aside if one.prompt.code == GONE)
    with pytest.raises(Refusal, match="only be read"):
        use_again(after, row, by=cast.ana)


def test_deleted_lines_go_along_and_are_brought_back_in_the_newer_version(book, cast):
    line = book.lines.get(prompt__code=LIST)
    line.delete_gently(by=cast.ana, seen=1)
    after = go_on(book, cast.ana)
    line = after.lines.select_related("prompt", "workbook__version").get(pk=line.pk)
    line.bring_back(by=cast.ana, seen=line.revision)
    assert standing(book)[LIST] == ("A ropeworks until 1974",)


def test_entries_keep_where_they_come_from(book, cast):
    line = book.lines.get(prompt__code=LIST)
    entry = factories.entry(book, by=cast.ana, prompt=LIST, line=line)
    after = go_on(book, cast.ana)
    found = next(one for one in Rows(after).entries if one.pk == entry.pk)
    assert (found.prompt.code, found.line_id, found.section.version_id) == (LIST, line.pk, after.version_id)


def test_the_self_check_goes_along_by_its_questions_and_comes_back(book, cast):
    take(book, cast.ana, ["yes", "no", "unsure"])
    before = list(now(book).self_check.answers)
    after = go_on(book, cast.ana)
    assert after.self_check.answers[:2] == [None, None]
    assert after.self_check.answers[2:] == before[2:]
    assert book.checks_aside.get().answers == before
    undo(after, undoable(after).pk, by=cast.ana)
    assert now(book).self_check.answers == before
    assert not book.checks_aside.exists()


def test_a_self_check_that_is_kept_leaves_nothing_aside(book, cast):
    take(book, cast.ana, ["yes"])
    after = go_on(book, cast.ana, "keep")
    assert set(after.self_check.answers) == {"yes"}
    assert not book.checks_aside.exists()


def test_a_version_kept_by_name_is_not_in_the_way_of_going_back(book, cast):
    after = go_on(book, cast.ana, "keep")
    keep(Rows(after), by=cast.ana, key=uuid7(), name="With the new questions", says="")
    assert undoable(now(book))


def test_nothing_is_finished_while_something_is_to_be_chosen(book, cast):
    with pytest.raises(Refusal, match=SCALE):
        finish(book, offered(book), by=cast.ana)
    assert now(book).version_id == book.version_id


def test_the_second_of_two_leaders_is_told_and_the_same_choice_twice_is_none(book, cast):
    offer = offered(book)
    first = choose(book, offer, {SCALE: "park"}, by=cast.ana, seen=0)
    with pytest.raises(Stale):
        choose(book, offer, {SCALE: "keep"}, by=cast.ben, seen=0)
    assert choose(book, offer, {SCALE: "park"}, by=cast.ben, seen=0).pk == first.pk
    with pytest.raises(Stale):
        cancel(book, seen=first.revision + 1)
    cancel(book, seen=first.revision)
    with pytest.raises(Stale):
        choose(book, offer, {SCALE: "keep"}, by=cast.ben, seen=first.revision)
    assert not book.upgrades.open().exists()


def test_whoever_read_the_older_questions_is_told_and_writes_nothing(book, cast):
    reader = now(book)
    go_on(book, cast.ana)
    with pytest.raises(Closed) as told:
        reader.answer("D-INC-3", by=cast.ben, seen=0, value="no")
    assert "renewed a moment ago" in str(told.value.sentence)
    assert "D-INC-3" not in standing(book)


def test_on_a_closed_version_nothing_is_written_and_there_is_no_way_back_to_it(book, cast):
    closes = book.cluster.today - timedelta(days=1)
    TemplateVersion.objects.filter(pk=book.version_id).update(closes_on=closes)
    with pytest.raises(Closed):
        now(book).answer(SCALE, by=cast.ana, seen=1, value=3)
    after = go_on(book, cast.ana)
    with pytest.raises(Refusal, match="closed"):
        undo(after, undoable(after).pk, by=cast.ana)
    assert now(book).version_id == after.version_id
