"""Grouping: each verb, its way back, what is refused, and two who press at once."""

import pytest

from clusters.errors import Refusal, Stale
from clusters.ids import uuid7
from tests import factories
from workshops.models import Contribution, Group, Operation, Workshop
from workshops.operations import operate
from workshops.verbs import VERBS
from workshops.writing import take_back, write


@pytest.fixture
def stage(cast):
    book = factories.workbook(cast.cluster, by=cast.ana)
    return factories.workshop(book, by=cast.ana)


@pytest.fixture
def pia(stage):
    return factories.guest(stage)


@pytest.fixture
def notes(stage, pia):
    texts = ("We share a press", "We share two presses", "A canteen for all", "Nobody sweeps the yard")
    return [factories.contribution(stage, by=pia, text=text) for text in texts]


@pytest.fixture
def press(stage, cast):
    def pressed(verb, key=None, **params):
        now = Workshop.objects.get(pk=stage.pk)
        given = {"base": now.revision, "seen": now.place, "notes": [], "groups": [], "to": None, "title": "", **params}
        return operate(now, VERBS, verb, key=key or uuid7(), by=cast.ana, **given)

    return pressed


def pks(rows):
    return [one.pk for one in rows]


def together(press, notes, title="Presses"):
    return Group.objects.get(pk=press("group", notes=pks(notes), title=title).result["group"])


def stands(stage):
    """All that grouping changes, as it stands; not the places, which only grow."""
    notes = {one.text: (one.group_id, one.quadrant, one.state) for one in stage.contributions.all()}
    groups = {
        one.pk: (one.title, one.quadrant, one.merged_into_id) for one in stage.groups.all() if one.dissolved_at is None
    }
    return notes, groups


def inside(group):
    return sorted(group.contributions.values_list("text", flat=True))


# ---------- the verbs ----------


def test_notes_become_a_group_with_a_number_and_the_quadrant_of_the_first(press, notes):
    one, two = together(press, notes[:2]), together(press, notes[2:3], title="")
    assert (one.number, one.title, one.quadrant, one.stands) == (1, "Presses", "strength", True)
    assert inside(one) == ["We share a press", "We share two presses"]
    assert (two.number, two.title) == (2, "A canteen for all")


def test_a_group_named_after_a_long_note_has_a_name_that_fits(press, stage, pia):
    note = factories.contribution(stage, by=pia, text="x" * 280)
    assert together(press, [note], title="").title == "x" * 199 + "…"
    assert Contribution.objects.get(pk=note.pk).text == "x" * 280


def test_a_note_goes_into_a_group_there_is_and_empties_the_one_it_leaves(press, notes):
    one, two = together(press, notes[:2]), together(press, notes[2:3])
    press("group", notes=pks(notes[2:3]), to=one.pk)
    assert len(inside(one)) == 3
    two.refresh_from_db()
    assert not two.stands
    assert two.dissolved_at is not None


def test_notes_are_taken_out_and_the_group_stands_while_one_is_left(press, notes):
    one = together(press, notes[:2])
    press("ungroup", notes=pks(notes[:1]))
    one.refresh_from_db()
    assert (inside(one), one.stands) == (["We share two presses"], True)
    press("ungroup", notes=pks(notes[1:2]))
    one.refresh_from_db()
    assert (inside(one), one.stands) == ([], False)


def test_a_whole_group_is_dissolved_and_its_words_stay(press, stage, notes):
    one = together(press, notes[:2])
    press("ungroup", groups=[one.pk])
    one.refresh_from_db()
    assert not one.stands
    assert stage.contributions.filter(group=None, state="shown").count() == 4


def test_a_group_whose_notes_were_all_taken_back_is_dissolved_and_that_is_undone(press, stage, pia, notes):
    one, two = together(press, notes[:2]), together(press, notes[2:3])
    for note in notes[:2]:
        take_back(stage, note.key, seq=2, by=pia)
    done = press("ungroup", groups=[one.pk, two.pk])
    assert done.result == {"notes": 0, "groups": 2}
    assert not any(group.stands for group in Group.objects.all())
    press("undo", of=done.pk)
    assert (inside(one), inside(two)) == ([], ["A canteen for all"])
    assert all(group.stands for group in Group.objects.all())


