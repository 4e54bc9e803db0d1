"""Files that must not come in, each with words of the sentence it is refused with; the base is the network's case."""

import json
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

from tests.swot.document.samples import GONE, put

CASE = Path(__file__).parents[2] / "data" / "cases" / "openweft-network.json"
PEOPLE = "answers_by_section/Inclusion: who gains, who pays"
CHECK = {"answers_in_order": ["yes"] * 10}
ASIDE = {"version": 1, "aside": "parked", "prompt_id": "V-INC-1", "status": "answered", "answer": ["Moderators"]}
CHECK_ASIDE = {"version": 1, "answers_in_order": ["yes"] * 10, "as_of": "2030-01-01"}
NOWHERE = "is not an entry of this workbook"
LONG_CHAIN = {f"entries/{place}/twin_of": ref for place, ref in ((0, "S2"), (8, "T2"), (1, "W1"), (12, "T1"))}


@cache
def good() -> bytes:
    """The case as it came."""
    return CASE.read_bytes()


def changed(changes: dict[str, Any]) -> bytes:
    """The case with some parts set or gone."""
    raw = json.loads(good())
    for path, value in changes.items():
        put(raw, path, value)
    return json.dumps(raw).encode()


def swapped(old: str, new: str) -> bytes:
    """The case with one stretch of its text replaced, for what no JSON writer would write."""
    text = good().decode()
    assert old in text
    return text.replace(old, new, 1).encode()


def with_key(text: str) -> bytes:
    """The case with one more key in front, as raw JSON."""
    return b"{" + text.encode() + b"," + good().strip()[1:]


def entries(count: int) -> list[dict[str, Any]]:
    """So many entries."""
    return [{"id": f"S{number}", "section": "PLA", "text": "One of many"} for number in range(1, count + 1)]


def numbered(letter: str, count: int) -> list[dict[str, Any]]:
    """So many rows with an id."""
    return [{"id": f"{letter}{number}"} for number in range(1, count + 1)]


BYTES: dict[str, tuple[Callable[[], bytes], str]] = {
    "an empty file": (lambda: b"", "not JSON (line 1, column 1)"),
    "only white space": (lambda: b" \n\t\n", "not JSON"),
    "a byte order mark": (lambda: b"\xef\xbb\xbf" + good(), "not JSON (line 1, column 1)"),
    "UTF-16": (lambda: good().decode().encode("utf-16"), "not UTF-8 (byte 0)"),
    "UTF-16 without a mark": (lambda: good().decode().encode("utf-16-le"), "not"),
    "Latin-1": (lambda: swapped("Openweft", "Café").decode().encode("latin-1", "replace"), "not UTF-8"),
    "three megabytes of space": (lambda: good() + b" " * 3_000_000, "over 2 MB"),
    "three megabytes of text": (lambda: with_key('"title": "' + "x" * 3_000_000 + '"'), "over 2 MB"),
    "one byte over": (lambda: good() + b" " * (2_000_001 - len(good())), "over 2 MB"),
    "a bomb of lists": (lambda: b"[" * 999_999 + b"]" * 999_999, "more than 20 levels"),
    "a bomb of objects": (lambda: b'{"a":' * 200_000 + b"1" + b"}" * 200_000, "more than 20 levels"),
    "a bomb where nobody looks": (lambda: with_key('"scales": ' + "[" * 40 + "]" * 40), "more than 20 levels"),
    "a file cut short": (lambda: good()[:-200], "not JSON"),
    "two documents": (lambda: good() + good(), "not JSON"),
    "a comment": (lambda: b"// a case\n" + good(), "not JSON (line 1, column 1)"),
    "a comma too many": (lambda: good().rstrip()[:-1] + b",}", "not JSON"),
    "single quotes": (lambda: b"{'slug': 'x'}", "not JSON"),
    "a raw line break in a text": (lambda: swapped("Openweft: a", "Openweft:\na"), "not JSON (line"),
    "a program instead": (lambda: b"#!/bin/sh\nrm -rf /\n", "not JSON"),
    "bytes without sense": (lambda: bytes(range(256)) * 20, "not UTF-8"),
    "NaN": (lambda: swapped('"impact": 5', '"impact": NaN'), "entries[0].impact: must be a finite number"),
    "Infinity": (lambda: swapped('"certainty": 3', '"certainty": -Infinity'), "entries[0].certainty: must be a finite"),
    "NaN where nobody looks": (lambda: with_key('"derived": {"x": [NaN]}'), "derived.x[0]: must be a finite number"),
    "a number beyond all": (lambda: swapped('"impact": 5', '"impact": 1e999'), "entries[0].impact: must be a finite"),
    "sixteen digits": (lambda: swapped('"impact": 5', '"impact": 1234567890123456'), "more than 15 digits"),
    "a million digits": (lambda: swapped('"impact": 5', '"impact": ' + "9" * 1_000_000), "entries[0].impact: a number of more than 15 digits"),
    "sixteen digits behind the point": (lambda: swapped(": 0.5", ": 0.1234567890123456"), "more than 15 digits"),
    "a key twice": (lambda: with_key('"slug": "other"'), "slug: this key stands twice"),
    "a key twice further down": (lambda: swapped('"impact": 5,', '"impact": 5, "impact": 1,'), "entries[0].impact: this key"),
    "a key twice where nobody looks": (lambda: with_key('"derived": {"a": 1, "a": 1}'), "derived.a: this key stands twice"),
    "half a character": (lambda: swapped("Openweft: a", "Openweft \\ud83d a"), "title: holds half a character"),
    "half a character in a key": (lambda: with_key('"\\udc00": 1'), "holds half a character"),
    "half a character as bytes": (lambda: good().replace(b"Openweft", b"\xed\xa0\x80", 1), "not UTF-8"),
    "a NUL": (lambda: swapped("Openweft: a", "Openweft\\u0000a"), "title: holds a NUL character"),
}  # fmt: skip

