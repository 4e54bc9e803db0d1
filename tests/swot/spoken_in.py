"""Where a page says words of a template, and whether they are marked with its language (WCAG 3.1.2)."""

import re
from html.parser import HTMLParser

VOID = {"area", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"}
UNSPOKEN = {"script", "style", "title", "desc"}
NAMES = {"code", "key", "id", "kind", "type", "concept", "window", "lens", "section", "indicator", "prompt", "family"}
NAMES |= {"edition", "op", "face", "field", "quadrants", "success_words", "better", "language", "from_kind"}
LONG = 18


def texts(value, name=""):
    """Every text for people in a template as its library format says it."""
    if isinstance(value, str) and name not in NAMES:
        yield value
    elif isinstance(value, dict):
        for key, part in value.items():
            if key not in NAMES or key in ("prompts", "sections"):
                yield from texts(part, key)
    elif isinstance(value, list | tuple):
        for part in value:
            yield from texts(part, name)


def phrases(content):
    """The texts of a template that are long enough to be known again, split where something is put in."""
    parts = (part.strip(" .:") for text in texts(content.as_dict()) for part in re.split(r"\{\w+\}", text))
    return {part.casefold() for part in parts if len(part) >= LONG}


class Spoken(HTMLParser):
    """Reads a page and keeps each stretch of text with the language it is marked with."""

    def __init__(self):
        super().__init__()
        self.open = [("", "")]
        self.said = []

    def handle_starttag(self, tag, attrs):
        lang = dict(attrs).get("lang") or self.open[-1][1]
        if tag not in VOID:
            self.open.append((tag, lang))

    def handle_endtag(self, tag):
        at = max((n for n, (name, _lang) in enumerate(self.open) if name == tag), default=0)
        del self.open[max(at, 1) :]

    def handle_data(self, data):
        if data.strip() and self.open[-1][0] not in UNSPOKEN:
            self.said.append((" ".join(data.split()), self.open[-1][1]))


def said(html):
    """Every stretch of text of a page with its language."""
    page = Spoken()
    page.feed(html)
    return page.said


def unmarked(html, content):
    """The stretches of a page that hold words of a template and are not marked with its language."""
    known = phrases(content)
    return [
        text for text, lang in said(html) if lang != content.language and any(one in text.casefold() for one in known)
    ]
