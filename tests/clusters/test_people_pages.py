"""Who belongs to a cluster: inviting, joining, roles, leaving."""

import re
from datetime import timedelta
from html import unescape
from smtplib import SMTPServerDisconnected

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from clusters.errors import Refusal
from clusters.models import Invitation, User
from tests import factories
from tests.meanwhile import before_writing

PASSWORD = "correct horse battery"
EVE = {"email": "Eve@example.org", "role": "editor"}


def invite(client, cluster, **more):
    return client.post(reverse("clusters:invite", args=[cluster.pk]), {**EVE, **more})


def link_to(cluster, by, **more):
    return reverse("clusters:invitation", args=[Invitation.send(cluster, by=by, **{**EVE, **more})[1]])


def role_of(cluster, person):
    return cluster.memberships.filter(user=person).values_list("role", flat=True).first()


def become(client, cluster, person, what):
    row = cluster.memberships.get(user=person)
    return client.post(reverse("clusters:member", args=[cluster.pk, row.pk]), {"become": what})


# ---------- inviting ----------


def test_the_link_is_shown_once_and_only_its_hash_is_kept(ana, cast, settings):
    settings.EMAIL_SET_UP = False
    page = invite(ana, cast.cluster).content.decode()
    link = page.split('readonly value="')[1].split('"')[0]
    row = Invitation.objects.get()
    assert link.startswith("http://testserver/invitations/")
    assert (row.email, row.role) == ("eve@example.org", "editor")
    assert row.token_hash not in link
    assert mail.outbox == []
    token = link.rstrip("/").split("/")[-1]
    assert token not in ana.get(reverse("clusters:detail", args=[cast.cluster.pk])).content.decode()


def test_where_email_is_set_up_the_link_is_sent_too(ana, cast, settings):
    settings.EMAIL_SET_UP = True
    cast.cluster.edit(seen=1, name="Lantern\r\nBcc: x@example.org")
    invite(ana, cast.cluster)
    letter = mail.outbox[0]
    assert (letter.to, letter.subject) == (
        ["eve@example.org"],
        "Lantern Bcc: x@example.org asks you to join its workbook",
    )
    assert "http://testserver/invitations/" in letter.body


def test_where_the_letter_cannot_be_sent_the_link_is_shown_all_the_same(ana, cast, settings, monkeypatch):
    def refused(*args, **kwargs):
        raise SMTPServerDisconnected("gone")

    settings.EMAIL_SET_UP = True
    monkeypatch.setattr("django.core.mail.backends.locmem.EmailBackend.send_messages", refused)
    answer = invite(ana, cast.cluster)
    assert answer.status_code == 200
    assert "The link was not sent by email. Copy it and hand it on." in answer.content.decode()
    assert "/invitations/" in answer.content.decode().split('readonly value="')[1].split('"')[0]


def test_a_server_of_letters_that_does_not_answer_is_waited_for_ten_seconds(settings):
    assert settings.EMAIL_TIMEOUT == 10


def test_inviting_again_puts_the_earlier_link_out(ana, cast, client):
    first = link_to(cast.cluster, cast.ana)
    invite(ana, cast.cluster)
    assert Invitation.objects.count() == 1
    assert client.get(first).status_code == 404


@pytest.mark.parametrize("wrong", [{"email": "eve"}, {"email": "BEN@example.org"}, {"role": "king"}])
def test_an_invitation_not_in_order_is_said_with_422(ana, cast, wrong):
    assert invite(ana, cast.cluster, **wrong).status_code == 422
    assert not Invitation.objects.exists()


def test_only_leaders_invite_and_take_back(client, cast):
    link_to(cast.cluster, cast.ana)
    taking_back = reverse("clusters:withdraw", args=[cast.cluster.pk, Invitation.objects.get().pk])
    for person in (cast.ben, cast.caro, cast.dev, cast.cleo):
        client.force_login(person)
        assert invite(client, cast.cluster).status_code == 404
        assert client.post(taking_back).status_code == 404
    client.force_login(cast.ana)
    assert client.post(taking_back).status_code == 302
    assert not Invitation.objects.exists()


# ---------- joining ----------


def test_a_new_person_makes_an_account_and_joins_in_one_step(client, cast):
    link = link_to(cast.cluster, cast.ana)
    assert "You sign in with eve@example.org." in client.get(link).content.decode()
    answer = client.post(link, {"name": "Eve", "password": PASSWORD})
    eve = User.objects.get(email="eve@example.org")
    assert answer["Location"] == reverse("clusters:detail", args=[cast.cluster.pk])
    assert (eve.name, role_of(cast.cluster, eve)) == ("Eve", "editor")
    assert client.session["_auth_user_id"] == str(eve.pk)


