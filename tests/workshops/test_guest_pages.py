"""The pages of a phone without script: coming in, writing, changing, voting, each face of the room; and what they weigh."""

import gzip
import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from clusters.ids import new_key, uuid7
from tests import factories
from tests.adversarial.pages import Page
from tests.workshops.phones import Phone, newcomer
from workshops import limits, writing
from workshops.models import Ballot, Contribution, Group, Participant, State, Step, Workshop
from workshops.operations import operate
from workshops.verbs import VERBS

ROOT = Path(settings.BASE_DIR)
FIRST_LOAD = 50_000


def enter(client, code):
    return client.post(reverse("workshops:join"), {"code": code})


def room_of(stage):
    return reverse("workshops:room", args=[stage.pk])


def change(stage, **fields):
    Workshop.objects.filter(pk=stage.pk).update(**fields)


def change_step(stage, **fields):
    Step.objects.filter(pk=stage.step_id).update(**fields)


def hidden(page, name):
    return re.search(rf'name="{name}" value="([^"]+)"', page.text)[1]


# ---------- coming in ----------


def test_a_code_leads_into_its_room_however_it_is_typed(client, stage):
    code = stage.code
    for typed in (code, code.lower(), f"{code[:4]} {code[4:]}", f" {code[:4]}-{code[4:]} "):
        assert enter(client, typed)["Location"] == room_of(stage)


@pytest.mark.parametrize("typed", ["", "ABC", "K7RP 4WQ0", "K7RP4WQ8X", "<script>"])
def test_what_is_no_code_is_422_and_stands_in_the_field(typed, client, db):
    answer = enter(client, typed)
    assert answer.status_code == 422
    assert Page(answer).summary
    assert typed in Page(answer).fields or not typed


def test_thirty_wrong_codes_and_then_one_waits_while_a_right_one_still_works(client, stage, monkeypatch):
    monkeypatch.setattr(limits, "WRONG_FROM", limits.Buckets(limits.WRONG_FROM.most, 1 / 1000))
    wrong = "2" * 8 if stage.code != "2" * 8 else "3" * 8
    assert [enter(client, wrong).status_code for _ in range(30)] == [422] * 30
    answer = enter(client, wrong)
    assert answer.status_code == 429
    assert 900 < int(answer["Retry-After"]) <= 1000
    assert wrong in Page(answer).fields
    assert enter(client, stage.code).status_code == 302


def test_a_square_leads_into_its_room_and_an_old_one_says_so(client, stage):
    answer = client.get(reverse("workshops:square", args=[stage.join_token]))
    assert (answer.status_code, answer["Location"]) == (302, room_of(stage))
    over = client.get(reverse("workshops:square", args=["old"]))
    assert over.status_code == 404
    assert "There is no open room here" in over.text


def test_an_address_alone_asks_for_the_code_and_a_code_made_anew_shuts_the_door(cast, client, stage):
    straight = client.get(room_of(stage))
    assert "This address alone does not open the room." in straight.text
    assert 'name="code"' in straight.text
    enter(client, stage.code)
    assert 'name="code"' not in client.get(room_of(stage)).text
    operate(stage, VERBS, "anew", key=new_key(), by=cast.ana, base=stage.revision)
    assert 'name="code"' in client.get(room_of(stage)).text
    told = {"key": new_key(), "who": "live", "code": stage.code}
    answer = client.post(reverse("workshops:me", args=[stage.pk]), told)
    assert (answer.status_code, Participant.objects.count()) == (422, 0)
    assert re.search(r'value="live" checked', answer.text)
    told["code"] = Workshop.objects.get(pk=stage.pk).code
    assert client.post(reverse("workshops:me", args=[stage.pk]), told)["Location"] == room_of(stage)
    assert "In the room: 1 of 1" in client.get(room_of(stage)).text


def test_joining_asks_what_fits_best_and_a_name_only_where_it_is_asked_for(client, stage):
    page = client.get(room_of(stage))
    assert page.context["form"].fields["who"].choices == [(one["key"], one["text"]) for one in stage.people]
    assert 'name="name"' not in page.text
    change(stage, asks_names=True)
    assert 'name="name"' in client.get(room_of(stage)).text


