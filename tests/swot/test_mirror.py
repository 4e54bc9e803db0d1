"""The mirror of a kind: five other clusters or nothing; bands, no names, one query."""

import pytest

from clusters.models import Cluster
from swot.mirror import bands_of, counted, mirror
from swot.models import Workbook
from tests import factories

PROMPT, CODE = "D-PLA-3", "PLA"


def others(count, *, kind="district", status="live", by, value=lambda number: number % 5 + 1):
    """Clusters with a pulse each, the first giving 1."""
    found = []
    for number in range(count):
        cluster = Cluster.found(by=by, name=f"Other {number}", kind=kind)
        book = factories.workbook(cluster, by=by, status=status)
        prompt = next(s.pulse.id for s in book.content().charted if s.code == CODE)
        book.answer(prompt, by=by, seen=0, value=value(number))
        found.append(book)
    return found


@pytest.fixture
def dev(cast):
    return cast.dev


def test_four_others_are_too_few_and_five_are_enough(workbook, dev):
    others(4, by=dev)
    assert not mirror(workbook, {CODE: 3}).is_shown
    others(1, by=dev, value=lambda _number: 5)
    seen = mirror(workbook, {CODE: 3})
    assert [(band.code, band.low, band.high, band.ours) for band in seen.bands] == [(CODE, 2, 4, 3)]


def test_one_cluster_counts_once_and_ours_never(workbook, dev, cast):
    others(4, by=dev)
    workbook.answer(PROMPT, by=cast.ana, seen=0, value=5)
    assert not mirror(workbook, {CODE: 5}).is_shown


@pytest.mark.parametrize("case", ["another kind", "illustrative", "deleted", "closed", "cluster deleted"])
def test_only_live_open_ones_of_the_kind_count(case, workbook, dev):
    others(4, by=dev)
    if case == "another kind":
        others(3, by=dev, kind="network")
    elif case == "illustrative":
        others(3, by=dev, status="demo")
    else:
        book = others(1, by=dev)[0]
        rows = Workbook.objects.filter(pk=book.pk)
        if case == "cluster deleted":
            Cluster.objects.filter(pk=book.cluster_id).update(deleted_at="2026-01-01T00:00Z")
        else:
            rows.update(**{f"{case}_at": "2026-01-01T00:00Z"})
    assert not mirror(workbook, {CODE: 3}).is_shown


def test_each_pulse_needs_five_of_its_own(workbook):
    counts = {"PLA": {1: 2, 5: 3}, "INC": {2: 4}}
    assert [band.code for band in bands_of(counts, {"INC": 1, "PLA": None}).bands] == ["PLA"]


def test_one_query_for_many_clusters(workbook, dev, django_assert_num_queries):
    others(12, by=dev)
    workbook = Workbook.objects.with_pages().get(pk=workbook.pk)
    with django_assert_num_queries(1):
        assert sum(counted(workbook)[CODE].values()) == 12
