"""Regions and networks in the database: in and out unchanged, whatever order the database keeps its keys in."""

import json
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings

from clusters.models import Cluster, Finding
from swot.document.gather import Rows, gather
from swot.document.read import read
from swot.document.store import store
from swot.document.values import TemplateStamp
from swot.document.versions import published_content, version_of
from swot.document.write import to_json
from swot.models import Answer, Entry, TemplateVersion, Workbook
from swot.rules.inclusion import strip
from swot.rules.progress import progress
from tests import factories
from tests.swot.document.strategies import documents

OTHER_KINDS = ("region", "network")
SETTINGS = settings(
    max_examples=30, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def exported(book):
    """The export of a workbook as it stands in the tables."""
    book = Workbook.objects.with_pages().get(pk=book.pk)
    return to_json(Rows(book).whole_with_comments, book.content())


@pytest.fixture
def region(cases, cast):
    """The region's case as rows, with members and words of a workshop."""
    factories.version("region")
    raw = json.loads((cases / "kelda-valley-region.json").read_text(encoding="utf-8"))
    raw["cluster"]["members"] = [
        {"band": "venues", "count": 4},
        {"band": "majors", "count": 1},
        {"band": "micro", "count": 90},
    ]
    raw["entries"][0]["from"] = {"workshop": "May", "b": 2, "a": ["one", "two"], "longest key": "x"}
    document = read(json.dumps(raw), contents=published_content)
    return store(document, version_of(document.template), leader=cast.ana)


@pytest.mark.slow
@SETTINGS
@given(document=documents(OTHER_KINDS))
def test_any_region_or_network_survives_the_database(document, cast):
    version = factories.version(document.cluster.kind)
    first = to_json(document, version.content())
    read_again = read(first, contents=lambda kind, key, number: version.content())
    assert exported(store(read_again, version, leader=cast.ana)) == first


def turned(value):
    """The same keys in the opposite order."""
    return dict(reversed(list(value.items())))


def test_the_order_of_keys_in_the_tables_changes_no_byte(region):
    before = exported(region)
    cluster, finding = region.cluster, Finding.objects.get()
    entry = Entry.objects.get(ref="S1")
    assert len(cluster.member_counts) == 3
    Cluster.objects.filter(pk=cluster.pk).update(member_counts=turned(cluster.member_counts))
    Finding.objects.update(answers=turned(finding.answers), points=turned(finding.points))
    Entry.objects.filter(ref="S1").update(origin=turned(entry.origin))
    assert exported(region) == before


def test_the_order_of_rows_in_the_tables_changes_no_byte(region, cast):
    before = exported(region)
    for row in (*region.entries.order_by("?"), *region.answers.order_by("?")):
        type(row).objects.filter(pk=row.pk).update(changed_by=cast.ben)
    assert exported(region) == before


@pytest.mark.parametrize(
    ("name", "kind", "day", "states"),
    [
        ("798-district", "district", date(2026, 2, 1), "half half lit lit dark"),
        ("kelda-valley-region", "region", date(2026, 3, 31), "dark half half half dark"),
        ("openweft-network", "network", date(2026, 2, 28), "dark dark lit half dark"),
        ("openweft-network", "network", date(2027, 3, 1), "dark dark half half dark"),
    ],
)
def test_the_windows_of_the_worked_cases_are_as_the_table_says(name, kind, day, states, cases, cast):
    content = factories.version(kind).content()
    document = read((cases / f"{name}.json").read_bytes(), contents=published_content)
    found = [window.state for window in strip(document, content, day).windows]
    assert " ".join(found) == states


def test_the_sections_of_the_region_are_as_far_as_its_answers(region):
    book = Workbook.objects.with_pages().get(pk=region.pk)
    found = {one.section.code: (one.state, one.left, one.to_find_out) for one in progress(gather(book), book.content())}
    assert found == {
        "AIM": ("complete", 0, 0),
        "PLA": ("complete", 0, 1),
        "INC": ("complete", 0, 1),
        "IDE": ("started", 1, 0),
        "CON": ("complete", 0, 1),
        "COL": ("started", 1, 0),
        "COM": ("open", 3, 0),
        "INF": ("started", 1, 0),
        "MAR": ("started", 1, 1),
        "OUT": ("started", 2, 0),
    }


def test_an_answer_taken_back_is_in_no_document(region):
    Answer.objects.filter(prompt__code="R-PLA-3").update(value=None)
    assert "R-PLA-3" not in {answer.prompt_id for answer in gather(region).answers}


def test_lines_whose_answer_was_lost_count_as_an_answer(region):
    Answer.objects.filter(prompt__code="R-PLA-1").delete()
    found = next(answer for answer in gather(region).answers if answer.prompt_id == "R-PLA-1")
    assert (found.status, [line.text for line in found.lines]) == (
        "answered",
        ["Upholsterers in Low Kelda, paid by the piece"],
    )


def test_a_plan_for_a_deleted_entry_stays_with_the_rows_alone(region, cast):
    region.plan_to_find_out("N1", by=cast.ana, seen=0, owner="Ines")
    region.plan_to_find_out("check 1", by=cast.ana, seen=0, owner="Ben")
    assert [one.about for one in gather(region).find_out] == ["N1", "check 1"]
    region.entries.get(ref="N1").delete_gently(by=cast.ana, seen=1)
    assert [one.about for one in gather(region).find_out] == ["check 1"]
    assert len(Rows(region).find_outs) == 2


def test_a_draft_of_a_template_is_never_what_a_document_is_read_against(region):
    version = factories.version("region")
    draft = version.template.draft(factories.library("region"))
    assert published_content("region", "region.en", draft.number) is None
    assert published_content("region", "region.en", None) is None
    assert published_content("region", "region.en", version.number) == version.content()
    assert published_content("district", None, None) is None


def test_a_version_that_went_away_is_named(region):
    with pytest.raises(TemplateVersion.DoesNotExist, match=r"region\.en, version 99"):
        version_of(TemplateStamp("region.en", 99, ""))


def test_an_entry_knows_whether_it_stands_inside(region):
    inside = {entry.id for entry in gather(region).entries if entry.is_inside}
    assert {"S1", "W12"} <= inside
    assert not inside & {"O1", "O9", "T1", "N1"}
