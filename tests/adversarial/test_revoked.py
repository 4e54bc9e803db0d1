"""Taken away between two requests: a role, an account, a link, a workshop. The next request is refused, kept pages too."""

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from clusters.access import Role
from clusters.models import Membership, User
from swot.curators import make_curator
from tests import factories, loops
from tests.access.company import browser, guest
from tests.access.workshops import room
from tests.access.world import world
from tests.test_access import ROWS
from tests.workshops.live.driven import Listener, asked, beside, serving
from workshops.live.tickets import address
from workshops.models import Status, Workshop
from workshops.projection import Audience

# What is asked again after a change of kind lies in another cluster of this stage.
HERE = {name: row for name, row in ROWS.items() if not name.startswith("swot:re-ask")}
READ = sorted(
    name for name, row in HERE.items() if row.expected("get", "ben") == 200 and row.expected("get", "dev") == 404
)
WRITTEN = sorted(
    name for name, row in HERE.items() if row.expected("post", "ben") != 404 and row.expected("post", "caro") == 404
)
PARTS = 3
# Seconds: a stream is read again every three, and hears of what was written in the room at once.
AT_ONCE = 6


@pytest.fixture
def stage(db):
    return world()


def addresses(names, stage):
    return {name: reverse(name, kwargs=ROWS[name].args(stage)) for name in names}


def statuses(client, found):
    return {name: client.get(there).status_code for name, there in found.items()}


@pytest.mark.parametrize("part", range(PARTS))
def test_whoever_is_taken_out_of_a_cluster_reads_nothing_more_of_what_was_open_a_moment_ago(part, stage):
    found, ben = addresses(READ[part::PARTS], stage), browser(stage.cast.ben)
    assert set(statuses(ben, found).values()) == {200}
    stage.cluster.memberships.get(user=stage.cast.ben).leave()
    assert set(statuses(ben, found).values()) == {404}


def test_an_account_that_is_closed_is_asked_to_sign_in_and_cannot(stage):
    found, ben = addresses(READ[::6], stage), browser(stage.cast.ben)
    assert set(statuses(ben, found).values()) == {200}
    User.objects.filter(pk=stage.cast.ben.pk).update(is_active=False)
    assert set(statuses(ben, found).values()) == {302}
    sent = {"login": stage.cast.ben.email, "password": "correct horse battery"}
    assert ben.post(reverse("account_login"), sent).status_code == 422


def test_an_editor_who_becomes_a_viewer_writes_nothing_more(stage):
    found, ben = addresses(WRITTEN, stage), browser(stage.cast.ben)
    stage.cluster.memberships.filter(user=stage.cast.ben).update(role=Role.VIEWER)
    before = stage.workbook.changes.count()
    for name, there in found.items():
        with transaction.atomic():
            assert ben.post(there).status_code == 404, name
            transaction.set_rollback(True)
    assert stage.workbook.changes.count() == before


def test_a_session_ends_when_the_password_is_changed_elsewhere(stage):
    here, elsewhere, home = Client(), Client(), reverse("clusters:home")
    sent = {"login": stage.cast.ana.email, "password": "correct horse battery"}
    for client in (here, elsewhere):
        client.post(reverse("account_login"), sent)
        assert client.get(home).status_code == 200
    ana = User.objects.get(pk=stage.cast.ana.pk)
    ana.set_password("another horse battery")
    ana.save()
    assert [client.get(home).status_code for client in (here, elsewhere)] == [302, 302]


def test_a_session_that_was_signed_out_is_no_session(stage):
    client, home = Client(), reverse("clusters:home")
    client.post(reverse("account_login"), {"login": stage.cast.ana.email, "password": "correct horse battery"})
    kept = client.cookies["sessionid"].value
    client.post(reverse("account_logout"))
    client.cookies["sessionid"] = kept
    assert client.get(home).status_code == 302


