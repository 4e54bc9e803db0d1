"""An account that its owner deletes: who goes, what stays, and who reads of it."""

from concurrent.futures import ThreadPoolExecutor
from html import unescape
from threading import Barrier

import pytest
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from clusters.access import Role
from clusters.errors import Refusal
from clusters.models import Cluster, Invitation, Membership, User
from swot.leaving import delete_account, left_empty, to_hand_over
from swot.models import Change, Comment, Entry
from tests import factories

PASSWORD = "correct horse battery"
PAGE = "/account/delete/"

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def no_tries_yet():
    cache.clear()


@pytest.fixture
def ben(client, cast):
    """Ben, who edits, signed in."""
    client.force_login(cast.ben)
    return client


def words(answer):
    return " ".join(unescape(answer.content.decode()).split())


def go(client, **more):
    return client.post(PAGE, {"password": PASSWORD, **more})


# ---------- the page ----------


def test_an_account_is_deleted_after_its_password_and_signed_out_everywhere(ben, cast):
    elsewhere = Client()
    elsewhere.force_login(cast.ben)
    answer = go(ben)
    assert (answer.status_code, answer["Location"]) == (302, "/accounts/login/")
    assert "Your account is deleted." in words(ben.get("/accounts/login/"))
    assert not User.objects.filter(email="ben@example.org").exists()
    assert not Membership.objects.filter(cluster=cast.cluster, user=cast.ben.pk).exists()
    for browser in (ben, elsewhere):
        assert browser.get("/account/").status_code == 302
    assert go(elsewhere)["Location"].startswith("/accounts/login/")
    assert not any(
        row.get_decoded().get("_auth_user_id") == str(cast.ben.pk)
        for row in Session.objects.exclude(session_key=elsewhere.cookies["sessionid"].value)
    )


def test_the_log_of_security_tells_of_a_deleted_account(ben, cast, caplog):
    caplog.set_level("INFO", "security")
    go(ben, password="wrong horse battery")
    assert "account deleted" not in caplog.text
    go(ben)
    assert f"account deleted account={cast.ben.pk}" in caplog.text


@pytest.mark.parametrize("password", ["", "wrong horse battery"])
def test_without_the_password_nothing_is_deleted(ben, cast, password):
    assert go(ben, password=password).status_code == 422
    assert User.objects.filter(pk=cast.ben.pk).exists()


def test_a_get_deletes_nothing_and_says_what_goes_and_what_stays(ben, cast):
    page = words(ben.get(PAGE))
    assert "What goes, at once" in page
    assert "What stays" in page
    assert User.objects.filter(pk=cast.ben.pk).exists()


def test_passwords_are_not_tried_for_ever(ben, cast):
    assert [go(ben, password="wrong").status_code for _n in range(11)][-1] == 429
    assert User.objects.filter(pk=cast.ben.pk).exists()


def test_whoever_has_no_password_has_to_have_just_signed_in(ben, cast):
    cast.ben.set_unusable_password()
    cast.ben.save()
    ben.force_login(cast.ben)
    assert "sign in again" in words(ben.get(PAGE))
    assert go(ben).status_code == 422
    session = ben.session
    session["account_authentication_methods"] = [{"method": "code", "at": timezone.now().timestamp()}]
    session["account_authentication_methods_user"] = str(cast.ben.pk)
    session.save()
    assert go(ben).status_code == 302


def test_the_last_leader_of_others_is_refused_and_led_to_handing_over(ana, cast):
    page = words(ana.get(PAGE))
    assert reverse("clusters:hand-over", args=[cast.cluster.pk]) in page
    assert "Delete my account" not in page
    answer = go(ana)
    assert answer.status_code == 422
    assert "You are the last leader of Lantern Quarter. Hand it over first." in words(answer)
    assert User.objects.filter(pk=cast.ana.pk).exists()
    cast.cluster.memberships.get(user=cast.ana).hand_over(cast.cluster.memberships.get(user=cast.ben))
    assert go(ana).status_code == 302