def test_joining_by_form_is_once_a_key_and_the_page_knows_who_came(stage):
    client = newcomer(stage)
    key = hidden(client.get(room_of(stage)), "key")
    for _ in range(2):
        answer = client.post(reverse("workshops:me", args=[stage.pk]), {"key": key, "who": "live"})
        assert (answer.status_code, answer["Location"]) == (302, room_of(stage))
    assert Participant.objects.get().who == "live"
    assert "In the room: 1 of 1" in client.get(room_of(stage)).text


def test_a_key_that_is_none_is_422_and_what_was_chosen_stays(stage):
    answer = newcomer(stage).post(reverse("workshops:me", args=[stage.pk]), {"key": "x", "who": "live"})
    assert answer.status_code == 422
    assert re.search(r'value="live" checked', answer.text)
    assert Page(answer).summary


@pytest.mark.parametrize(("status", "code"), [("draft", 404), ("closed", 410), ("archived", 410)])
def test_a_room_that_nobody_can_come_into_says_so_kindly(status, code, client, stage):
    change(stage, status=status)
    page = client.get(room_of(stage))
    assert page.status_code == code
    assert "There is no open room here" in page.text or "This workshop is over" in page.text
    joined = client.post(reverse("workshops:me", args=[stage.pk]), {"key": new_key()})
    assert joined.status_code == code


def test_many_at_once_wait_a_second_with_their_choice_kept(stage, monkeypatch):
    monkeypatch.setattr(limits, "JOINS", limits.Buckets(0, 1))
    answer = newcomer(stage).post(reverse("workshops:me", args=[stage.pk]), {"key": new_key(), "who": "live"})
    assert (answer.status_code, answer["Retry-After"]) == (429, "1")
    assert re.search(r'value="live" checked', answer.text)
    assert not Participant.objects.exists()


def test_a_language_is_offered_only_where_there_are_two_and_lasts(client, stage, settings):
    assert 'name="language"' not in client.get(room_of(stage)).text
    settings.LANGUAGES = [("en-gb", "English"), ("es", "Spanish")]
    assert 'lang="es"' in client.get(room_of(stage)).text
    answer = client.get(room_of(stage), {"language": "es"})
    assert (answer.status_code, answer.cookies["django_language"].value) == (302, "es")
    assert client.get(room_of(stage), {"language": "xx"}).status_code == 200


def test_the_language_can_be_changed_in_the_room_as_well_and_the_page_says_which_it_is_in(phone, settings):
    assert 'name="language"' not in phone.page().text
    settings.LANGUAGES = [("en-gb", "English"), ("es", "Spanish")]
    assert '<html lang="en-gb">' in phone.page().text
    phone.get(phone.address("room"), {"language": "es"})
    assert '<html lang="es">' in phone.page().text
    assert '<option value="es" lang="es" selected>' in phone.page().text


# ---------- writing ----------


def add(phone, **sent):
    page = phone.page()
    told = {"key": hidden(page, "key"), "seq": "1", "step": str(phone.room.step_id), "quadrant": "strength", **sent}
    return phone.form(phone.address("room"), told)


def test_a_note_by_form_is_kept_once_and_stands_on_the_page(stage, phone):
    key = new_key()
    for _ in range(2):
        answer = add(phone, key=key, text=" We  share\na press ")
        assert (answer.status_code, answer["Location"]) == (302, room_of(stage))
    assert Contribution.objects.get().text == "We share a press"
    assert "We share a press" in phone.page().text


@pytest.mark.parametrize("sent", [{"text": ""}, {"text": "x" * 281}, {"text": "a\0b"}, {"key": "x", "text": "Words"}])
def test_a_note_that_is_wrong_is_422_with_every_word(sent, stage, phone):
    answer = add(phone, **sent)
    assert answer.status_code == 422
    assert Page(answer).summary
    assert sent["text"].strip() in Page(answer).words
    assert not Contribution.objects.exists()


def test_a_note_without_its_place_is_422_where_there_is_one_to_choose(stage, phone):
    change_step(stage, quadrants=["strength", "weakness", "opportunity", "threat"])
    answer = add(phone, text="We share a press", quadrant="")
    assert (answer.status_code, "Say where it belongs" in answer.text) == (422, True)
    assert add(phone, text="We share a press", quadrant="", helps="helps", ours="theirs").status_code == 302
    assert Contribution.objects.get().quadrant == "opportunity"


ALL = ["strength", "weakness", "opportunity", "threat"]


