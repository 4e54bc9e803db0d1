"""Whatever a valid workbook holds, every edition of it can be printed."""

import re
from html.parser import HTMLParser

import pytest
from hypothesis import HealthCheck, Phase, assume, given, settings
from hypothesis import strategies as st

from briefings import make
from briefings.compose import compose
from briefings.editions import READERS, edition
from briefings.pdf.render import render
from briefings.room import TERSEST
from tests.briefings.build import KINDS, TODAY, content, words_of
from tests.swot.document.strategies import documents

MANY = settings(max_examples=25, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
# Shrinking would print hundreds of PDFs; the first document that fails says enough.
FEW = settings(MANY, max_examples=3, phases=(Phase.generate,))
UNFILLED = re.compile(r"\{(kind_sentence|decider|date|names|list|lit|missing|what|value|action)\}")
PYTHON = re.compile(r"object at 0x[0-9a-f]{6}|dict_(keys|values|items)\(")
VOID = {"meta", "img", "br", "path", "circle", "rect", "line"}


class Nesting(HTMLParser):
    """Notes every tag that is closed out of its turn."""

    def __init__(self):
        super().__init__()
        self.open, self.wrong = [], []

    def handle_starttag(self, tag, attrs):
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        if tag not in VOID and (not self.open or self.open.pop() != tag):
            self.wrong.append(tag)


def page(document, key, **more):
    """The HTML of a document in an edition."""
    return make.html(document, content(document.cluster.kind), edition=key, paper="a4", today=TODAY, **more)


@MANY
@given(document=documents(), key=st.sampled_from(READERS), tight=st.integers(0, 5), terse=st.integers(0, TERSEST))
def test_it_is_printed_with_its_tags_in_their_turn(document, key, tight, terse):
    parser = Nesting()
    parser.feed(page(document, key, tight=tight, terse=terse))
    assert (parser.wrong, parser.open) == ([], [])


@MANY
@given(document=documents(), key=st.sampled_from(READERS), tight=st.integers(0, 5))
def test_the_inclusion_box_is_on_page_one(document, key, tight):
    composed = compose(document, content(document.cluster.kind), edition(key), today=TODAY, tight=tight)
    lines = composed.front_by_key["inclusion"].data["lines"]
    assert any(line.startswith("Who could lose") for line in lines)
    assert any("Next" in line for line in lines)


@MANY
@given(document=documents(), key=st.sampled_from(READERS))
def test_no_placeholder_and_no_python_is_printed(document, key):
    typed = repr(document)  # Somebody may type a placeholder; then it is a word of theirs.
    assume(not UNFILLED.search(typed) and not PYTHON.search(typed))
    text = words_of(page(document, key))
    assert not UNFILLED.search(text)
    assert not PYTHON.search(text)


@MANY
@given(document=documents(), key=st.sampled_from(READERS))
def test_nothing_typed_becomes_a_tag_or_an_address(document, key):
    html = page(document, key)
    sources = re.findall(r'\b(?:src|href)="([^"]*)"', html)
    assert all(source.startswith(("/static/img/", "#", "https://", "mailto:")) for source in sources)
    assert "<script" not in html


@MANY
@given(document=documents())
def test_the_same_words_are_the_same_page(document):
    assert page(document, "agency") == page(document, "agency")


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
def test_it_becomes_a_pdf_without_a_remark(kind):
    @FEW
    @given(document=documents((kind,)), key=st.sampled_from([key for key in READERS if key != "full"]))
    def printed(document, key):
        assert render(page(document, key)).warnings == ()

    printed()
