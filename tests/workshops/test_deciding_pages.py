"""The pages of groups, votes and of what goes to the workbook, as editors and everybody else get them."""

import pytest
from django.urls import reverse

from clusters.ids import new_key, uuid7
from swot.models import Entry
from tests import factories
from workshops.models import Contribution, Group, HandCount, Participant, Step, Workshop
from workshops.operations import operate
from workshops.verbs import VERBS
from workshops.writing import cast as vote

PAGES = ("groups", "votes", "send")


@pytest.fixture
def stage(cast, workbook):
    return factories.workshop(workbook, by=cast.ana)


@pytest.fixture
def pia(stage):
    return factories.guest(stage, who="live", name="Pia")


@pytest.fixture
def notes(stage, pia):
    return [
        factories.contribution(stage, by=pia, text=text) for text in ("We share a press", "The press we share", "Yard")
    ]


def at(room, page):
    return reverse(f"workshops:{page}", args=[room.pk])


def now(room):
    return Workshop.objects.with_it().get(pk=room.pk)


def press(room, by, verb, **params):
    fresh = now(room)
    told = {"base": fresh.revision, "seen": fresh.place, "notes": [], "groups": [], "to": None, "title": "", **params}
    return operate(fresh, VERBS, verb, key=uuid7(), by=by, **told)


def sends(client, room, page, verb, **sent):
    fresh = now(room)
    told = {"key": new_key(), "base": fresh.revision, "seen": fresh.place, "verb": verb, **sent}
    return client.post(at(room, page), told)


def opened(room, by, **marks):
    """A vote on all there is, open."""
    step = room.steps.get(kind="vote")
    press(room, by, "go", step=step.pk)
    press(room, by, "open-vote", budget=None)
    return room.steps.get(kind="vote")


@pytest.mark.parametrize("where", PAGES)
def test_editors_open_it_and_nobody_else(client, cast, stage, notes, where):
    assert client.get(at(stage, where)).status_code == 302
    for person, status in [(cast.ana, 200), (cast.ben, 200), (cast.caro, 404), (cast.dev, 404), (cast.cleo, 404)]:
        client.force_login(person)
        assert client.get(at(stage, where)).status_code == status
        assert client.post(at(stage, where)).status_code == (422 if status == 200 else 404)


@pytest.mark.parametrize("where", PAGES)
def test_an_empty_room_has_a_page_and_nobody_is_named(ana, cast, stage, pia, where):
    assert ana.get(at(stage, where)).status_code == 200
    factories.contribution(stage, by=pia)
    told = ana.get(at(stage, where)).text
    assert "Pia" not in told
    assert str(Participant.objects.get().key) not in told


@pytest.mark.parametrize(("where", "queries"), [("groups", 14), ("votes", 13), ("results", 16), ("send", 15)])
def test_as_many_queries_for_nine_as_for_one(ana, cast, stage, pia, django_assert_num_queries, where, queries):
    page = at(stage, "votes" if where == "results" else where)
    for many in (1, 8):
        for n in range(many):
            note = factories.contribution(stage, by=pia, text=f"Thing number {many} {n}")
            factories.contribution(stage, by=pia, text=f"Another {many} {n}")
            Contribution.objects.update(state="shown")
            press(stage, cast.ana, "group", notes=[note.pk])
        if where == "results":
            Step.objects.filter(workshop=stage).update(vote_on=[], voted_at=None, vote_open=False)
            opened(stage, cast.ana)
            press(stage, cast.ana, "close-vote")
        if where == "send":
            press(stage, cast.ana, "send", items={f"g{pk}": {} for pk in Group.objects.values_list("pk", flat=True)})
        ana.get(page)
        with django_assert_num_queries(queries):
            ana.get(page)


# ---------- groups ----------


def test_ticked_notes_are_put_together_and_taken_apart_again(ana, stage, notes):
    answer = sends(ana, stage, "groups", "group", notes=[n.pk for n in notes[:2]], title="Presses")
    group = Group.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, f"{at(stage, 'groups')}#g-{group.pk}")
    page = ana.get(at(stage, "groups")).text
    assert "2 notes went into “Presses”." in page
    operation = stage.operations.get()
    sends(ana, stage, "groups", "undo", of=operation.pk)
    assert "Undone: 2 notes went into “Presses”." in ana.get(at(stage, "groups")).text
    assert Contribution.objects.filter(group=None).count() == 3


