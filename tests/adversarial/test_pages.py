"""What reads the pages sees what a browser would run: else the other tests here could not fail."""

import pytest
from django.http import HttpResponse

from tests.adversarial.corpus import LINKS, MARKUP, decoded
from tests.adversarial.pages import Page, plain, stays

HARMLESS_AS_TEXT = 3


def page(text):
    return Page(HttpResponse(text))


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "<script src=//example.invalid/static/x.js></script>",
        "<SCRIPT src=x.js></SCRIPT>",
        "<img src=x onerror=alert(1)>",
        "<svg/onload=alert(1)>",
        "<p style='color:red'>x</p>",
        "<style>p{}</style>",
        "<a href='javascript:alert(1)'>x</a>",
        "<a href='Java\tScript:alert(1)'>x</a>",
        "<form action='data:text/html,x'></form>",
        "<button formaction=' javascript:x'>x</button>",
        "<iframe></iframe>",
        "<base href=/>",
        "<b hx-on:click=x>x</b>",
    ],
)
def test_what_runs_is_a_fault(text):
    assert page(f"<p>{text}</p>").faults


@pytest.mark.parametrize("text", ["<a href=//example.invalid>x</a>", "<img src='https://example.invalid/x.png'>"])
def test_what_leads_away_is_named(text):
    assert page(text).away
    assert not page(text.replace("example.invalid", "testserver")).away


def test_the_corpus_would_be_seen_if_it_came_unescaped():
    seen = [text for text in MARKUP if page(f'<p title="x">{text}</p>').faults or page(text).away]
    assert len(seen) >= len(MARKUP) - 2 * HARMLESS_AS_TEXT


def test_our_own_script_and_links_are_no_fault():
    text = '<script src="/static/js/app.js" defer></script><a href="/a/">x</a><a href="#b">y</a>'
    assert (page(text).faults, page(text).away) == ([], set())


def test_fields_hold_what_was_typed_and_the_summary_is_read():
    shown = page(
        '<div class="error-summary"><h2>One thing</h2><ul><li>Write it.</li></ul></div>'
        '<form method="post" action="/a/"><textarea name="b">\n&lt;b&gt;\nx</textarea><input name="c" value="&quot;"></form>'
    )
    assert shown.fields == ["<b>\nx", '"']
    assert shown.summary == "One thing Write it."
    assert shown.forms == [("/a/", {"b", "c"})]
    assert plain(" a \n b") == "a b"


def test_a_field_belongs_to_the_form_it_names_or_stands_in_and_to_no_other():
    shown = page(
        '<form method="post" action="/a/" id="f"></form><form action="/find/"><input name="q"></form>'
        '<input name="loose"><input name="far" form="f"><button name="later" form="g">x</button>'
        '<form method="post" id="g" action="/b/"></form>'
    )
    assert shown.forms == [("/a/", {"far"}), ("/b/", {"later"})]


@pytest.mark.parametrize("leads", ["/", "/a/?b=//c", "a", "?next=//x", "http://testserver/a", "#x"])
def test_what_stays_here_stays(leads):
    assert stays(leads)


@pytest.mark.parametrize(
    "leads", [LINKS[0], "//x", "\\\\x", "/\\x", "https:x", "http://testserver@x/", "\t//x", " //x"]
)
def test_what_a_browser_would_follow_elsewhere_does_not(leads):
    assert not stays(leads)


def test_half_characters_become_signs_and_the_rest_stays():
    assert decoded("a\ud83db") == "a\ufffd\ufffd\ufffdb"
    assert decoded("é👩🏽‍🚀\x00") == "é👩🏽‍🚀\x00"
