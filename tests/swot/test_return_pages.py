"""The return visit: what became of last time, saved part by part or whole, and what comes over with a click."""

import pytest
from django.urls import reverse

from swot.following import follow
from swot.models import Outcome, Workbook
from tests import factories
from tests.swot import pages

FATES = "came true", "faded", "changed", "still open"


@pytest.fixture
def last(workbook, cast):
    """A workbook with three strengths, a threat and a strategy."""
    for text in (
        "Nine firms from the rope works still trade here",
        "The joint fair brings 4,000 people",
        "A free hall",
    ):
        factories.entry(workbook, by=cast.ana, text=text, impact=4, certainty=2, evidence_grade=1)
    threat = factories.entry(
        workbook, by=cast.ana, text="Rents may follow the city's", quadrant="threat", horizon="within 1 year"
    )
    workbook.add_strategy(by=cast.ana, entries=[workbook.entries.get(ref="S1"), threat], text="Buy the hall together")
    return workbook


@pytest.fixture
def book(last, cast):
    return Workbook.objects.with_pages().get(pk=follow(last, by=cast.ana).pk)


def at(book, name="return", *args):
    return reverse(f"swot:{name}", args=[book.pk, *args])


def sent(ref, fate="", note="", revision=0, **more):
    fields = {f"{ref}-fate": fate, f"{ref}-note": note, f"{ref}-revision": revision}
    return {**fields, **{f"{ref}-{name}": value for name, value in more.items()}}


def marked(book):
    return {row.about: (row.fate, row.note) for row in book.outcomes.all()}


def parts(page, name="entries"):
    """The refs of those to work at, and of those that are settled."""
    part = page.context[name]
    return [item.ref for item in part.open], [item.ref for item in part.settled]


def test_the_page_lists_entries_with_their_place_and_evidence_and_strategies(ana, book):
    page = ana.get(at(book))
    assert parts(page) == (["S1", "S2", "S3", "T1"], [])
    assert page.context["entries"].open[0].place == "First of 3"
    assert parts(page, "strategies") == (["X1"], [])
    assert "0 of 5 are marked" in page.text
    assert "Heard" in page.text


def test_one_is_marked_by_script_and_the_counts_come_along(ana, book):
    page = ana.post(at(book, "return-mark", "S1"), sent("S1", "faded", "They left"), headers={"HX-Request": "true"})
    assert page.status_code == 200
    assert marked(book) == {"S1": ("faded", "They left")}
    assert "1 of 5 are marked" in page.text
    assert "<html" not in page.text
    row = book.outcomes.get()
    assert (row.text, row.quadrant) == ("Nine firms from the rope works still trade here", "strength")


def test_the_whole_page_is_saved_without_script(ana, book):
    data = {**sent("S1", "faded", "They left"), **sent("T1", "came true"), **sent("X1", "not acted on", "No owner")}
    page = ana.post(at(book), {**data, **sent("S2"), "then": "contents"})
    assert page["Location"] == at(book, "workbook")
    assert marked(book) == {
        "S1": ("faded", "They left"),
        "T1": ("came true", ""),
        "X1": ("not acted on", "No owner"),
    }


def test_a_fate_that_does_not_exist_is_422_with_the_words_kept_and_the_rest_saved(ana, book):
    page = ana.post(at(book), {**sent("S1", "came back", "My own words"), **sent("S2", "faded")})
    assert page.status_code == 422
    assert "My own words" in page.text
    assert marked(book) == {"S2": ("faded", "")}
    one = ana.post(at(book, "return-mark", "S1"), sent("S1", "acted on"), headers={"HX-Request": "true"})
    assert one.status_code == 422


@pytest.mark.parametrize("script", [True, False])
def test_the_second_writer_is_shown_both(ana, book, client, cast, script):
    ana.post(at(book, "return-mark", "S1"), sent("S1", "faded", "They left"))
    client.force_login(cast.ben)
    headers = {"HX-Request": "true"} if script else {}
    url = at(book, "return-mark", "S1") if script else at(book)
    page = client.post(url, sent("S1", "changed", "Five are left"), headers=headers)
    assert page.status_code == 409
    assert "They left" in page.text
    assert marked(book) == {"S1": ("faded", "They left")}
    if not script:
        assert "Five are left" in page.text
    assert client.post(url, sent("S1", "changed", "Five are left", revision=1), headers=headers).status_code < 400
    assert marked(book) == {"S1": ("changed", "Five are left")}


