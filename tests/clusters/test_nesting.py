"""What may stand inside what: levels rise, nothing comes back to itself, and each end may end a tie."""

from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from clusters.access import Role
from clusters.errors import Refusal, Stale
from clusters.kinds import Kind
from clusters.models import Cluster, Membership
from clusters.nesting import LEVELS, kinds_above, kinds_beside, may_be_linked, may_be_part_of
from clusters.tree import around
from tests import factories

KINDS = st.sampled_from(Kind.values)


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(KINDS, min_size=1, max_size=8))
def test_a_chain_of_parts_rises_and_so_never_comes_back(kinds):
    chain = [kinds[0]]
    for kind in kinds[1:]:
        if may_be_part_of(chain[-1], kind):
            chain.append(kind)
    assert len(set(chain)) == len(chain) <= len(LEVELS) + 1
    assert all(LEVELS[one] < LEVELS[two] for one, two in pairwise(chain))


@given(KINDS, KINDS)
def test_two_kinds_are_nested_one_way_or_linked_or_neither(one, two):
    assert not (may_be_part_of(one, two) and may_be_part_of(two, one))
    assert may_be_linked(one, two) == may_be_linked(two, one)
    assert not (may_be_linked(one, two) and (may_be_part_of(one, two) or may_be_part_of(two, one)))
    assert (two in kinds_above(one)) == may_be_part_of(one, two)
    assert (two in kinds_beside(one)) == may_be_linked(one, two)


def test_a_network_is_never_nested():
    for kind in Kind.values:
        assert not may_be_part_of("network", kind)
        assert not may_be_part_of(kind, "network")
    assert kinds_beside("network") == ("workspace", "district", "region")


def made(by, kind, name=""):
    return Cluster.found(by=by, name=name or f"A {kind}", kind=kind)


@pytest.mark.parametrize("parent", ["workspace", "district", "network"])
def test_a_parent_that_is_not_higher_is_refused(cast, parent):
    with pytest.raises(Refusal):
        cast.cluster.nest(made(cast.ana, parent), seen=1)
    with pytest.raises(Refusal):
        cast.cluster.nest(cast.cluster, seen=1)
    assert Cluster.objects.get(pk=cast.cluster.pk).part_of is None


def test_the_written_line_goes_when_the_cluster_itself_stands_for_it(cast):
    region = made(cast.ana, "region")
    Cluster.objects.filter(pk=cast.cluster.pk).update(nested_in=["The coast", "The county"])
    cast.cluster.nest(region, seen=1, line="The coast")
    now = Cluster.objects.get(pk=cast.cluster.pk)
    assert (now.part_of, now.nested_in) == (region, ["The county"])


def test_a_tie_made_on_an_old_record_is_told(cast):
    region = made(cast.ana, "region")
    cast.cluster.edit(seen=1, place="Elsewhere")
    with pytest.raises(Stale):
        Cluster.objects.get(pk=cast.cluster.pk).nest(region, seen=1)
    assert Cluster.objects.get(pk=cast.cluster.pk).part_of is None


def test_a_link_is_seen_from_both_ends_and_ended_from_either(cast):
    network = made(cast.ana, "network")
    network.link(cast.cluster)
    cast.cluster.link(network)
    assert [node.cluster for node in around(cast.cluster, cast.ana).linked] == [network]
    assert [node.cluster for node in around(network, cast.ana).linked] == [cast.cluster]
    cast.cluster.let_go(network)
    assert around(network, cast.ana).linked == ()
    with pytest.raises(Refusal):
        cast.cluster.link(made(cast.ana, "region"))


def test_a_deleted_cluster_is_in_no_tree(cast):
    region = made(cast.ana, "region")
    cast.cluster.nest(region, seen=1)
    region.swap(seen=region.revision, deleted_at=region.made_at)
    assert around(Cluster.objects.get(pk=cast.cluster.pk), cast.ana).above == ()
    with pytest.raises(Refusal):
        cast.cluster.nest(region, seen=2)