def test_what_both_helps_and_hurts_becomes_two_notes_once_a_key(stage, phone):
    change_step(stage, quadrants=ALL)
    told = {"key": new_key(), "text": "One buyer takes it all", "quadrant": "", "helps": "both", "ours": "theirs"}
    for _ in range(2):
        assert add(phone, **told, twin_text=" If it goes,  we go ").status_code == 302
    kept = Contribution.objects.order_by("pk").values_list("text", "quadrant", "tested")
    assert list(kept) == [("One buyer takes it all", "opportunity", ""), ("If it goes, we go", "threat", "")]
    assert Contribution.objects.values("key").distinct().count() == 2


def test_a_twin_stands_across_from_where_its_note_was_put_and_may_have_the_same_words(stage, phone):
    change_step(stage, quadrants=ALL)
    add(phone, text="Rents are low", quadrant="weakness", helps="both", ours="ours")
    kept = Contribution.objects.order_by("pk").values_list("text", "quadrant")
    assert list(kept) == [("Rents are low", "weakness"), ("Rents are low", "strength")]


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"helps": "both"}, "Say whether you could change it"),
        ({"helps": "helps", "ours": "ours", "twin_text": "Words"}, "These words are for “Both: write a twin”"),
        ({"helps": "both", "ours": "ours", "twin_text": "x" * 281}, "a note holds 280"),
    ],
)
def test_a_twin_that_cannot_be_is_422_with_every_word(sent, said, stage, phone):
    change_step(stage, quadrants=ALL)
    answer = add(phone, text="We share a press", quadrant="", **sent)
    assert (answer.status_code, said in Page(answer).words) == (422, True)
    assert {"We share a press", sent.get("twin_text", "")} <= set(Page(answer).fields)
    assert not Contribution.objects.exists()


def test_both_is_asked_where_all_four_places_are(stage, phone):
    assert 'name="twin_text"' not in phone.page().text
    change_step(stage, quadrants=ALL)
    assert 'name="twin_text"' in phone.page().text


def test_having_finished_is_said_and_taken_back_by_form(stage, phone):
    address = phone.address("finished", stage.step_id)
    assert 'name="on" value="on">I have finished' in phone.page().text
    assert phone.form(address, {"on": "on"})["Location"] == room_of(stage)
    assert 'name="on" value="on" hidden>I have finished' in phone.page().text
    assert Participant.objects.filter(finished=stage.step).count() == 1
    phone.form(address)
    assert not Participant.objects.exclude(finished=None).exists()
    change(stage, step=stage.steps.get(kind="vote"))
    late = phone.form(address, {"on": "on"})
    assert (late.status_code, "The room went on meanwhile." in late.text) == (409, True)


def test_a_key_of_somebody_else_gives_the_words_back_under_a_new_one(stage, phone, other):
    key = str(uuid7())
    other.write(key)
    answer = add(phone, key=key, text="Mine")
    assert answer.status_code == 409
    assert "Mine" in Page(answer).fields
    assert hidden(answer, "key") != key


def test_too_many_notes_by_form_wait_with_every_word(stage, phone, monkeypatch):
    monkeypatch.setattr(limits, "NOTES", limits.Buckets(limits.NOTES.most, 1 / 1000))
    for _ in range(10):
        phone.write()
    answer = add(phone, text="One more")
    assert answer.status_code == 429
    assert "One more" in Page(answer).fields


def test_the_address_of_a_note_takes_no_more_notes_than_the_box_and_gives_every_word_back(stage, phone, monkeypatch):
    monkeypatch.setattr(limits, "NOTES", limits.Buckets(2, 1 / 1000))
    told = {"seq": "1", "step": str(stage.step_id)}
    answers = [phone.form(phone.address("note", uuid7()), {**told, "text": f"Note {n}"}) for n in range(3)]
    assert [one.status_code for one in answers] == [302, 302, 429]
    assert int(answers[2]["Retry-After"]) > 900
    assert (bool(Page(answers[2]).summary), "Note 2" in Page(answers[2]).words) == (True, True)
    assert Contribution.objects.count() == 2


