"""Parts of pages that are kept: told apart by all they show, blind to the rest, and never with somebody's token."""

import re

import pytest
from django.template import Context, Engine, RequestContext
from django.test import RequestFactory

from clusters.templatetags import kept as kept_parts
from clusters.templatetags.kept import KEY, TOKEN, Shelf, marks_of

PARTS = {
    "word.html": "{{ word }}{{ stranger }}",
    "outer.html": "{% load kept %}{% kept 'form.html' word=word %}",
    "form.html": "{% load kept %}<form>{% csrf_token %}{% fresh_key %}/{% fresh_key %}</form>",
}


class Marked:
    """Something that says what tells it apart."""

    def __init__(self, word, *marks):
        self.word, self.marks = word, marks

    def __str__(self):
        return self.word


@pytest.fixture
def drawn(monkeypatch):
    """Draws a kept part on an empty shelf; `request` gives it a token of its own."""
    monkeypatch.setattr(kept_parts, "SHELF", Shelf(most=3))
    engine = Engine(
        loaders=[("django.template.loaders.locmem.Loader", PARTS)],
        libraries={"kept": "clusters.templatetags.kept"},
        context_processors=["django.template.context_processors.csrf"],
    )

    def draw(name, request=None, **shown):
        given = " ".join(f"{word}={word}" for word in shown)
        template = engine.from_string(f'{{% load kept %}}{{% kept "{name}.html" {given} %}}')
        values = {**shown, "stranger": "somebody"}
        return template.render(RequestContext(request, values) if request else Context(values))

    return draw


def test_a_part_is_drawn_again_only_for_other_marks(drawn):
    assert drawn("word", word=Marked("first", 1)) == "first"
    assert drawn("word", word=Marked("second", 1)) == "first"
    assert drawn("word", word=Marked("third", 2)) == "third"
    assert drawn("word", word="plain") == "plain"
    assert drawn("word", word="other") == "other"


def test_what_has_no_marks_is_drawn_each_time(drawn):
    bare = [object(), object()]
    assert drawn("word", word=bare[0]) != drawn("word", word=bare[1])
    assert len(kept_parts.SHELF.kept) == 0
    assert marks_of((1, bare[0])) is None


def test_a_part_sees_nothing_of_the_page_that_it_was_not_given(drawn):
    assert "somebody" not in drawn("word", word="plain")


def test_while_templates_are_written_nothing_is_kept(drawn, settings):
    settings.DEBUG = True
    assert drawn("word", word=Marked("first", 1)) == "first"
    assert drawn("word", word=Marked("second", 1)) == "second"


def test_everybody_gets_their_own_token_and_each_form_its_own_key(drawn):
    requests = [RequestFactory().get("/"), RequestFactory().get("/")]
    pages = [drawn("form", request=request) for request in requests]
    tokens = [re.search(r'value="(\w+)"', page)[1] for page in pages]
    keys = [key for page in pages for key in re.search(r">([\w-]+)/([\w-]+)</form>", page).groups()]
    assert len(kept_parts.SHELF.kept) == 1
    assert len({*tokens}) == 2
    assert len({*keys}) == 4
    assert not any(mark in page for page in pages for mark in (TOKEN, KEY))


def test_the_longest_unused_is_thrown_away_first():
    shelf = Shelf(most=2)
    for word in ("one", "two"):
        shelf.put(word, word)
    assert shelf.get("one") == "one"
    shelf.put("three", "three")
    assert [shelf.get(word) for word in ("one", "two", "three")] == ["one", None, "three"]


def test_a_row_in_a_list_is_told_apart_as_one_alone():
    assert marks_of([Marked("a", 1), Marked("b", 2)]) == ((1,), (2,))
    assert marks_of({"strength": 2, "threat": None}) != marks_of({"strength": None, "threat": 2})


def test_a_form_in_a_kept_part_of_a_kept_part_has_a_key_and_a_token_of_its_own_each_time(drawn):
    tokens, keys = set(), set()
    for _time in range(2):
        request = RequestFactory().get("/")
        page = drawn("outer", request=request, word="same")
        tokens.add(re.search(r'value="([^"]+)"', page)[1])
        keys.update(re.search(r">([^<]+)/([^<]+)</form>", page).groups())
    assert len(tokens) == 2
    assert len(keys) == 4
    assert not {TOKEN, KEY} & (tokens | keys)


def test_in_a_preview_nothing_within_is_kept_either(drawn):
    request = RequestFactory().get("/")
    request.preview = object()
    drawn("outer", request=request, word=Marked("first", 1))
    assert not kept_parts.SHELF.kept
