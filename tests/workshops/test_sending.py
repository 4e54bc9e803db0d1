"""Sending: one entry a group or note, once, with its origin and without weight; and the way back."""

import json

import pytest

from clusters.errors import Refusal, Stale
from clusters.ids import uuid7
from swot.document.gather import gather
from swot.document.write import to_json
from swot.models import Entry, Workbook
from tests import factories
from workshops.models import Contribution, Group, Operation, Step, Workshop
from workshops.operations import operate
from workshops.parcels import key_of, parcels
from workshops.verbs import VERBS
from workshops.writing import cast as vote

LONG = "College night classes could use our press " * 6


@pytest.fixture
def stage(cast):
    book = factories.workbook(cast.cluster, by=cast.ana)
    return factories.workshop(book, by=cast.ana)


@pytest.fixture
def pia(stage):
    return factories.guest(stage, who="trade")


@pytest.fixture
def press(stage, cast):
    def pressed(verb, key=None, **params):
        at = now(stage)
        given = {"base": at.revision, "seen": at.place, "notes": [], "groups": [], "to": None, "title": "", **params}
        return operate(at, VERBS, verb, key=key or uuid7(), by=cast.ana, **given)

    return pressed


@pytest.fixture
def group(stage, pia, press):
    notes = [factories.contribution(stage, by=pia, text=text) for text in ("We share a press", "A press for all")]
    return Group.objects.get(pk=press("group", notes=[n.pk for n in notes], title="A shared press").result["group"])


def now(stage):
    return Workshop.objects.with_it().get(pk=stage.pk)


def offered(stage):
    return {one.code: one for one in parcels(now(stage), stage.workbook.content())}


def test_a_group_becomes_one_entry_with_its_origin_and_no_weight(stage, press, group):
    done = press("send", items={f"g{group.pk}": {}})
    entry = Entry.objects.get()
    assert done.result == {"refs": ["S1"], "new": 1}
    assert (entry.text, entry.quadrant, entry.impact, entry.certainty) == ("A shared press", "strength", None, None)
    assert (entry.evidence_grade, entry.evidence_text, entry.inclusion) == (0, "", False)
    assert entry.origin == {
        "name": stage.title,
        "date": "2030-06-01",
        "notes": 2,
        "votes": 0,
        "words": ["We share a press", "A press for all"],
    }
    assert entry.key == key_of(stage, f"g{group.pk}")
    group.refresh_from_db()
    assert group.entry == entry


def test_nothing_of_who_wrote_it_goes_along(stage, pia, press, group):
    press("send", items={f"g{group.pk}": {}})
    fresh = Workbook.objects.with_pages().get(pk=stage.workbook.pk)
    written = to_json(gather(fresh), fresh.content())
    assert json.loads(written)["entries"][0]["from"]["words"]
    for word in (pia.key, pia.key.hex, pia.who, "participant"):
        assert f'"{word}"' not in written


def test_sent_twice_it_is_there_once_and_stays_as_it_was_changed(stage, cast, press, group):
    code, key = f"g{group.pk}", uuid7()
    press("send", key=key, items={code: {}})
    press("send", key=key, items={code: {}})
    entry = Entry.objects.get()
    entry.edit(by=cast.ana, seen=entry.revision, text="A press that nine firms share")
    press("rename", group=group.pk, title="Presses")
    assert press("send", items={code: {}}).result == {"refs": ["S1"], "new": 0}
    assert Entry.objects.get().text == "A press that nine firms share"


def test_the_key_finds_the_entry_even_where_the_room_forgot_it(stage, press, group):
    press("send", items={f"g{group.pk}": {}})
    Group.objects.update(entry=None)
    press("send", items={f"g{group.pk}": {}})
    assert Entry.objects.count() == 1
    assert Group.objects.get().entry == Entry.objects.get()


def test_a_note_on_its_own_goes_and_stays_the_same_entry_when_voting_makes_it_a_group(stage, pia, press):
    notes = [factories.contribution(stage, by=pia, text=text) for text in ("A press", "A yard")]
    press("send", items={f"n{notes[0].pk}": {}})
    assert Contribution.objects.get(pk=notes[0].pk).sent_to == Entry.objects.get()
    press("go", step=stage.steps.get(kind="vote").pk)
    press("open-vote", budget=None)
    press("close-vote")
    codes = {f"g{group.pk}": {} for group in Group.objects.all()}
    assert press("send", items=codes).result == {"refs": ["S1", "S2"], "new": 1}
    assert Entry.objects.count() == 2