def test_a_full_room_takes_nobody_and_no_note_more_and_says_so_with_every_word(stage, phone, monkeypatch):
    phone.write(key := uuid7())
    monkeypatch.setattr(writing, "MOST_NOTES", 1)
    monkeypatch.setattr(writing, "MOST_PEOPLE", 1)
    told = {"seq": "1", "step": str(stage.step_id), "text": "One more"}
    for answer in (add(phone, text="One more"), phone.form(phone.address("note", uuid7()), told)):
        assert (answer.status_code, "holds no more notes" in answer.text) == (422, True)
        assert "One more" in Page(answer).words
    assert (answer := phone.write()).status_code == 422
    assert "holds no more notes" in answer.told["sentence"]
    assert phone.write(key, seq=2, text="Other words").status_code == 200
    said = {"key": new_key(), "who": "live"}
    answer = newcomer(stage).post(reverse("workshops:me", args=[stage.pk]), said)
    assert (answer.status_code, "This room is full." in answer.text) == (422, True)
    answer = newcomer(stage).put(reverse("workshops:me", args=[stage.pk]), said, content_type="application/json")
    assert (answer.status_code, "This room is full." in answer.json()["sentence"]) == (422, True)
    assert phone.form(phone.address("me"), {"key": str(phone.guest.key), "who": "work"}).status_code == 302


def test_words_of_somebody_who_is_not_known_are_given_back(client, stage):
    answer = client.post(room_of(stage), {"text": "Mine"})
    assert answer.status_code == 403
    assert "Mine" in Page(answer).fields
    assert 'name="who"' in answer.text
    change(stage, status="archived")
    assert "Mine" in Page(client.post(room_of(stage), {"text": "Mine"})).fields


def test_a_note_is_changed_and_taken_back_by_form(stage, phone):
    phone.write(key := uuid7(), helps="hurts", ours="theirs")
    address = phone.address("note", key)
    told = {"seq": "2", "step": str(stage.step_id), "quadrant": "strength", "text": "Two presses"}
    assert phone.form(address, told)["Location"] == room_of(stage)
    assert Contribution.objects.values_list("text", "tested").get() == ("Two presses", "threat")
    assert phone.form(address, {"seq": "3", "do": "back"}).status_code == 302
    assert Contribution.objects.get().state == State.WITHDRAWN
    assert "Two presses" not in phone.page().text


def test_a_change_that_is_wrong_gives_the_words_back(stage, phone, other):
    phone.write(key := uuid7())
    long = "x" * 281
    answer = phone.form(phone.address("note", key), {"seq": "2", "step": "0", "text": long})
    assert (answer.status_code, long in Page(answer).words, bool(Page(answer).summary)) == (422, True, True)
    answer = other.form(phone.address("note", key), {"seq": "2", "step": "0", "text": "Mine now"})
    assert (answer.status_code, "Mine now" in Page(answer).words) == (409, True)
    change(stage, status="archived")
    answer = phone.form(phone.address("note", key), {"seq": "2", "step": "0", "text": "Too late"})
    assert (answer.status_code, "Too late" in Page(answer).words) == (410, True)


def test_other_words_for_a_note_that_was_changed_meanwhile_are_given_back_and_win_when_sent_again(stage, phone):
    phone.write(key := uuid7())
    address = phone.address("note", key)
    told = {"step": str(stage.step_id), "quadrant": "strength"}
    phone.form(address, {**told, "seq": "2", "text": "From one page"})
    for more in ({}, {"do": "back"}):
        answer = phone.form(address, {**told, "seq": "2", "text": "From the other page", **more})
        assert (answer.status_code, bool(Page(answer).summary)) == (409, True)
        assert all(text in Page(answer).words for text in ("From one page", "From the other page"))
        assert 'id="lost"' not in answer.text
    at = answer.text.index(f'data-key="{key}"')
    assert 'name="seq" value="3"' in answer.text[at:]
    assert phone.form(address, {**told, "seq": "3", "text": "From the other page"}).status_code == 302
    assert Contribution.objects.get().text == "From the other page"


def test_other_words_for_a_note_that_was_taken_back_meanwhile_are_there_to_be_copied(stage, phone):
    phone.write(key := uuid7())
    phone.take_back(key, seq=2)
    answer = phone.form(phone.address("note", key), {"seq": "2", "step": str(stage.step_id), "text": "Other words"})
    assert (answer.status_code, 'id="lost"' in answer.text, "Other words" in Page(answer).words) == (409, True, True)


def test_other_words_under_the_key_of_a_note_that_is_kept_are_given_back_under_a_new_one(stage, phone):
    key = new_key()
    add(phone, key=key, text="One point")
    answer = add(phone, key=key, text="Another point")
    assert (answer.status_code, "Another point" in Page(answer).fields) == (409, True)
    assert add(phone, key=hidden(answer, "key"), text="Another point").status_code == 302
    assert set(Contribution.objects.values_list("text", flat=True)) == {"One point", "Another point"}


