"""The search page: results by kind with place and link, the box in every index."""

from datetime import date

import pytest

from swot.models import Change
from tests import factories
from tests.swot.pages import at, strategy


def look(client, book, words=None):
    return client.get(at("search", book), {"q": words} if words is not None else {})


@pytest.fixture
def full(workbook, cast):
    """One thing of each kind with "rope" in it."""
    by = cast.ana
    entry = factories.entry(workbook, by=by, text="A rope works", evidence_source="Rope archive")
    threat = factories.entry(workbook, by=by, text="Hemp is dear", quadrant="threat")
    workbook.add_line("D-PLA-1", "Rope until 1981", by=by)
    workbook.answer("D-INC-3", by=by, seen=0, value="yes", note="Ropes were made here")
    workbook.add_strategy(by=by, entries=[entry, threat], text="Sell rope")
    workbook.add_action(by=by, text="Ring the ropemaker", due=date(2099, 1, 1))
    workbook.first_questions.edit(by=by, seen=1, here_before="The ropemakers")
    return workbook


def test_each_place_is_named_and_linked(ana, full):
    page = look(ana, full, "ROPE")
    for heading in ("Entries", "Evidence of entries", "Lines", "Answers and their notes", "Strategies", "Actions"):
        assert f"{heading} <span" in page.text
    for address in (
        at("entry", full, "S1"),
        f"{at('section', full, 'PLA')}#D-PLA-1",
        f"{at('section', full, 'INC')}#D-INC-3",
        f"{at('strategies', full)}#X1",
        at("first-questions", full),
    ):
        assert f'href="{address}"' in page.text
    assert "“ROPE” stands in 7 places." in page.text
    assert "<mark>Rope</mark> archive" in page.text


def test_an_action_is_linked_where_it_stands(ana, full):
    assert f'href="{at("actions", full)}#A1"' in look(ana, full, "ropemaker").text
    assert 'id="A1"' in ana.get(at("actions", full)).text


def test_nothing_found_says_so_and_what_to_try(ana, full):
    page = look(ana, full, "hemlock")
    assert "“hemlock” stands nowhere in this workbook." in page.text
    assert "Try a shorter piece of the word" in page.text


def test_without_words_there_is_only_the_box(ana, full):
    for page in (look(ana, full), look(ana, full, "  ")):
        assert page.status_code == 200
        assert "Nothing found" not in page.text


@pytest.mark.parametrize("words", ["<script>alert(1)</script>", "%", "\0", "a" * 5000, "🙂", '"><b>'])
def test_odd_words_are_shown_as_words(words, ana, full):
    page = look(ana, full, words)
    assert page.status_code == 200
    assert "<script>alert" not in page.text
    assert '"><b>' not in page.text


@pytest.mark.parametrize("name", ["workbook", "board", "actions", "search", "find-out", "inclusion"])
def test_the_box_stands_in_the_index_of_every_page_of_a_workbook(name, ana, full):
    assert f'<form method="get" action="{at("search", full)}"' in ana.get(at(name, full)).text


def test_those_of_the_cluster_search_and_nobody_else(client, full, cast):
    assert look(client, full, "rope").status_code == 302
    for person, status in ((cast.ana, 200), (cast.ben, 200), (cast.caro, 200), (cast.dev, 404), (cast.cleo, 404)):
        client.force_login(person)
        assert look(client, full, "rope").status_code == status
    client.force_login(cast.ana)
    assert client.post(at("search", full)).status_code == 405


def test_the_source_an_entry_cites_is_found_with_it(ana, full, cast):
    source = full.cluster.sources.create(name="Harbour board 1981", says="The last ropewalk closed")
    full.entries.filter(ref="S1").update(source=source)
    page = look(ana, full, "harbour board")
    assert "<mark>Harbour board</mark> 1981" in page.text
    assert f'href="{at("entry", full, "S1")}"' in page.text


def test_what_is_deleted_is_not_found_and_looking_changes_nothing(ana, full, cast):
    line = full.lines.get()
    line.delete_gently(by=cast.ana, seen=line.revision)
    before = Change.objects.count()
    assert "until 1981" not in look(ana, full, "rope").text
    assert Change.objects.count() == before


@pytest.mark.parametrize("many", [1, 3, 30])
def test_twelve_queries_however_much_is_written(many, ana, workbook, cast, django_assert_max_num_queries):
    strategy(workbook, cast.ana)
    for number in range(many):
        line = workbook.add_line("D-PLA-1", f"Rope {number}", by=cast.ana)
        factories.entry(workbook, by=cast.ana, text=f"Rope entry {number}", line=line)
        workbook.add_action(by=cast.ana, text=f"Rope action {number}")
    factories.warm(workbook)
    with django_assert_max_num_queries(12):
        assert look(ana, workbook, "rope").context["many"] == 3 * many
