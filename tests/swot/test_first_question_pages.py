"""The three questions before anything else; "nobody yet" is an answer."""

from html import unescape

import pytest
from django.urls import reverse

ANSWERS = {"here_before": "Nine rope firms", "not_in_room": "Market traders", "speaks_for_them": ""}


def url(book):
    return reverse("swot:first-questions", args=[book.pk])


def send(client, book, script=False, **data):
    extra = {"HTTP_HX_REQUEST": "true", "HTTP_X_AUTOSAVE": "1"} if script else {}
    return client.post(url(book), {"revision": 1, **ANSWERS, **data}, **extra)


def stored(book):
    book.first_questions.refresh_from_db()
    row = book.first_questions
    return row.here_before, row.not_in_room, row.speaks_for_them


def test_three_questions_are_asked_in_the_words_of_the_kind(workbook, ana):
    html = unescape(ana.get(url(workbook)).text)
    for question in workbook.content().words["start_questions"]:
        assert question["text"] in html
        assert question["hint"] in html


def test_answers_are_kept_and_the_workbook_opens(workbook, ana):
    response = send(ana, workbook)
    assert response["Location"] == reverse("swot:workbook", args=[workbook.pk])
    assert stored(workbook) == ("Nine rope firms", "Market traders", None)
    assert "Nine rope firms" in ana.get(url(workbook)).text


@pytest.mark.parametrize("name", ["here_before", "not_in_room", "speaks_for_them"])
def test_nobody_yet_is_one_click_keeps_the_rest_and_is_shown(name, workbook, ana):
    response = send(ana, workbook, nobody=name)
    assert response["Location"] == url(workbook)
    kept = {**ANSWERS, name: "Nobody yet"}
    assert stored(workbook) == tuple(value or None for value in kept.values())
    shown = {one["nobody_shown"] for one in workbook.content().words["start_questions"]}
    assert sum(words in ana.get(url(workbook)).text for words in shown) == 1


def test_answers_save_themselves_by_script(workbook, ana):
    response = send(ana, workbook, script=True)
    assert response.status_code == 200
    assert "<html" not in response.text
    assert 'name="revision" value="2"' in response.text
    assert stored(workbook)[0] == "Nine rope firms"


@pytest.mark.parametrize("script", [True, False])
def test_two_who_answer_at_once_see_both_texts(script, cast, workbook, ana):
    workbook.first_questions.edit(by=cast.ben, seen=1, here_before="The dockers")
    response = send(ana, workbook, script=script)
    assert response.status_code == 409
    assert "Ben changed this while you were writing" in response.text
    assert 'name="revision" value="2"' in response.text
    assert stored(workbook)[0] == "The dockers"


@pytest.mark.parametrize(
    ("use", "kept"),
    [
        ("mine", ("Nine rope firms", "Market traders", None)),
        ("theirs", ("The dockers", None, None)),
        ("both", ("Nine rope firms\nThe dockers", "Market traders", None)),
    ],
)
def test_whatever_is_chosen_both_texts_are_in_the_record(use, kept, cast, workbook, ana):
    workbook.first_questions.edit(by=cast.ben, seen=1, here_before="The dockers")
    assert send(ana, workbook, revision=2, use=use).status_code == 302
    assert stored(workbook) == kept
    told = {change.left_as.get("here_before") for change in workbook.changes.all()}
    assert {"The dockers", "Nine rope firms"} <= told


def test_readers_see_the_answers_and_only_writers_change_them(cast, workbook, client):
    assert client.get(url(workbook)).status_code == 302
    client.force_login(cast.caro)
    assert "data-autosave" not in client.get(url(workbook)).text
    assert send(client, workbook).status_code == 404
    client.force_login(cast.dev)
    assert client.get(url(workbook)).status_code == 404
    client.force_login(cast.ben)
    assert send(client, workbook).status_code == 302
    assert client.delete(url(workbook)).status_code == 405


def test_nothing_typed_is_nothing_answered(workbook, ana):
    assert send(ana, workbook, here_before=" ", not_in_room="").status_code == 302
    assert stored(workbook) == (None, None, None)


def test_the_page_takes_twelve_queries_at_most(workbook, ana, django_assert_max_num_queries):
    ana.get(url(workbook))
    with django_assert_max_num_queries(12):
        ana.get(url(workbook))