def test_another_kind_ends_the_ties_that_no_longer_hold(cast):
    region, shed, guild = (made(cast.ana, kind) for kind in ("region", "workspace", "network"))
    cast.cluster.nest(region, seen=1)
    shed.nest(cast.cluster, seen=1)
    cast.cluster.link(guild)
    district = Cluster.objects.get(pk=cast.cluster.pk)
    tied = district.tied()
    assert {one.name for one in district.breaks_as("workspace", tied)} == {"A workspace"}
    assert {one.name for one in district.breaks_as("region", tied)} == {"A region"}
    assert {one.name for one in district.breaks_as("network", tied)} == {"A workspace", "A region", "A network"}
    district.become("network", seen=district.revision)
    now = Cluster.objects.get(pk=district.pk)
    assert (now.kind, now.part_of, now.parts.count(), now.linked.count()) == ("network", None, 0, 0)


def test_the_kind_finder_taken_again_is_kept_once(cast):
    finding = {"answers": {"1": "district"}, "points": {}, "result": "Clear", "recommended_kind": "region", "also": "",
               "chosen_kind": "", "reason": "", "nesting": ""}  # fmt: skip
    for _ in range(2):
        cast.cluster.find_again(finding, by=cast.ana)
    assert cast.cluster.findings.count() == 1
    assert Cluster.objects.get(pk=cast.cluster.pk).kind == "district"


def test_what_lies_one_tie_further_is_told_to_its_own_people_only(cast):
    region, shed = made(cast.dev, "region", "Their coast"), made(cast.dev, "workspace", "Their shed")
    cast.cluster.nest(region, seen=1)
    shed.nest(cast.cluster, seen=1)
    yard = made(cast.ana, "workspace", "Our yard")
    yard.nest(Cluster.objects.get(pk=cast.cluster.pk), seen=1)
    seen = around(Cluster.objects.get(pk=yard.pk), cast.ana)
    assert [(node.cluster.name, node.is_mine) for node in seen.above] == [("Lantern Quarter", True)]
    Membership.objects.create(cluster=region, user=cast.ana, role=Role.VIEWER)
    seen = around(Cluster.objects.get(pk=yard.pk), cast.ana)
    assert [node.cluster.name for node in seen.above] == ["Their coast", "Lantern Quarter"]
    down = around(region, cast.dev)
    assert [node.cluster.name for node in down.inside] == ["Lantern Quarter"]
    assert [node.cluster.name for node in down.inside[0].inside] == ["Their shed"]


def test_the_tree_takes_as_many_queries_for_three_parts_as_for_one(cast, django_assert_max_num_queries):
    for place in range(3):
        made(cast.ana, "workspace", f"Shed {place}").nest(cast.cluster, seen=1)
        with django_assert_max_num_queries(4):
            around(cast.cluster, cast.ana)


# ---------- pages ----------


@pytest.fixture
def region(cast):
    """A region that Dev leads and Ana may read."""
    found = made(cast.dev, "region", "Merrow Coast")
    Membership.objects.create(cluster=found, user=cast.ana, role=Role.VIEWER)
    return found


def page(cluster):
    return f"/clusters/{cluster.pk}/around/"


def text_of(answer):
    return answer.content.decode()


def test_a_leader_ties_a_cluster_to_one_they_belong_to_in_any_role(ana, cast, region):
    assert "Merrow Coast" in text_of(ana.get(page(cast.cluster)))
    answer = ana.post(page(cast.cluster), {"other": region.pk, "revision": 1}, follow=True)
    assert "Merrow Coast is tied to this cluster." in text_of(answer)
    assert Cluster.objects.get(pk=cast.cluster.pk).part_of == region
    assert "Merrow Coast" in text_of(ana.get(f"/clusters/{cast.cluster.pk}/"))


def test_a_cluster_of_strangers_cannot_be_chosen_nor_told_from_none(ana, cast):
    theirs = made(cast.dev, "region", "A secret coast")
    for other in (theirs.pk, "019a0000-0000-7000-8000-000000000000"):
        answer = ana.post(page(cast.cluster), {"other": other, "revision": 1})
        assert answer.status_code == 422
        assert "Choose one of the clusters listed." in text_of(answer)
        assert "A secret coast" not in text_of(answer)
    assert Cluster.objects.get(pk=cast.cluster.pk).part_of is None


