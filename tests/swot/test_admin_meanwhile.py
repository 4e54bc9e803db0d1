"""Two curators on one section: the second one overwrites nothing, and loses nothing."""

import json

import pytest

from swot.models import Prompt, TemplateVersion
from tests.swot.curating import as_sent, filled, page_of, send


@pytest.fixture
def url(draft):
    return page_of(draft, "COL")


def told(response):
    return " ".join(response.context["meanwhile"].sentences)


def texts(draft):
    return {code: one.text for code, one in draft.read_content().prompts.items() if "-COL-" in code}


def test_another_question_of_somebody_else_is_shown_and_both_are_kept(cleo, draft, url):
    mine = filled(cleo, url)
    send(cleo, url, **{"prompts-0-text": "Theirs"})
    response = cleo.post(url, {**mine, "prompts-1-text": "Mine"})
    assert response.status_code == 409
    assert told(response) == "Changed: D-COL-1."
    assert response.context["meanwhile"].others == ()
    assert texts(draft)["D-COL-2"] != "Mine"
    assert cleo.post(url, as_sent(response)).status_code == 302
    assert (texts(draft)["D-COL-1"], texts(draft)["D-COL-2"]) == ("Theirs", "Mine")


def test_the_same_question_comes_back_with_both_texts(cleo, draft, url):
    mine = filled(cleo, url)
    send(cleo, url, **{"prompts-0-text": "Theirs", "prompts-0-inclusion": "on"})
    response = cleo.post(url, {**mine, "prompts-0-text": "Mine"})
    assert response.status_code == 409
    assert [(one.where, one.label, one.text) for one in response.context["meanwhile"].others] == [
        ("D-COL-1", "Question", "Theirs"), ("D-COL-1", "About people already here", "yes"),
    ]  # fmt: skip
    assert "Mine" in response.content.decode()
    assert texts(draft)["D-COL-1"] == "Theirs"
    cleo.post(url, as_sent(response))
    assert texts(draft)["D-COL-1"] == "Mine"


def test_a_question_added_meanwhile_stays(cleo, draft, url):
    mine = filled(cleo, url)
    send(cleo, url, _duplicate="D-COL-1")
    response = cleo.post(url, {**mine, "prompts-2-text": "Mine"})
    assert told(response) == "Added: D-COL-4."
    cleo.post(url, as_sent(response))
    assert list(texts(draft)) == ["D-COL-1", "D-COL-4", "D-COL-2", "D-COL-3"]
    assert texts(draft)["D-COL-3"] == "Mine"


def test_a_question_removed_meanwhile_stays_away_unless_it_was_changed_here(cleo, draft, url):
    mine = filled(cleo, url)
    send(cleo, url, **{"prompts-0-DELETE": "on", "prompts-1-DELETE": "on"})
    response = cleo.post(url, {**mine, "prompts-1-text": "Mine"})
    assert told(response) == (
        "Removed or moved away: D-COL-1, D-COL-2. You had changed D-COL-2: it stands at the end, and comes back when you save."
    )
    assert cleo.post(url, as_sent(response)).status_code == 302
    assert texts(draft) == {**texts(draft), "D-COL-2": "Mine"}
    assert list(texts(draft)) == ["D-COL-3", "D-COL-2"]


def test_a_new_question_typed_here_is_not_lost(cleo, draft, url):
    mine = filled(cleo, url)
    send(cleo, url, _duplicate="D-COL-1")
    new = {"prompts-3-type": "list", "prompts-3-text": "Mine, new", "prompts-3-why": "Because."}
    cleo.post(url, as_sent(cleo.post(url, {**mine, **new})))
    assert texts(draft)["D-COL-5"] == "Mine, new"


def test_an_order_changed_meanwhile_stands_unless_it_was_changed_here(cleo, draft, url):
    mine = filled(cleo, url)
    send(cleo, url, _up="D-COL-3")
    response = cleo.post(url, {**mine, "prompts-0-hint": "Mine"})
    assert told(response) == "The order was changed."
    cleo.post(url, as_sent(response))
    assert list(texts(draft)) == ["D-COL-1", "D-COL-3", "D-COL-2"]
    mine = filled(cleo, url)
    send(cleo, url, _up="D-COL-2")
    places = {"prompts-0-position": "3", "prompts-1-position": "2", "prompts-2-position": "1"}
    cleo.post(url, as_sent(cleo.post(url, {**mine, **places})))
    assert list(texts(draft)) == ["D-COL-2", "D-COL-3", "D-COL-1"]


def test_the_lines_of_the_section_are_guarded_too(cleo, draft, url):
    mine = filled(cleo, url)
    send(cleo, url, title="Theirs")
    response = cleo.post(url, {**mine, "prompts-0-text": "Mine"})
    assert told(response) == "The section’s own lines were changed."
    assert as_sent(response)["title"] == "Theirs"
    mine = filled(cleo, url)
    send(cleo, url, title="Theirs again")
    response = cleo.post(url, {**mine, "title": "Mine"})
    assert [(one.label, one.text) for one in response.context["meanwhile"].others] == [("title", "Theirs again")]
    assert as_sent(response)["title"] == "Mine"


@pytest.mark.parametrize(
    "seen",
    ["", "x", "[]", "{}", '{"section": 1, "prompts": []}', '{"section": "", "prompts": {"x": ["a", "b"]}}', "[" * 9000,
     '{"section": "a", "prompts": {"1": ["a"]}}', '{"section": "a", "prompts": {"' + "9" * 5000 + '": ["a", "b"]}}'],
)  # fmt: skip
def test_marks_that_cannot_be_read_write_nothing(cleo, draft, url, seen):
    before = draft.read_content()
    response = send(cleo, url, seen=seen, **{"prompts-0-text": "Mine", "_up": "D-COL-2"})
    assert response.status_code == 409
    assert draft.read_content() == before
    assert "Mine" in response.content.decode()


@pytest.mark.parametrize("total", ["", "-1", "9" * 30, "²", "100000"])
def test_a_count_that_cannot_be_writes_nothing_after_a_change(cleo, draft, url, total):
    mine = filled(cleo, url)
    send(cleo, url, **{"prompts-0-text": "Theirs"})
    before = draft.read_content()
    assert cleo.post(url, {**mine, "prompts-TOTAL_FORMS": total, "prompts-0-id": "9" * 30}).status_code == 409
    assert draft.read_content() == before


def test_a_page_that_is_sent_twice_meets_itself(cleo, draft, url):
    mine = {**filled(cleo, url), "prompts-0-text": "Mine"}
    assert [cleo.post(url, mine).status_code for _time in range(2)] == [302, 409]
    assert texts(draft)["D-COL-1"] == "Mine"


def test_line_ends_of_a_browser_are_no_change(cleo, draft, url):
    Prompt.objects.filter(section__version=draft, code="D-COL-1").update(example="One\nTwo")
    mine = filled(cleo, url)
    mine["prompts-0-example"] = "One\r\nTwo"
    send(cleo, url, **{"prompts-0-example": "Theirs"})
    response = cleo.post(url, mine)
    assert response.context["meanwhile"].others == ()
    assert as_sent(response)["prompts-0-example"] == "Theirs"


def test_the_marks_name_every_question_and_change_with_it(cleo, draft, url):
    marks = json.loads(filled(cleo, url)["seen"])
    assert [code for code, _mark in marks["prompts"].values()] == ["D-COL-1", "D-COL-2", "D-COL-3"]
    assert TemplateVersion.objects.get(pk=draft.pk).state == "draft"
