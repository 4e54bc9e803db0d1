"""The pages with which leaders live through a newer version of the questions."""

import json
from datetime import timedelta

import pytest
from django.urls import reverse

from swot.models import Snapshot, TemplateVersion
from swot.upgrading import offered
from tests.swot.pages import at
from tests.swot.upgrades import GONE, LIST, SCALE, answered, go_on, now, publish, second


@pytest.fixture
def book(workbook, cast):
    """Ana's workbook with answers to questions that the newer version changes."""
    found = answered(workbook, cast.ana)
    publish(second)
    return found


def sent(book, **fields):
    """What the page of the newer version sends."""
    begun = book.upgrades.open().first()
    offer = offered(book)
    hidden = {"source": offer.source.number, "target": offer.target.number}
    return {**hidden, "revision": begun.revision if begun else 0, **fields}


def section(book):
    return reverse("swot:section", args=[book.pk, "PLA"])


# ---------- the offer ----------


def test_the_home_page_tells_a_leader_calmly_and_links(ana, book):
    page = ana.get(at("workbook", book)).text
    assert "A newer version of the questions is here" in page
    assert "The steps of the scale name a time" in page
    for words in ("3 mean something else", "1 question gone", "1 new question", "2 questions reworded"):
        assert words in page
    assert "2 of your answers are touched." in page
    assert at("upgrade", book) in page


def test_an_editor_and_a_viewer_learn_that_the_leader_chooses(client, cast, book):
    for person in (cast.ben, cast.caro):
        client.force_login(person)
        page = client.get(at("workbook", book)).text
        assert "A newer version of the questions is here" not in page
        assert "Whoever leads this cluster chooses." in page
        page = client.get(at("upgrade", book)).text
        assert 'name="do"' not in page
        assert "Only somebody who leads this cluster chooses." in page
        assert client.post(at("upgrade", book), sent(book, do="finish")).status_code == 404


def test_with_a_newer_version_on_offer_a_page_still_costs_at_most_twelve(ana, book, django_assert_max_num_queries):
    for url in (at("workbook", book), section(book), at("upgrade", book)):
        ana.get(url)
        with django_assert_max_num_queries(12):
            ana.get(url)


def test_where_nothing_is_newer_nothing_is_told(ana, workbook):
    assert "newer version" not in ana.get(at("workbook", workbook)).text
    page = ana.get(at("upgrade", workbook))
    assert "There is nothing to choose." in page.text
    assert ana.post(at("upgrade", workbook), {"do": "finish"}).status_code == 409


# ---------- side by side ----------


def test_old_and_new_stand_side_by_side_with_the_answer_and_what_each_choice_does(ana, book):
    page = ana.get(at("upgrade", book)).text
    assert page.index("What needs your choice") < page.index("New questions") < page.index("worded otherwise")
    assert "Counted on a Tuesday" in page
    assert "Two timber yards" in page
    assert '<ins><span class="visually-hidden">put in: </span>' in page
    assert "The question stands empty, with your old answer above it" in page
    assert "Which streets are dark?" in page
    assert '<h2 id="h-check">' in page


def test_words_of_a_curator_are_shown_as_words(ana, workbook):
    def hostile(raw):
        raw["sections"][1]["prompts"][0]["text"] += " <script>alert(1)</script> {0}"

    publish(hostile, is_offered=True)
    page = ana.get(at("upgrade", workbook)).text
    assert "<script>alert" not in page
    assert "{0}" in page


def test_choices_are_saved_and_the_workbook_is_not_touched(ana, book):
    page = ana.post(at("upgrade", book), sent(book, do="save", **{SCALE: "park"}), follow=True)
    assert "Nothing in the workbook has changed yet." in page.text
    assert now(book).version_id == book.version_id
    assert f'id="choice-{SCALE}_2" value="park" checked' in page.text


def test_finishing_without_a_choice_is_refused_with_a_link_to_the_question(ana, book):
    page = ana.post(at("upgrade", book), sent(book, do="finish"))
    assert page.status_code == 422
    assert f'<a href="#choice-{SCALE}_0">' in page.text
    assert now(book).version_id == book.version_id


def test_a_choice_that_is_none_is_refused(ana, book):
    assert ana.post(at("upgrade", book), sent(book, do="save", **{SCALE: "burn"})).status_code == 422


def test_choices_are_let_go_of(ana, book):
    ana.post(at("upgrade", book), sent(book, do="save", **{SCALE: "park"}))
    page = ana.post(at("upgrade", book), sent(book, do="cancel"), follow=True)
    assert "Your choices are let go of." in page.text
    assert not book.upgrades.open().exists()
    assert offered(now(book)) is not None


