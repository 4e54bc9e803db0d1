"""Lines are rows of their own: two may add at once, and each is changed, kept, deleted and brought back by itself."""

import pytest
from django.core.exceptions import ValidationError

from swot.models import Answer, Entry, Line
from tests.swot.models.recorded import last, late, nothing_written, recorded

pytestmark = pytest.mark.django_db
LIST, OTHER = "D-PLA-1", "D-PLA-2"


@pytest.fixture
def line(workbook, cast):
    return workbook.add_line(LIST, "A ropeworks until 1981", by=cast.ana, key="one")


def answer_of(workbook, prompt=LIST):
    row = workbook.answers.filter(prompt__code=prompt).first()
    return (row.status, row.note, row.revision) if row else None


def stored(line):
    return Line.objects.get(pk=line.pk)


# ---------- adding ----------


def test_a_line_answers_its_prompt(workbook, cast, line):
    assert (line.text, line.kept, line.revision, line.written_by) == ("A ropeworks until 1981", False, 1, cast.ana)
    assert (str(line), answer_of(workbook)) == (line.text, ("answered", "", 1))
    assert recorded(workbook) == [("Ana", "added", "line one")]
    assert last(workbook).left_as == {"text": line.text}


def test_two_people_add_to_one_list(workbook, cast, line):
    workbook.add_line(LIST, "A market since 1846", by=cast.ben)
    assert [str(row) for row in workbook.lines.all()] == ["A ropeworks until 1981", "A market since 1846"]
    assert answer_of(workbook) == ("answered", "", 2)


def test_one_key_sent_twice_is_one_line(workbook, cast, line):
    with nothing_written(workbook):
        assert workbook.add_line(LIST, "Something else", by=cast.ben, key="one") == line
    assert stored(line).text == "A ropeworks until 1981"


def test_two_lines_without_a_key_are_two(workbook, cast):
    for _each in range(2):
        workbook.add_line(LIST, "A market", by=cast.ana)
    assert workbook.lines.count() == 2


def test_a_line_makes_a_prompt_known_that_was_not_and_keeps_its_note(workbook, cast):
    workbook.answer(LIST, by=cast.ana, seen=0, status=Answer.Status.NOT_KNOWN, note="Ask the archive")
    workbook.add_line(LIST, "A ropeworks", by=cast.ben)
    assert answer_of(workbook) == ("answered", "Ask the archive", 2)


def test_a_line_may_be_long_but_not_longer(workbook, line):
    line.text = "x" * 280
    line.full_clean()
    line.text += "x"
    with pytest.raises(ValidationError):
        line.full_clean()


# ---------- changing ----------


@pytest.mark.parametrize(
    ("verb", "fields", "told"),
    [
        ("edit", {"text": "A sailcloth works"}, "edited"),
        ("keep", {"kept": True}, "kept"),
        ("keep", {"kept": False}, "offered again"),
    ],
)
def test_a_change_is_written_and_recorded_with_who_and_how_it_was_left(workbook, cast, line, verb, fields, told):
    getattr(line, verb)(by=cast.ben, seen=1, **fields)
    after = stored(line)
    assert (line.revision, after.revision) == (2, 2)
    assert {name: getattr(after, name) for name in fields} == fields
    assert recorded(workbook)[1:] == [("Ben", told, "line one")]
    assert last(workbook).left_as == fields


@pytest.mark.parametrize(
    ("verb", "fields"), [("edit", {"text": "Mine"}), ("keep", {}), ("delete_gently", {}), ("bring_back", {})]
)
def test_whoever_comes_late_is_told_what_stands(workbook, cast, line, verb, fields):
    stored(line).edit(by=cast.ana, seen=1, text="A sailcloth works")
    current = late(workbook, getattr(line, verb), by=cast.ben, seen=1, **fields)
    assert (current.text, current.revision, current.deleted_at) == ("A sailcloth works", 2, None)


# ---------- deleting and bringing back ----------


