"""Documents by hand: empty ones of each kind, the two worked cases, and one that means harm."""

import json
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

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