def test_a_tie_on_an_old_record_is_409_and_keeps_the_choice(ana, cast, region):
    cast.cluster.edit(seen=1, place="Elsewhere")
    answer = ana.post(page(cast.cluster), {"other": region.pk, "revision": 1})
    assert answer.status_code == 409
    assert f'<option value="{region.pk}" selected' in text_of(answer)


@pytest.mark.parametrize("who", ["ana", "dev"])
def test_the_leader_of_either_end_may_end_a_tie(client, cast, region, who):
    cast.cluster.nest(region, seen=1)
    client.force_login(getattr(cast, who))
    mine, other = (cast.cluster, region) if who == "ana" else (region, cast.cluster)
    assert client.post(f"{page(mine)}{other.pk}/end/").status_code == 302
    assert Cluster.objects.get(pk=cast.cluster.pk).part_of is None


def test_ending_a_tie_that_is_not_there_changes_nothing(ana, cast, region):
    theirs = made(cast.dev, "workspace", "Their shed")
    theirs.nest(region, seen=1)
    assert ana.post(f"{page(cast.cluster)}{theirs.pk}/end/").status_code == 302
    assert Cluster.objects.get(pk=theirs.pk).part_of == region


def test_consent_is_given_and_taken_back_and_an_old_form_is_409(ana, cast):
    address = f"{page(cast.cluster)}agree/"
    assert ana.post(address, {"shares_alerts": "on", "revision": 1}).status_code == 302
    assert Cluster.objects.get(pk=cast.cluster.pk).shares_alerts
    assert ana.post(address, {"offers_down": "on", "revision": 1}).status_code == 409
    assert ana.post(address, {"revision": 2}).status_code == 302
    now = Cluster.objects.get(pk=cast.cluster.pk)
    assert (now.shares_alerts, now.offers_down) == (False, False)


def test_the_seven_questions_can_be_taken_again_for_a_cluster_that_is_there(ana, cast):
    seven = {f"q{number}": "region" for number in range(1, 8)} | {"nesting": "neither"}
    result = ana.get("/kind-finder/result/", {**seven, "cluster": cast.cluster.pk})
    keep = f"/clusters/{cast.cluster.pk}/findings/add/"
    assert keep in text_of(result)
    assert "By these answers: region" in text_of(ana.get(keep, seven))
    assert ana.post(keep, seven).status_code == 302
    assert ana.post(keep, seven).status_code == 302
    assert [one.recommended_kind for one in cast.cluster.findings.all()] == ["region"]
    assert Cluster.objects.get(pk=cast.cluster.pk).kind == "district"


def test_people_are_counted_beside_members_and_counts_not_asked_for_stay(ana, cast):
    Cluster.objects.filter(pk=cast.cluster.pk).update(people_counts={"freelancers": 7, "micro": 3})
    form = {"name": "Lantern Quarter", "time_zone": "UTC", "revision": 1, "people_majors": 82, "count_majors": 2}
    assert ana.post(f"/clusters/{cast.cluster.pk}/edit/", form).status_code == 302
    now = Cluster.objects.get(pk=cast.cluster.pk)
    assert now.people_counts == {"freelancers": 7, "majors": 82}
    assert now.member_counts == {"majors": 2}


def test_the_page_takes_as_many_queries_for_three_clusters_as_for_one(ana, cast, django_assert_max_num_queries):
    for place in range(3):
        made(cast.ana, "workspace", f"Shed {place}").nest(cast.cluster, seen=1)
        made(cast.ana, "region", f"Coast {place}")
        with django_assert_max_num_queries(9):
            ana.get(page(cast.cluster))
    factories.workbook(cast.cluster, by=cast.ana)
    with django_assert_max_num_queries(12):
        ana.get(f"/clusters/{cast.cluster.pk}/")
