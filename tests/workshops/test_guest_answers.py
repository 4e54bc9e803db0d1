"""What a phone is told of what it sends: each cell of the table of answers, through the whole stack."""

import json
import time

import pytest
from django.core import signing
from django.test import Client
from django.urls import reverse

from clusters.ids import uuid7
from tests import factories
from tests.workshops.phones import Phone, newcomer
from workshops import limits
from workshops.models import Ballot, Contribution, Participant, State, Step, Workshop
from workshops.operations import operate
from workshops.room import room as room_now
from workshops.verbs import VERBS


def place(room):
    return Workshop.objects.get(pk=room.pk).place


def closed(room):
    Step.objects.filter(pk=room.step_id).update(input_open=False)


def now_is(room, status):
    Workshop.objects.filter(pk=room.pk).update(status=status)


# ---------- PUT contribution ----------


def test_a_note_is_201_and_names_its_key(stage, phone):
    key = uuid7()
    answer = phone.write(key)
    assert answer.status_code == 201
    assert answer.told == {
        "key": str(key), "seq": 1, "text": "We share a press", "quadrant": "strength", "where": "saved", "late": False
    }  # fmt: skip
    assert Contribution.objects.get(key=key).participant == phone.guest


def test_a_note_again_is_200_and_no_new_event(stage, phone):
    key = uuid7()
    phone.write(key)
    before = place(stage)
    again = phone.write(key)
    assert (again.status_code, again.told["key"]) == (200, str(key))
    assert place(stage) == before
    assert Contribution.objects.count() == 1


def test_a_newer_note_is_200_and_an_older_one_200_with_the_current(stage, phone):
    key = uuid7()
    phone.write(key)
    newer = phone.write(key, seq=3, text="We share two presses")
    assert (newer.status_code, newer.told["text"]) == (200, "We share two presses")
    older = phone.write(key, seq=2, text="We share nothing")
    assert (older.status_code, older.told["text"], older.told["seq"]) == (200, "We share two presses", 3)


@pytest.mark.parametrize("seq", [2, 3])
def test_other_words_that_are_not_newer_are_told_the_number_to_be_newer_than(seq, stage, phone):
    phone.write(key := uuid7())
    assert "older" not in phone.write(key, seq=3, text="Newer").told
    assert (answer := phone.write(key, seq=seq, text="Other words")).status_code == 200
    assert (answer.told["text"], answer.told["older"]) == ("Newer", 3)
    assert "older" not in phone.write(key, seq=seq, text="Newer").told
    back = phone.take_back(key, seq=seq)
    assert (back.status_code, back.told["key"], back.told["seq"], back.told["older"]) == (200, str(key), 3, 3)
    assert "older" not in phone.take_back(key, seq=4).told
    assert phone.take_back(key, seq=4).told == {"key": str(key), "seq": 4}


def test_a_note_of_somebody_else_is_409_and_stays(stage, phone, other):
    key = uuid7()
    phone.write(key)
    answer = other.write(key, seq=9, text="Mine now")
    assert (answer.status_code, set(answer.told)) == (409, {"sentence"})
    assert Contribution.objects.get(key=key).text == "We share a press"


@pytest.mark.parametrize("status", ["running", "paused", "closed"])
def test_a_note_after_the_step_is_202_and_kept_as_late(status, stage, phone):
    closed(stage)
    now_is(stage, status)
    answer = phone.write()
    assert (answer.status_code, answer.told["late"]) == (202, True)
    assert Contribution.objects.get().state == State.LATE


def test_a_note_after_the_workshop_was_put_away_is_410_with_a_sentence(stage, phone):
    now_is(stage, "archived")
    answer = phone.write()
    assert answer.status_code == 410
    assert "copy" in answer.told["sentence"]
    assert not Contribution.objects.exists()


@pytest.mark.parametrize(
    "words",
    [
        {"text": ""}, {"text": " \n "}, {"text": "x" * 281}, {"text": "a\0b"}, {"text": None}, {"seq": 0},
        {"seq": "x"}, {"seq": 2**63}, {"quadrant": "tray"}, {"step": -1}, {"step": 2**70}, {"text": ["a"] * 300},
    ],
)  # fmt: skip
def test_a_note_that_is_wrong_is_422_with_a_sentence(words, stage, phone):
    answer = phone.write(**words)
    assert answer.status_code == 422
    assert answer.told["sentence"]
    assert not Contribution.objects.exists()