# ---------- voting ----------


@pytest.fixture
def groups(stage):
    quadrants = ("threat", "strength", "")
    made = [
        stage.groups.create(number=n, title=f"Group {n}", quadrant=of, place=1) for n, of in enumerate(quadrants, 1)
    ]
    change_step(stage, vote_open=True, budget=3, vote_on=[one.pk for one in made])
    return made


def test_a_vote_by_form_is_number_fields_by_place_and_a_button(groups, stage, phone):
    page = phone.page()
    shown = [group.pk for group, _field in page.context["vote"].form.rows]
    assert shown == [groups[1].pk, groups[0].pk, groups[2].pk]
    address, one = phone.address("ballot", stage.step_id), f"marks_{groups[0].pk}"
    assert phone.form(address, {"seq": hidden(page, "seq"), one: "2"}).status_code == 302
    assert Ballot.objects.get().marks == {str(groups[0].pk): 2}
    page = phone.page()
    assert re.search(rf'name="{one}" value="2"', page.text)
    assert "1 of 3 left" in page.text
    assert phone.form(address, {"seq": hidden(page, "seq"), one: "1"}).status_code == 302
    assert Ballot.objects.get().marks == {str(groups[0].pk): 1}


def test_marks_on_what_was_joined_since_stand_where_they_count(groups, stage, phone):
    address, (one, two, three) = phone.address("ballot", stage.step_id), [group.pk for group in groups]
    sent = {"seq": hidden(phone.page(), "seq"), f"marks_{one}": "1", f"marks_{two}": "2"}
    phone.form(address, sent)
    Group.objects.filter(pk=two).update(merged_into=groups[0])
    change_step(stage, vote_on=[one, three])
    page = phone.page()
    assert re.search(rf'name="marks_{one}" value="2"', page.text)
    assert "1 of 3 left" in page.text
    Group.objects.filter(pk=two).update(merged_into=None, dissolved_at=timezone.now())
    assert "2 of 3 left" in phone.page().text


@pytest.mark.parametrize("marks", [("2", "2"), ("3", ""), ("-1", ""), ("x", "")])
def test_a_vote_over_its_budget_is_422_with_every_number(marks, groups, stage, phone):
    sent = {f"marks_{group.pk}": n for group, n in zip(groups, marks, strict=False)}
    answer = phone.form(phone.address("ballot", stage.step_id), {"seq": "1", **sent})
    assert answer.status_code == 422
    assert Page(answer).summary
    assert marks[0] in Page(answer).fields
    assert not Ballot.objects.exists()


def test_a_vote_from_an_older_page_is_given_back_and_wins_when_sent_again(groups, stage, phone):
    address, (one, two, _three) = phone.address("ballot", stage.step_id), (f"marks_{group.pk}" for group in groups)
    phone.form(address, {"seq": "1", one: "2"})
    assert phone.form(address, {"seq": "1", one: "2"}).status_code == 302
    answer = phone.form(address, {"seq": "1", two: "1"})
    assert (answer.status_code, bool(Page(answer).summary)) == (409, True)
    assert re.search(rf'name="{two}" value="1"', answer.text)
    assert Ballot.objects.get().marks == {str(groups[0].pk): 2}
    assert phone.form(address, {"seq": hidden(answer, "seq"), two: "1"}).status_code == 302
    assert Ballot.objects.get().marks == {str(groups[1].pk): 1}


def test_a_vote_by_form_after_close_says_so(groups, stage, phone):
    change_step(stage, vote_open=False)
    answer = phone.form(phone.address("ballot", stage.step_id), {"seq": "1", f"marks_{groups[0].pk}": "1"})
    assert (answer.status_code, "Voting is closed" in answer.text) == (409, True)
    assert phone.form(phone.address("ballot", 10**9), {"seq": "1"}).status_code == 409


def test_words_that_come_wrong_during_the_vote_are_given_back(groups, stage, phone):
    phone.write(key := uuid7())
    long = "x" * 281
    told = {"key": new_key(), "seq": "2", "step": str(stage.step_id), "text": long}
    for address in (phone.address("room"), phone.address("note", key)):
        answer = phone.form(address, told)
        assert (answer.status_code, bool(Page(answer).summary), long in Page(answer).words) == (422, True, True)


# ---------- faces ----------


