"""Rows of another cluster, named in forms of this one: never found, never changed; and invitations that are no more."""

import hashlib

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from briefings.models import Briefing
from clusters.access import Role
from clusters.ids import new_key
from clusters.models import Cluster, Invitation
from swot.document.gather import gather
from swot.document.write import to_json
from swot.models import Snapshot, Workbook
from tests import factories
from tests.adversarial.flood import FORMS, filled

pytestmark = pytest.mark.django_db
OF_OTHER_KINDS = ("R-PLA-1", "W-INC-1", "V-INC-1", "D-XXX-9", "D-PLA-99", "PLA")


@pytest.fixture
def theirs(made):
    """Dev's cluster with a workbook: more of everything than in Ana's, so that numbers do not meet by chance."""
    dev = made.cast.dev
    cluster = Cluster.found(by=dev, name="Tide Mill", kind="district")
    book = factories.workbook(cluster, by=dev)
    entries = [factories.entry(book, by=dev, text=f"Mill race {n}") for n in range(8)]
    threat = factories.entry(book, by=dev, text="Silt", quadrant="threat")
    lines = [book.add_line("D-PLA-1", f"A wheel {n}", by=dev) for n in range(9)]
    strategies = [book.add_strategy(by=dev, entries=[entries[7], threat], text="Dredge") for _ in range(7)]
    book.add_action(by=dev, text="Ring", strategy=strategies[6])
    Invitation.send(cluster, email="hal@example.org", role=Role.EDITOR, by=dev)
    made.other = book
    made.other_entry, made.other_line, made.other_strategy = entries[7], lines[8], strategies[6]
    return made


def stands(book):
    """All of a workbook, as bytes, and all that was ever done to it."""
    fresh = Workbook.objects.with_pages().get(pk=book.pk)
    members = sorted(book.cluster.memberships.values_list("user__email", "role"))
    return to_json(gather(fresh), fresh.content()), book.changes.count(), members, book.cluster.invitations.count()


def post(ana, label, made, **sent):
    address, good = filled(label, made)
    return ana.post(address, {**good, **sent})


# ---------- in forms ----------


@pytest.mark.parametrize("name", ["swot:line", "swot:line-keep", "swot:line-delete", "swot:line-restore"])
def test_a_line_of_theirs_is_not_in_this_workbook(name, theirs, ana):
    before = stands(theirs.other)
    address = reverse(name, args=[theirs.workbook.pk, theirs.other_line.pk])
    assert ana.post(address, {"text": "Mine now", "revision": 1}).status_code == 404
    assert stands(theirs.other) == before


def test_their_numbers_are_no_rows_of_this_workbook(theirs, ana):
    before = stands(theirs.other)
    for label in FORMS:
        if not label.startswith(("swot:entry", "swot:strategy", "swot:action")) or label.endswith("-add"):
            continue
        address, sent = filled(label, theirs)
        there = address
        for mine in ("/S1/", "/S2/", "/X1/", "/X2/", "/A1/", "/A2/"):
            there = there.replace(mine, "/S8/" if mine[1] == "S" else "/X7/")
        assert there != address, label
        assert ana.post(there, sent).status_code == 404, label
        assert ana.post(there.replace(str(theirs.workbook.pk), str(theirs.other.pk)), sent).status_code == 404, label
    assert stands(theirs.other) == before


@pytest.mark.parametrize(
    ("label", "sent"),
    [
        ("swot:strategy-add", {"inside": "S8"}),
        ("swot:strategy-add", {"inside": ["S1", "S8"]}),
        ("swot:strategy", {"outside": "T9"}),
        ("swot:action-add", {"strategy": "X7"}),
        ("swot:action", {"strategy": "X7"}),
        ("swot:entry-twin", {"twin": "S8"}),
        ("swot:find-out-plan", {"about": "S8"}),
        ("swot:find-out-plan", {"about": "R-PLA-1"}),
        ("swot:entry-add", {"section": "XXX"}),
        ("swot:entry-add", {"prompt": "R-PLA-1"}),
        ("clusters:member", {"become": "owner"}),
    ],
)
def test_what_only_they_have_cannot_be_chosen(label, sent, theirs, ana):
    before = stands(theirs.workbook)
    address, good = filled(label, theirs)
    assert ana.post(address, {**good, **sent}).status_code == 422
    assert stands(theirs.workbook) == before


def test_a_line_of_theirs_is_not_sorted_here(theirs, ana):
    before = stands(theirs.other)
    sent = {"thing": f"line-{theirs.other_line.pk}", "revision": 1, "text": "Mine now", "key": new_key()}
    address = reverse("swot:sort", args=[theirs.workbook.pk])
    for do in ("", "no"):
        answer = ana.post(address, {**sent, "helps": "helps", "ours": "ours", "do": do})
        assert answer.status_code == 409
    undo = reverse("swot:sort-undo", args=[theirs.workbook.pk, f"line-{theirs.other_line.pk}"])
    assert ana.post(f"{undo}?seen=1").status_code == 404
    assert stands(theirs.other) == before
    assert not theirs.workbook.entries.filter(text="Mine now").exists()


