"""Actions: the list by date, the form, done and open again, deleting and the way back."""

import re
from datetime import date, timedelta

import pytest

from clusters.ids import new_key
from swot.models import Action
from tests.swot.pages import ACTION, at, strategy, text_of


def plan(book, by, text="Ring the owner", **fields):
    return book.add_action(by=by, text=text, **fields)


def test_the_list_is_by_date_with_late_ones_marked_and_done_ones_last(ana, cast, workbook):
    today = cast.cluster.today
    plan(workbook, cast.ana, "Without a date")
    plan(workbook, cast.ana, "Done long ago", due=today - timedelta(days=90), done_on=today)
    plan(workbook, cast.ana, "In a month", due=today + timedelta(days=30))
    plan(workbook, cast.ana, "Was due yesterday", due=today - timedelta(days=1))
    plan(workbook, cast.ana, "Due today", due=today)
    page = text_of(ana.get(at("actions", workbook)))
    order = ["Was due yesterday", "Due today", "In a month", "Without a date", "Done long ago"]
    assert sorted(order, key=page.index) == order
    assert page.count("</svg>Late</span>") == 1
    assert page.count("</svg>Open</span>") == 3
    assert page.count("</svg>Done</span>") == 1


def test_the_share_about_people_already_here_is_told(ana, cast, workbook):
    for place in range(5):
        plan(workbook, cast.ana, inclusion=place == 0)
    page = text_of(ana.get(at("actions", workbook)))
    assert "1 of 5 open actions are about people already here." in page
    assert "fewer than one in five" not in page
    plan(workbook, cast.ana)
    for name in ("actions", "strategies"):
        page = text_of(ana.get(at(name, workbook)))
        assert "1 of 6 open actions are about people already here." in page
        assert "fewer than one in five" in page


def test_an_empty_list_says_how_to_begin(ana, workbook):
    assert "One verb, one owner, one date" in text_of(ana.get(at("actions", workbook)))


def test_the_page_takes_as_many_queries_for_thirty_actions_as_for_one(ana, cast, workbook, django_assert_num_queries):
    row = strategy(workbook, cast.ana)
    plan(workbook, cast.ana, strategy=row)
    ana.get(at("actions", workbook))
    for more in (0, 29):
        for _ in range(more):
            plan(workbook, cast.ana, strategy=row)
        for name in ("actions", "action-add"):
            with django_assert_num_queries(9):
                ana.get(at(name, workbook))


def test_an_action_is_saved_whole(ana, cast, workbook):
    row = strategy(workbook, cast.ana)
    response = ana.post(at("action-add", workbook), {**ACTION, "key": new_key()})
    assert (response.status_code, response.url) == (302, at("actions", workbook))
    action = Action.objects.get()
    assert (action.ref, action.owner, action.due, action.strategy) == ("A1", "Tomasz Wilk", date(2026, 12, 4), row)
    assert (action.cost_band, action.inclusion) == ("low", True)


def test_sent_twice_with_one_key_it_is_made_once(ana, cast, workbook):
    strategy(workbook, cast.ana)
    sent = {**ACTION, "key": new_key()}
    ana.post(at("action-add", workbook), sent)
    ana.post(at("action-add", workbook), sent)
    assert Action.objects.count() == 1


@pytest.mark.parametrize("name", ["text", "owner", "due", "first_step", "cost_band", "measure", "strategy"])
def test_what_is_missing_is_asked_for_and_nothing_is_lost(ana, cast, workbook, name):
    strategy(workbook, cast.ana)
    response = ana.post(at("action-add", workbook), {**ACTION, name: ""})
    page = text_of(response)
    assert response.status_code == 422
    assert f'<a href="#id_{name}' in page
    kept = ("text", "owner", "first_step", "measure")
    assert all(ACTION[other] in page for other in kept if other != name)
    assert not Action.objects.exists()


@pytest.mark.parametrize("bad", [{"due": "tomorrow"}, {"cost_band": "huge"}, {"strategy": "X9"}, {"owner": "x" * 201}])
def test_what_cannot_be_is_refused(ana, cast, workbook, bad):
    strategy(workbook, cast.ana)
    assert ana.post(at("action-add", workbook), {**ACTION, **bad}).status_code == 422