def test_clusters_without_anybody_else_go_along_once_that_is_ticked(client, cast):
    own = Cluster.found(by=cast.dev, name="Harbour Yard", kind="district")
    client.force_login(cast.dev)
    assert "Harbour Yard" in words(client.get(PAGE))
    assert "Tick that these clusters are deleted too." in words(go(client))
    assert go(client, along="on").status_code == 302
    own.refresh_from_db()
    assert own.deleted_at is not None
    cast.cluster.refresh_from_db()
    assert cast.cluster.deleted_at is None


def test_where_somebody_joined_meanwhile_it_is_looked_at_again(cast):
    own = Cluster.found(by=cast.dev, name="Harbour Yard", kind="district")
    assert [row.pk for row in left_empty(cast.dev)] == [own.pk]
    with pytest.raises(Refusal):
        delete_account(cast.dev, emptied=[])
    Membership.objects.create(cluster=own, user=cast.ben, role=Role.LEADER)
    with pytest.raises(Refusal):
        delete_account(cast.dev, emptied=[own.pk])
    assert (left_empty(cast.dev), to_hand_over(cast.dev)) == ([], [])
    delete_account(cast.dev, emptied=[])
    assert Cluster.objects.live().filter(pk=own.pk).exists()


def test_a_deleted_cluster_holds_nobody_back(cast):
    Cluster.objects.filter(pk=cast.cluster.pk).update(deleted_at=timezone.now())
    delete_account(cast.ana, emptied=[])
    assert not User.objects.filter(pk=cast.ana.pk).exists()


def test_invitations_to_and_from_whoever_goes_end_and_others_stay(cast):
    cast.cluster.memberships.filter(user=cast.ben).update(role=Role.LEADER)
    asked = {"role": "viewer"}
    _row, by_ben = Invitation.send(cast.cluster, email="eve@example.org", by=cast.ben, **asked)
    _row, by_ana = Invitation.send(cast.cluster, email="fay@example.org", by=cast.ana, **asked)
    other = Cluster.found(by=cast.dev, name="Harbour Yard", kind="district")
    Invitation.send(other, email="BEN@example.org", by=cast.dev, **asked)
    delete_account(cast.ben, emptied=[])
    assert not Invitation.objects.for_token(by_ben).exists()
    assert Invitation.objects.for_token(by_ana).exists()
    assert not Invitation.objects.filter(email="ben@example.org").exists()


def test_an_invitation_taken_up_says_no_address_of_whoever_changed_theirs_since(cast):
    eve = factories.user("Eve")
    row, _token = Invitation.send(cast.cluster, email=eve.email, role="viewer", by=cast.ana)
    row.accept(by=eve)
    asked = eve.email
    User.objects.filter(pk=eve.pk).update(email="eve@elsewhere.example")
    delete_account(User.objects.get(pk=eve.pk), emptied=[])
    assert not Invitation.objects.filter(email__iexact=asked).exists()


# ---------- what stays ----------


def test_what_was_written_stays_to_the_letter(cast):
    book = factories.workbook(cast.cluster, by=cast.ben)
    entry = factories.entry(book, by=cast.ben)
    before = {name: getattr(entry, name) for name in ("text", "ref", "revision", "changed_at")}
    changes = book.changes.count()
    delete_account(cast.ben, emptied=[])
    kept = Entry.objects.get(pk=entry.pk)
    assert {name: getattr(kept, name) for name in before} == before
    assert (kept.changed_by, book.changes.count()) == (None, changes)
    assert not Change.objects.filter(by=cast.ben.pk).exists()


def test_a_comment_is_of_a_former_member_and_nobody_sees_to_what_they_saw_to(ana, cast):
    book = factories.workbook(cast.cluster, by=cast.ana)
    said, _new = Comment.say(book, "PLA", "Who holds the keys?", key="k", by=cast.ben, called=[cast.ben.pk])
    said.assign(by=cast.ana, seen=1, owner=cast.ben, due=None)
    delete_account(cast.ben, emptied=[])
    page = words(ana.get(reverse("swot:comments", args=[book.pk])))
    assert "Who holds the keys?" in page
    assert "a former member" in page
    assert "Nobody sees to it yet" in page