@pytest.mark.parametrize("body", [b"", b"[]", b"{", b"null", b'"text"', b"\xff\xfe", b"[" * 100_000])
def test_what_is_no_object_is_400_or_422_and_never_an_error(body, stage, phone):
    answer = phone.send("PUT", phone.address("note", uuid7()), body)
    assert answer.status_code in (400, 422)
    assert answer.told["sentence"]


def test_half_a_character_is_kept_as_a_question_mark(stage, phone):
    body = json.dumps({"seq": 1, "step": stage.step_id, "text": "half \ud83d a sign"}).encode()
    assert phone.send("PUT", phone.address("note", uuid7()), body).status_code == 201
    assert Contribution.objects.get().text == "half ? a sign"


def test_two_questions_find_the_place_and_another_choice_keeps_the_hint(stage, phone):
    phone.write(quadrant="", helps="hurts", ours="theirs")
    phone.write(quadrant="weakness", helps="hurts", ours="theirs")
    kept = list(Contribution.objects.values_list("quadrant", "tested"))
    assert kept == [("threat", ""), ("weakness", "threat")]


def test_ten_notes_go_at_once_and_the_next_is_429_with_when(stage, phone, other, monkeypatch):
    monkeypatch.setattr(limits, "NOTES", limits.Buckets(limits.NOTES.most, 1 / 1000))
    assert [phone.write().status_code for _ in range(10)] == [201] * 10
    answer = phone.write()
    assert answer.status_code == 429
    assert 900 < int(answer["Retry-After"]) <= 1000
    assert answer.told["sentence"]
    assert other.write().status_code == 201


def test_one_is_told_that_a_note_is_on_the_screen(stage, phone):
    Step.objects.filter(pk=stage.step_id).update(others_visible=True)
    assert phone.write().told["where"] == "screen"
    now_is(stage, "running")
    Workshop.objects.filter(pk=stage.pk).update(moderation="hold")
    assert phone.write().told["where"] == "saved"


# ---------- DELETE contribution ----------


def test_a_note_taken_back_is_200_twice_and_409_for_somebody_else(stage, phone, other):
    key = uuid7()
    phone.write(key)
    assert other.take_back(key).status_code == 409
    assert [phone.take_back(key).status_code for _ in range(2)] == [200, 200]
    assert Contribution.objects.get(key=key).state == State.WITHDRAWN
    assert phone.take_back(uuid7()).status_code == 200


def test_taking_back_without_a_number_is_422_and_after_all_is_over_410(stage, phone):
    key = uuid7()
    phone.write(key)
    assert phone.take_back(key, seq="x").status_code == 422
    now_is(stage, "archived")
    assert phone.take_back(key).status_code == 410


# ---------- PUT ballot ----------


@pytest.fixture
def groups(stage):
    made = [stage.groups.create(number=n, title=title, place=1) for n, title in enumerate(("A press", "A hall"), 1)]
    Step.objects.filter(pk=stage.step_id).update(vote_open=True, budget=3, vote_on=[one.pk for one in made])
    return [str(one.pk) for one in made]


def test_a_ballot_is_201_then_200_and_the_newer_wins(groups, phone):
    one, two = groups
    first = phone.cast({one: 2})
    assert (first.status_code, first.told["ballot"]) == (201, {"seq": 1, "marks": {one: 2}})
    assert first.told["key"] == f"ballot-{phone.room.step_id}"
    assert phone.cast({one: 2}).status_code == 200
    assert phone.cast({two: 1}, seq=3).told["ballot"] == {"seq": 3, "marks": {two: 1}}
    older = phone.cast({one: 1}, seq=2)
    assert (older.status_code, older.told["ballot"]) == (200, {"seq": 3, "marks": {two: 1}})
    assert (older.told["older"], phone.cast({one: 1}, seq=3).told["older"]) == (3, 3)
    assert "older" not in phone.cast({two: 1}, seq=3).told
    assert Ballot.objects.count() == 1


@pytest.mark.parametrize("is_open", [True, False])
def test_a_ballot_that_is_given_back_counts_what_was_joined_since(is_open, groups, stage, phone):
    one, two = groups
    phone.cast({two: 2}, seq=3)
    stage.groups.filter(pk=two).update(merged_into=int(one))
    Step.objects.filter(pk=stage.step_id).update(vote_on=[int(one)], vote_open=is_open)
    answer = phone.cast({one: 1}, seq=2)
    assert (answer.status_code, answer.told["ballot"]) == (200 if is_open else 409, {"seq": 3, "marks": {one: 2}})