def test_likely_duplicates_are_suggested_and_put_together_by_a_press(ana, stage, notes):
    page = ana.get(at(stage, "groups")).text
    assert "These may say the same" in page
    assert "Put these 2 together" in page
    sends(ana, stage, "groups", "group", notes=[n.pk for n in notes[:2]])
    assert "These may say the same" not in ana.get(at(stage, "groups")).text


def test_what_is_stale_comes_back_with_its_ticks_and_its_words(ana, cast, stage, notes):
    old = now(stage).place
    press(stage, cast.ben, "group", notes=[notes[0].pk], title="Theirs")
    answer = sends(
        ana, stage, "groups", "group", seen=old, notes=[n.pk for n in notes[:2]], title="Mine, long thought of"
    )
    assert answer.status_code == 409
    assert "The workshop moved on meanwhile." in answer.text
    assert 'value="Mine, long thought of"' in answer.text
    for note in notes[:2]:
        assert f'id="note-{note.pk}" checked' in answer.text
    assert f'id="note-{notes[2].pk}" checked' not in answer.text
    assert f'name="seen" value="{now(stage).place}"' in answer.text


def test_a_name_left_out_or_too_long_is_said_and_kept(ana, cast, stage, notes):
    press(stage, cast.ana, "group", notes=[notes[0].pk], title="Presses")
    group = Group.objects.get()
    answer = sends(ana, stage, "groups", "rename", group=group.pk, title="")
    assert (answer.status_code, "A group needs a name" in answer.text) == (422, True)
    answer = sends(ana, stage, "groups", "rename", group=group.pk, title="x" * 201)
    assert (answer.status_code, "x" * 201 in answer.text) == (422, True)
    sends(ana, stage, "groups", "rename", group=group.pk, title=" Two \n lines ")
    group.refresh_from_db()
    assert group.title == "Two lines"


@pytest.mark.parametrize(
    ("verb", "sent"),
    [
        ("group", {"notes": ["x"]}),
        ("group", {"notes": ["1" * 30]}),
        ("group", {"to": "x"}),
        ("place", {"quadrant": "middle"}),
        ("group", {"seen": "-1"}),
        ("clock", {"seconds": "60"}),
        ("", {}),
    ],
)
def test_nonsense_is_refused_with_a_sentence(ana, stage, notes, verb, sent):
    answer = sends(ana, stage, "groups", verb, **{"notes": [notes[0].pk], **sent})
    assert answer.status_code == 422
    assert 'class="error-summary"' in answer.text
    assert not stage.operations.exists()


def test_while_people_vote_nothing_can_be_ticked(ana, cast, stage, notes):
    opened(stage, cast.ana)
    page = ana.get(at(stage, "groups")).text
    assert "These groups are being voted on." in page
    assert "Put notes together" not in page
    assert page.count("disabled") == 6
    assert sends(ana, stage, "groups", "ungroup", groups=[Group.objects.first().pk]).status_code == 409


# ---------- votes ----------


def test_a_vote_is_opened_counted_shown_and_opened_again(ana, cast, stage, pia, notes):
    assert "A vote opens in a step of voting." in ana.get(at(stage, "votes")).text
    press(stage, cast.ana, "go", step=stage.steps.get(kind="vote").pk)
    assert sends(ana, stage, "votes", "open-vote", budget="4").status_code == 302
    step = stage.steps.get(kind="vote")
    vote(now(stage), step.pk, seq=1, by=pia, marks={str(step.vote_on[0]): 2, str(step.vote_on[1]): 2})
    page = ana.get(at(stage, "votes"))
    assert "1 of 1 have voted" in page.text
    assert "Marks</th>" not in page.text
    assert "tally" not in page.text
    assert "How it came out" not in page.text
    sends(ana, stage, "votes", "close-vote")
    page = ana.get(at(stage, "votes")).text
    assert "have 2 marks each: the room decides which comes first" in page
    assert "1 gave two" in page
    sends(ana, stage, "votes", "switch", what="results_visible", on="on")
    assert stage.steps.get(kind="vote").results_visible
    sends(ana, stage, "votes", "reopen-vote")
    assert "1 of 1 have voted" in ana.get(at(stage, "votes")).text