def test_sent_twice_it_is_written_once(ana, book):
    for _again in range(2):
        assert ana.post(at(book), sent("S1", "faded", "They left")).status_code == 302
    assert book.changes.filter(verb="marked").count() == 1


def test_still_so_carries_an_unmarked_entry_over_in_one_click(ana, book):
    assert ana.post(at(book, "return-carry", "S1"), sent("S1")).status_code == 302
    entry = book.entries.get()
    assert (entry.text, entry.quadrant) == ("Nine firms from the rope works still trade here", "strength")
    assert (entry.evidence_grade, entry.impact, entry.certainty) == (1, None, None)
    assert entry.origin == {"workbook": "2026 workbook", "ref": "S1"} or entry.origin["ref"] == "S1"
    row = book.outcomes.get()
    assert (row.fate, row.now) == ("came true", entry)
    assert f"/entries/{entry.ref}/" in ana.get(at(book)).text


def test_what_changed_comes_over_in_its_new_words(ana, book):
    ana.post(at(book), sent("S1", "changed", "Four left"))
    assert "How it stands now" in ana.get(at(book)).text
    data = sent("S1", "changed", "Four left", revision=1, text="Five firms still trade here")
    ana.post(at(book, "return-carry", "S1"), data)
    assert book.entries.get().text == "Five firms still trade here"


def test_words_too_long_for_an_entry_are_422_and_kept(ana, book):
    ana.post(at(book), sent("S1", "changed"))
    page = ana.post(at(book, "return-carry", "S1"), sent("S1", "changed", revision=1, text="x" * 201))
    assert page.status_code == 422
    assert "x" * 201 in page.text
    assert not book.entries.exists()


def test_carrying_without_script_saves_the_rest_of_the_page_as_well(ana, book):
    ana.post(at(book, "return-carry", "S1"), {**sent("S1", "still open"), **sent("S2", "faded", "It rained")})
    assert marked(book) == {"S1": ("still open", ""), "S2": ("faded", "It rained")}


@pytest.mark.parametrize("script", [True, False])
def test_still_so_pressed_twice_makes_one_entry(ana, book, script):
    headers = {"HX-Request": "true"} if script else {}
    for _again in range(2):
        assert ana.post(at(book, "return-carry", "S1"), sent("S1"), headers=headers).status_code < 400
    assert book.entries.count() == 1


def test_what_faded_does_not_come_over(ana, book):
    page = ana.post(at(book, "return-carry", "S1"), sent("S1", "faded"), follow=True)
    assert "has faded" in page.text
    assert not book.entries.exists()
    assert marked(book) == {"S1": ("faded", "")}


def test_undo_takes_the_entry_back_and_keeps_the_mark_and_it_can_come_again(ana, book):
    ana.post(at(book, "return-carry", "S1"), sent("S1", "still open"))
    entry = book.entries.get()
    page = ana.post(f"{at(book, 'return-undo', 'S1')}?seen={entry.revision}", follow=True)
    assert page.status_code == 200
    entry.refresh_from_db()
    assert entry.deleted_at
    assert marked(book) == {"S1": ("still open", "")}
    ana.post(at(book, "return-carry", "S1"), sent("S1", "still open", revision=book.outcomes.get().revision))
    assert book.entries.filter(deleted_at=None).count() == 1


def test_an_entry_changed_since_is_not_undone(ana, book, cast):
    ana.post(at(book, "return-carry", "S1"), sent("S1"))
    entry = book.entries.get()
    entry.edit(by=cast.ben, seen=1, text="Changed since")
    ana.post(f"{at(book, 'return-undo', 'S1')}?seen=1")
    assert book.entries.get().deleted_at is None


def test_an_entry_deleted_on_its_own_page_is_offered_again(ana, book, cast):
    ana.post(at(book, "return-carry", "S1"), sent("S1"))
    book.entries.get().delete_gently(by=cast.ana, seen=1)
    row = book.outcomes.get()
    assert 'name="S1-revision"' in ana.get(at(book)).text
    ana.post(at(book, "return-carry", "S1"), sent("S1", row.fate, revision=row.revision))
    assert book.entries.filter(deleted_at=None).count() == 1