@pytest.mark.parametrize(
    "marks", [{"0": 3}, {"0": 2, "1": 2}, {"0": -1}, {"7": 1}, {"0": "2"}, {"0": [1]}, [1], "x", 7]
)
def test_a_ballot_over_its_budget_is_422_with_what_is_allowed(marks, groups, phone):
    sent = {groups[int(n)] if n in "01" else n: v for n, v in marks.items()} if isinstance(marks, dict) else marks
    answer = phone.cast(sent)
    assert answer.status_code == 422
    assert answer.told["allowed"] == {"budget": 3, "groups": [int(one) for one in groups]}
    assert answer.told["sentence"]
    assert not Ballot.objects.exists()


def test_a_ballot_after_the_vote_is_409_with_the_counted_one(groups, phone, other):
    phone.cast({groups[0]: 1})
    Step.objects.filter(pk=phone.room.step_id).update(vote_open=False)
    answer = phone.cast({groups[0]: 2}, seq=2)
    assert (answer.status_code, answer.told["ballot"]) == (409, {"seq": 1, "marks": {groups[0]: 1}})
    assert (other.cast({groups[0]: 2}).status_code, other.cast({}).told["ballot"]) == (409, None)
    assert phone.cast({}, step=10**30).status_code == 409


# ---------- PUT and DELETE finished ----------


def finish(phone, method="PUT", step=None):
    return phone.send(method, phone.address("finished", step or phone.room.step_id))


def how_many(stage):
    return room_now(stage.pk).counts.finished


def test_who_has_finished_is_counted_once_and_no_more_after_all(stage, phone, other):
    first = finish(phone)
    assert (first.status_code, first.told) == (201, {"key": f"finished-{stage.step_id}"})
    before = place(stage)
    assert (finish(phone).status_code, place(stage), how_many(stage)) == (200, before, 1)
    finish(other)
    assert how_many(stage) == 2
    assert [finish(phone, "DELETE").status_code for _ in range(2)] == [200, 200]
    assert how_many(stage) == 1


def test_the_next_step_begins_with_nobody_finished_and_so_does_the_same_one_again(cast, stage, phone):
    for n in (1, 0):
        finish(phone)
        to = stage.steps.filter(kind="reveal").first() if n else Step.objects.get(pk=stage.step_id)
        now = Workshop.objects.get(pk=stage.pk)
        operate(now, VERBS, "go", key=uuid7(), by=cast.ana, step=to.pk, base=now.revision)
        assert how_many(stage) == 0
        late = finish(phone, step=stage.step_id)
        assert late.status_code == (409 if n else 201)
        assert "sentence" in late.told or not n


def test_finishing_a_step_that_is_none_or_in_a_room_put_away_changes_nothing(stage, phone):
    assert finish(phone, step=10**30).status_code == 409
    now_is(stage, "archived")
    assert finish(phone).status_code == 410
    assert how_many(stage) == 0


# ---------- PUT participant ----------


def join(room, key, client=None, **said):
    phone = client or newcomer(room)
    return phone.put(
        reverse("workshops:me", args=[room.pk]), {"key": str(key), **said}, content_type="application/json"
    )


def test_joining_is_201_with_a_cookie_then_200_and_a_rename_200(stage):
    key = uuid7()
    first = join(stage, key, who="live")
    assert (first.status_code, first.json()) == (201, {"key": str(key)})
    cookie = first.cookies["guest"]
    assert (cookie["path"], cookie["httponly"], cookie["samesite"]) == (f"/room/{stage.pk}/", True, "Lax")
    assert join(stage, key, who="live").status_code == 200
    assert join(stage, key, who="work").status_code == 200
    assert Participant.objects.get().who == "work"


def test_who_came_straight_to_the_address_is_asked_for_the_code_and_comes_in_by_it(stage):
    key = uuid7()
    assert join(stage, key, Client(), who="live").status_code == 422
    assert join(stage, key, Client(), who="live", code="2" * 8).status_code == 422
    assert not Participant.objects.exists()
    assert join(stage, key, Client(), who="live", code=stage.code.lower()).status_code == 201


def test_codes_that_are_tried_at_a_room_are_counted_as_at_the_door(stage, monkeypatch):
    monkeypatch.setattr(limits, "WRONG_FROM", limits.Buckets(2, 1 / 1000))
    tried = [join(stage, uuid7(), Client(), code="2" * 8) for _ in range(3)]
    assert [one.status_code for one in tried] == [422, 422, 429]
    assert int(tried[2]["Retry-After"]) > 900
    assert join(stage, uuid7(), Client(), code=stage.code).status_code == 201