def test_a_note_sent_alone_and_grouped_later_makes_no_second_entry_unless_that_is_chosen(stage, pia, press):
    notes = [factories.contribution(stage, by=pia, text=text) for text in ("A press", "A press for all", "A yard")]
    press("send", items={f"n{notes[0].pk}": {}, f"n{notes[2].pk}": {}})
    alone = Entry.objects.get(text="A press")
    made = press("group", notes=[one.pk for one in notes[:2]], title="A shared press").result["group"]
    assert offered(stage)[f"g{made}"].others == (alone,)
    yard = Entry.objects.get(text="A yard")
    with pytest.raises(Stale):
        press("send", items={f"g{made}": {"under": yard.pk}})
    assert press("send", items={f"g{made}": {}}).result == {"refs": [alone.ref], "new": 0}
    assert (Group.objects.get(pk=made).entry, Entry.objects.count()) == (alone, 2)
    assert Entry.objects.get(pk=alone.pk).text == "A press"
    assert offered(stage)[f"g{made}"].others == ()


def test_a_group_of_a_note_sent_alone_may_become_one_more_entry_and_says_what_its_note_is(stage, pia, press):
    notes = [factories.contribution(stage, by=pia, text=text) for text in ("A press", "A press for all")]
    press("send", items={f"n{notes[0].pk}": {}})
    alone = Entry.objects.get()
    made = press("group", notes=[one.pk for one in notes], title="A shared press").result["group"]
    assert press("send", items={f"g{made}": {"under": 0}}).result["new"] == 1
    assert Entry.objects.count() == 2
    assert offered(stage)[f"g{made}"].others == (alone,)
    alone.delete_gently(by=stage.made_by, seen=alone.revision)
    assert offered(stage)[f"g{made}"].others == ()


def test_votes_are_told_in_the_origin(stage, pia, press, group):
    factories.contribution(stage, by=pia, text="A yard")
    step = stage.steps.get(kind="vote")
    press("go", step=step.pk)
    press("open-vote", budget=None)
    vote(now(stage), step.pk, seq=1, by=pia, marks={str(group.pk): 2})
    with pytest.raises(Refusal, match="voted on"):
        press("send", items={f"g{group.pk}": {}})
    press("close-vote")
    press("send", items={f"g{group.pk}": {}})
    assert Entry.objects.get().origin["votes"] == 2


def test_a_note_too_long_is_shortened_by_hand_and_kept_whole_in_the_origin(stage, pia, press):
    note = factories.contribution(stage, by=pia, text=LONG.strip())
    code = f"n{note.pk}"
    assert offered(stage)[code].is_long
    with pytest.raises(Refusal, match="too long"):
        press("send", items={code: {"text": ""}})
    press("send", items={code: {"text": "College night classes could use our press"}})
    entry = Entry.objects.get()
    assert entry.text == "College night classes could use our press"
    assert entry.origin["words"] == [LONG.strip()]


def test_a_long_note_that_voting_made_a_group_is_still_shortened_by_hand(stage, pia, press):
    for text in (LONG.strip(), "A yard"):
        factories.contribution(stage, by=pia, text=text)
    press("go", step=stage.steps.get(kind="vote").pk)
    press("open-vote", budget=None)
    press("close-vote")
    long = next(one for one in offered(stage).values() if one.is_long)
    assert long.text == LONG.strip()
    assert len(long.row.title) <= 200
    with pytest.raises(Refusal, match="too long"):
        press("send", items={long.code: {}})
    press("rename", group=long.row.pk, title="Night classes")
    assert not any(one.is_long for one in offered(stage).values())


def test_one_that_cannot_go_holds_back_all(stage, pia, press, group):
    note = factories.contribution(stage, by=pia, text=LONG.strip())
    for items in (
        {f"g{group.pk}": {}, f"n{note.pk}": {}},
        {f"g{group.pk}": {}, f"n{note.pk}": {"text": "Short", "section": "XXX"}},
    ):
        with pytest.raises(Refusal):
            press("send", items=items)
    with pytest.raises(Stale):
        press("send", items={f"g{group.pk}": {}, "g999": {}})
    assert not Entry.objects.exists()
    with pytest.raises(Refusal, match="Tick"):
        press("send", items={})


