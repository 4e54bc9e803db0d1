"""The schema of what stands beside answers and entries; every key of it is written only where there is something."""

from typing import Any

from swot.content import QUADRANTS
from swot.document.fields import LONGEST_TEXT
from swot.document.read_beside import (
    ENTRY_FATES,
    FAMILIES,
    LONGEST_KEY,
    MOST_MEMBERS,
    STRATEGY_FATES,
    TENURES,
)
from swot.document.read_cluster import MEMBER_BANDS
from swot.document.read_strategies import KINDS_OF_IDEA
from swot.document.schema_parts import (
    BOOLEAN,
    COUNT,
    DAY,
    ENTRY_ID,
    ID,
    MAYBE_DAY,
    MAYBE_TEXT,
    TEXT,
    Schema,
    closed,
    listed,
    maybe_word,
    needed,
    word,
)

KEY = needed(LONGEST_KEY)
NAME = needed(LONGEST_TEXT)
GRADE: Schema = {"type": "integer", "minimum": 0, "maximum": 3}
MAYBE_ENTRY: Schema = {**ENTRY_ID, "type": ["string", "null"]}
MAYBE_NUMBER: Schema = {"type": ["number", "null"]}
COUNTS = listed(closed(band=word(*MEMBER_BANDS), count={**COUNT, "maximum": MOST_MEMBERS}))


def record_detail() -> dict[str, Schema]:
    """Counts, anchors and infrastructure of the cluster."""
    people = {"type": ["integer", "null"], "minimum": 0, "maximum": MOST_MEMBERS}
    told = {"what_if": MAYBE_TEXT, "source": MAYBE_TEXT, "as_of": MAYBE_DAY}
    anchor = closed(key=KEY, name=NAME, band=maybe_word(*MEMBER_BANDS), people=people, lean=COUNTS, **told)
    tenure = {"tenure": word(*TENURES), "ends_on": MAYBE_DAY, "only_one": BOOLEAN, "note": MAYBE_TEXT}
    asset = closed(key=KEY, name=NAME, owner=MAYBE_TEXT, **tenure)
    return {"members": COUNTS, "people": COUNTS, "anchors": listed(anchor), "infrastructure": listed(asset)}


def at_the_root() -> dict[str, Schema]:
    """Review date, workbook before, library, marks, fates, comments."""
    where = {"kept_where": MAYBE_TEXT, "url": MAYBE_TEXT, "grade": GRADE}
    dates = {"speaks_of": MAYBE_DAY, "good_until": MAYBE_DAY, "good_reason": MAYBE_TEXT}
    places = maybe_word(*QUADRANTS, *FAMILIES)
    fate = {"fate": maybe_word(*ENTRY_FATES, *STRATEGY_FATES), "note": MAYBE_TEXT, "now": MAYBE_ENTRY}
    mark: Schema = {"type": "integer", "minimum": 0, "maximum": 2}
    return {
        "review_on": DAY,
        "last_time": closed(title=NAME, as_of=MAYBE_DAY),
        "sources": listed(closed(key=KEY, name=NAME, says=MAYBE_TEXT, **where, **dates)),
        "crossings": listed(closed(inside=ENTRY_ID, outside=ENTRY_ID, mark=mark)),
        "outcomes": listed(closed(about=ID, text=MAYBE_TEXT, quadrant=places, **fate)),
        "comments": listed(_thread()),
    }


def thresholds() -> dict[str, Schema]:
    """The cluster's own thresholds."""
    one = closed(indicator=TEXT, watch=MAYBE_NUMBER, act=MAYBE_NUMBER, reason=NAME, by=MAYBE_TEXT, on=MAYBE_DAY)
    return {"thresholds": listed(one)}


def of_strategy() -> dict[str, Schema]:
    """Where the idea of a strategy came from, and why it would hold here."""
    return {"from_kind": word(*KINDS_OF_IDEA), "why_here": TEXT}


def figures() -> dict[str, Any]:
    """Further figures of a reading."""
    return {"figures": {"type": "object", "additionalProperties": {"type": "number"}}}


def _thread() -> Schema:
    said = closed(name=MAYBE_TEXT, text=NAME, on=DAY, outside=BOOLEAN)
    return closed(about=TEXT, said=listed(said), owner=MAYBE_TEXT, due=MAYBE_DAY, settled=BOOLEAN)