def test_twins_are_twins_again_once_both_have_come(cast, ana):
    old = factories.workbook(cast.cluster, by=cast.ana)
    one = factories.entry(old, by=cast.ana)
    other = factories.entry(old, by=cast.ana, text="It draws rents up", quadrant="threat")
    one.link_twin(other, by=cast.ana)
    book = follow(old, by=cast.ana)
    for ref in ("S1", "T1"):
        ana.post(at(book, "return-carry", ref), sent(ref))
    assert book.entries.get(ref="S1").twin.ref == "T1"


def test_a_closed_visit_is_read_and_not_marked(ana, book, cast):
    ana.post(at(book), sent("S1", "faded", "They left"))
    follow(book, by=cast.ana)
    page = ana.get(at(book))
    assert "They left" in page.text
    assert b"<textarea" not in page.content
    assert ana.post(at(book), sent("S1", "changed")).status_code == 409


@pytest.mark.parametrize(("person", "get", "post"), [("ben", 200, 302), ("caro", 200, 404), ("dev", 404, 404)])
def test_who_reads_and_who_marks(client, book, cast, person, get, post):
    client.force_login(getattr(cast, person))
    assert client.get(at(book)).status_code == get
    assert client.post(at(book), sent("S1", "faded")).status_code == post
    assert client.post(at(book, "return-carry", "S2"), sent("S2")).status_code == post


def test_a_first_workbook_says_that_there_is_no_last_time(ana, workbook):
    page = ana.get(at(workbook))
    assert "no last time" in page.text
    assert at(workbook, "return-begin") in page.text


def test_beginning_closes_the_last_one_and_opens_the_visit_with_an_undo(ana, last):
    assert "stays as it is" in ana.get(at(last, "return-begin")).text
    page = ana.post(at(last, "return-begin"), {"revision": last.revision}, follow=True)
    book = page.context["workbook"]
    assert (book.previous_id, page.redirect_chain[-1][0]) == (last.pk, at(book))
    assert at(book, "return-reopen") in page.text
    again = ana.post(at(book, "return-reopen"), follow=True)
    assert again.context["workbook"] == last
    assert Workbook.objects.get(pk=last.pk).closed_at is None


def test_beginning_on_what_somebody_changed_is_409(ana, last):
    assert ana.post(at(last, "return-begin"), {"revision": 9}).status_code == 409
    assert Workbook.objects.get(pk=last.pk).closed_at is None


def test_only_leaders_begin_and_reopen(client, last, cast):
    client.force_login(cast.ben)
    assert client.get(at(last, "return-begin")).status_code == 404
    assert client.post(at(last, "return-begin"), {"revision": 1}).status_code == 404


def test_reopening_is_refused_once_something_is_written(ana, book):
    assert "Reopen the last one" in ana.get(at(book)).text
    ana.post(at(book, "return-carry", "S1"), sent("S1"))
    assert "Reopen the last one" not in ana.get(at(book)).text
    page = ana.post(at(book, "return-reopen"), follow=True)
    assert "stays closed" in page.text


def test_thirty_stand_on_a_page_and_each_page_saves_its_own(ana, workbook, cast):
    for number in range(40):
        factories.entry(workbook, by=cast.ana, text=f"Point number {number}")
    book = follow(workbook, by=cast.ana)
    page = ana.get(f"{at(book)}?page=2")
    assert page.context["entries"].open[0].ref == "S31"
    kept = ana.post(at(book), {**sent("S31", "faded"), "page": "2"})
    assert kept["Location"].endswith("?page=2&at=S31#fate-S31")


def test_without_a_page_in_the_address_the_first_with_something_to_do_opens(ana, workbook, cast):
    for number in range(31):
        factories.entry(workbook, by=cast.ana, text=f"Point number {number}")
    book = follow(workbook, by=cast.ana)
    data = [sent(f"S{number}", "faded") for number in range(1, 31)]
    ana.post(at(book), {name: value for one in data for name, value in one.items()})
    assert parts(ana.get(at(book))) == (["S31"], [])
    assert len(parts(ana.get(f"{at(book)}?page=1"))[1]) == 30
    ana.post(at(book), sent("S31", "faded"))
    assert len(parts(ana.get(at(book)))[1]) == 30