def test_no_workbook_is_begun_and_none_is_made_in_their_cluster(theirs, ana):
    before = stands(theirs.other)
    assert ana.post(reverse("swot:begin"), {"cluster": theirs.other.cluster.pk}).status_code == 404
    made = {"key": theirs.other.cluster.pk, "name": "Mine now", "kind": "district", "time_zone": "UTC"}
    answer = ana.post(reverse("clusters:create"), made, follow=True)
    assert answer.status_code == 404
    assert stands(theirs.other) == before


def test_one_key_in_two_workbooks_makes_two_rows(theirs, ana):
    key = theirs.other_entry.key
    assert post(ana, "swot:entry-add", theirs, key=key, text="A quay of our own").status_code == 302
    assert theirs.workbook.entries.filter(text="A quay of our own").count() == 1
    assert theirs.other.entries.get(key=key).text == "Mill race 7"


def test_their_people_and_invitations_are_not_ours_to_change(theirs, ana):
    before, cluster = stands(theirs.other), theirs.cluster.pk
    member = theirs.other.cluster.memberships.get()
    invitation = theirs.other.cluster.invitations.get()
    for home in (cluster, theirs.other.cluster.pk):
        assert ana.post(reverse("clusters:member", args=[home, member.pk]), {"become": "leave"}).status_code == 404
        assert ana.post(reverse("clusters:withdraw", args=[home, invitation.pk])).status_code == 404
    assert stands(theirs.other) == before


def test_their_briefing_is_not_there_for_ana(theirs, ana):
    snapshot = Snapshot.take(theirs.other, stands(theirs.other)[0], by=theirs.cast.dev)
    briefing = Briefing.issue(snapshot, edition="full", paper="a4", by=theirs.cast.dev)
    assert ana.get(reverse("briefings:pdf", args=[briefing.pk])).status_code == 404


@pytest.mark.parametrize("code", OF_OTHER_KINDS)
def test_prompts_of_another_kind_are_not_asked_here(code, made, ana):
    before = stands(made.workbook)
    for name in ("swot:answer", "swot:answer-entry", "swot:line-add"):
        address = reverse(name, args=[made.workbook.pk, code])
        assert ana.post(address, {"text": "x", "value": "3", "key": new_key()}).status_code == 404
    assert stands(made.workbook) == before


@pytest.mark.parametrize("indicator", ["I999", "i8x", "R-I1", "--"])
def test_indicators_of_another_kind_are_not_counted_here(indicator, made, ana):
    address = reverse("swot:reading-add", args=[made.workbook.pk, indicator])
    assert ana.get(address).status_code == ana.post(address, {"as_of": "2026-01-01"}).status_code == 404
    assert not made.cluster.readings.exists()


# ---------- invitations ----------


def accept(token, **sent):
    client = Client()
    given = {"name": "Eve", "password": "correct horse battery", **sent}
    return client.post(reverse("clusters:invitation", args=[token]), given)


def broken(token):
    """Tokens that are nearly the one."""
    letter = "A" if token[-1] != "A" else "B"
    return [token[:-1] + letter, token.swapcase(), token + "=", token[:-1], hashlib.sha256(token.encode()).hexdigest()]


def test_a_token_that_is_nearly_right_or_its_hash_opens_nothing(made):
    before = sorted(made.cluster.memberships.values_list("user", flat=True))
    for token in broken(made.invitation_token):
        assert accept(token).status_code == 404
    assert sorted(made.cluster.memberships.values_list("user", flat=True)) == before
    assert accept(made.invitation_token).status_code == 302


def test_an_invitation_is_over_once_used_withdrawn_expired_or_its_cluster_gone(made, ana):
    row = Invitation.objects.get()
    for change in ({"accepted_at": timezone.now()}, {"expires_at": timezone.now()}):
        kept = {name: getattr(row, name) for name in change}
        Invitation.objects.filter(pk=row.pk).update(**change)
        assert accept(made.invitation_token).status_code == 404
        Invitation.objects.filter(pk=row.pk).update(**kept)
    Cluster.objects.filter(pk=made.cluster.pk).update(deleted_at=timezone.now())
    assert accept(made.invitation_token).status_code == 404
    Cluster.objects.filter(pk=made.cluster.pk).update(deleted_at=None)
    ana.post(reverse("clusters:withdraw", args=[made.cluster.pk, row.pk]))
    assert accept(made.invitation_token).status_code == 404


def test_nobody_joins_under_another_email_or_in_another_role_than_was_asked(made):
    assert accept(made.invitation_token, email="eve@evil.example", role="leader", become="leader").status_code == 302
    joined = made.cluster.memberships.order_by("-pk").first()
    assert (joined.user.email, joined.role, joined.user.is_staff) == ("eve@example.org", "editor", False)