def test_with_its_last_line_an_answer_is_taken_back(workbook, cast, line):
    line.delete_gently(by=cast.ben, seen=1)
    assert stored(line).deleted_at
    assert answer_of(workbook) is None
    assert recorded(workbook)[1:] == [("Ben", "deleted", "line one")]


def test_an_answer_with_another_line_stands(workbook, cast, line):
    workbook.add_line(LIST, "A market", by=cast.ana)
    line.delete_gently(by=cast.ben, seen=1)
    assert answer_of(workbook) == ("answered", "", 2)


@pytest.mark.parametrize("words", [{"note": "Ask the archive"}, {"basis": "Two of us"}])
def test_an_answer_with_words_of_its_own_stands(workbook, cast, line, words):
    workbook.answer(LIST, by=cast.ana, seen=1, **words)
    line.delete_gently(by=cast.ben, seen=1)
    assert answer_of(workbook) == ("answered", words.get("note", ""), 2)


def test_that_it_is_not_known_stands_without_its_lines(workbook, cast, line):
    workbook.answer(LIST, by=cast.ana, seen=1, status=Answer.Status.NOT_KNOWN, value=None)
    line.delete_gently(by=cast.ana, seen=1)
    assert answer_of(workbook) == ("not yet known", "", 2)


def test_the_last_line_of_one_prompt_takes_back_no_other_answer(workbook, cast, line):
    workbook.add_line(OTHER, "Slow broadband", by=cast.ana)
    line.delete_gently(by=cast.ana, seen=1)
    assert answer_of(workbook, OTHER) == ("answered", "", 1)


def test_a_line_brought_back_answers_its_prompt_again(workbook, cast, line):
    line.delete_gently(by=cast.ana, seen=1)
    line.bring_back(by=cast.ben, seen=2)
    assert (stored(line).deleted_at, stored(line).revision) == (None, 3)
    assert answer_of(workbook) == ("answered", "", 1)
    assert workbook.answers.get().changed_by == cast.ben
    assert recorded(workbook)[2:] == [("Ben", "brought back", "line one")]


def test_a_line_brought_back_makes_known_what_was_said_not_to_be(workbook, cast, line):
    line.delete_gently(by=cast.ana, seen=1)
    workbook.answer(LIST, by=cast.ana, seen=0, status=Answer.Status.NOT_KNOWN, note="Nobody left to ask")
    line.bring_back(by=cast.ben, seen=2)
    assert answer_of(workbook) == ("answered", "Nobody left to ask", 2)


# ---------- waiting ----------


def waiting():
    return [line.key for line in Line.objects.waiting()]


def test_a_line_waits_until_it_is_kept_and_again_when_it_is_offered(workbook, cast, line):
    assert waiting() == ["one"]
    line.keep(by=cast.ana, seen=1)
    assert waiting() == []
    line.keep(by=cast.ana, seen=2, kept=False)
    assert waiting() == ["one"]


def test_a_line_waits_until_it_is_an_entry_and_again_when_that_is_deleted(workbook, cast, line):
    made = [workbook.add_entry("Ropes", by=cast.ana, section="PLA", line=line) for _each in range(2)]
    assert waiting() == []
    for left, entry in zip([[], ["one"]], made, strict=True):
        entry.delete_gently(by=cast.ana, seen=1)
        assert waiting() == left


def test_a_deleted_line_does_not_wait(workbook, cast, line):
    line.delete_gently(by=cast.ana, seen=1)
    assert waiting() == []


def test_a_line_that_sets_the_frame_never_waits(workbook, cast):
    frame = next(prompt for prompt in workbook.content().prompts.values() if prompt.sets_the_frame)
    workbook.add_line(frame.id, "The lease ends in 2027", by=cast.ana)
    assert waiting() == []


def test_an_entry_stays_when_its_line_is_purged(workbook, cast, line):
    entry = workbook.add_entry("Ropes", by=cast.ana, section="PLA", line=line)
    line.delete()
    assert Entry.objects.get(pk=entry.pk).line is None
