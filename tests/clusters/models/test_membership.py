"""A cluster always has a leader, a person one role in it, and an invitation works once."""

from datetime import timedelta

import pytest
from django.utils import timezone

from clusters.access import Role
from clusters.errors import Closed, Refusal
from clusters.models import Cluster, Invitation, Membership
from clusters.models.membership import hash_of

pytestmark = pytest.mark.django_db
KEPT = "A cluster always has a leader. Make somebody else the leader first."
LAST = "The last leader cannot leave. Hand the cluster over first."


def of(person):
    return Membership.objects.get(user=person)


def roles(cluster):
    return {row.user.name: row.role for row in cluster.memberships.select_related("user")}


# ---------- roles ----------


@pytest.mark.parametrize("role", Role.values)
def test_a_role_is_given(cast, role):
    of(cast.ben).change_role(role)
    assert (of(cast.ben).role, str(of(cast.ben))) == (role, f"Ben, {role}")


@pytest.mark.parametrize("role", ["editor", "viewer"])
def test_the_only_leader_is_not_made_less(cast, role):
    with pytest.raises(Refusal) as refused:
        of(cast.ana).change_role(role)
    assert (refused.value.sentence, of(cast.ana).role) == (KEPT, "leader")


def test_the_only_leader_may_be_made_leader_again(cast):
    of(cast.ana).change_role("leader")
    assert of(cast.ana).role == "leader"


def test_of_two_leaders_one_may_become_an_editor_and_then_the_other_not(cast):
    of(cast.ben).change_role("leader")
    of(cast.ana).change_role("editor")
    with pytest.raises(Refusal):
        of(cast.ben).change_role("viewer")
    assert roles(cast.cluster) == {"Ana": "editor", "Ben": "leader", "Caro": "viewer"}


def test_the_last_leader_does_not_leave_and_others_may(cast):
    with pytest.raises(Refusal) as refused:
        of(cast.ana).leave()
    assert refused.value.sentence == LAST
    for person in (cast.ben, cast.caro):
        of(person).leave()
    assert roles(cast.cluster) == {"Ana": "leader"}


def test_handing_over_is_both_or_neither(cast):
    of(cast.ana).hand_over(of(cast.caro))
    assert roles(cast.cluster) == {"Ana": "editor", "Ben": "editor", "Caro": "leader"}


def test_handing_over_to_oneself_changes_nothing(cast):
    mine = of(cast.ana)
    with pytest.raises(Refusal):
        mine.hand_over(mine)
    assert roles(cast.cluster) == {"Ana": "leader", "Ben": "editor", "Caro": "viewer"}


def test_a_leader_elsewhere_keeps_no_cluster(cast):
    Cluster.found(by=cast.ben, name="Harbour Yard", kind="region")
    with pytest.raises(Refusal):
        of(cast.ana).leave()


# ---------- invitations ----------


def send(cast, email="Eva@Example.org ", role="viewer"):
    return Invitation.send(cast.cluster, email=email, role=role, by=cast.ana)


def test_only_the_hash_of_its_token_is_kept(cast):
    sent, token = send(cast)
    kept = Invitation.objects.get()
    assert (kept.email, kept.role, kept.invited_by) == ("eva@example.org", "viewer", cast.ana)
    assert kept.token_hash == hash_of(token) != token
    assert (len(token) >= 43, str(sent)) == (True, "eva@example.org, viewer")


def test_it_waits_for_the_days_the_settings_say(cast, settings):
    settings.INVITATION_DAYS = 3
    before = timezone.now()
    sent, _token = send(cast)
    assert before + timedelta(days=3) <= sent.expires_at <= timezone.now() + timedelta(days=3)


def test_it_is_found_by_its_token_alone(cast):
    sent, token = send(cast)
    assert Invitation.objects.for_token(token).get() == sent
    for wrong in ("", token[:-1], hash_of(token)):
        assert not Invitation.objects.for_token(wrong).exists()


def test_a_token_that_was_not_signed_here_is_not_even_looked_for(cast, django_assert_num_queries):
    sent, token = send(cast)
    unsigned = token.rpartition(".")[0]
    Invitation.objects.filter(pk=sent.pk).update(token_hash=hash_of(unsigned))
    with django_assert_num_queries(0):
        assert not Invitation.objects.for_token(unsigned).exists()


@pytest.mark.parametrize("end", ["expires_at", "accepted_at"])
def test_what_has_run_out_or_was_used_is_not_found(cast, end):
    sent, token = send(cast)
    Invitation.objects.filter(pk=sent.pk).update(**{end: timezone.now() - timedelta(seconds=1)})
    assert not Invitation.objects.for_token(token).exists()
    assert not Invitation.objects.waiting().exists()


def test_an_invitation_to_a_deleted_cluster_is_not_found(cast):
    _sent, token = send(cast)
    Cluster.objects.update(deleted_at=timezone.now())
    assert not Invitation.objects.for_token(token).exists()


def test_inviting_again_puts_out_the_earlier_one_of_the_same_person_only(cast):
    _first, old = send(cast)
    _other, kept = send(cast, email="finn@example.org")
    _second, new = send(cast, email="EVA@example.org")
    assert [Invitation.objects.for_token(token).exists() for token in (old, kept, new)] == [False, True, True]


def test_inviting_again_keeps_what_was_taken_up(cast):
    sent, _token = send(cast)
    sent.accept(by=cast.dev)
    send(cast)
    assert Invitation.objects.count() == 2


def test_it_makes_a_member_in_its_role_once(cast):
    sent, _token = send(cast, role="editor")
    member = sent.accept(by=cast.dev)
    assert (member.user, member.role, member.cluster) == (cast.dev, "editor", cast.cluster)
    with pytest.raises(Closed) as closed:
        Invitation.objects.get().accept(by=cast.cleo)
    assert closed.value.sentence == "This invitation has been used. Ask for a new one."
    assert not Membership.objects.filter(user=cast.cleo).exists()


@pytest.mark.parametrize(("name", "role"), [("ana", "leader"), ("caro", "viewer")])
def test_whoever_belongs_already_keeps_their_role(cast, name, role):
    sent, _token = send(cast, role="editor")
    assert sent.accept(by=getattr(cast, name)).role == role
    assert Membership.objects.filter(cluster=cast.cluster).count() == 3
