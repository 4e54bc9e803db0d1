"""Documents by hand: empty ones of each kind, the two worked cases, and one that means harm."""

import json
import re
from dataclasses import replace
from datetime import date
from functools import cache
from html import unescape
from pathlib import Path

from briefings.editions import edition
from briefings.make import html
from briefings.parts.close import check_number
from briefings.parts.registry import MAKERS
from briefings.scene import Scene
from swot.content import from_dict
from swot.document.read import read
from swot.document.values import Action, Ask, ClusterRecord, Document, Entry, Evidence, Strategy, TemplateStamp

ROOT = Path(__file__).resolve().parents[2]
KINDS = ("workspace", "district", "region", "network")
CASES = ("798-district", "cockpit-workspace")
TODAY = date(2026, 11, 22)
HOSTILE = "<img src=http://example.invalid/x.png> <img src=file:///etc/passwd> {{ 7|add:7 }} \u202egnp.exe " + "W" * 150


@cache
def content(kind, key=None, version=None):
    """The template of a kind as the library has it."""
    raw = json.loads((ROOT / "swot" / "library" / f"{kind}.en.json").read_text(encoding="utf-8"))
    return from_dict(raw, version=1, fingerprint="f" * 64)


@cache
def case(name):
    """A worked case as a document."""
    return read((ROOT / "tests" / "data" / "cases" / f"{name}.json").read_bytes(), contents=content)


def empty(kind="district", **changes):
    """A workbook nobody has written in."""
    cluster = ClusterRecord(name="Ropewalk Quarter", kind=kind)
    stamp = TemplateStamp(f"{kind}.en", 1, "f" * 64)
    document = Document(slug="ropewalk", title="Ropewalk", as_of=date(2026, 2, 1), cluster=cluster, template=stamp)
    return replace(document, **changes)


def entry(ref, quadrant, text="Rents rise", **changes):
    """One weighed entry."""
    given = {"impact": 4, "certainty": 3, "evidence": Evidence("Told by two tenants", "walk of May", 2)}
    return Entry(ref, "PLA", text, quadrant, **{**given, **changes})


def full_of(text, count=9):
    """A workbook with so many entries in each quadrant, all saying the same, and a plan and an ask."""
    quadrants = {"S": "strength", "W": "weakness", "O": "opportunity", "T": "threat"}
    entries = tuple(
        entry(f"{letter}{n}", name, text) for letter, name in quadrants.items() for n in range(1, count + 1)
    )
    strategy = Strategy("X1", ("S1",), ("O1",), "SO", text, text, text, text, text, text)
    action = Action("A1", "X1", text, text, date(2026, 12, 1), text, "low", text, inclusion=True)
    ask = Ask("agency", text, text, date(2026, 12, 15), text)
    return empty(entries=entries, strategies=(strategy,), actions=(action,), asks=(ask,), about=text, status="demo")


def scene(document, key="agency", **more):
    """What the parts of an edition look at."""
    of = content(document.cluster.kind)
    told = {"check_number": check_number(document, of), **more}
    return Scene(document, of, edition(key).for_kind(of.kind), TODAY, **told)


def made(name, document, key="agency", **more):
    """What one part of an edition hands to its template; None where it has nothing to show."""
    seen = scene(document, key, **more)
    return MAKERS[name](seen, seen.part(name))


def printed(document, key="agency", **more):
    """A whole page of HTML."""
    return html(document, content(document.cluster.kind), edition=key, paper="a4", today=TODAY, **more)


def words_of(page):
    """What a reader reads of HTML: no tags, no entities, single spaces."""
    plain = re.sub(r"<(style|title)\b.*?</\1>", " ", page, flags=re.S)
    plain = re.sub(r"</?(bdi|b|i|strong|span|a)\b[^>]*>", "", plain)
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", plain)).split())


def said(name, document, key="agency", **more):
    """The words of one printed part, its heading included."""
    page = printed(document, key, **more)
    start = page.index(f'id="part-{name}"')
    return words_of(page[page.index(">", start) + 1 : page.index("</section>", last_inner(page, start))])


def last_inner(page, start):
    """Where the last section within a part ends: the quadrants of the matrix are sections too."""
    at = start
    while "<section" in page[at : (end := page.index("</section>", at))]:
        at = end + 1
    return at


def cells(table):
    """The words of a table's rows, cell by cell."""
    return [[str(cell.text) for cell in row.cells] for row in table.rows]


def refs(table):
    """The entries of a table by quadrant and number, in order."""
    return [f"{row.cells[0].quadrant[:1].upper()}{row.cells[0].ref}" for row in table.rows]
