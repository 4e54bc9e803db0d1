"""Curated sheets: drafts, checks, publishing once, and what was issued before stays as it was."""

import copy
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from briefings.editions import SHEETS, edition, glossary
from briefings.models import Briefing
from clusters.errors import Frozen, Refusal
from clusters.finder_words import words
from clusters.models import Sheet
from clusters.sheets import as_of, holding, keep, sheet
from clusters.shipped import SHIPPED
from tests import factories

pytestmark = pytest.mark.django_db
LIST = reverse("admin:clusters_sheet_changelist")


def published(name, change):
    """A new version of a sheet, with a change made to its content."""
    draft = Sheet.draft(name)
    content = copy.deepcopy(draft.content)
    change(content)
    draft.content = content
    draft.save()
    draft.publish(what_changed="Better words")
    return draft


def retitle(content):
    content["editions"][0]["title"] = "Paper for an agency"


@pytest.mark.parametrize("name", SHEETS)
def test_what_ships_may_be_published_as_it_is(name):
    assert sheet(name).number == 0
    draft = Sheet.draft(name)
    assert draft.problems() == []
    draft.publish(what_changed="The same")
    with holding():
        assert (sheet(name).number, sheet(name).content) == (2, SHIPPED[name].content)


def test_a_published_version_never_changes_and_there_is_one_draft():
    held = published("glossary", lambda content: content[0].update(means="Otherwise"))
    with pytest.raises(Frozen):
        held.save()
    with pytest.raises(Frozen):
        held.delete()
    Sheet.draft("glossary")
    with pytest.raises(Refusal):
        Sheet.draft("glossary")


def test_raw_sql_on_a_published_sheet_is_found():
    held = published("glossary", lambda content: content[0].update(means="Otherwise"))
    assert held.is_as_published()
    Sheet.objects.filter(pk=held.pk).update(content=[{"key": "x", "term": "Raw", "means": "SQL"}])
    held.refresh_from_db()
    assert not held.is_as_published()


def test_the_command_finds_it_too():
    held = published("glossary", lambda content: content[0].update(means="Otherwise"))
    call_command("check_templates", stdout=StringIO())
    Sheet.objects.filter(pk=held.pk).update(content=[])
    with pytest.raises(CommandError, match="Glossary, version 2"):
        call_command("check_templates", stdout=StringIO())


def test_words_that_ship_anew_become_a_draft_and_change_nothing():
    assert "nothing to do" in Sheet.offer_shipped("glossary")
    assert not Sheet.objects.exists()
    kept = Sheet.kept("glossary")
    assert "nothing to do" in Sheet.offer_shipped("glossary")
    Sheet.objects.filter(pk=kept.pk).update(content=kept.content[:3])
    assert "a draft holds" in Sheet.offer_shipped("glossary")
    assert Sheet.objects.get(state="draft").content == SHIPPED["glossary"].content
    Sheet.objects.filter(state="draft").update(content=kept.content[:2])
    assert "a curator's draft is open" in Sheet.offer_shipped("glossary")


def test_words_hold_in_pages_once_published_and_not_before(ana):
    address = reverse("clusters:kind-finder")
    draft = Sheet.draft("kind-finder")
    draft.content["questions"][0]["text"] = "How do two members meet?"
    draft.save()
    assert b"How do two members meet?" not in ana.get(address).content
    draft.publish(what_changed="Shorter")
    assert b"How do two members meet?" in ana.get(address).content
    assert words()["questions"][0]["text"] != "How do two members meet?"  # outside of a request: as it ships


def test_the_glossary_and_the_editions_hold_too():
    published("editions", retitle)
    published("glossary", lambda content: content.append({**content[0], "key": "zz", "term": "Zest", "means": "Drive"}))
    with holding():
        assert edition("agency").title == "Paper for an agency"
        assert ("Zest", "Drive") in glossary()


def test_an_issued_briefing_keeps_the_sheets_it_was_issued_with(ana, workbook, cast):
    factories.entry(workbook, by=cast.ana)
    ana.post(reverse("briefings:issue", args=[workbook.pk]), {"for": "agency"})
    briefing = Briefing.objects.get()
    assert briefing.sheets == dict.fromkeys(SHEETS, 1)
    address = reverse("briefings:pdf", args=[briefing.pk])
    before = ana.get(address).content
    published("editions", lambda content: content["editions"][0]["parts"][0].update(heading="Decide now"))
    assert ana.get(address).content == before
    with as_of(briefing.sheets_then):
        assert edition("agency").parts[0].heading != "Decide now"
    ana.post(reverse("briefings:issue", args=[workbook.pk]), {"for": "agency"})
    assert Briefing.objects.order_by("-number").first().sheets["editions"] == 2
    assert keep(["editions"]) == {"editions": 2}


