"""Histories of the workbook and of single things, its versions, and what was deleted."""

from tests.access import Row

READ = "200 200 200 404 404 302"
WRONG = "422 422 404 404 404 302"


def book(world):
    return {"pk": world.workbook.pk}


def ref(name):
    return lambda world: {**book(world), "ref": getattr(world, name).ref}


ROWS = {
    "swot:history": Row(get=READ, args=book),
    "swot:deleted": Row(get=READ, args=book),
    "swot:versions": Row(get=READ, post=WRONG, args=book),
    "swot:version": Row(get=READ, args=lambda world: {**book(world), "version": world.briefing.snapshot_id}),
    "swot:versions-compare": Row(get=READ, args=book),
    "swot:entry-history": Row(get=READ, post=WRONG, args=ref("entry")),
    "swot:strategy-history": Row(get=READ, post=WRONG, args=ref("strategy")),
    "swot:action-history": Row(get=READ, post=WRONG, args=ref("action")),
    "swot:answer-history": Row(get=READ, post=WRONG, args=lambda world: {**book(world), "prompt": "D-PLA-3"}),
    "swot:line-history": Row(get=READ, post=WRONG, args=lambda world: {**book(world), "line": world.line.pk}),
}
