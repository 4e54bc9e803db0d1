"""What must never be in the tables is refused by the database itself, whoever writes."""

import pytest
from django.db import IntegrityError, transaction

from clusters.models import Anchor, Asset, Cluster, Invitation, Membership, Sheet, User
from tests import factories
from tests.swot.models.broken import constraints, put, twice

pytestmark = pytest.mark.django_db

BREAK = {
    "one_account_an_email": lambda cast: twice(cast.ana, email="ANA@example.org"),
    "cluster_kind_is_known": lambda cast: put(cast.cluster, kind="empire"),
    "one_membership_a_person": lambda cast: twice(Membership.objects.get(user=cast.ben), role="leader"),
    "one_anchor_a_key": lambda cast: twice(Anchor.add(cast.cluster, by=cast.ana, name="The rope works")),
    "one_asset_a_key": lambda cast: twice(Asset.add(cast.cluster, by=cast.ana, name="The press room")),
    "one_sheet_a_number": lambda cast: twice(Sheet.kept("glossary")),
    "one_draft_a_sheet": lambda cast: twice(Sheet.draft("glossary"), number=7),
    "asset_tenure_is_known": lambda cast: put(Asset.add(cast.cluster, by=cast.ana, name="The press"), tenure="hope"),
}


def test_every_constraint_is_broken_below():
    assert set(BREAK) == constraints("clusters")


@pytest.mark.parametrize("name", sorted(BREAK))
def test_the_database_refuses_it(cast, name):
    with pytest.raises(IntegrityError), transaction.atomic():
        BREAK[name](cast)


@pytest.mark.parametrize("kind", ["workspace", "district", "region", "network"])
def test_each_of_the_four_kinds_is_let_through(cast, kind):
    put(cast.cluster, kind=kind)
    assert Cluster.objects.get().kind == kind


def test_one_person_may_be_in_many_clusters_and_a_cluster_have_many_leaders(cast):
    other = Cluster.found(by=cast.ana, name="Harbour Yard", kind="region")
    Membership.objects.create(cluster=other, user=cast.ben, role="leader")
    assert Membership.objects.filter(role="leader").count() == 3


def test_a_token_opens_one_invitation(cast):
    sent, _token = Invitation.send(cast.cluster, email="eva@example.org", role="viewer", by=cast.ana)
    with pytest.raises(IntegrityError), transaction.atomic():
        twice(sent, email="finn@example.org")


def test_an_email_is_one_account_whatever_its_case(cast):
    with pytest.raises(IntegrityError), transaction.atomic():
        factories.user("Somebody", email="Ana@Example.org")
    assert User.objects.filter(email__iexact="ana@example.org").count() == 1
