"""The return visit and the comparison."""

from tests.access import Row

READ = "200 200 200 404 404 302"
DONE = "302 302 404 404 404 302"


def book(world):
    return {"pk": world.workbook.pk}


def one(world):
    return {**book(world), "ref": "S1"}


ROWS = {
    "swot:compare": Row(get=READ, args=book),
    "swot:return": Row(get=READ, post=DONE, args=book),
    "swot:return-begin": Row(get="200 404 404 404 404 302", post="409 404 404 404 404 302", args=book),
    "swot:return-reopen": Row(get=None, post="302 404 404 404 404 302", args=book),
    "swot:return-mark": Row(get=None, post=DONE, args=one),
    "swot:return-carry": Row(get=None, post=DONE, args=one),
    "swot:return-undo": Row(get=None, post=DONE, args=one),
    "swot:answer-still-so": Row(get=None, post=DONE, args=lambda w: {**book(w), "prompt": "D-PLA-3"}),
}