def test_what_changed_since_the_page_is_stale(stage, press, group):
    seen = now(stage).place
    press("rename", group=group.pk, title="Something else")
    with pytest.raises(Stale):
        press("send", items={f"g{group.pk}": {}}, seen=seen)
    assert not Entry.objects.exists()


def test_where_it_goes_can_be_chosen(stage, press, group):
    press("send", items={f"g{group.pk}": {"section": "MAR", "here": True}})
    entry = Entry.objects.select_related("section").get()
    assert (entry.section.code, entry.prompt, entry.inclusion) == ("MAR", None, True)


def test_notes_that_answered_a_question_go_to_it_and_keep_that_it_is_about_people_here(stage, pia, press):
    prompt = next(one for one in stage.workbook.content().prompts.values() if one.inclusion and one.window)
    Step.objects.filter(pk=stage.step_id).update(prompt=prompt.id, section=prompt.section)
    note = factories.contribution(stage, by=pia, quadrant="weakness")
    press("send", items={f"n{note.pk}": {}})
    entry = Entry.objects.select_related("section", "prompt").get()
    assert (entry.section.code, entry.prompt.code, entry.inclusion) == (prompt.section, prompt.id, True)


def test_a_note_without_a_quadrant_waits_in_the_tray(stage, pia, press):
    note = factories.contribution(stage, by=pia, quadrant="")
    assert press("send", items={f"n{note.pk}": {}}).result["refs"] == ["N1"]
    assert Entry.objects.get().quadrant == ""


def test_what_nobody_may_see_is_not_offered(stage, pia, press, group):
    for state in ("held", "hidden", "late", "withdrawn"):
        note = factories.contribution(stage, by=pia)
        Contribution.objects.filter(pk=note.pk).update(state=state)
    assert list(offered(stage)) == [f"g{group.pk}"]
    Contribution.objects.filter(text="A press for all").update(state="hidden")
    assert offered(stage)[f"g{group.pk}"].words == ("We share a press",)


def test_five_of_each_quadrant_are_ticked_and_one_about_people_here_by_rule(stage, pia):
    step = stage.steps.filter(kind="collect").last()
    prompt = next(one for one in stage.workbook.content().prompts.values() if one.inclusion and one.window)
    Step.objects.filter(pk=step.pk).update(prompt=prompt.id, section=prompt.section)
    for n in range(7):
        factories.contribution(stage, by=pia, text=f"Strength {n}")
    last = factories.contribution(stage, by=pia, text="Who was here first")
    assert [one.goes for one in offered(stage).values()] == [True] * 5 + [False] * 3
    Contribution.objects.filter(pk=last.pk).update(step=step)
    found = list(offered(stage).values())
    assert [one.goes for one in found] == [True] * 5 + [False] * 2 + [True]
    assert [one.by_rule for one in found] == [False] * 7 + [True]


# ---------- grouped otherwise after it was sent ----------


@pytest.mark.parametrize("away", ["dissolved", "emptied", "moved"])
def test_a_group_that_is_an_entry_stays_until_that_is_taken_back(away, stage, pia, press, group):
    code = f"g{group.pk}"
    press("send", items={code: {}})
    inside = list(group.contributions.values_list("pk", flat=True))
    other = press("group", notes=[factories.contribution(stage, by=pia, text="A yard").pk]).result["group"]
    verb, params = {
        "dissolved": ("ungroup", {"groups": [group.pk]}),
        "emptied": ("ungroup", {"notes": inside}),
        "moved": ("group", {"notes": inside, "to": other}),
    }[away]
    with pytest.raises(Refusal, match="“A shared press” is S1 in the workbook"):
        press(verb, **params)
    assert group.contributions.count() == 2
    assert list(offered(stage)) == [code, f"g{other}"]
    press("ungroup", notes=inside[:1])
    press("group", notes=inside[:1], to=group.pk)
    press("unsend", items={code: Entry.objects.get().revision})
    press(verb, **params)
    assert code not in offered(stage)