def test_before_there_is_a_strategy_an_action_needs_none(ana, workbook):
    assert ana.post(at("action-add", workbook), {**ACTION, "strategy": ""}).status_code == 302
    assert Action.objects.get().strategy is None


def test_the_link_of_a_strategy_chooses_it(ana, cast, workbook):
    strategy(workbook, cast.ana)
    page = text_of(ana.get(at("action-add", workbook) + "?strategy=X1"))
    assert '<option value="X1" selected>' in page


def test_an_action_is_changed(ana, cast, workbook):
    row = plan(workbook, cast.ana, strategy=strategy(workbook, cast.ana))
    assert "Ring the owner" in text_of(ana.get(at("action", workbook, "A1")))
    response = ana.post(at("action", workbook, "A1"), {**ACTION, "revision": row.revision})
    assert response.status_code == 302
    row.refresh_from_db()
    assert (row.text, row.revision) == (ACTION["text"], 2)


def test_the_second_writer_sees_both_texts(ana, cast, workbook):
    row = plan(workbook, cast.ana, strategy=strategy(workbook, cast.ana))
    row.edit(by=cast.ben, seen=1, text="Write to the owner", due=date(2027, 1, 2))
    response = ana.post(at("action", workbook, "A1"), {**ACTION, "revision": 1})
    page = text_of(response)
    assert response.status_code == 409
    assert "Ben changed this while you were writing" in page
    assert "2 January 2027" in re.sub("</?mark>", "", page)
    assert ACTION["text"] in page
    sent = [line for line in page.splitlines() if 'name="revision"' in line]
    assert 'value="2"' in sent[1], "the last revision of the form is the one the server reads"


def test_done_and_open_again(ana, cast, workbook):
    row = plan(workbook, cast.ana)
    page = text_of(ana.post(at("action-done", workbook, "A1"), {"revision": row.revision}, follow=True))
    assert at("action-reopen", workbook, "A1") in page
    row.refresh_from_db()
    assert row.done_on == cast.cluster.today
    ana.post(at("action-reopen", workbook, "A1"))
    row.refresh_from_db()
    assert row.done_on is None


def test_a_deleted_action_can_be_brought_back(ana, cast, workbook):
    row = plan(workbook, cast.ana)
    page = text_of(ana.post(at("action-delete", workbook, "A1"), {"revision": row.revision}, follow=True))
    assert at("action-restore", workbook, "A1") in page
    assert "Ring the owner" not in page
    assert ana.get(at("action", workbook, "A1")).status_code == 404
    assert "Ring the owner" in text_of(ana.post(at("action-restore", workbook, "A1"), follow=True))


@pytest.mark.parametrize("name", ["action-done", "action-delete"])
@pytest.mark.parametrize("seen", ["", "1", "99999999999999999999", "one"])
def test_a_button_pressed_on_an_older_text_does_nothing(ana, cast, workbook, name, seen):
    row = plan(workbook, cast.ana)
    row.edit(by=cast.ben, seen=1, text="Write to the owner")
    response = ana.post(at(name, workbook, "A1"), {"revision": seen})
    assert (response.status_code, "Write to the owner" in text_of(response)) == (409, True)
    row.refresh_from_db()
    assert (row.done_on, row.deleted_at, row.revision) == (None, None, 2)


@pytest.mark.parametrize(("person", "read", "write"), [("ben", 200, 200), ("caro", 200, 404), ("dev", 404, 404)])
def test_each_role_gets_what_it_may(client, cast, workbook, person, read, write):
    plan(workbook, cast.ana)
    client.force_login(getattr(cast, person))
    assert client.get(at("actions", workbook)).status_code == read
    assert client.get(at("action-add", workbook)).status_code == write
    assert client.get(at("action", workbook, "A1")).status_code == write
    for name in ("action-done", "action-delete", "action-reopen"):
        assert (client.post(at(name, workbook, "A1"), {"revision": 1}).status_code == 404) == (write == 404)


@pytest.mark.parametrize("name", ["action-done", "action-reopen", "action-delete", "action-restore"])
def test_buttons_answer_to_a_post_alone(ana, workbook, name):
    assert ana.get(at(name, workbook, "A1")).status_code == 405
    assert ana.post(at(name, workbook, "A9")).status_code == 404