def test_a_curator_who_is_none_any_more_finds_no_template(stage):
    make_curator(stage.cast.cleo)
    cleo, there = browser(stage.cast.cleo), reverse("admin:swot_workbooktemplate_changelist")
    assert cleo.get(there).status_code == 200
    stage.cast.cleo.groups.clear()
    assert cleo.get(there).status_code == 403
    User.objects.filter(pk=stage.cast.cleo.pk).update(is_staff=False)
    assert cleo.get(there).status_code == 302


# ---------- links ----------


def test_a_revoked_link_gives_no_page_and_no_file_that_it_gave_a_moment_ago(stage):
    found = [reverse(f"briefings:{name}", args=[stage.share_token]) for name in ("reader", "reader-pdf", "reader-docx")]
    assert [Client().get(there).status_code for there in found] == [200] * 3
    stage.share.revoke(by=stage.cast.ana)
    assert [Client().get(there).status_code for there in found] == [404] * 3
    assert Client().post(found[0], {"text": "x", "key": "k"}).status_code == 404


def test_a_link_of_neighbours_that_is_closed_shows_and_takes_nothing(stage):
    there = reverse("swot:outside", args=[stage.outside_token])
    assert Client().get(there).status_code == 200
    stage.outside_link.close(by=stage.cast.ana)
    assert Client().get(there).status_code == 404
    assert Client().post(there, {"place": "first", "text": "x", "key": "k"}).status_code == 404


def test_an_invitation_that_was_taken_back_lets_nobody_in(stage):
    there = reverse("clusters:invitation", args=[stage.invitation_token])
    assert Client().get(there).status_code == 200
    taken = stage.cluster.invitations.get().pk
    browser(stage.cast.ana).post(reverse("clusters:withdraw", args=[stage.cluster.pk, taken]))
    sent = {"name": "Eve", "password": "correct horse battery"}
    assert Client().post(there, sent).status_code == 404
    assert not User.objects.filter(email="eve@example.org").exists()


# ---------- a workshop ----------


def test_a_workshop_that_is_put_away_takes_no_word_and_tells_none(stage):
    pia, there = guest(stage), room(stage)
    page, mine, ticket, joined = (
        reverse(f"workshops:{name}", args=[there.pk]) for name in ("room", "mine", "guest-ticket", "me")
    )
    screen = reverse("workshops:screen", args=[there.screen_token])
    assert [pia.get(one).status_code for one in (page, mine, ticket, screen)] == [200] * 4
    Workshop.objects.filter(pk=there.pk).update(status=Status.ARCHIVED)
    assert [pia.get(one).status_code for one in (ticket, screen)] == [404] * 2
    note = {"seq": 1, "text": "too late", "step": there.step_id, "quadrant": "strength"}
    key = "01234567-89ab-7cde-8f01-23456789abcd"
    answer = pia.put(reverse("workshops:note", args=[there.pk, key]), note, content_type="application/json")
    assert answer.status_code == 410
    assert not there.contributions.filter(text="too late").exists()
    assert Client().put(joined, {"who": "live"}, content_type="application/json").status_code in (410, 422)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("what", ["closed account", "taken out", "cluster deleted"])
def test_an_open_stream_of_whoever_leads_ends_at_once(what, workbook, cast):
    stage = factories.workshop(workbook, by=cast.ana)
    path = address(stage, Audience.LEADER, person=cast.ben.pk)
    verbs = {
        "closed account": lambda: User.objects.filter(pk=cast.ben.pk).update(is_active=False),
        "taken out": lambda: Membership.objects.get(user=cast.ben).leave(),
        "cluster deleted": lambda: (
            type(cast.cluster).objects.filter(pk=cast.cluster.pk).update(deleted_at=stage.made_at)
        ),
    }

    async def story():
        async with serving() as app:
            listener = Listener(app, path)
            assert (await listener.next())["kind"] == "leader"
            await beside(verbs[what])()
            seen = await listener.until(lambda frame: frame["kind"] == "over", within=AT_ONCE)
            assert seen[-1] == {"kind": "over"}
            assert (await asked(app, path + "delta"))[2] == b'{"kind":"over"}'

    loops.run(story())
