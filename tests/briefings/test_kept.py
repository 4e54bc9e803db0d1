"""Issued briefings made again, and what they tell of the one before."""

import io
from datetime import date

import pypdf
import pytest
from django.urls import reverse

from briefings.kept import beside, kept_document, name_of
from briefings.models import Briefing
from clusters.models import Cluster
from swot.carrying import mark
from swot.following import follow
from swot.last_time import last_time
from swot.models import Reading, TemplateVersion, Workbook
from tests import factories


def issue(client, book, edition="agency"):
    """Issue a briefing as its leader does."""
    client.post(reverse("briefings:issue", args=[book.pk]), {"for": edition})
    return Briefing.objects.filter(workbook=book).order_by("-number").first()


def words(client, briefing):
    """What the PDF of an issued briefing says."""
    body = client.get(reverse("briefings:pdf", args=[briefing.pk])).content
    return " ".join(" ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(body)).pages).split())


@pytest.fixture
def point(workbook, cast):
    """The one entry of the workbook."""
    return factories.entry(workbook, by=cast.ana, text="Rents held for a year")


def test_the_first_briefing_has_none_before_it(ana, workbook, point):
    first = issue(ana, workbook)
    assert beside(workbook, number=1).earlier is None
    assert "Since the last briefing. This is the first one." in words(ana, first)


def test_the_second_tells_what_came_and_what_changed(ana, workbook, cast, point):
    first = issue(ana, workbook)
    factories.entry(workbook, by=cast.ana, text="A repair shop opened")
    point.edit(by=cast.ana, seen=point.revision, text="Rents held for two years")
    text = words(ana, issue(ana, workbook))
    assert f"Compared with {name_of(first)}." in text
    assert "What came: A repair shop opened" in text
    assert "What is worded anew: Rents held for two years" in text


def test_what_was_deleted_since_went(ana, workbook, cast, point):
    issue(ana, workbook)
    point.delete_gently(by=cast.ana, seen=point.revision)
    assert "What went: Rents held for a year" in words(ana, issue(ana, workbook))


def test_it_is_compared_with_the_one_just_before_whatever_its_reader(ana, workbook, point):
    issue(ana, workbook, "council")
    issue(ana, workbook, "funder")
    assert beside(workbook, number=3).earlier_name.startswith("Briefing 2, ")
    assert beside(workbook, number=2).earlier_name.startswith("Briefing 1, ")


def test_a_draft_is_compared_with_the_last_one_issued(ana, workbook, point):
    assert beside(workbook).earlier is None
    issue(ana, workbook)
    issue(ana, workbook)
    assert beside(workbook).earlier_name.startswith("Briefing 2, ")


def test_another_workbook_s_briefings_are_not_compared_with(ana, workbook, cast, point):
    issue(ana, workbook)
    elsewhere = Cluster.found(by=cast.ana, name="Mill Yard", kind="district", place="Kelda", country="Ireland")
    other = factories.workbook(elsewhere, by=cast.ana)
    assert beside(other).earlier is None


def test_what_is_issued_later_changes_no_earlier_one(ana, workbook, cast, point):
    first = issue(ana, workbook)
    before = ana.get(reverse("briefings:pdf", args=[first.pk])).content
    factories.entry(workbook, by=cast.ana, text="A repair shop opened")
    issue(ana, workbook)
    assert ana.get(reverse("briefings:pdf", args=[first.pk])).content == before


def test_an_issued_briefing_keeps_the_template_it_was_answered_against(ana, workbook, cast, point):
    first = issue(ana, workbook)
    template = TemplateVersion.objects.current("district").template
    draft = template.draft(template.published.content())
    draft.publish(what_changed="Another wording.")
    document, content = kept_document(Briefing.objects.get(pk=first.pk))
    assert (document.template.version, content.version) == (1, 1)


def test_a_briefing_is_named_by_its_number_and_its_day(ana, workbook, point):
    first = issue(ana, workbook)
    assert name_of(first) == f"Briefing 1, {first.issued_on.day} {first.issued_on:%B %Y}"


def test_a_stranger_finds_no_issued_briefing(client, ana, workbook, cast, point):
    first = issue(ana, workbook)
    client.force_login(cast.dev)
    assert client.get(reverse("briefings:pdf", args=[first.pk])).status_code == 404


def test_what_is_too_long_is_a_sentence_and_no_file(ana, workbook, monkeypatch, point):
    monkeypatch.setattr("briefings.make.ENTRIES_AT_MOST", 0)
    answer = ana.get(reverse("briefings:draft", args=[workbook.pk]))
    assert answer.status_code == 422
    assert "Split it by section." in answer.content.decode()


def test_it_is_the_same_bytes_after_thresholds_sources_and_outcomes_changed(ana, cast, workbook, settings, tmp_path):
    source = factories.source(workbook, by=cast.ana, good_until=workbook.cluster.today)
    cited = {"source": source, "evidence_grade": 3, "evidence_text": "Counted in May", "impact": 4, "certainty": 4}
    factories.entry(workbook, by=cast.ana, text="Rents held for a year", **cited)
    Reading.add(workbook, "I3", by=cast.ana, value=4, status="calm", as_of=cast.cluster.today)
    first = issue(ana, workbook, "full")
    before = ana.get(reverse("briefings:pdf", args=[first.pk])).content
    source.swap(seen=source.revision, name="Another survey", good_until=date(2020, 1, 1))
    cluster = Cluster.objects.get(pk=cast.cluster.pk)
    said = {"watch": "3", "act": "8", "reason": "Ours never rose by five", "revision": cluster.revision}
    assert ana.post(reverse("swot:threshold", args=[workbook.pk, "I3"]), said).status_code == 302
    book = follow(Workbook.objects.with_pages().get(pk=workbook.pk), by=cast.ana)
    mark(book, last_time(book), "S1", by=cast.ana, seen=0, fate="faded", note="Sold in June")
    cluster = Cluster.objects.get(pk=cast.cluster.pk)
    cluster.swap(seen=cluster.revision, name="Another name", member_counts={"micro": 60})
    settings.DATA_DIR = tmp_path  # Nothing made before is at hand.
    assert ana.get(reverse("briefings:pdf", args=[first.pk])).content == before