def test_made_anew_the_old_door_opens_nothing_and_who_is_in_stays_in(cast, stage, phone):
    came = newcomer(stage)
    operate(stage, VERBS, "anew", key=uuid7(), by=cast.ana, base=stage.revision)
    assert join(stage, uuid7(), came, who="live").status_code == 422
    assert phone.write().status_code == 201
    assert join(stage, phone.guest.key, Client(), who="live").status_code == 200
    now = Workshop.objects.get(pk=stage.pk)
    assert now.code != stage.code
    assert join(now, uuid7(), who="live").status_code == 201


def test_a_door_is_open_for_two_hours_and_to_one_room(cast, stage, monkeypatch):
    there = factories.workshop(stage.workbook, by=cast.ana)
    assert join(there, uuid7(), newcomer(stage)).status_code == 422
    came = newcomer(stage)
    cookie = came.cookies["door"]
    assert (cookie["path"], cookie["httponly"], cookie["samesite"]) == (f"/room/{stage.pk}/", True, "Lax")
    later = time.time() + 2 * 3600 + 1
    monkeypatch.setattr(signing.time, "time", lambda: later)
    assert join(stage, uuid7(), came).status_code == 422


def test_a_name_is_kept_only_where_the_room_asks_for_one(stage):
    join(stage, uuid7(), name="Pia")
    Workshop.objects.filter(pk=stage.pk).update(asks_names=True)
    join(stage, uuid7(), name="Pia")
    assert list(Participant.objects.order_by("pk").values_list("name", flat=True)) == ["", "Pia"]


def test_joining_after_close_is_410_but_who_was_in_is_known(stage, phone):
    now_is(stage, "closed")
    assert join(stage, uuid7()).status_code == 410
    assert join(stage, phone.guest.key, who="live").status_code == 200


@pytest.mark.parametrize("said", [{"key": "x"}, {"key": ""}, {"who": "mayor"}])
def test_joining_wrongly_is_422(said, stage):
    answer = join(stage, **{"key": uuid7(), **said})
    assert answer.status_code == 422
    assert answer.json()["sentence"]


def test_fifty_come_in_at_once_and_the_next_waits_a_second(stage, monkeypatch):
    monkeypatch.setattr(limits, "JOINS", limits.Buckets(2, 1 / 1000))
    assert [join(stage, uuid7()).status_code for _ in range(3)] == [201, 201, 429]


# ---------- whoever has not come in, and forms of other sites ----------


def test_a_stranger_is_told_to_come_in(stage):
    for method, address in (
        ("put", reverse("workshops:note", args=[stage.pk, uuid7()])),
        ("delete", reverse("workshops:note", args=[stage.pk, uuid7()])),
        ("put", reverse("workshops:ballot", args=[stage.pk, stage.step_id])),
        ("put", reverse("workshops:finished", args=[stage.pk, stage.step_id])),
        ("get", reverse("workshops:mine", args=[stage.pk])),
    ):
        answer = getattr(Client(), method)(address)
        assert (answer.status_code, answer.json()["join"]) == (403, True)


def test_a_cookie_of_another_room_opens_nothing(cast, stage, phone):
    there = factories.workshop(stage.workbook, by=cast.ana)
    strange = Phone(there, guest=phone.guest)
    assert strange.write().status_code == 403
    forged = Client()
    forged.cookies["guest"] = phone.cookie()["guest"].replace(str(phone.guest.pk), "1", 1) + "x"
    assert forged.get(reverse("workshops:mine", args=[stage.pk])).status_code == 403


def test_nothing_is_taken_without_the_token_of_the_page(stage, phone):
    phone.token = ""
    assert phone.write().status_code == 403
    assert not Contribution.objects.exists()


def test_what_a_phone_still_holds_is_noted_when_it_changes(stage, phone):
    address = phone.address("note", uuid7())
    sent = {"seq": 1, "step": stage.step_id, "text": "We share a press"}
    for said, kept in (("4", 4), ("x", 4), ("999999999", 9999), ("0", 0)):
        phone.send("PUT", address, sent, **{"X-Unsent": said})
        assert Participant.objects.get(pk=phone.guest.pk).unsent == kept


def test_ones_own_notes_are_told_with_where_they_stand_and_nobody_elses(stage, phone, other):
    phone.write(text="Mine")
    other.write(text="Theirs")
    told = phone.send("GET", phone.address("mine")).told["notes"]
    assert [(one["text"], one["where"]) for one in told] == [("Mine", "saved")]
    assert set(told[0]) == {"key", "seq", "text", "quadrant", "where", "late"}
