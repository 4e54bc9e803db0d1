"""What goes out with a briefing: the workbook, less what print hides."""

import json
from dataclasses import replace
from datetime import date

import pytest

from briefings.formats.asked import Asked
from briefings.formats.registry import FORMATS
from briefings.outward import enclosures, outward
from briefings.parts.here import of_people
from swot.document.beside import Anchor, Asset, Said, Source, Thread, Threshold
from swot.document.read import read
from tests.briefings.build import CASES, TODAY, case, content, empty

PEOPLE = sorted(of_people())[0]
FIRMS = "micro"


def cluster(**changes):
    """An empty workbook of a cluster about which something is known."""
    document = empty()
    return replace(document, cluster=replace(document.cluster, **changes))


def told(document):
    """What stands in the file."""
    _entries, whole = enclosures(document, content("district"), TODAY, lambda make, name: make())
    return json.loads(whole.data)


@pytest.mark.parametrize(("count", "kept"), [(1, False), (4, False), (5, True), (400, True)])
def test_a_group_of_one_to_four_people_is_not_counted_for_others(count, kept):
    sent = outward(cluster(members=((PEOPLE, count),), people=((FIRMS, count),))).cluster
    assert (sent.members, sent.people) == ((((PEOPLE, count),), ((FIRMS, count),)) if kept else ((), ()))


def test_firms_are_counted_however_few():
    assert FIRMS not in of_people()
    assert outward(cluster(members=((FIRMS, 2),))).cluster.members == ((FIRMS, 2),)


@pytest.mark.parametrize(("people", "sent"), [(None, None), (0, 0), (1, None), (4, None), (5, 5)])
def test_an_anchor_with_under_five_people_is_named_and_not_counted(people, sent):
    (anchor,) = outward(cluster(anchors=(Anchor("a1", "The press", people=people),))).cluster.anchors
    assert (anchor.name, anchor.people) == ("The press", sent)


def test_who_leans_on_an_anchor_is_not_counted_where_they_are_a_small_group_of_people():
    known = cluster(members=((PEOPLE, 3),), anchors=(Anchor("a1", "The press", lean=((PEOPLE, 2), (FIRMS, 2))),))
    assert outward(known).cluster.anchors[0].lean == ((FIRMS, 2),)


def test_names_that_nobody_chose_to_print_stay_here():
    thread = Thread("S1", (Said("Ana Prado", "Is this so?", TODAY),), owner="Ana Prado")
    known = replace(
        cluster(infrastructure=(Asset("i1", "The kiln", owner="Ana Prado"),)),
        thresholds=(Threshold("I1", watch=20, reason="We are few", by="Ana Prado", on=date(2026, 5, 1)),),
        sources=(Source("s1", "Deed of 1990", kept_where="Ana Prado has it"),),
        comments=(thread,),
    )
    assert "Ana Prado" not in repr(outward(known))
    kept = outward(known)
    assert (kept.cluster.infrastructure[0].name, kept.thresholds[0].reason) == ("The kiln", "We are few")
    assert kept.sources[0].name == "Deed of 1990"


def test_who_does_what_by_when_goes_along():
    document = case("798-district")
    assert outward(document).actions == document.actions


@pytest.mark.parametrize("name", CASES)
def test_what_is_sent_can_be_read_in_again(name):
    document = case(name)
    of = content(document.cluster.kind)
    _entries, whole = enclosures(document, of, TODAY, lambda make, name: make())
    assert read(whole.data, contents=content) == outward(document)


def test_the_files_say_what_they_are():
    entries, whole = enclosures(empty(), content("district"), TODAY, lambda make, name: make())
    assert (whole.name, whole.mime, whole.relationship) == ("workbook.json", "application/json", "Source")
    assert (whole.dated, whole.description) == (TODAY, "The workbook as data")
    assert (entries.name, entries.mime, entries.relationship) == ("entries.csv", "text/csv", "Data")


def test_every_entry_is_in_the_list():
    document = case("798-district")
    entries, _whole = enclosures(document, content("district"), TODAY, lambda make, name: make())
    assert all(one.text in entries.data.decode() for one in document.entries)


def test_small_groups_are_in_no_part_of_the_file():
    assert "members" not in told(cluster(members=((PEOPLE, 3),)))["cluster"]


def test_the_workbook_in_the_other_formats_is_the_same():
    document, of = cluster(members=((PEOPLE, 3),)), content("district")
    asked = Asked("x", document, of, edition="agency", paper="a4", today=TODAY)
    assert FORMATS["json"].make(asked) == enclosures(document, of, TODAY, lambda make, name: make())[1].data