@pytest.mark.parametrize(
    ("name", "change", "sentence"),
    [
        ("kind-finder", lambda c: c["questions"][0].update(points=9), "cannot change"),
        ("kind-finder", lambda c: c["questions"].pop(), "must have 7 parts"),
        ("kind-finder", lambda c: c["results"]["clear"].update(text="You are it."), "placeholders"),
        ("kind-finder", lambda c: c["questions"][0].update(text="  "), "is empty"),
        ("kind-finder", lambda c: c.update(more=1), "other parts"),
        ("editions", lambda c: c["editions"].pop(), "the five"),
        ("editions", lambda c: c["editions"][0]["parts"].pop(0), "lacks the part decision"),
        ("editions", lambda c: c["editions"][0]["parts"].append(c["editions"][0]["parts"][0]), "twice"),
        ("editions", lambda c: _inclusion(c).update(may_leave_out=True), "never left out"),
        ("editions", lambda c: _inclusion(c).update(page_one=False), "never left out"),
        ("editions", lambda c: c["editions"][0].update(page_limit=0), "page limit"),
        ("editions", lambda c: c["editions"][0]["parts"][0].update(limit=-1), "limit"),
        ("editions", lambda c: c["editions"][0]["parts"][0].update(key="poem"), "does not know"),
        ("editions", lambda c: c["editions"][0].update(letter_starter="Dear {mayor}"), "{mayor}"),
        ("glossary", lambda c: c.clear(), "at least one"),
        ("glossary", lambda c: c[0].update(means=""), "Term 1"),
        ("glossary", lambda c: c.append(c[0]), "twice"),
    ],
)
def test_what_stands_before_publishing_is_said_in_a_sentence(name, change, sentence):
    draft = Sheet.draft(name)
    content = copy.deepcopy(draft.content)
    change(content)
    draft.content = content
    draft.save()
    assert sentence in " ".join(draft.problems())
    with pytest.raises(Refusal):
        draft.publish(what_changed="Worse")
    assert not draft.is_as_published()


def _inclusion(content):
    return next(part for part in content["editions"][0]["parts"] if part["key"] == "inclusion")


# ---------- in the admin ----------


def start(client, name):
    client.post(reverse("admin:clusters_sheet_draft", args=[name]))
    return Sheet.objects.get(name=name, state="draft")


def filled(client, address):
    """What a browser would send back from a page without touching it."""
    form = client.get(address).context["form"]
    sent = {}
    for bound in form:
        value = bound.field.prepare_value(bound.value())
        if value is not None and value is not False:
            sent[bound.html_name] = "on" if value is True else value
    return sent


def part(draft, name):
    return reverse("admin:clusters_sheet_part", args=[draft.pk, name])


@pytest.mark.parametrize(("name", "where"), [("kind-finder", "rest"), ("editions", "editions-0"), ("glossary", "rest")])
def test_a_page_sent_back_untouched_changes_nothing(cleo, name, where):
    draft = start(cleo, name)
    before = copy.deepcopy(draft.content)
    assert cleo.post(part(draft, where), filled(cleo, part(draft, where))).status_code == 302
    draft.refresh_from_db()
    assert draft.content == before


def test_a_curator_words_reorders_adds_takes_away_and_publishes(cleo):
    draft = start(cleo, "glossary")
    address = part(draft, "rest")
    first, second = draft.content[0]["term"], draft.content[1]["term"]
    more = {"0.means": "One thing by one person", "1._place": "1", "2._gone": "on"}
    more |= {"new.term": "Zest", "new.means": "Drive", "new.key": "zest"}
    cleo.post(address, {**filled(cleo, address), **more})
    draft.refresh_from_db()
    terms = [one["term"] for one in draft.content]
    assert terms[:2] == [second, first]
    assert terms[-1] == "Zest"
    assert len(terms) == len(SHIPPED["glossary"].content)
    page = cleo.get(reverse("admin:clusters_sheet_change", args=[draft.pk])).content.decode()
    assert "What is different" in page
    cleo.post(reverse("admin:clusters_sheet_publish", args=[draft.pk]), {"what_changed": ""})
    assert Sheet.objects.get(pk=draft.pk).state == "draft"
    cleo.post(reverse("admin:clusters_sheet_publish", args=[draft.pk]), {"what_changed": "Zest is new"})
    assert Sheet.objects.get(pk=draft.pk).state == "published"
    assert cleo.post(address, {}).status_code == 403


def test_the_second_of_two_curators_is_told_and_loses_no_word(cleo):
    draft = start(cleo, "glossary")
    address = part(draft, "rest")
    mine, theirs = filled(cleo, address), filled(cleo, address)
    cleo.post(address, {**theirs, "0.means": "Theirs"})
    response = cleo.post(address, {**mine, "0.means": "Mine, typed for long"})
    assert response.status_code == 422
    assert "Mine, typed for long" in response.content.decode()
    draft.refresh_from_db()
    assert draft.content[0]["means"] == "Theirs"
    again = {bound.html_name: bound.value() for bound in response.context["form"] if bound.value()}
    assert cleo.post(address, again).status_code == 302


def test_only_curators_open_sheets(ana):
    draft = Sheet.draft("glossary")
    addresses = [LIST, reverse("admin:clusters_sheet_change", args=[draft.pk]), part(draft, "rest")]
    assert {ana.get(address).status_code for address in addresses} == {302}
    assert ana.post(reverse("admin:clusters_sheet_publish", args=[draft.pk])).status_code == 302
    assert ana.post(reverse("admin:clusters_sheet_draft", args=["editions"])).status_code == 302
    assert Sheet.objects.filter(state="draft").count() == 1
    assert not Sheet.objects.filter(name="editions").exists()


def test_the_list_costs_the_same_queries_however_many_versions(cleo):
    counts = []
    for _more in range(2):
        for _version in range(4):
            published("glossary", lambda content: content[0].update(means=content[0]["means"] + "."))
        with CaptureQueriesContext(connection) as told:
            cleo.get(LIST)
        counts.append(len(told))
    assert counts[0] == counts[1]