def test_the_first_by_number_takes_the_others_in(press, notes):
    one, two, three = (together(press, [note]) for note in notes[:3])
    press("merge", groups=[three.pk, two.pk, one.pk])
    assert len(inside(one)) == 3
    for other in (two, three):
        other.refresh_from_db()
        assert (other.merged_into, other.stands) == (one, False)


def test_some_notes_of_a_group_are_split_off(press, notes):
    one = together(press, notes[:3])
    two = Group.objects.get(pk=press("split", notes=pks(notes[2:3]), title="Eating").result["group"])
    assert (inside(one), inside(two)) == (["We share a press", "We share two presses"], ["A canteen for all"])
    assert (two.title, two.quadrant, two.number) == ("Eating", "strength", 2)


def test_a_group_is_renamed_and_moved_to_another_quadrant(press, notes):
    one = together(press, notes[:2])
    press("rename", group=one.pk, title="Machines")
    press("place", groups=[one.pk], notes=pks(notes[3:]), quadrant="weakness")
    one.refresh_from_db()
    assert (one.title, one.quadrant) == ("Machines", "weakness")
    assert Contribution.objects.get(pk=notes[3].pk).quadrant == "weakness"
    assert Contribution.objects.get(pk=notes[0].pk).quadrant == "strength"


# ---------- the way back ----------

PRESSES = {
    "a new group": lambda one, two, notes: ("group", {"notes": pks(notes[2:3]), "title": "Three"}),
    "a new group of notes in one": lambda one, two, notes: ("group", {"notes": pks(notes[:1])}),
    "into another, which empties": lambda one, two, notes: ("group", {"notes": pks(notes[3:]), "to": one.pk}),
    "out of it": lambda one, two, notes: ("ungroup", {"notes": pks(notes[:1])}),
    "dissolved": lambda one, two, notes: ("ungroup", {"groups": [one.pk, two.pk]}),
    "dissolved with a note of another": lambda one, two, notes: (
        "ungroup",
        {"groups": [one.pk], "notes": pks(notes[:1] + notes[3:])},
    ),
    "joined": lambda one, two, notes: ("merge", {"groups": [one.pk, two.pk]}),
    "split": lambda one, two, notes: ("split", {"notes": pks(notes[:1])}),
    "renamed": lambda one, two, notes: ("rename", {"group": one.pk, "title": "Another"}),
    "moved": lambda one, two, notes: ("place", {"groups": [one.pk], "notes": pks(notes[2:]), "quadrant": "threat"}),
}


@pytest.mark.parametrize("of", PRESSES)
def test_each_can_be_undone_and_leaves_everything_as_it_was(of, stage, press, notes):
    one, two = together(press, notes[:2]), together(press, notes[3:], title="Yard")
    before = stands(stage)
    verb, params = PRESSES[of](one, two, notes)
    done = press(verb, **params)
    assert stands(stage) != before
    press("undo", of=done.pk)
    assert stands(stage) == before
    with pytest.raises(Refusal):
        press("undo", of=done.pk)


def test_several_are_undone_one_after_the_other(stage, press, notes):
    places = [stands(stage)]
    done = []
    for verb, params in (
        ("group", {"notes": pks(notes[:2]), "title": "Presses"}),
        ("group", {"notes": pks(notes[2:3]), "title": "Eating"}),
        ("merge", {"groups": None}),
        ("split", {"notes": pks(notes[:1]), "title": "One"}),
        ("rename", {"title": "Other"}),
        ("ungroup", {"notes": pks(notes[:1])}),
    ):
        standing = pks(stage.groups.filter(dissolved_at=None, merged_into=None))
        more = {"groups": standing} if verb == "merge" else {"group": standing[0]} if verb == "rename" else {}
        done.append(press(verb, **{**params, **more}))
        places.append(stands(stage))
    for one, was in zip(reversed(done), reversed(places[:-1]), strict=True):
        press("undo", of=one.pk)
        assert stands(stage) == was


def test_what_moved_on_since_is_not_undone(stage, press, notes):
    done = press("group", notes=pks(notes[:2]), title="Presses")
    press("group", notes=pks(notes[2:3]), to=done.result["group"])
    before = stands(stage)
    with pytest.raises(Stale):
        press("undo", of=done.pk)
    assert stands(stage) == before