def test_two_leaders_at_once_the_second_is_told_and_sees_the_first_ones_choice(ana, book):
    theirs = sent(book, do="save", **{SCALE: "keep"})
    ana.post(at("upgrade", book), sent(book, do="save", **{SCALE: "park"}))
    page = ana.post(at("upgrade", book), theirs)
    assert page.status_code == 409
    assert "Somebody else chose here" in page.text
    assert f'id="choice-{SCALE}_2" value="park" checked' in page.text
    ana.post(at("upgrade", book), sent(book, do="finish", **{SCALE: "park"}))
    assert ana.post(at("upgrade", book), {**theirs, "do": "finish"}).status_code == 409


def test_a_version_published_since_is_shown_before_anything_is_done(ana, book):
    old = sent(book, do="finish", **{SCALE: "park"})
    publish(lambda raw: raw["sections"][0]["prompts"].pop(), is_offered=True)
    assert ana.post(at("upgrade", book), old).status_code == 409
    assert now(book).version_id == book.version_id


# ---------- finished ----------


def test_finishing_says_so_with_undo_and_undo_gives_everything_back(ana, book):
    page = ana.post(at("upgrade", book), sent(book, do="finish", **{SCALE: "anew"}), follow=True)
    last = book.upgrades.get()
    undo = f"{at('upgrade-undo', book)}?upgrade={last.pk}"
    assert "goes on with version 2" in page.text
    assert undo in page.text
    assert undo in ana.get(at("upgrade", book)).text
    page = ana.post(undo, follow=True)
    assert "asks by version 1 again" in page.text
    assert "Taken back on" in page.text
    assert now(book).version_id == book.version_id
    assert "can no longer be taken back" in ana.post(undo, follow=True).text


def test_undo_of_an_upgrade_that_is_not_the_last_does_nothing(ana, book, cast):
    after = go_on(book, cast.ana)
    assert ana.post(f"{at('upgrade-undo', book)}?upgrade=999", follow=True).status_code == 200
    assert ana.post(f"{at('upgrade-undo', book)}?upgrade=x").status_code == 404
    assert now(book).version_id == after.version_id


def test_once_a_briefing_is_issued_the_page_says_why_there_is_no_undo(ana, book, cast):
    go_on(book, cast.ana)
    Snapshot.take(book, "{}", by=cast.ana)
    page = ana.get(at("upgrade", book)).text
    assert "A briefing was issued since" in page
    assert at("upgrade-undo", book) not in page


def test_the_workbook_as_it_was_is_for_leaders_to_take(client, book, cast):
    go_on(book, cast.ana)
    url = at("upgrade-before", book, book.upgrades.get().pk)
    client.force_login(cast.ana)
    told = json.loads(client.get(url).text)
    assert told["template"]["version"] == 1
    for person in (cast.ben, cast.caro, cast.dev):
        client.force_login(person)
        assert client.get(url).status_code == 404


# ---------- reworded, written anew, set aside ----------


def test_a_reworded_question_carries_a_mark_until_it_is_said_to_hold(ana, book, cast):
    go_on(book, cast.ana)
    page = ana.get(section(book)).text
    assert page.count("Reworded since you answered") == 1
    assert "See the old words" in page
    row = book.answers.standing().get(prompt__code=LIST)
    url = at("answer-still-holds", book, LIST)
    assert ana.post(url, {"revision": row.revision + 5}).status_code == 409
    ana.post(url, {"revision": row.revision})
    assert "Reworded since you answered" not in ana.get(section(book)).text
    assert book.changes.filter(verb="confirmed", what=f"prompt {LIST}").count() == 1


def test_an_editor_may_say_that_it_holds_and_a_viewer_only_reads_the_mark(client, book, cast):
    go_on(book, cast.ana)
    client.force_login(cast.caro)
    page = client.get(section(book)).text
    assert "Reworded since you answered" in page
    assert "It still holds" not in page
    client.force_login(cast.ben)
    row = book.answers.standing().get(prompt__code=LIST)
    assert client.post(at("answer-still-holds", book, LIST), {"revision": row.revision}).status_code == 302


def test_an_answer_to_be_written_anew_stands_above_the_empty_field_until_there_is_one(ana, book, cast):
    go_on(book, cast.ana)
    page = ana.get(section(book)).text
    part = page[page.index(f'id="{SCALE}"') : page.index("</section>", page.index(f'id="{SCALE}"'))]
    assert part.index("Your answer to the former question") < part.index('type="radio"')
    assert "Counted on a Tuesday" in part
    assert "checked" not in part
    now(book).answer(SCALE, by=cast.ana, seen=0, value=4)
    assert "Your answer to the former question" not in ana.get(section(book)).text