def test_a_vote_that_was_never_counted_is_opened_again_from_its_page(ana, cast, stage, pia, notes):
    step = opened(stage, cast.ana)
    vote(now(stage), step.pk, seq=1, by=pia, marks={str(step.vote_on[0]): 2})
    Step.objects.filter(pk=step.pk).update(vote_open=False)
    page = ana.get(at(stage, "votes"))
    assert (page.status_code, "Open the vote again" in page.text) == (200, True)
    sends(ana, stage, "votes", "reopen-vote")
    assert "1 of 1 have voted" in ana.get(at(stage, "votes")).text


@pytest.mark.parametrize("budget", ["0", "10", "many", "-1"])
def test_a_number_of_marks_out_of_reach_is_said_and_kept(ana, cast, stage, notes, budget):
    press(stage, cast.ana, "go", step=stage.steps.get(kind="vote").pk)
    answer = sends(ana, stage, "votes", "open-vote", budget=budget)
    assert answer.status_code == 422
    assert "Give each person one to nine marks." in answer.text
    assert f'value="{budget}"' in answer.text
    assert not stage.steps.get(kind="vote").vote_open


def hands_of(step, voters, *marks, **more):
    typed = {f"marks_{group}": n for group, n in zip(step.vote_on, marks, strict=False)}
    seen = {f"seen_{group}": "0" for group in step.vote_on} | {f"was_{group}": "0" for group in step.vote_on}
    return {"step": step.pk, "voters": voters, "was_voters": "0", "seen_step": step.revision, **seen, **typed, **more}


def test_hands_are_typed_and_the_second_is_told_what_stands(ana, client, cast, stage, notes):
    step = opened(stage, cast.ana)
    assert sends(ana, stage, "votes", "hands", **hands_of(step, "4", "3", "1")).status_code == 302
    client.force_login(cast.ben)
    answer = sends(client, stage, "votes", "hands", **hands_of(step, "4", "5", "0"))
    assert answer.status_code == 409
    assert 'value="5"' in answer.text
    assert "3 is written down now." in answer.text
    assert sorted(HandCount.objects.values_list("marks", flat=True)) == [1, 3]
    assert "Typed by Ana" in client.get(at(stage, "votes")).text


@pytest.mark.parametrize("typed", ["x", "-1", "99999", "1.5"])
def test_hands_that_are_no_number_are_said_and_kept(ana, cast, stage, notes, typed):
    step = opened(stage, cast.ana)
    answer = sends(ana, stage, "votes", "hands", **hands_of(step, "4", typed))
    assert answer.status_code == 422
    assert "Write a whole number" in answer.text
    assert f'value="{typed}"' in answer.text
    assert 'aria-invalid="true"' in answer.text
    assert not HandCount.objects.exists()


# ---------- to the workbook ----------


def test_what_is_ticked_goes_and_a_strategy_begins_on_the_first_two(ana, cast, stage, pia, notes):
    threat = factories.contribution(stage, by=pia, text="Rents are up", quadrant="threat")
    page = ana.get(at(stage, "send")).text
    assert page.count('name="take"') == 4
    sends(ana, stage, "send", "send", take=[f"n{notes[0].pk}", f"n{threat.pk}"])
    assert list(Entry.objects.values_list("ref", "text")) == [("S1", "We share a press"), ("T1", "Rents are up")]
    page = ana.get(at(stage, "send")).text
    assert "2 entries are in the workbook: S1, T1." in page
    begins = f"{reverse('swot:strategy-add', args=[stage.workbook_id])}?inside=S1&amp;outside=T1"
    assert begins in page
    assert "We share a press" in ana.get(begins.replace("&amp;", "&")).text
    sends(ana, stage, "send", "unsend", take=[f"n{threat.pk}"], **{f"revision_n{threat.pk}": 1})
    page = ana.get(at(stage, "send")).text
    assert "Was T1, taken back since" in page
    assert "Taken back from the workbook: T1." in page


