"""A newer version of the questions, and what was set aside."""

from tests.access import Row

READ = "200 200 200 404 404 302"


def book(world):
    return {"pk": world.workbook.pk}


ROWS = {
    "swot:upgrade": Row(get=READ, post="409 404 404 404 404 302", args=book),
    "swot:upgrade-undo": Row(get=None, post="302 404 404 404 404 302", args=book),
    "swot:upgrade-before": Row(get="404 404 404 404 404 302", args=lambda world: {**book(world), "upgrade": 1}),
    "swot:set-aside": Row(get=READ, args=book),
    "swot:set-aside-use": Row(
        get=None, post="404 404 404 404 404 302", args=lambda world: {**book(world), "answer": 1}
    ),
    "swot:answer-still-holds": Row(
        get=None, post="302 302 404 404 404 302", args=lambda world: {**book(world), "prompt": "D-PLA-3"}
    ),
}
