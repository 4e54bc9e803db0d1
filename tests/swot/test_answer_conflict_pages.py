"""Two people answer one prompt at once: both texts are shown, and whatever is chosen nothing is lost."""

import pytest
from django.urls import reverse

SCRIPT = {"HTTP_HX_REQUEST": "true", "HTTP_X_AUTOSAVE": "1"}


@pytest.fixture
def clash(cast, workbook, ana):
    """Ben has answered 4, and Ana who saw nothing sends 2."""
    workbook.answer("D-PLA-3", by=cast.ben, seen=0, status="answered", value=4, note="Ben was there")
    return workbook


def send(client, book, script=False, **data):
    extra = SCRIPT if script else {}
    return client.post(reverse("swot:answer", args=[book.pk, "D-PLA-3"]), data, **extra)


MINE = {"value": "2", "note": "Ana walked it"}


def test_the_second_writer_sees_both_texts_and_who_wrote_theirs(clash, ana):
    response = send(ana, clash, revision=0, **MINE)
    assert response.status_code == 409
    for words in ("Ben changed this while you were writing", "Ben was there", "Ana walked it", "Keep both"):
        assert words in response.text or "<mark>" in response.text
    part = next(part for part in response.context["parts"] if part.prompt.id == "D-PLA-3")
    assert part.form["note"].value() == "Ana walked it"
    assert part.bound.conflict.differences[0].theirs.endswith("Ben was there")
    assert part.bound.conflict.revision == 1
    assert clash.answers.get().value == 4


def test_by_script_both_texts_come_as_a_part_with_their_revision(clash, ana):
    response = send(ana, clash, script=True, revision=0, **MINE)
    assert response.status_code == 409
    assert "<html" not in response.text
    assert 'name="revision" value="1"' in response.text


def test_a_revision_that_is_out_of_date_is_a_conflict_too(cast, clash, ana):
    clash.answer("D-PLA-3", by=cast.ben, seen=1, status="answered", value=5)
    assert send(ana, clash, revision=1, **MINE).status_code == 409
    assert clash.answers.get().value == 5


def test_mine_replaces_theirs_when_chosen(clash, ana):
    assert send(ana, clash, revision=1, use="mine", **MINE).status_code == 302
    row = clash.answers.get()
    assert (row.value, row.note) == (2, "Ana walked it")


def test_both_keeps_my_value_and_their_words_in_the_note(clash, ana):
    send(ana, clash, revision=1, use="both", **MINE)
    row = clash.answers.get()
    assert row.value == 2
    assert row.note.startswith("Ana walked it\nBen: 4: ")
    assert row.note.endswith("Ben was there")


def test_theirs_stays_when_chosen_and_mine_is_in_the_record(clash, ana):
    send(ana, clash, revision=1, use="theirs", **MINE)
    row = clash.answers.get()
    assert (row.value, row.note, row.revision) == (4, "Ben was there", 3)
    assert any(change.left_as.get("note") == "Ana walked it" for change in clash.changes.all())


@pytest.mark.parametrize("use", ["mine", "both", "theirs"])
def test_a_third_change_in_between_is_a_conflict_again(use, cast, clash, ana):
    clash.answer("D-PLA-3", by=cast.ben, seen=1, status="answered", value=5, note="")
    assert send(ana, clash, revision=1, use=use, **MINE).status_code == 409
    assert clash.answers.get().value == 5


@pytest.mark.parametrize("script", [True, False])
def test_the_same_person_saying_the_same_again_is_no_conflict(script, cast, workbook, ana):
    send(ana, workbook, script=True, revision=0, **MINE)
    assert send(ana, workbook, script=script, revision=0, **MINE).status_code == (200 if script else 302)
    assert workbook.answers.get().revision == 1
    ana.force_login(cast.ben)
    assert send(ana, workbook, script=script, revision=0, **MINE).status_code == 409


def test_both_keeps_their_value_where_i_gave_none(clash, ana):
    send(ana, clash, revision=1, use="both", note="Ana only noted it")
    row = clash.answers.get()
    assert (row.value, row.note.splitlines()[0]) == (4, "Ana only noted it")