def test_pressed_twice_one_account_is_made_and_the_second_press_goes_on_in_it(client, cast):
    link, sent = link_to(cast.cluster, cast.ana), {"name": "Eve", "password": PASSWORD}
    with before_writing(lambda: Client().post(link, sent)):
        answer = client.post(link, sent)
    eve = User.objects.get(email="eve@example.org")
    assert (answer.status_code, answer["Location"]) == (302, reverse("clusters:detail", args=[cast.cluster.pk]))
    assert client.session["_auth_user_id"] == str(eve.pk)
    assert role_of(cast.cluster, eve) == "editor"


def test_an_account_made_meanwhile_with_another_password_is_not_opened(client, cast):
    link, sent = link_to(cast.cluster, cast.ana), {"name": "Eve", "password": PASSWORD}
    with before_writing(lambda: factories.user("Eve", email="eve@example.org")):
        answer = client.post(link, {**sent, "password": "another horse battery"})
    assert answer["Location"] == f"/accounts/login/?next={link}"
    assert "_auth_user_id" not in client.session
    assert "Somebody has just made this account." in client.get(answer["Location"]).content.decode()
    assert client.get(link).status_code == 200, "the link still works"


def test_joining_pressed_twice_leads_to_the_cluster_both_times(client, cast):
    client.force_login(cast.dev)
    other, link = Client(), link_to(cast.cluster, cast.ana)
    other.force_login(cast.dev)
    with before_writing(lambda: other.post(link)):
        answer = client.post(link)
    assert (answer.status_code, role_of(cast.cluster, cast.dev)) == (302, "editor")


def test_somebody_signed_in_joins_with_their_account(client, cast):
    client.force_login(cast.dev)
    link = link_to(cast.cluster, cast.ana, role="viewer")
    assert client.post(link).status_code == 302
    assert role_of(cast.cluster, cast.dev) == "viewer"


def test_somebody_known_is_asked_to_sign_in_and_comes_back(client, cast):
    link = link_to(cast.cluster, cast.ana, email="dev@example.org")
    assert f'href="/accounts/login/?next={link}"' in client.get(link).content.decode()
    assert client.post(link, {"name": "X", "password": PASSWORD}).status_code == 422
    cast.dev.refresh_from_db()
    assert cast.dev.name == "Dev"
    assert role_of(cast.cluster, cast.dev) is None


def test_a_link_works_once(client, cast):
    link = link_to(cast.cluster, cast.ana)
    client.post(link, {"name": "Eve", "password": PASSWORD})
    client.force_login(cast.dev)
    answer = client.post(link)
    assert answer.status_code == 404
    assert "This invitation no longer works" in answer.content.decode()
    assert role_of(cast.cluster, cast.dev) is None


def test_a_link_runs_out_and_an_unknown_one_reads_the_same(client, cast):
    link = link_to(cast.cluster, cast.ana)
    Invitation.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    pages = [client.get(link), client.get("/invitations/never-was/")]
    assert [page.status_code for page in pages] == [404, 404]
    mains = [page.content.decode().split("<main")[1].split("</main>")[0] for page in pages]
    assert mains[0] == mains[1]


def test_a_link_to_a_deleted_cluster_and_one_that_was_taken_back_open_nothing(client, cast):
    link, other = link_to(cast.cluster, cast.ana), link_to(cast.cluster, cast.ana, email="fay@example.org")
    Invitation.objects.get(email="fay@example.org").delete()
    assert client.post(other, {"name": "Fay", "password": PASSWORD}).status_code == 404
    type(cast.cluster).objects.update(deleted_at=timezone.now())
    assert client.post(link, {"name": "Eve", "password": PASSWORD}).status_code == 404
    assert not User.objects.filter(email__in=["eve@example.org", "fay@example.org"]).exists()


def test_a_weak_password_is_refused_and_the_link_still_works(client, cast):
    link = link_to(cast.cluster, cast.ana)
    assert client.post(link, {"name": "Eve", "password": "short"}).status_code == 422
    assert not User.objects.filter(email="eve@example.org").exists()
    assert client.get(link).status_code == 200


def test_joining_again_keeps_the_role_one_has(client, cast):
    client.force_login(cast.ana)
    client.post(link_to(cast.cluster, cast.ana, email="other@example.org", role="viewer"))
    assert role_of(cast.cluster, cast.ana) == "leader"


# ---------- roles ----------


def test_a_leader_changes_roles_and_removes(ana, cast):
    assert become(ana, cast.cluster, cast.caro, "editor").status_code == 302
    assert role_of(cast.cluster, cast.caro) == "editor"
    become(ana, cast.cluster, cast.ben, "leave")
    assert role_of(cast.cluster, cast.ben) is None