FACES = [
    ({"status": "lobby"}, {}, "lobby", "Keep this page open", False),
    ({}, {}, "write", "Your answer", True),
    ({}, {"input_open": False}, "watch", "Writing is closed for now", True),
    ({}, {"kind": "reveal", "input_open": False}, "watch", "Look at the screen", True),
    ({}, {"kind": "break", "input_open": False}, "break", "Break", True),
    ({}, {"kind": "vote", "input_open": False}, "watch", "Voting has not begun", True),
    ({"status": "paused"}, {}, "paused", "A pause", True),
    ({"status": "closed"}, {}, "over", "Thank you", True),
    ({"status": "archived"}, {}, "over", "Thank you", False),
]


@pytest.mark.parametrize(("room", "step", "face", "words", "has_box"), FACES)
def test_each_face_says_what_is_on_and_takes_notes_wherever_they_can_come(
    room, step, face, words, has_box, stage, phone
):
    phone.write(text="Kept words")
    change(stage, **room)
    change_step(stage, **step)
    page = phone.page()
    assert page.status_code == 200
    assert page.context["face"] == face
    assert words in page.text
    assert "Kept words" in page.text
    assert ('id="box"' in page.text) is has_box


def test_one_region_alone_speaks_by_itself(stage, phone):
    page = phone.page().text
    assert len(re.findall(r'role="(?:status|alert|log)"|aria-live', page)) == 1


def test_the_clock_says_until_when_in_the_time_of_the_place(stage, phone):
    ends = timezone.now() + timedelta(minutes=5)
    change(stage, ends_at=ends)
    assert f'data-ends="{int(ends.timestamp())}"' in phone.page().text


def test_a_page_is_never_stored_and_names_nobody(stage, phone, other):
    change(stage, asks_names=True)
    Participant.objects.filter(pk=other.guest.pk).update(name="Zelda")
    other.write(text="Theirs")
    page = phone.page()
    assert page["Cache-Control"] == "private, no-store"
    assert "Zelda" not in page.text
    assert "Theirs" not in page.text


# ---------- weight and queries ----------


def asked(do):
    """How many queries, without the frames of transactions."""
    with CaptureQueriesContext(connection) as captured:
        do()
    frames = ("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT")
    return len([one for one in captured.captured_queries if not one["sql"].startswith(frames)])


def test_pages_and_sendings_ask_little_whatever_the_room_holds(stage, phone, groups):
    change_step(stage, vote_open=False)
    phone.page()
    few = asked(phone.page), asked(phone.write)
    for _ in range(20):
        factories.contribution(stage, by=factories.guest(stage))
        factories.contribution(stage, by=phone.guest)
    key = uuid7()
    many = asked(phone.page), asked(lambda: phone.write(key))
    assert few == many
    assert many[0] <= 6
    assert many[1] <= 8
    assert asked(lambda: phone.write(key, seq=2, text="Other words")) <= 8
    assert asked(lambda: phone.take_back(key, seq=3)) <= 8
    assert asked(lambda: phone.send("GET", phone.address("mine"))) <= 3
    change_step(stage, vote_open=True)
    assert asked(phone.page) <= 6
    mark = {str(groups[0].pk): 1}
    assert asked(lambda: phone.cast(mark)) <= 8
    assert asked(lambda: phone.cast(mark, seq=2)) <= 8


def test_the_first_load_is_at_most_50_kb_compressed(stage, phone):
    change_step(stage, quadrants=["strength", "weakness", "opportunity", "threat"])
    for n in range(5):
        phone.write(text=f"Note {n} with words of a usual length, as people write them on a phone")
    page = phone.page()
    files = [*settings.BUNDLES["css/room.css"], *settings.BUNDLES["js/room.js"], "img/mark.svg"]
    linked = re.findall(r'(?:src|href)="/static/([^"]+)"', page.text)
    assert sorted(linked) == sorted(files)
    sizes = [len(gzip.compress((ROOT / "static" / name).read_bytes())) for name in files]
    assert len(gzip.compress(page.content)) + sum(sizes) <= FIRST_LOAD


def test_somebody_signed_in_is_a_guest_like_everybody(stage, ana):
    assert 'name="who"' in ana.get(room_of(stage)).text
    assert ana.get(reverse("workshops:join")).status_code == 200
    assert Client().get(reverse("workshops:join")).status_code == 200
    assert Phone(stage).page().status_code == 200
