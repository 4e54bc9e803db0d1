"""A workbook is begun once a cluster, keeps its own date and numbers, and records what happens to it."""

from datetime import date
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from clusters.errors import Refusal
from clusters.models import Cluster
from swot.models import Change, FirstQuestions, SelfCheck, Workbook
from swot.models.workbook import Numbering, as_plain
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def cluster(cast):
    return cast.cluster


def test_a_new_workbook_is_empty_dated_today_and_named_after_its_year(cast, cluster):
    book = Workbook.begin(cluster, factories.version(), by=cast.ana)
    assert (book.title, book.slug, book.status) == (f"{cluster.today.year} workbook", "lantern-quarter", "live")
    assert (book.as_of, book.begun_by, book.closed_at) == (cluster.today, cast.ana, None)
    assert str(book) == book.title
    assert [book.answers.count(), book.entries.count(), book.strategy_set.count()] == [0, 0, 0]


def test_it_has_its_single_rows_from_the_beginning(cast, workbook):
    assert FirstQuestions.objects.get(workbook=workbook).here_before is None
    assert SelfCheck.objects.get(workbook=workbook).taken_on is None
    numbers = Numbering.objects.filter(workbook=workbook).values_list("letter", "last")
    assert sorted(numbers) == [(letter, 0) for letter in "ANOSTWX"]


def test_its_beginning_is_the_first_thing_recorded(cast, workbook):
    change = workbook.changes.get()
    assert (change.by, change.verb, change.what, change.left_as) == (cast.ana, "began", "workbook", {})


def test_a_cluster_whose_name_has_no_letters_gets_a_plain_slug(cast, cluster):
    cluster.name = "工房"
    assert Workbook.begin(cluster, factories.version(), by=cast.ana).slug == "workbook"


def test_a_slug_is_never_longer_than_its_column(cast, cluster):
    cluster.name = "long " * 60
    assert len(Workbook.begin(cluster, factories.version(), by=cast.ana).slug) == 100


def test_today_is_that_of_the_cluster(cast, cluster):
    cluster.time_zone = "Pacific/Kiritimati"
    book = Workbook.begin(cluster, factories.version(), by=cast.ana)
    assert book.as_of == timezone.localdate(timezone=ZoneInfo("Pacific/Kiritimati"))


def test_a_second_open_workbook_is_refused_and_leaves_nothing(cast, cluster, workbook):
    with pytest.raises(Refusal) as refused:
        Workbook.begin(cluster, factories.version(), by=cast.ben)
    assert refused.value.sentence == "This cluster has an open workbook already. Finish that one first."
    assert (Workbook.objects.count(), SelfCheck.objects.count(), Change.objects.count()) == (1, 1, 1)


@pytest.mark.parametrize("end", ["closed_at", "deleted_at"])
def test_after_the_first_is_closed_or_deleted_another_may_be_begun(cast, cluster, workbook, end):
    Workbook.objects.filter(pk=workbook.pk).update(**{end: timezone.now()})
    second = Workbook.begin(cluster, factories.version(), by=cast.ana, previous=workbook)
    assert list(workbook.followers.all()) == [second]
    assert list(Workbook.objects.open()) == [second]


def test_two_clusters_each_have_their_own_open_workbook(cast, workbook):
    other = Cluster.found(by=cast.dev, name="Harbour Yard", kind="district")
    factories.workbook(other, by=cast.dev)
    assert Workbook.objects.open().count() == 2


def test_a_sample_is_illustrative_and_a_live_one_is_not(cast, cluster):
    book = factories.workbook(cluster, by=cast.ana, status="sample")
    assert book.illustrative
    assert not Workbook(status="live").illustrative


def test_it_asks_what_its_own_version_asks_even_after_a_newer_one(cast, workbook):
    version = workbook.version
    newer = version.template.draft(version.content())
    newer.sections.filter(code="PLA").update(title="Somewhere else", charted=False)
    newer.publish()
    again = Workbook.objects.get(pk=workbook.pk)
    assert again.content() == version.content()
    assert again.content().section_by_code["PLA"].title != "Somewhere else"


def test_it_goes_on_by_itself_with_a_newer_version_that_is_only_worded_otherwise(cast, workbook):
    newer = workbook.version.template.draft(workbook.version.content())
    newer.sections.filter(code="PLA").update(title="Somewhere else")
    newer.publish()
    again = Workbook.objects.get(pk=workbook.pk)
    assert again.version == newer
    assert again.content().section_by_code["PLA"].title == "Somewhere else"


def test_its_pages_take_their_single_rows_in_one_query(workbook, django_assert_num_queries):
    with django_assert_num_queries(1):
        book = Workbook.objects.with_pages().get(pk=workbook.pk)
        assert (book.cluster.name, book.finding) == ("Lantern Quarter", None)
        assert (book.version.template.kind, book.first_questions.pk > 0) == ("district", True)
        assert book.self_check.answers == []


def test_its_date_moves_on_and_never_back(workbook):
    began = workbook.as_of
    workbook.age(date(2001, 1, 1))
    assert (workbook.as_of, Workbook.objects.get().as_of) == (began, began)
    workbook.age(date(2101, 1, 1))
    assert (workbook.as_of, Workbook.objects.get().as_of) == (date(2101, 1, 1),) * 2


def test_each_letter_counts_for_itself_and_each_workbook_too(cast, workbook):
    other = factories.workbook(Cluster.found(by=cast.dev, name="Yard", kind="district"), by=cast.dev)
    assert [workbook.next_ref(letter) for letter in "SSWSX"] == ["S1", "S2", "W1", "S3", "X1"]
    assert other.next_ref("S") == "S1"


def test_a_note_is_kept_as_plain_values(cast, workbook):
    entry = factories.entry(workbook, by=cast.ana)
    said = {"on": date(2026, 3, 1), "at": timezone.now(), "entry": entry, "book": workbook, "n": 3, "none": None}
    workbook.note("tested", "something", by=cast.ben, **said)
    change = workbook.changes.get(verb="tested")
    assert change.left_as == {**as_plain(said), "on": "2026-03-01", "entry": entry.pk, "book": str(workbook.pk)}
    assert str(change) == "tested something"


def test_who_changed_it_and_when_is_not_said_twice(cast):
    assert as_plain({"changed_by": cast.ana, "changed_at": timezone.now(), "text": "x"}) == {"text": "x"}


def test_the_newest_change_comes_first(cast, workbook):
    workbook.note("first", "thing", by=cast.ana)
    workbook.note("second", "thing", by=cast.ana)
    assert [change.verb for change in workbook.changes.all()] == ["second", "first", "began"]


def test_what_changed_is_cut_to_its_column_and_never_fails(cast, workbook):
    workbook.note("added", "line " + "k" * 80, by=cast.ana)
    assert workbook.changes.get(verb="added").what == "line " + "k" * 35


def test_a_numbering_reads_as_the_last_ref_given(workbook):
    workbook.next_ref("T")
    assert str(Numbering.objects.get(workbook=workbook, letter="T")) == "T1"