def test_a_group_that_stands_under_the_entry_of_its_note_is_dissolved_and_the_note_is_that_entry(stage, pia, press):
    notes = [factories.contribution(stage, by=pia, text=text) for text in ("A press", "A press for all")]
    press("send", items={f"n{notes[0].pk}": {}})
    made = press("group", notes=[one.pk for one in notes], title="A shared press").result["group"]
    press("send", items={f"g{made}": {}})
    press("ungroup", groups=[made])
    found = offered(stage)
    assert [found[f"n{note.pk}"].is_sent for note in notes] == [True, False]


@pytest.mark.parametrize("before", ["never sent", "taken back"])
def test_what_takes_in_a_group_that_is_an_entry_is_that_entry(before, stage, pia, press, group):
    code, note = f"g{group.pk}", factories.contribution(stage, by=pia, text="A yard")
    if before == "taken back":
        press("send", items={code: {}})
        press("unsend", items={code: 1})
    other = press("group", notes=[note.pk]).result["group"]
    press("send", items={f"g{other}": {}})
    was, entry = Group.objects.get(pk=group.pk).entry, Entry.objects.get(text="A yard")
    done = press("merge", groups=[group.pk, other])
    assert [(one.code, one.entry, one.is_sent) for one in offered(stage).values()] == [(code, entry, True)]
    assert press("send", items={code: {}}).result == {"refs": [entry.ref], "new": 0}
    press("unsend", items={code: entry.revision})
    assert not offered(stage)[code].is_sent
    press("undo", of=done.pk)
    assert Group.objects.get(pk=group.pk).entry == was


def test_two_groups_that_are_entries_are_joined_once_one_is_taken_back(stage, pia, press, group):
    other = press("group", notes=[factories.contribution(stage, by=pia, text="A yard").pk]).result["group"]
    press("send", items={f"g{group.pk}": {}, f"g{other}": {}})
    with pytest.raises(Refusal, match="S1 and S2"):
        press("merge", groups=[group.pk, other])
    assert all(one.stands for one in Group.objects.all())
    press("unsend", items={f"g{group.pk}": Entry.objects.get(ref="S1").revision})
    press("merge", groups=[group.pk, other])
    assert [(one.entry.ref, one.is_sent) for one in offered(stage).values()] == [("S2", True)]


# ---------- the way back ----------


def test_taken_back_it_is_deleted_and_sent_again_it_comes_back(stage, press, group):
    code = f"g{group.pk}"
    press("send", items={code: {}})
    press("unsend", items={code: 1})
    entry = Entry.objects.get()
    assert entry.deleted_at is not None
    assert not offered(stage)[code].is_sent
    assert press("send", items={code: {}}).result == {"refs": ["S1"], "new": 1}
    entry.refresh_from_db()
    assert (entry.deleted_at, Entry.objects.count()) == (None, 1)


def test_an_entry_somebody_worked_on_since_is_not_taken_back(stage, cast, press, group):
    press("send", items={f"g{group.pk}": {}})
    entry = Entry.objects.get()
    entry.edit(by=cast.ben, seen=1, impact=4)
    with pytest.raises(Stale):
        press("unsend", items={f"g{group.pk}": 1})
    entry.refresh_from_db()
    assert (entry.deleted_at, entry.impact) == (None, 4)


def test_an_entry_a_strategy_stands_on_is_not_taken_back(stage, cast, press, group):
    press("send", items={f"g{group.pk}": {}})
    threat = factories.entry(stage.workbook, by=cast.ana, quadrant="threat")
    stage.workbook.add_strategy(by=cast.ana, entries=[Entry.objects.get(ref="S1"), threat], text="Hold")
    with pytest.raises(Refusal, match="S1 stands behind strategy X1"):
        press("unsend", items={f"g{group.pk}": 1})


def test_the_generic_undo_does_not_part_an_entry_from_its_group(press, group):
    done = press("send", items={f"g{group.pk}": {}})
    assert not Operation.objects.get(pk=done.pk).can_be_undone
    with pytest.raises(Refusal):
        press("undo", of=done.pk)


def test_into_a_closed_workbook_nothing_is_sent(stage, cast, press, group):
    Workbook.objects.filter(pk=stage.workbook_id).update(closed_at="2030-06-02T10:00Z")
    with pytest.raises(Refusal):
        press("send", items={f"g{group.pk}": {}})
    assert not Entry.objects.exists()
    assert Group.objects.get().entry is None