def test_the_page_says_which_note_of_a_group_is_an_entry_already_and_asks(ana, cast, stage, pia):
    notes = [factories.contribution(stage, by=pia, text=text) for text in ("A press", "A press for all")]
    press(stage, cast.ana, "send", items={f"n{notes[0].pk}": {}})
    entry = Entry.objects.get()
    press(stage, cast.ana, "group", notes=[one.pk for one in notes])
    code = f"g{Group.objects.get().pk}"
    told = ana.get(at(stage, "send")).text
    assert "One note of this group is in the workbook already." in told
    assert f'<option value="{entry.pk}" selected>It stands under {entry.ref}, “A press”' in told
    sent = {"key": new_key(), "verb": "send", "seen": Workshop.objects.get(pk=stage.pk).place, "take": code}
    for wrong, status in (("x", 422), ("-1", 422), (str(2**70), 422), (str(entry.pk + 1), 409)):
        assert ana.post(at(stage, "send"), {**sent, f"under_{code}": wrong}).status_code == status
    answer = ana.post(at(stage, "send"), {**sent, f"under_{code}": entry.pk}, follow=True)
    assert f"All of them were in the workbook already: {entry.ref}." in answer.text
    assert Entry.objects.count() == 1


def test_too_long_an_entry_is_said_and_all_that_was_chosen_is_kept(ana, stage, pia):
    note = factories.contribution(stage, by=pia, text="word " * 50)
    other = factories.contribution(stage, by=pia, text="Another")
    code = f"n{note.pk}"
    typed = {
        "take": [code],
        f"text_{code}": "y" * 201,
        f"section_{code}": "MAR",
        f"asked_{code}": "on",
        f"here_{code}": "on",
    }
    answer = sends(ana, stage, "send", "send", **typed)
    assert answer.status_code == 422
    assert "Shorten it to 200 characters." in answer.text
    assert "y" * 201 in answer.text
    assert '<option value="MAR" selected>' in answer.text
    assert f'id="here-{code}" name="here_{code}" checked' in answer.text
    assert f'id="take-n{other.pk}" checked' not in answer.text
    assert not Entry.objects.exists()


def test_more_than_one_form_takes_stands_on_further_pages(ana, stage, pia):
    words = {"workshop": stage, "participant": pia, "state": "shown", "place": 1, "quadrant": "strength"}
    Contribution.objects.bulk_create(Contribution(key=uuid7(), text=f"Note {n}", **words) for n in range(50))
    first, second = (ana.get(at(stage, "send"), {"page": n}).text for n in ("", "2"))
    assert (first.count('name="take"'), second.count('name="take"')) == (40, 10)
    assert "10 more stand further down." in first
    assert ana.get(at(stage, "send"), {"page": "x"}).text.count('name="take"') == 40


def test_an_entry_changed_since_the_page_is_not_taken_back(ana, cast, stage, notes):
    code = f"n{notes[0].pk}"
    sends(ana, stage, "send", "send", take=[code])
    Entry.objects.get().edit(by=cast.ben, seen=1, impact=3)
    answer = sends(ana, stage, "send", "unsend", take=[code], **{f"revision_{code}": 1})
    assert (answer.status_code, f'id="back-{code}" checked' in answer.text) == (409, True)
    assert Entry.objects.get().deleted_at is None


def test_into_a_closed_workbook_nothing_can_be_sent(ana, stage, notes):
    type(stage.workbook).objects.filter(pk=stage.workbook_id).update(closed_at="2030-06-02T10:00Z")
    page = ana.get(at(stage, "send")).text
    assert "This workbook is closed" in page
    assert "Send what is ticked" not in page
    answer = sends(ana, stage, "send", "send", take=[f"n{notes[0].pk}"])
    assert answer.status_code == 409
    assert "This workbook is closed" in answer.text


def test_a_press_for_a_script_answers_in_json(ana, stage, notes):
    told = {"key": new_key(), "seen": now(stage).place, "notes": [notes[0].pk], "title": "One"}
    address = reverse("workshops:press", args=[stage.pk, "group"])
    first, again = (ana.post(address, told, headers={"accept": "application/json"}) for _ in range(2))
    assert first.json() == again.json()
    assert (first.json()["title"], Step.objects.filter(workshop=stage, vote_open=True).count()) == ("One", 0)
    stale = ana.post(address, {**told, "key": new_key(), "seen": "1"}, headers={"accept": "application/json"})
    assert (stale.status_code, "moved on" in stale.json()["sentence"]) == (409, True)
