"""What is wrong with a page that is open: axe's finds, sideways scrolling, and what the console said."""

import json
import re

from axe_playwright_python.base import AXE_SCRIPT

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
OPTIONS = json.dumps({"runOnly": {"type": "tag", "values": TAGS}, "resultTypes": ["violations"]})
FOUND = "found => found.violations.map(one => `${one.id} ${one.nodes.map(node => node.target)}`)"
WIDE, PHONE, NARROW = 1280, 390, 320


def complaints(page):
    """What the console said, less the answers 401, 409 and 422 that were asked for."""
    return [line for line in page.said if not re.search(r"status of (401|409|422)", line)]


def violations(page):
    """What axe finds, one sentence a rule; its script is brought in once a page."""
    if not page.evaluate("Boolean(window.axe)"):
        page.evaluate(AXE_SCRIPT)
    return page.evaluate(f"axe.run({OPTIONS}).then({FOUND})")


def wrong(page, widths=(WIDE, PHONE)):
    """All of it at each width, in words; at 320 px only whether it scrolls."""
    found = []
    for width in widths:
        page.set_viewport_size({"width": width, "height": 900})
        found += [f"{width}: {each}" for each in violations(page)] if width != NARROW else []
        if page.evaluate("document.scrollingElement.scrollWidth") > width:
            found.append(f"{width}: scrolls sideways")
    return found + complaints(page)