PARTS: dict[str, tuple[dict[str, Any], str]] = {
    "2,001 entries": ({"entries": entries(2001)}, "entries: a list of 2001, and 2000 is the most"),
    "2,001 lines": ({f"{PEOPLE}/0/answer": ["x"] * 2001}, "[0].answer: a list of 2001"),
    "2,001 strategies": ({"strategies": numbered("X", 2001)}, "strategies: a list of 2001"),
    "2,001 actions": ({"actions": numbered("A", 2001)}, "actions: a list of 2001"),
    "2,001 lines of history": ({"cluster/history": ["x"] * 2001}, "cluster.history: a list of 2001"),
    "a wording of no version": ({f"{PEOPLE}/0/given_to": 77}, "[0].given_to: there is no other version 77"),
    "a wording of this version": ({f"{PEOPLE}/0/given_to": 1}, "[0].given_to: there is no other version 1"),
    "set aside from no version": ({"set_aside": [{**ASIDE, "version": 77}]}, "set_aside[0].version: there is no version 77"),
    "set aside without a version": ({"set_aside": [{**ASIDE, "version": None}]}, "set_aside[0].version: is needed"),
    "set aside for another reason": ({"set_aside": [{**ASIDE, "aside": "gone"}]}, 'set_aside[0].aside: "gone" is not one of'),
    "set aside from no prompt": ({"set_aside": [{**ASIDE, "prompt_id": "V-XXX-1"}]}, "is not a prompt of version 1"),
    "set aside with a wrong value": ({"set_aside": [{**ASIDE, "answer": 7}]}, "set_aside[0].answer: must be a list"),
    "set aside with an unknown key": ({"set_aside": [{**ASIDE, "kept": True}]}, "set_aside[0]"),
    "a check aside of no version": ({"checks_aside": [{**CHECK_ASIDE, "version": 77}]}, "checks_aside[0].version: there is"),
    "a check aside without a day": ({"checks_aside": [{**CHECK_ASIDE, "as_of": None}]}, "checks_aside[0].as_of: is needed"),
    "a check aside half answered": ({"checks_aside": [{**CHECK_ASIDE, "answers_in_order": ["yes"]}]}, "checks_aside[0].answers_in_order"),
    "a later format": ({"schema": 2}, "schema: 2 is not a format"),
    "a format in words": ({"schema": "1"}, 'schema: "1" is not a format'),
    "a format that is true": ({"schema": True}, "schema: true is not a format"),
    "a cluster that is a list": ({"cluster": []}, "cluster: must be an object, not a list"),
    "a kind that is a number": ({"cluster/kind": 4}, "cluster.kind: must be a text, not a number"),
    "a kind in capitals": ({"cluster/kind": "Virtual"}, 'cluster.kind: "Virtual" is not one of'),
    "a history of objects": ({"cluster/history/0": {"year": 2014}}, "cluster.history[0]: must be a text"),
    "sections in a list": ({"answers_by_section": []}, "answers_by_section: must be an object, not a list"),
    "answers in an object": ({PEOPLE: {}}, "must be a list, not an object"),
    "an answer that is a text": ({f"{PEOPLE}/0": "V-INC-1"}, "[0]: must be an object, not a text"),
    "lines that are numbers": ({f"{PEOPLE}/0/answer/0": 7}, "answer[0]: must be a text or an object"),
    "yes as true": ({f"{PEOPLE}/2/answer": True}, "[2].answer: must be a text, not true or false"),
    "an answer to what is not known": ({f"{PEOPLE}/1/answer": 12}, "[1].answer: must be null"),
    "passed over without a reason": ({f"{PEOPLE}/1/status": "passed over"}, "[1].note: the reason is needed"),
    "entries in an object": ({"entries": {}}, "entries: must be a list, not an object"),
    "an entry that is null": ({"entries/0": None}, "entries[0]: must be an object, not nothing"),
    "evidence that is a text": ({"entries/0/evidence": "seen"}, "entries[0].evidence: must be an object"),
    "an impact of six": ({"entries/0/impact": 6}, "entries[0].impact: must be a whole number from 1 to 5, not 6"),
    "an impact in words": ({"entries/0/impact": "5"}, 'entries[0].impact: must be a whole number from 1 to 5, not "5"'),
    "half an impact": ({"entries/0/impact": 4.5}, "entries[0].impact: must be a whole number"),
    "more certainty than evidence": ({"entries/12/certainty": 3}, "entries[12].certainty: 3 is more than evidence grade 0 allows (2)"),
    "a horizon inside": ({"entries/8/horizon": "1-3 years"}, "entries[8].horizon: a strength has none"),
    "a link that runs": ({"entries/0/evidence/url": "javascript:alert(1)"}, "entries[0].evidence.url: must begin with"),
    "201 characters": ({"entries/0/text": "x" * 201}, "entries[0].text: 201 characters, and 200 is the most"),
    "another band": ({"entries/0/band": "park"}, 'entries[0].band: given as "park", but the rules give "key"'),
    "another priority": ({"entries/0/priority": 14}, "entries[0].priority: given as 14, but the rules give 15"),
    "a band without a priority": ({"entries/13/band": "park"}, "entries[13].band: given as"),
    "other points": ({"classifier/points/virtual": 12}, "classifier.points.virtual: given as 12, but the rules give 11"),
    "one kind under two words": ({"classifier/points/network": 11}, "stands beside network, which is the same kind"),
    "an eighth question": ({"classifier/answers/8": "virtual"}, "not one of the seven questions"),
    "weights of another kind": ({"inclusion/check": {**CHECK, "weights": [3, 3, 2, 2, 2, 2, 3, 2, 2, 2]}}, "inclusion.check.weights: must be the template's"),
    "another score": ({"inclusion/check": {**CHECK, "confirmed_score": 20}}, "confirmed_score: given as 20, but the rules give 21"),
    "a milder band": ({"inclusion/check": {**CHECK, "confirmed_band": "calm"}}, 'confirmed_band: given as "calm"'),
    "the band of another kind": ({"inclusion/check": {**CHECK, "confirmed_band": "displacing now"}}, 'the rules give "excluding now"'),
    "eleven answers to ten questions": ({"inclusion/check": {"answers_in_order": ["no"] * 11}}, "11 answers, and the check has 10 questions"),
    "an indicator of another kind": ({"inclusion/indicators/0/id": "I27"}, '"I27" is not an indicator'),
    "a twin that is nowhere": ({"entries/9/twin_of": "T99"}, f'entries[9].twin_of: "T99" {NOWHERE}'),
    "a twin of itself": ({"entries/9/twin_of": "S2"}, "entries[9].twin_of: S2 is not in another quadrant"),
    "a twin next door": ({"entries/9/twin_of": "S1"}, "entries[9].twin_of: S1 is not in another quadrant"),
    "a twin in the tray": ({"entries/9/twin_of": "N3"}, "entries[9].twin_of: N3 is not in another quadrant"),
    "two with one twin": ({"entries/10/twin_of": "T10"}, "is already the twin of"),
    "a chain of twins": (LONG_CHAIN, "is already the twin of"),
    "an action for no strategy": ({"actions/0/strategy": "X9"}, 'actions[0].strategy: "X9" is not a strategy'),
    "a strategy on nothing": ({"strategies/0/internal_entries/0": "S99"}, f'strategies[0].internal_entries[0]: "S99" {NOWHERE}'),
    "a strategy on one entry twice": ({"strategies/0/internal_entries": ["S1", "S1"]}, "internal_entries[1]: S1 is named twice"),
    "a strategy on the wrong side": ({"strategies/0/external_entries/0": "W1"}, "W1 is neither opportunity nor threat"),
    "a strategy on the tray": ({"strategies/0/internal_entries/0": "N3"}, "N3 is neither strength nor weakness"),
    "a strategy on both insides": ({"strategies/0/internal_entries": ["S1", "W1"]}, "must be all of one quadrant"),
    "a family that is not theirs": ({"strategies/0/family": "SO"}, "family: SO is not what its entries make it (ST)"),
    "a line that is nowhere": ({"entries/0/line": "V-INC-1-9"}, "entries[0].line:"),
    "a prompt of another kind": ({"entries/0/prompt_id": "R-INC-1"}, "entries[0].prompt_id:"),
    "an answer of another kind": ({f"{PEOPLE}/0/prompt_id": "R-INC-1"}, '"R-INC-1" is not a prompt of the template network.en'),
    "finding out about nothing": ({"find_out": [{"about": "check 11"}]}, "find_out[0].about:"),
    "30 February": ({"as_of": "2026-02-30"}, 'as_of: "2026-02-30" is not a date'),
    "29 February of a common year": ({"actions/0/due": "2025-02-29"}, "actions[0].due:"),
    "a date without noughts": ({"actions/0/done": "2026-2-1"}, 'actions[0].done: "2026-2-1" is not a date'),
    "a date with an hour": ({"briefings/0/by_date": "2026-09-30T00:00:00Z"}, "briefings[0].by_date:"),
    "a date of the week": ({"as_of": "2026-W05-1"}, 'as_of: "2026-W05-1" is not a date'),
    "the year nought": ({"as_of": "0000-01-01"}, "as_of:"),
    "digits of another script": ({"as_of": "٢٠٢٦-٠٢-٠١"}, "as_of:"),
    "no date": ({"as_of": GONE}, "as_of: is needed"),
    "a reader nobody knows": ({"briefings/0/audience": "the press"}, "briefings[0].audience:"),
    "a template nobody has": ({"template": {"key": "network.en", "version": 7}}, 'no version 7 of "network.en"'),
    "a template of another kind": ({"template": {"key": "region.en", "version": 1}}, 'no version 1 of "region.en"'),
    "another fingerprint": ({"template": {"key": "network.en", "version": 1, "fingerprint": "0" * 64}}, "template.fingerprint: is not that of version 1"),
    "a key from elsewhere": ({"password": "open sesame"}, "password: not a key of this format"),
    "a key below from elsewhere": ({"actions/0/email": "x@example.org"}, "actions[0].email: not a key of this format"),
    "a way out of the folder": ({"slug": "../../etc/passwd"}, "slug: may have letters"),
}  # fmt: skip

FILES = {
    **{name: (make, words) for name, (make, words) in BYTES.items()},
    **{name: (lambda changes=changes: changed(changes), words) for name, (changes, words) in PARTS.items()},
}