def test_an_old_answer_is_used_again_with_one_click(ana, book, cast):
    go_on(book, cast.ana)
    row = book.answers.get(aside="anew")
    url = at("set-aside-use", book, row.pk)
    assert url in ana.get(section(book)).text
    ana.post(url)
    standing = book.answers.standing().get(prompt__code=SCALE)
    assert (standing.pk, standing.value, standing.prompt.section.version_id) == (row.pk, 2, now(book).version_id)
    assert ana.post(url).status_code == 404


def test_a_changed_type_keeps_the_old_answer_to_read_and_it_cannot_be_used(ana, workbook, cast):
    answered(workbook, cast.ana)

    def retyped(raw):
        one = next(p for s in raw["sections"] for p in s["prompts"] if p["id"] == LIST)
        one["type"] = "text"

    publish(retyped)
    book = go_on(workbook, cast.ana)
    page = ana.get(section(book)).text
    assert "Your answer to the former question" in page
    assert "A ropeworks until 1974" in page
    row = book.answers.get(prompt__code=LIST)
    assert at("set-aside-use", book, row.pk) not in page
    assert "can only be read" in ana.post(at("set-aside-use", book, row.pk), follow=True).text


def test_everything_set_aside_is_read_on_its_page(ana, book, cast):
    assert "Nothing was set aside" in ana.get(at("set-aside", book)).text
    check = book.self_check
    check.take(
        by=cast.ana,
        seen=check.revision,
        name="x",
        answers=["yes"] * len(check.answers or book.content().check.questions),
    )
    book = go_on(book, cast.ana)
    page = ana.get(at("set-aside", book)).text
    for words in (
        "Two timber yards",
        "Counted on a Tuesday",
        "Parked.",
        "Set aside to be written anew.",
        "Self-checks",
    ):
        assert words in page
    assert page.count("Use again") == 1
    for url in (at("workbook", book), section(book), at("upgrade", book)):
        assert at("set-aside", book) in ana.get(url).text
        assert "2 answers set aside" in ana.get(url).text


def test_pages_ask_as_often_however_much_was_set_aside(ana, book, cast, django_assert_max_num_queries):
    book = go_on(book, cast.ana)
    for url in (at("workbook", book), section(book), at("upgrade", book), at("set-aside", book)):
        ana.get(url)
        with django_assert_max_num_queries(12):
            ana.get(url)


def test_a_line_that_was_set_aside_is_changed_by_nobody(ana, book, cast):
    book = go_on(book, cast.ana)
    line = book.lines.get(prompt__code=GONE)
    for name in ("line", "line-delete", "line-keep", "line-split"):
        assert ana.post(at(name, book, line.pk), {"revision": 1, "text": "x"}).status_code == 404


def test_a_deleted_line_of_a_question_that_is_gone_is_not_brought_back_to_nowhere(ana, book, cast):
    line = book.lines.get(prompt__code=GONE)
    line.delete_gently(by=cast.ana, seen=1)
    book = go_on(book, cast.ana)
    page = ana.post(at("line-restore", book, line.pk), {"revision": 2}, follow=True)
    assert "asked no more" in page.text
    assert not book.answers.standing().filter(prompt__code=GONE).exists()


# ---------- closed versions ----------


@pytest.mark.parametrize("days", [0, -3])
def test_on_a_closed_version_every_page_says_why_nothing_is_written(days, ana, book):
    closes = book.cluster.today + timedelta(days=days)
    TemplateVersion.objects.filter(pk=book.version_id).update(closes_on=closes)
    for url in (at("workbook", book), section(book), at("board", book), at("strategies", book)):
        page = ana.get(url).text
        assert "This version of the questions is closed" in page
        assert at("upgrade", book) in page
    assert "data-autosave" not in ana.get(section(book)).text
    page = ana.post(at("answer", book, SCALE), {"value": "3", "note": "Typed too late", "revision": 1})
    assert page.status_code == 409
    assert "Typed too late" in page.text
    assert at("upgrade", book) in page.text
    assert ana.post(at("upgrade", book), sent(book, do="finish", **{SCALE: "keep"})).status_code == 302
    assert "This version of the questions is closed" not in ana.get(section(book)).text


def test_before_it_closes_the_home_page_says_until_when(ana, book):
    TemplateVersion.objects.filter(pk=book.version_id).update(closes_on=book.cluster.today + timedelta(days=9))
    assert "until the day before you can write by it" in ana.get(at("workbook", book)).text
    assert "closes on" not in ana.get(section(book)).text


def test_whoever_wrote_while_the_workbook_went_on_keeps_the_words(ana, book, cast):
    stale = now(book)
    go_on(book, cast.ana)
    real = type(stale).objects
    assert real.get(pk=book.pk).version_id != stale.version_id
    page = ana.post(at("answer", book, SCALE), {"value": "3", "note": "Typed before", "revision": 1})
    assert page.status_code in (302, 409)
    assert page.status_code == 302 or "Typed before" in page.text
