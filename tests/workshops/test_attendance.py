"""Who is in the room, by count and by description; the sentence that every strip of the room says."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests import factories
from workshops.attendance import MANY, Many, attendance, many_from_one
from workshops.doors import join_at
from workshops.models import Participant
from workshops.models.workshop import PRESENT
from workshops.people import UNSAID
from workshops.strips import strip_of


@pytest.fixture
def stage(cast):
    return factories.workshop(factories.workbook(cast.cluster, by=cast.ana), by=cast.ana)


def come(stage, *descriptions):
    return [factories.guest(stage, who=who) for who in descriptions]


def test_people_are_counted_by_what_they_said_of_themselves(stage):
    come(stage, "live", "live", "work")
    groups = {one.text: one.joined for one in attendance(stage).groups}
    assert (groups["I live here"], groups["I work in the district"]) == (2, 1)
    assert attendance(stage).groups[0].text == "I live here"


def test_a_description_that_nobody_chose_is_a_group_with_nobody(stage):
    come(stage, "work")
    missing = attendance(stage).missing
    assert [one.is_local for one in missing[:2]] == [True, True]
    assert all(one.joined == 0 for one in missing)


def test_who_would_rather_not_say_is_missing_nowhere(stage):
    come(stage, "work")
    assert "I would rather not say" not in [one.text for one in attendance(stage).groups]
    come(stage, UNSAID)
    assert "I would rather not say" in [one.text for one in attendance(stage).groups]


def test_who_was_not_heard_of_for_a_while_is_away_and_still_came_in(stage):
    here, away = come(stage, "live", "work")
    long_ago = timezone.now() - PRESENT - timedelta(seconds=1)
    Participant.objects.filter(pk=away.pk).update(seen_at=long_ago, unsent=3)
    found = attendance(stage)
    assert (found.joined, found.here, found.away) == (2, 1, 1)
    assert (found.phones, found.unsent, found.up_to_date) == (1, 3, 1)
    assert here.seen_at > long_ago


def test_who_wrote_in_this_step_is_counted_once_and_what_was_taken_back_not(stage):
    pia, rob = come(stage, "live", "work")
    for text in ("We share a press", "The canteen"):
        factories.contribution(stage, by=pia, text=text)
    factories.contribution(stage, by=rob)
    rob.contributions.update(state="withdrawn")
    assert attendance(stage).wrote == 1


def test_the_sentence_counts_those_who_were_here_before(stage):
    come(stage, "live", "trade", "work")
    said = "In the room: 2 of 3 are people already here."
    assert (attendance(stage).sentence, strip_of(stage)["in_room"]) == (said, said)


def test_the_sentence_names_people_already_here_from_whom_nobody_came(stage):
    said = "In the room: nobody has come in yet."
    assert (attendance(stage).sentence, strip_of(stage)["in_room"]) == (said, said)
    come(stage, "live", "work", UNSAID)
    missing = "“I trade here, outside the creative trades”"
    said = "In the room: 1 of 3 are people already here."
    assert attendance(stage).sentence == f"{said} Nobody says: {missing}."
    assert strip_of(stage)["in_room"] == said


def test_one_phone_that_sends_very_many_is_told_until_it_is_held(stage):
    pia, rob = come(stage, "live", "work")
    sent = [factories.contribution(stage, by=pia, text=f"Noise {n}") for n in range(MANY)]
    factories.contribution(stage, by=rob)
    assert many_from_one(stage) is None
    sent.append(factories.contribution(stage, by=pia, text="One more"))
    assert many_from_one(stage) == Many(MANY + 1, sent[-1].pk)
    pia.contributions.filter(pk=sent[0].pk).update(state="withdrawn")
    assert many_from_one(stage) is None
    pia.contributions.update(state="shown")
    Participant.objects.filter(pk=pia.pk).update(blocked_at=timezone.now())
    assert many_from_one(stage) is None


def test_it_is_one_question_to_the_database_however_many_came(stage, django_assert_num_queries):
    come(stage, *["live", "work"] * 5)
    with django_assert_num_queries(1):
        attendance(stage)


@pytest.mark.parametrize(
    ("public", "said"),
    [
        ("https://workbook.example", "workbook.example/join"),
        ("https://workbook.example/", "workbook.example/join"),
        ("http://10.0.0.5:8000", "10.0.0.5:8000/join"),
    ],
)
def test_where_the_code_is_typed_is_said_as_it_is_read_aloud(settings, public, said):
    settings.PUBLIC_URL = public
    assert join_at() == said
