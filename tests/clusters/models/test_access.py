"""Clusters, memberships and invitations open by the reader's role in the cluster, and by nothing else."""

import pytest
from django.apps import apps
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from clusters.access import LEAD, READ, WRITE, Role, ScopedQuerySet
from clusters.models import Anchor, Asset, Cluster, Invitation, Membership
from tests import factories

pytestmark = pytest.mark.django_db
ROWS = (Cluster, Membership, Invitation, Anchor, Asset)
SCOPES = ("visible_to", "editable_by", "led_by")
MAY = {"ana": 3, "ben": 2, "caro": 1, "dev": 0, "cleo": 0, "nobody": 0}


@pytest.fixture
def here(cast):
    """Ana's cluster with an invitation, and Dev's beside it with the same."""
    theirs = Cluster.found(by=cast.dev, name="Harbour Yard", kind="region")
    for cluster, by in ((cast.cluster, cast.ana), (theirs, cast.dev)):
        Invitation.send(cluster, email="eva@example.org", role="viewer", by=by)
        Anchor.add(cluster, by=by, name="The rope works")
        Asset.add(cluster, by=by, name="The press room")
    return cast.cluster


def of(model, cluster):
    return set(
        model.objects.filter(**{"pk" if model is Cluster else "cluster": cluster.pk}).values_list("pk", flat=True)
    )


def opened(model, scope, person, cluster):
    return set(getattr(model.objects.all(), scope)(person).values_list("pk", flat=True)) & of(model, cluster)


def test_every_scoped_model_is_tried_here():
    models = apps.get_app_config("clusters").get_models()
    assert {model for model in models if isinstance(model._default_manager.all(), ScopedQuerySet)} == set(ROWS)


def test_each_role_may_all_that_the_next_one_may():
    assert (set(LEAD) < set(WRITE) < set(READ), set(READ)) == (True, set(Role))


@pytest.mark.parametrize("name", MAY)
@pytest.mark.parametrize("model", ROWS)
def test_each_person_is_opened_what_their_role_opens(here, cast, model, name):
    person, every = AnonymousUser() if name == "nobody" else getattr(cast, name), of(model, here)
    assert every
    found = [opened(model, scope, person, here) for scope in SCOPES]
    assert found == [every if place < MAY[name] else set() for place in range(3)]


@pytest.mark.parametrize("model", ROWS)
def test_a_superuser_is_no_exception(here, model):
    root = factories.user("Root", is_staff=True, is_superuser=True)
    assert [opened(model, scope, root, here) for scope in SCOPES] == [set()] * 3


@pytest.mark.parametrize("model", ROWS)
@pytest.mark.parametrize("there", list(Role))
def test_each_row_says_the_role_of_the_reader_in_its_own_cluster(here, cast, model, there):
    other = Cluster.objects.get(name="Harbour Yard")
    Membership.objects.create(cluster=other, user=cast.ben, role=there)
    roles = {row.pk: getattr(row, model.objects.all().role_as) for row in model.objects.visible_to(cast.ben)}
    assert roles == dict.fromkeys(of(model, here), "editor") | dict.fromkeys(of(model, other), there)
    assert bool(opened(model, "editable_by", cast.ben, other)) is (there in WRITE)
    assert bool(opened(model, "led_by", cast.ben, other)) is (there in LEAD)


@pytest.mark.parametrize("model", ROWS)
def test_nothing_of_a_deleted_cluster_opens_to_anybody(here, cast, model):
    Cluster.objects.filter(pk=here.pk).update(deleted_at=timezone.now())
    assert [opened(model, scope, cast.ana, here) for scope in SCOPES] == [set()] * 3


@pytest.mark.parametrize("model", ROWS)
def test_whoever_left_finds_nothing_any_more(here, cast, model):
    Membership.objects.get(user=cast.ben).leave()
    assert [opened(model, scope, cast.ben, here) for scope in SCOPES] == [set()] * 3


@pytest.mark.parametrize("model", ROWS)
def test_a_new_role_opens_at_once(here, cast, model):
    Membership.objects.get(user=cast.caro).change_role(Role.LEADER)
    assert opened(model, "led_by", cast.caro, here) == of(model, here)


def test_each_row_is_found_once_however_many_belong_to_its_cluster(here, cast):
    assert Cluster.objects.visible_to(cast.ana).count() == 1
    assert Membership.objects.visible_to(cast.ana).count() == 3
    assert Invitation.objects.visible_to(cast.caro).count() == 1


def test_live_is_what_nobody_deleted(here):
    Cluster.objects.filter(pk=here.pk).update(deleted_at=timezone.now())
    assert [cluster.name for cluster in Cluster.objects.live()] == ["Harbour Yard"]
    assert [row.cluster.name for row in Invitation.objects.live()] == ["Harbour Yard"]