def test_what_is_settled_folds_away_and_the_rest_stays_on_top(ana, book):
    ana.post(at(book), {**sent("S1", "faded"), **sent("S2", "still open"), **sent("X1", "acted on")})
    page = ana.get(at(book))
    assert parts(page) == (["S3", "T1"], ["S1", "S2"])
    assert parts(page, "strategies") == ([], ["X1"])
    assert "<summary>2 are settled</summary>" in page.text
    assert "<summary>1 is settled</summary>" in page.text


def test_what_changed_is_settled_once_it_has_come_over_and_open_again_when_that_is_undone(ana, book):
    ana.post(at(book), {**sent("S1", "changed"), **sent("X1", "in part")})
    assert parts(ana.get(at(book)))[1] == []
    assert parts(ana.get(at(book)), "strategies")[1] == ["X1"]
    ana.post(at(book, "return-carry", "S1"), sent("S1", "changed", revision=1, text="Five firms still trade here"))
    assert parts(ana.get(at(book)))[1] == ["S1"]
    ana.post(f"{at(book, 'return-undo', 'S1')}?seen={book.entries.get().revision}")
    assert parts(ana.get(at(book)))[1] == []


def test_saving_leads_back_to_the_place_one_worked_at_and_that_does_not_fold(ana, book):
    saved = ana.post(at(book), {**sent("S1", "faded"), **sent("S2", "faded"), **sent("S3")})
    assert saved["Location"] == f"{at(book)}?page=1&at=S2#fate-S2"
    assert parts(ana.get(saved["Location"])) == (["S2", "S3", "T1"], ["S1"])
    carried = ana.post(at(book, "return-carry", "T1"), sent("T1"))
    assert carried["Location"] == f"{at(book)}?page=1&at=T1#fate-T1"
    assert ana.post(at(book), sent("S3"))["Location"] == f"{at(book)}?page=1"


def test_saving_what_had_saved_itself_leads_back_to_the_one_marked_last(ana, book):
    for ref in ("S2", "S1"):
        ana.post(
            reverse("swot:return-mark", args=[book.pk, ref]), sent(ref, fate="faded"), headers={"HX-Request": "true"}
        )
    again = {"page": 1, **sent("S1", fate="faded", revision=1), **sent("S2", fate="faded", revision=1)}
    assert ana.post(at(book), again)["Location"] == f"{at(book)}?page=1&at=S1#fate-S1"
    assert ana.post(at(book), {"page": 1})["Location"] == f"{at(book)}?page=1"


def test_what_could_not_be_written_does_not_fold(ana, book, cast, client):
    ana.post(at(book), {**sent("S1", "faded"), **sent("S2", "faded")})
    client.force_login(cast.ben)
    page = client.post(at(book), {**sent("S1", "came true"), **sent("S2", "no fate", revision=1)})
    assert parts(page) == (["S1", "S2", "S3", "T1"], [])


def test_whoever_only_reads_has_nothing_folded(ana, book, client, cast):
    ana.post(at(book), sent("S1", "faded"))
    client.force_login(cast.caro)
    page = client.get(at(book))
    assert "are settled" not in page.text
    assert "is settled" not in page.text
    assert 'id="fate-S1"' in page.text


@pytest.mark.parametrize("count", [1, 3, 30])
def test_twelve_queries_whatever_is_marked(ana, workbook, cast, count, django_assert_max_num_queries):
    for number in range(count):
        factories.entry(workbook, by=cast.ana, text=f"Point number {number}")
    book = follow(workbook, by=cast.ana)
    for number in range(count):
        ana.post(at(book, "return-carry", f"S{number + 1}"), sent(f"S{number + 1}"))
    ana.get(at(book))
    with django_assert_max_num_queries(12):
        ana.get(at(book))


def test_outcomes_are_in_the_document(ana, book):
    ana.post(at(book, "return-carry", "S1"), sent("S1", "changed", "Four left"))
    found = Outcome.objects.get(workbook=book)
    assert found.now.ref == "S1"
    told = ana.get(pages.at("export", book)).json()
    assert told["outcomes"][0]["fate"] == "changed"