def test_a_note_rewritten_since_is_not_undone_and_keeps_its_words(stage, press, notes, pia):
    done = press("group", notes=pks(notes[:2]), title="Presses")
    words = {"text": "We share a printing press", "quadrant": "strength", "tested": ""}
    write(stage, notes[0].key, seq=2, by=pia, step=stage.step_id, **words)
    with pytest.raises(Stale):
        press("undo", of=done.pk)
    assert Contribution.objects.get(pk=notes[0].pk).text == "We share a printing press"


# ---------- what is refused ----------


def test_a_note_that_somebody_moved_since_the_page_is_stale_and_others_are_not(stage, press, notes):
    seen = Workshop.objects.get(pk=stage.pk).place
    one = together(press, notes[:1])
    with pytest.raises(Stale):
        press("group", notes=pks(notes[:2]), title="Mine", seen=seen)
    assert inside(one) == ["We share a press"]
    press("group", notes=pks(notes[1:3]), title="Mine", seen=seen)


def test_a_note_taken_back_is_stale(stage, press, notes, pia):
    seen = Workshop.objects.get(pk=stage.pk).place
    take_back(stage, notes[0].key, seq=2, by=pia)
    for place in (seen, seen + 1):
        with pytest.raises(Stale):
            press("group", notes=pks(notes[:2]), seen=place)
    assert not Group.objects.exists()


@pytest.mark.parametrize("verb", ["rename", "merge", "ungroup", "place"])
def test_a_group_changed_since_the_page_is_stale(verb, stage, press, notes):
    one, two = together(press, notes[:1]), together(press, notes[1:2])
    seen = Workshop.objects.get(pk=stage.pk).place
    press("rename", group=one.pk, title="Theirs")
    before = stands(stage)
    with pytest.raises(Stale):
        press(verb, group=one.pk, groups=[one.pk, two.pk], title="Mine", quadrant="threat", seen=seen)
    assert stands(stage) == before


def test_a_group_that_is_no_more_takes_nothing_in(stage, press, notes):
    one, two = together(press, notes[:1]), together(press, notes[1:2])
    press("merge", groups=[one.pk, two.pk])
    with pytest.raises(Stale):
        press("group", notes=pks(notes[2:3]), to=two.pk)


def test_notes_and_groups_of_another_workshop_are_not_there(stage, cast, press, notes):
    other = factories.workshop(stage.workbook, by=cast.ana)
    theirs = factories.contribution(other, by=factories.guest(other))
    with pytest.raises(Stale):
        press("group", notes=[theirs.pk])
    group = other.groups.create(number=1, title="Theirs", place=1)
    for verb, more in (("rename", {"group": group.pk}), ("ungroup", {"groups": [group.pk]})):
        with pytest.raises(Stale):
            press(verb, title="Mine", **more)


@pytest.mark.parametrize("verb", ["group", "ungroup", "merge", "split", "place"])
def test_nothing_ticked_is_said(verb, press):
    with pytest.raises(Refusal) as refusal:
        press(verb, quadrant="threat")
    assert "Tick" in refusal.value.sentence


def test_one_group_is_not_joined_and_a_whole_one_not_split(press, notes):
    one = together(press, notes[:2])
    for verb, params in (
        ("merge", {"groups": [one.pk]}),
        ("split", {"notes": pks(notes[:2])}),
        ("split", {"notes": pks(notes[1:3])}),
        ("split", {"notes": pks(notes[3:])}),
    ):
        with pytest.raises(Refusal) as refusal:
            press(verb, **params)
        assert not isinstance(refusal.value, Stale)
    assert Group.objects.count() == 1


def test_sent_twice_it_is_done_once(press, notes):
    key = uuid7()
    first = press("group", key=key, notes=pks(notes[:2]), title="Presses")
    again = press("group", key=key, notes=pks(notes[:2]), title="Presses")
    assert first == again
    assert (Group.objects.count(), Operation.objects.count()) == (1, 1)


def test_groups_stay_as_they_are_while_they_are_voted_on(stage, press, notes):
    one, two = together(press, notes[:1]), together(press, notes[1:2])
    done = Operation.objects.first()
    stage.steps.filter(kind="vote").update(vote_open=True)
    before = stands(stage)
    more = {"groups": [one.pk, two.pk], "notes": pks(notes[:1]), "quadrant": "threat"}
    for verb in ("group", "ungroup", "merge", "split", "place"):
        with pytest.raises(Refusal, match="voted on"):
            press(verb, **more)
    with pytest.raises(Refusal, match="voted on"):
        press("undo", of=done.pk)
    assert stands(stage) == before
