"""Strategies, actions and local inclusion."""

from tests.access import Row

READ = "200 200 200 404 404 302"
EDIT = "200 200 404 404 404 302"
WRONG = "422 422 404 404 404 302"
OLD = "409 409 404 404 404 302"
DONE = "302 302 404 404 404 302"
GONE = "404 404 404 404 404 302"


def book(world):
    return {"pk": world.workbook.pk}


def strategy(world):
    return {**book(world), "ref": world.strategy.ref}


def action(world):
    return {**book(world), "ref": world.action.ref}


ROWS = {
    "swot:crossings": Row(get=READ, post=DONE, args=book),
    "swot:crossing": Row(get=EDIT, post=WRONG, args=book),
    "swot:crossing-restore": Row(
        get=None, post=GONE, args=lambda world: {**book(world), "inside": "S1", "outside": "T1"}
    ),
    "swot:strategies": Row(get=READ, args=book),
    "swot:strategy-add": Row(get=EDIT, post=WRONG, args=book),
    "swot:strategy": Row(get=EDIT, post=WRONG, args=strategy),
    "swot:strategy-delete": Row(get=None, post=DONE, args=strategy),
    "swot:strategy-restore": Row(get=None, post=DONE, args=strategy),
    "swot:strategy-park": Row(get=None, post=OLD, args=strategy),
    "swot:strategy-keep": Row(get=None, post=DONE, args=strategy),
    "swot:review": Row(get=None, post=WRONG, args=book),
    "swot:actions": Row(get=READ, args=book),
    "swot:action-add": Row(get=EDIT, post=WRONG, args=book),
    "swot:action": Row(get=EDIT, post=WRONG, args=action),
    "swot:action-done": Row(get=None, post=OLD, args=action),
    "swot:action-reopen": Row(get=None, post=DONE, args=action),
    "swot:action-delete": Row(get=None, post=OLD, args=action),
    "swot:action-restore": Row(get=None, post=DONE, args=action),
    "swot:inclusion": Row(get=READ, args=book),
    "swot:check": Row(get=EDIT, post=WRONG, args=book),
    "swot:reading-add": Row(get=EDIT, post=WRONG, args=lambda world: {**book(world), "indicator": "I8"}),
}
