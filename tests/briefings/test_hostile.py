"""Whatever is typed, in every field and every edition: nothing is fetched, attached, started or left as an empty box."""

import io
import re
from html.parser import HTMLParser

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from briefings import make
from briefings.editions import READERS
from briefings.pdf.render import PAGES_AT_MOST, TooLong, render
from tests.adversarial import corpus
from tests.briefings import hostile
from tests.briefings.build import TODAY, content

# By hand more: pytest tests/briefings/test_hostile.py --hypothesis-profile=long
ROUNDS = 400 if settings.get_current_profile_name() == "long" else 4
LINKS = re.compile(r"#[\w-]+|https://[^/\s]\S*|mailto:\S+")


class Looking(HTMLParser):
    """Notes what a page asks for and what could act."""

    def __init__(self):
        super().__init__()
        self.wrong = []

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if tag in (
            "script",
            "style",
            "link",
            "iframe",
            "object",
            "embed",
            "base",
            "form",
            "image",
            "use",
            "audio",
            "video",
        ):
            self.wrong.append(tag)
        if any(
            name.startswith("on") or name in ("style", "srcset", "data", "xlink:href", "background") for name in given
        ):
            self.wrong.append((tag, attrs))
        if "src" in given and not (tag == "img" and re.fullmatch(r"/static/img/[\w-]+\.svg", given["src"])):
            self.wrong.append((tag, given["src"]))
        if "href" in given and not (tag == "a" and LINKS.fullmatch(given["href"])):
            self.wrong.append((tag, given["href"]))


def page(texts, edition, **more):
    """The HTML of a hostile document in an edition."""
    said = {"edition": edition, "paper": "a4", "today": TODAY, "beside": hostile.beside(texts), **more}
    return make.html(hostile.hostile(texts), content("district"), **said)


def turned(at):
    """All texts, another one first."""
    return hostile.EVERY[at:] + hostile.EVERY[:at]


def printed(texts, edition):
    """A hostile document, rendered and looked through; None where it is too long and says so."""
    try:
        made = render(page(texts, edition))
    except TooLong:
        return None
    assert made.warnings == ()
    assert [url for url in made.fetched if not url.startswith(hostile.STATIC)] == []
    assert hostile.wrong_in(io.BytesIO(made.pdf)) == []
    assert made.pages <= PAGES_AT_MOST
    return made


@pytest.mark.parametrize("edition", READERS)
@pytest.mark.parametrize("at", range(0, len(hostile.EVERY), 9))
def test_no_text_in_any_field_becomes_more_than_text(edition, at):
    looking = Looking()
    looking.feed(page(turned(at), edition))
    assert looking.wrong == []


@pytest.mark.slow
@pytest.mark.parametrize("edition", READERS)
def test_every_edition_prints_the_corpus_and_nothing_else(edition):
    assert printed(turned(0), edition)


def test_what_is_looked_for_in_a_pdf_is_found():
    made = render("<html lang=en><title>x</title><p>x <a href='http://example.invalid/'>y</a> \ue000")
    found = hostile.wrong_in(io.BytesIO(made.pdf))
    assert "address http://example.invalid/" in found
    assert ".notdef on page 1" in found


@pytest.mark.slow
@pytest.mark.parametrize("at", range(len(corpus.LONG)))
def test_pastes_of_any_length_end_in_a_pdf_or_in_the_sentence(at):
    texts = (corpus.LONG[at], *hostile.EVERY, *["Rents rise"] * 200)
    printed(texts, "council")


@pytest.mark.slow
def test_texts_of_any_signs_are_printed():
    anything = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0"), min_size=1, max_size=60)
    near = st.lists(
        st.sampled_from([*"\u0301\u200d\ufe0f\u20e3\u0930\u093f\u0644\u0627 1👩🏽🇮가ก\u0e33\u1680\u0600"]),
        min_size=1,
        max_size=30,
    )

    @settings(
        max_examples=ROUNDS,
        deadline=None,
        derandomize=True,
        phases=(Phase.generate,),
        suppress_health_check=list(HealthCheck),
    )
    @given(st.lists(anything | near.map("".join), min_size=20, max_size=120), st.sampled_from(READERS))
    def whatever(texts, edition):
        printed(tuple(texts), edition)

    whatever()