def hand_over(client, cluster, person):
    row = cluster.memberships.get(user=person)
    return client.post(reverse("clusters:hand-over", args=[cluster.pk]), {"to": row.pk})


def test_handing_over_is_one_action(ana, cast):
    assert hand_over(ana, cast.cluster, cast.ben).status_code == 302
    assert (role_of(cast.cluster, cast.ben), role_of(cast.cluster, cast.ana)) == ("leader", "editor")
    assert hand_over(ana, cast.cluster, cast.caro).status_code == 404


def test_the_page_of_handing_over_says_what_it_means_and_knows_whom_one_meant(ana, cast):
    row = cast.cluster.memberships.get(user=cast.ben)
    detail = ana.get(reverse("clusters:detail", args=[cast.cluster.pk])).content.decode()
    link = f"{reverse('clusters:hand-over', args=[cast.cluster.pk])}?to={row.pk}"
    assert f'href="{link}"' in detail
    page = ana.get(link).content.decode()
    assert "Somebody else leads from then on, in your place." in page
    assert re.search(rf'value="{row.pk}"[^>]*checked', page)
    assert "Ana" not in page.split("<form")[1].split("</form>")[0]


@pytest.mark.parametrize("to", ["", "x", "999999", "own"])
def test_handing_over_to_nobody_is_said_with_422(ana, cast, to):
    own = cast.cluster.memberships.get(user=cast.ana).pk
    answer = ana.post(reverse("clusters:hand-over", args=[cast.cluster.pk]), {"to": own if to == "own" else to})
    assert answer.status_code == 422
    assert role_of(cast.cluster, cast.ana) == "leader"


def test_whoever_left_meanwhile_is_handed_nothing(cast):
    mine, theirs = (cast.cluster.memberships.get(user=one) for one in (cast.ana, cast.ben))
    cast.cluster.memberships.get(user=cast.ben).leave()
    with pytest.raises(Refusal):
        mine.hand_over(theirs)
    assert (role_of(cast.cluster, cast.ana), role_of(cast.cluster, cast.ben)) == ("leader", None)


def test_whoever_leads_no_longer_hands_nothing_over(cast):
    cast.cluster.memberships.get(user=cast.ben).change_role("leader")
    stale = cast.cluster.memberships.get(user=cast.ana)
    cast.cluster.memberships.get(user=cast.ana).change_role("viewer")
    with pytest.raises(Refusal):
        stale.hand_over(cast.cluster.memberships.get(user=cast.caro))
    assert role_of(cast.cluster, cast.caro) == "viewer"


def test_alone_one_is_told_to_invite_somebody_first(client, cast):
    cast.cluster.memberships.exclude(user=cast.ana).delete()
    client.force_login(cast.ana)
    assert "Invite somebody" in client.get(reverse("clusters:hand-over", args=[cast.cluster.pk])).content.decode()


@pytest.mark.parametrize("what", ["leave", "editor", "viewer"])
def test_the_last_leader_stays_and_is_told_why(ana, cast, what):
    answer = become(ana, cast.cluster, cast.ana, what)
    assert answer.status_code == 422
    assert "leader" in unescape(answer.content.decode()).split("thing to put right")[1][:300]
    assert role_of(cast.cluster, cast.ana) == "leader"


def test_everybody_may_leave_and_lands_on_their_own_list(client, cast):
    client.force_login(cast.caro)
    assert become(client, cast.cluster, cast.caro, "leave")["Location"] == "/"
    assert role_of(cast.cluster, cast.caro) is None


@pytest.mark.parametrize("what", ["leader", "editor"])
def test_nobody_raises_their_own_role(client, cast, what):
    client.force_login(cast.ben)
    assert become(client, cast.cluster, cast.ben, what).status_code == 422
    assert role_of(cast.cluster, cast.ben) == "editor"


def test_others_touch_no_membership_but_their_own(client, cast):
    for person in (cast.ben, cast.caro, cast.dev, cast.cleo):
        client.force_login(person)
        assert become(client, cast.cluster, cast.ana, "leave").status_code == 404
    assert role_of(cast.cluster, cast.ana) == "leader"


def test_a_word_that_is_no_role_is_refused(ana, cast):
    assert become(ana, cast.cluster, cast.ben, "king").status_code == 422


def test_of_two_leaders_one_may_go_and_then_no_more(cast):
    cast.cluster.memberships.get(user=cast.ben).change_role("leader")
    first, second = cast.cluster.memberships.filter(role="leader").order_by("pk")
    first.leave()
    with pytest.raises(Refusal):
        second.leave()
