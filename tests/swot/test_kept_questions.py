"""A question that is kept shows every change at once: of its answer, lines, entries, of who wrote, of who reads."""

import pytest
from django.urls import reverse

from clusters.models import Cluster
from swot.models import Entry
from tests import factories


@pytest.fixture
def seen(client, workbook):
    """The section about place as somebody sees it, twice, so that it is kept."""

    def see(person):
        client.force_login(person)
        url = reverse("swot:section", args=[workbook.pk, "PLA"])
        first, again = client.get(url).text, client.get(url).text
        assert len(first) == len(again)
        return again

    return see


def test_an_answer_shows_and_shows_otherwise_once_changed(seen, cast, workbook):
    assert "Counted on a Tuesday" not in seen(cast.ana)
    workbook.answer("D-PLA-3", by=cast.ana, seen=0, status="answered", value=4, note="Counted on a Tuesday")
    assert "Counted on a Tuesday" in seen(cast.ana)
    workbook.answer("D-PLA-3", by=cast.ben, seen=1, status="answered", value=4, note="Counted on a Friday")
    page = seen(cast.ana)
    assert "Counted on a Friday" in page
    assert "Counted on a Tuesday" not in page


def test_lines_come_change_are_kept_aside_and_go(seen, cast, workbook):
    line = workbook.add_line("D-PLA-1", "A ropeworks until 1974", by=cast.ana)
    assert "A ropeworks until 1974" in seen(cast.ana)
    line.edit(by=cast.ana, seen=1, text="A ropeworks until 1981")
    assert "A ropeworks until 1981" in seen(cast.ana)
    line.keep(by=cast.ana, seen=2)
    assert "Offer for sorting" in seen(cast.ana)
    line.delete_gently(by=cast.ana, seen=3)
    assert "A ropeworks" not in seen(cast.ana)
    line.bring_back(by=cast.ana, seen=4)
    assert "A ropeworks until 1981" in seen(cast.ana)


def test_entries_come_and_change(seen, cast, workbook):
    entry = factories.entry(workbook, by=cast.ana, text="Nine studios within a walk", prompt="D-PLA-1")
    assert "Nine studios within a walk" in seen(cast.ana)
    entry.edit(by=cast.ana, seen=1, text="Ten studios within a walk")
    assert "Ten studios within a walk" in seen(cast.ana)
    Entry.objects.get(pk=entry.pk).delete_gently(by=cast.ana, seen=2)
    assert "studios within a walk" not in seen(cast.ana)


def test_a_new_name_shows_wherever_somebody_wrote(seen, cast, workbook):
    workbook.answer("D-PLA-3", by=cast.ben, seen=0, status="answered", value=4)
    workbook.add_line("D-PLA-1", "A ropeworks until 1974", by=cast.ben)
    factories.entry(workbook, by=cast.ben, prompt="D-PLA-1")
    assert "Ben" in seen(cast.ana)
    cast.ben.name = "Benedict"
    cast.ben.save(update_fields=["name"])
    page = seen(cast.ana)
    assert page.count("Benedict") == 3
    assert "Ben," not in page


def test_readers_and_writers_are_never_given_the_same(seen, cast, workbook):
    assert "data-autosave" in seen(cast.ana)
    assert "data-autosave" not in seen(cast.caro)
    assert "data-autosave" in seen(cast.ben)


def test_an_earlier_answer_hides_a_question_at_once(client, cast):
    book = factories.workbook(Cluster.found(by=cast.ana, name="Studios", kind="workspace"), by=cast.ana)
    rule = book.content().prompts["W-MAR-2"].show_if
    url = reverse("swot:section", args=[book.pk, "MAR"])
    client.force_login(cast.ana)
    assert "Not asked here" not in client.get(url).text
    book.answer("W-AIM-2", by=cast.ana, seen=0, status="answered", value=rule["is_not"])
    assert "Not asked here" in client.get(url).text


def test_the_running_head_and_the_index_follow_the_name_of_the_cluster(seen, cast, workbook):
    assert "Lantern Quarter" in seen(cast.ana)
    cast.cluster.edit(seen=cast.cluster.revision, name="Ropewalk")
    page = seen(cast.ana)
    assert "Ropewalk" in page
    assert "Lantern Quarter" not in page