def test_a_threshold_names_nobody_and_those_of_others_stay(cast):
    cast.cluster.memberships.filter(user=cast.ben).update(role=Role.LEADER)
    book = factories.workbook(cast.cluster, by=cast.ana)
    for code, by in (("I2", cast.ben), ("I7", cast.ana)):
        book.cluster.refresh_from_db()
        seen = book.cluster.revision
        book.set_threshold(code, by=by, seen=seen, watch=25, act=15, reason="Our streets are longer")
    delete_account(cast.ben, emptied=[])
    cast.cluster.refresh_from_db()
    assert {code: own["by"] for code, own in cast.cluster.thresholds.items()} == {"I2": "", "I7": "Ana"}
    assert {own["reason"] for own in cast.cluster.thresholds.values()} == {"Our streets are longer"}


def test_a_threshold_that_came_without_its_record_names_nobody_either(cast):
    book = factories.workbook(cast.cluster, by=cast.ana)
    own = {"watch": 25, "act": 15, "reason": "Our streets are longer", "on": "2026-01-01"}
    theirs = {"I2": {**own, "by": "Ben"}, "I5": {**own, "by": "Gil"}, "I7": {**own, "by": "Ben"}}
    Cluster.objects.filter(pk=cast.cluster.pk).update(thresholds=theirs)
    book.note("set", "threshold I7", by=cast.ana)
    delete_account(cast.ben, emptied=[])
    cast.cluster.refresh_from_db()
    assert {code: one["by"] for code, one in cast.cluster.thresholds.items()} == {"I2": "", "I5": "Gil", "I7": "Ben"}


# ---------- at the same moment ----------


def at_once(*works):
    """What each comes to, begun together; the sentence of whoever was refused."""
    ready = Barrier(len(works))

    def alone(work):
        ready.wait(20)
        try:
            return work()
        except Refusal as refusal:
            return refusal.sentence
        finally:
            connection.close()

    with ThreadPoolExecutor(len(works)) as pool:
        return list(pool.map(alone, works))


def ends(cast):
    """Every way in which a leader stops to lead."""
    caro = cast.cluster.memberships.get(user=cast.caro).pk
    return {
        "deletes the account": lambda row: delete_account(row.user, emptied=[]),
        "leaves": lambda row: row.leave(),
        "becomes a viewer": lambda row: row.change_role(Role.VIEWER),
        "hands over": lambda row: row.hand_over(Membership.objects.get(pk=caro)),
    }


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("one", ["deletes the account", "leaves"])
@pytest.mark.parametrize("other", ["deletes the account", "leaves", "becomes a viewer", "hands over"])
def test_of_two_leaders_who_go_at_the_same_moment_one_stays(transactional_db, one, other):
    cast = factories.cast()
    cast.cluster.memberships.filter(user=cast.ben).update(role=Role.LEADER)
    ways = ends(cast)
    first, second = cast.cluster.memberships.filter(role=Role.LEADER).select_related("user").order_by("pk")
    said = at_once(lambda: ways[one](first), lambda: ways[other](second))
    leaders = cast.cluster.memberships.filter(role=Role.LEADER).count()
    assert leaders == 1
    assert sum(isinstance(words, str) for words in said) == (0 if other == "hands over" else 1)


@pytest.mark.django_db(transaction=True)
def test_whoever_is_handed_to_while_leaving_leaves_a_leader_behind(transactional_db):
    cast = factories.cast()
    mine, theirs = (cast.cluster.memberships.get(user=one) for one in (cast.ana, cast.ben))
    at_once(lambda: mine.hand_over(theirs), lambda: delete_account(cast.ben, emptied=[]))
    assert cast.cluster.memberships.filter(role=Role.LEADER).count() == 1
