"""What stands before publishing editions or a glossary that curators changed: a sentence each."""

import re
from collections import Counter
from collections.abc import Iterator
from copy import deepcopy
from typing import Any

from django.utils.text import slugify
from django.utils.translation import gettext as _

from clusters.errors import Refusal
from clusters.worded import PLACEHOLDER, has_shape, misworded

# Names that the program or the templates know.
FIXED = ("key", "sources", "evidence_from", "composition", "prompt", "indicator", "kind", "type", "map", "reader")
MOST_PAGES, MOST_LINES, MOST_KEY = 60, 60, 40
KEY = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?")
WHOLE = "full"
WORDS_ONLY = ("rules", "parts", "boxes", "figures_by_kind", "measures_by_kind", "measure_sources")


def edition_problems(content: Any, shipped: Any) -> Iterator[str]:
    """Editions keep their readers and their shape; what a briefing owes stays in: the inclusion box above all."""
    if not isinstance(content, dict) or set(content) != set(shipped):
        yield _("The sheet has other parts than it had.")
        return
    for name in WORDS_ONLY:
        yield from misworded(content[name], shipped[name], fixed=FIXED, place=name)
    known = {one["key"]: one for one in shipped["editions"]}
    keys = [one.get("key") for one in content["editions"]]
    if keys[: len(known)] != list(known):
        yield _("The editions must begin with the five that there are, in their order.")
        return
    yield from _further(content["editions"][len(known) :], keys, known)
    for one in content["editions"]:
        like = known.get(one["key"]) or known.get(str(one.get("reader")))
        if like:
            yield from _edition(one, like if one["key"] in known else {**like, "reader": ""}, shipped)


def _further(editions: list[Any], keys: list[Any], known: dict[str, Any]) -> Iterator[str]:
    """Editions of curators' own: each under a name of its own, asking what one of the readers there are is asked."""
    for one in editions:
        named = {"edition": str(one.get("title") or one.get("key"))[:60]}
        if not isinstance(one["key"], str) or not KEY.fullmatch(one["key"]) or keys.count(one["key"]) > 1:
            yield _("%(edition)s needs a key of its own: small letters, digits and hyphens.") % named
        if one.get("reader") not in known or one["reader"] == WHOLE:
            yield _("%(edition)s does not say as which reader its readers are asked.") % named


def another(content: Any, like: str, title: str) -> Any:
    """The content with one more edition, which begins as a copy of another; `Refusal` without a title of its own."""
    model = next((one for one in content["editions"] if one["key"] == like and like != WHOLE), None)
    key = slugify(title)[:MOST_KEY].strip("-")
    if model is None:
        raise Refusal(_("Choose an edition to begin from; the full workbook is not one for a reader."))
    if not key or key in {one["key"] for one in content["editions"]}:
        raise Refusal(_("Give it a title of its own, for example Tourist board."))
    made = {**deepcopy(model), "key": key, "title": title, "reader": model.get("reader") or like}
    for variant in made.get("variants", {}).values():
        variant["title"] = title
    return {**content, "editions": [*content["editions"], made]}


def _edition(one: Any, like: Any, shipped: Any) -> Iterator[str]:
    named = {"edition": one["key"]}
    if set(one) != set(like) or not all(has_shape(one[key], like[key]) for key in like if key not in _LOOSE):
        yield _("%(edition)s has other parts than it had.") % named
        return
    for key in ("title", "for_whom", "question", "letter_starter"):
        if not one[key].strip():
            yield _("%(edition)s: %(part)s is empty.") % {**named, "part": key}
    limit = one["page_limit"]
    if limit is not None and not _is_whole(limit, MOST_PAGES):
        yield _("%(edition)s: the page limit must be a number from 1 to %(most)s, or empty.") % {
            **named,
            "most": MOST_PAGES,
        }
    yield from _parts(one, shipped, named)
    unknown = set(_placeholders(one)) - set(_placeholders(shipped))
    if unknown:
        yield _("%(edition)s: there is nothing to fill in for %(names)s.") % {
            **named,
            "names": ", ".join(sorted(unknown)),
        }


_LOOSE = ("page_limit", "parts", "variants")


def _parts(one: Any, shipped: Any, named: dict[str, Any]) -> Iterator[str]:
    like = shipped["editions"][0]["parts"][0]
    for part in one["parts"]:
        if set(part) != set(like) or part["key"] not in shipped["parts"]:
            yield _("%(edition)s has a part that the program does not know: %(part)s.") % {
                **named,
                "part": str(part.get("key"))[:40],
            }
            return
        if part["limit"] is not None and not _is_whole(part["limit"], MOST_LINES):
            yield _("%(edition)s, %(part)s: the limit must be a number from 1 to %(most)s, or empty.") % {
                **named,
                "part": part["key"],
                "most": MOST_LINES,
            }
    times = Counter(part["key"] for part in one["parts"])
    for key in (key for key, count in times.items() if count > 1):
        yield _("%(edition)s has the part %(part)s twice.") % {**named, "part": key}
    for key in shipped["rules"]["always"]:
        if key not in times:
            yield _("%(edition)s lacks the part %(part)s, which every briefing has.") % {**named, "part": key}
    yield from _inclusion(one, shipped, named)


def _inclusion(one: Any, shipped: Any, named: dict[str, Any]) -> Iterator[str]:
    for part in one["parts"]:
        if part["key"] in shipped["rules"]["never_left_out"] and (part["may_leave_out"] or not part["page_one"]):
            yield _("%(edition)s: %(part)s stands on page one and is never left out.") % {**named, "part": part["key"]}


def glossary_problems(content: Any, shipped: Any) -> Iterator[str]:
    """A glossary has terms, each once and each with what it means."""
    if not isinstance(content, list) or not content:
        yield _("A glossary needs at least one term.")
        return
    for at, one in enumerate(content, start=1):
        if not has_shape(one, shipped[0]) or not all(str(part).strip() for part in one.values()):
            yield _("Term %(number)s needs a term and what it means.") % {"number": at}
    times = Counter(str(one.get("term")).casefold() for one in content if isinstance(one, dict))
    for term in (term for term, count in times.items() if count > 1):
        yield _("“%(term)s” is explained twice.") % {"term": term}


def _placeholders(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield from PLACEHOLDER.findall(value)
    elif isinstance(value, dict | list):
        for part in value.values() if isinstance(value, dict) else value:
            yield from _placeholders(part)


def _is_whole(value: Any, most: int) -> bool:
    return type(value) is int and 1 <= value <= most
