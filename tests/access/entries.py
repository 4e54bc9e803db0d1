"""Entries, sort, board, priorities, find-out list."""

from tests.access import Row

READ = "200 200 200 404 404 302"
EDIT = "200 200 404 404 404 302"
INVALID = "422 422 404 404 404 302"
STALE = "409 409 404 404 404 302"
MOVED = "302 302 404 404 404 302"


def book(world):
    return {"pk": world.workbook.pk}


def entry(world):
    return {**book(world), "ref": world.entry.ref}


ROWS = {
    "swot:sort": Row(get=READ, post=STALE, args=book),
    "swot:sort-undo": Row(get=None, post=STALE, args=lambda world: {**book(world), "thing": "S1"}),
    "swot:board": Row(get=READ, args=book),
    "swot:priorities": Row(get=READ, args=book),
    "swot:profile": Row(get=READ, args=book),
    "swot:score-alone": Row(get=EDIT, post="302 302 404 404 404 302", args=book),
    "swot:find-out": Row(get=READ, args=book),
    "swot:find-out-plan": Row(get=None, post=INVALID, args=book),
    "swot:entry-add": Row(get=EDIT, post=INVALID, args=book),
    "swot:entry": Row(get=READ, post=INVALID, args=entry),
    "swot:entry-move": Row(get=None, post=INVALID, args=entry),
    "swot:entry-score": Row(get=None, post=INVALID, args=entry),
    "swot:entry-twin": Row(get=None, post=INVALID, args=entry),
    "swot:entry-part": Row(get=None, post=STALE, args=entry),
    "swot:entry-rejoin": Row(get=None, post="404 404 404 404 404 302", args=entry),
    "swot:entry-delete": Row(get=None, post=MOVED, args=entry),
    "swot:entry-restore": Row(get=None, post=MOVED, args=entry),
}
