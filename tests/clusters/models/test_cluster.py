"""A cluster is made once, led by its maker, and keeps its own record, day and paper."""

import uuid
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError

from clusters.errors import Stale
from clusters.ids import uuid7
from clusters.kinds import Kind
from clusters.models import Cluster, Finding, Membership
from clusters.models.cluster import known_time_zone, member_bands

pytestmark = pytest.mark.django_db


def found(by, **fields):
    return Cluster.found(by=by, **{"name": "Harbour Yard", "kind": "workspace", **fields})


# ---------- making ----------


def test_its_maker_leads_it(cast):
    cluster = found(cast.dev)
    assert (str(cluster), cluster.revision, cluster.time_zone) == ("Harbour Yard", 1, "UTC")
    assert list(cluster.memberships.values_list("user", "role")) == [(cast.dev.pk, "leader")]
    assert list(cluster.members.all()) == [cast.dev]
    assert not cluster.findings.exists()


def test_sent_twice_with_one_id_it_is_made_once(cast):
    key, finding = uuid7(), {"result": "workspace", "recommended_kind": "workspace"}
    first = found(cast.dev, id=key, finding=finding)
    again = found(cast.dev, id=key, finding=finding, name="Another name")
    assert (again, again.name) == (first, "Harbour Yard")
    assert (Membership.objects.filter(cluster=first).count(), Finding.objects.count()) == (1, 1)


def test_anothers_id_makes_nobody_a_member(cast):
    assert found(cast.dev, id=cast.cluster.pk).pk == cast.cluster.pk
    assert not Membership.objects.filter(cluster=cast.cluster, user=cast.dev).exists()


def test_what_the_kind_finder_found_is_kept_with_who_asked(cast):
    answers = {"1": "workspace", "2": "district"}
    cluster = found(cast.dev, finding={"answers": answers, "result": "nested", "recommended_kind": "workspace"})
    finding = cluster.findings.get()
    assert (finding.answers, finding.found_by, str(finding)) == (answers, cast.dev, "nested: workspace")


def test_the_newest_finding_comes_first(cast):
    for result in ("clear", "close"):
        Finding.objects.create(cluster=cast.cluster, result=result, recommended_kind="district")
    assert [finding.result for finding in cast.cluster.findings.all()] == ["close", "clear"]


# ---------- changing ----------


def test_its_record_is_changed_by_who_saw_it(cast):
    cast.cluster.edit(seen=1, place="Kelda docks", member_counts={"whales": 2})
    after = Cluster.objects.get()
    assert (after.place, after.member_counts, after.revision, cast.cluster.revision) == (
        "Kelda docks",
        {"whales": 2},
        2,
        2,
    )


def test_of_two_who_saw_the_same_the_second_is_told_what_stands(cast):
    mine = Cluster.objects.get()
    cast.cluster.edit(seen=1, place="Kelda docks")
    with pytest.raises(Stale) as stale:
        mine.edit(seen=1, place="Kelda quay")
    assert (stale.value.current.place, stale.value.current.revision) == ("Kelda docks", 2)
    assert stale.value.sentence == "Somebody changed this while you were writing. Both texts are kept."
    assert (mine.place, mine.revision) == ("Kelda", 1)


def test_even_without_a_word_a_swap_counts(cast):
    cast.cluster.swap(seen=1)
    assert Cluster.objects.get().revision == 2


# ---------- facts ----------


@pytest.mark.parametrize("kind", Kind.values)
def test_its_kind_has_its_facts(kind):
    assert Cluster(kind=kind).kind_facts is Kind(kind)


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Pacific/Pago_Pago", "Europe/Dublin"])
def test_today_is_the_date_it_is_there(zone):
    there = datetime.now(ZoneInfo(zone)).date()
    assert Cluster(time_zone=zone).today in (there, there + timedelta(days=1))


def test_at_no_moment_is_it_the_same_day_everywhere():
    assert Cluster(time_zone="Pacific/Kiritimati").today > Cluster(time_zone="Pacific/Pago_Pago").today


@pytest.mark.parametrize(
    ("country", "paper"),
    [("Ireland", "a4"), ("", "a4"), ("Canada", "letter"), (" USA ", "letter"), ("united states", "letter")],
)
def test_its_agencies_print_on_their_own_paper(country, paper):
    assert Cluster(country=country).paper == paper


@pytest.mark.parametrize("zone", ["Europe/Atlantis", "", "../etc/passwd"])
def test_a_time_zone_that_does_not_exist_is_refused_with_an_example(zone):
    with pytest.raises(ValidationError, match="Choose a time zone from the list, such as Europe/London"):
        known_time_zone(zone)
    assert known_time_zone("Europe/London") is None


def test_there_are_eleven_kinds_of_member_each_with_its_key():
    keys = [band["key"] for band in member_bands()]
    assert (len(keys), len(set(keys))) == (11, 11)
    assert all(set(band) == {"key", "label", "side", "means", "count_in"} for band in member_bands())


# ---------- keys ----------


def test_keys_are_of_version_seven_and_sort_by_time():
    made = [uuid7() for _each in range(50)]
    assert {(key.version, key.variant) for key in made} == {(7, uuid.RFC_4122)}
    assert [key.int >> 80 for key in made] == sorted(key.int >> 80 for key in made)
    assert len(set(made)) == 50
