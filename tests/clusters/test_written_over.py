"""A new text over an old one, word by word."""

import re
from html import unescape

from hypothesis import given, settings
from hypothesis import strategies as st

from clusters.templatetags.workbook import written_over

SAID = re.compile(r'<span class="visually-hidden">[^<]*</span>')
OUT, IN = re.compile(r"<del>(.*?)</del> ", re.S), re.compile(r"<ins>(.*?)</ins>", re.S)


@settings(deadline=None, derandomize=True)
@given(st.text(max_size=60), st.text(max_size=60))
def test_it_makes_both_texts(old, new):
    told = SAID.sub("", str(written_over(new, old)))
    assert unescape(IN.sub(r"\1", OUT.sub("", told))) == unescape(unescape_once(new))
    assert unescape(IN.sub("", OUT.sub(r"\1", told))) == unescape(unescape_once(old))


def unescape_once(text):
    """As the filter escapes: so that what was typed as an entity is not taken for one."""
    return text.replace("&", "&amp;")


def test_words_are_marked_and_said_and_not_letters():
    told = str(written_over("Nobody answers for us", "Nobody speaks for us"))
    assert told == (
        'Nobody <del><span class="visually-hidden">taken out: </span>speaks </del> '
        '<ins><span class="visually-hidden">put in: </span>answers </ins>for us'
    )


def test_nothing_typed_is_markup():
    assert "<script" not in str(written_over("<script>a</script>", "<script>b</script>"))
