"""A sixth reader: curators make an edition of their own like one that is there, and leaders issue it once it holds."""

import pytest
from django.test import Client
from django.urls import reverse

from briefings.models import Briefing
from clusters.models import Sheet

pytestmark = pytest.mark.django_db
KEY = "tourist-board"


def at(name, *args):
    return reverse(f"admin:clusters_sheet_{name}", args=args)


def seen(cleo, draft):
    return cleo.get(at("change", draft.pk)).context["seen"]


@pytest.fixture
def draft():
    return Sheet.draft("editions")


def add(cleo, draft, title="Tourist board", like="agency"):
    return cleo.post(at("another", draft.pk), {"title": title, "like": like, "seen": seen(cleo, draft)})


def content(draft):
    return Sheet.objects.get(pk=draft.pk).content["editions"]


def test_from_a_curators_idea_to_an_issued_briefing(cleo, cast, workbook, draft):
    ana = Client()
    ana.force_login(cast.ana)
    first = ana.get(reverse("briefings:list", args=[workbook.pk])).text
    assert "Tourist board" not in first
    assert add(cleo, draft).headers["Location"] == at("part", draft.pk, "editions-5")
    page = cleo.get(at("part", draft.pk, "editions-5"))
    assert page.status_code == 200
    cleo.post(at("publish", draft.pk), {"what_changed": "A briefing for tourist boards"})
    listed = ana.get(f"{reverse('briefings:list', args=[workbook.pk])}?for={KEY}")
    assert "Tourist board" in listed.text
    workbook.ask("agency", by=cast.ana, seen=0, decision="Fund a post")
    assert "Fund a post" in ana.get(reverse("briefings:dress", args=[workbook.pk, KEY])).text
    ana.post(reverse("briefings:issue", args=[workbook.pk]), {"for": KEY})
    briefing = Briefing.objects.get()
    assert briefing.edition == KEY
    assert ana.get(reverse("briefings:pdf", args=[briefing.pk])).content.startswith(b"%PDF-")
    assert ana.get(reverse("briefings:issued", args=[briefing.pk])).status_code == 200


@pytest.mark.parametrize(
    ("title", "like", "sentence"),
    [
        ("", "agency", "Give it a title of its own"),
        ("Agency", "council", "Give it a title of its own"),
        ("!!!", "agency", "Give it a title of its own"),
        ("Ministers", "full", "Choose an edition to begin from"),
        ("Ministers", "nobody", "Choose an edition to begin from"),
    ],
)
def test_what_cannot_be_made_is_said(cleo, draft, title, like, sentence):
    response = add(cleo, draft, title, like)
    assert sentence in cleo.get(response.headers["Location"]).text
    assert len(content(draft)) == 5


def test_it_begins_with_what_every_briefing_has_and_cannot_lose_it(cleo, draft):
    add(cleo, draft)
    made = content(draft)[-1]
    assert "inclusion" in [part["key"] for part in made["parts"]]
    kept = [part for part in made["parts"] if part["key"] != "inclusion"]
    row = Sheet.objects.get(pk=draft.pk)
    row.content["editions"][-1]["parts"] = kept
    assert any("inclusion" in sentence for sentence in row.problems()), row.problems()


@pytest.mark.parametrize(
    ("field", "value"), [("key", "Tourist Board"), ("key", "agency"), ("reader", "nobody"), ("reader", "full")]
)
def test_one_that_is_not_whole_is_not_published(cleo, draft, field, value):
    add(cleo, draft)
    row = Sheet.objects.get(pk=draft.pk)
    row.content["editions"][-1][field] = value
    assert row.problems()


def test_it_can_be_taken_out_of_the_draft_and_what_ships_cannot(cleo, draft):
    add(cleo, draft)
    assert cleo.post(at("drop", draft.pk, "editions-0"), {"seen": seen(cleo, draft)}).status_code == 404
    cleo.post(at("drop", draft.pk, "editions-5"), {"seen": seen(cleo, draft)})
    assert len(content(draft)) == 5


def test_of_two_curators_the_second_is_told(cleo, draft):
    before = seen(cleo, draft)
    add(cleo, draft)
    response = cleo.post(at("another", draft.pk), {"title": "Ministers", "like": "council", "seen": before})
    assert len(content(draft)) == 6
    assert "wb-" in cleo.get(response.headers["Location"]).text


def test_a_published_version_takes_no_more(cleo, draft):
    draft.publish(what_changed="The same")
    assert cleo.post(at("another", draft.pk), {"title": "Ministers", "like": "council"}).status_code == 403


def test_others_make_none(ana, draft):
    assert ana.post(at("another", draft.pk), {"title": "Ministers", "like": "council"}).status_code in (302, 403)
    assert len(content(draft)) == 5
