"""The return visit: what became of last time, what comes over, and beginning it anew."""

from swot.models import Outcome
from tests.adversarial.forms import Form, book, revision


def one(world):
    return {**book(world), "ref": "S1"}


def outcome(world):
    return Outcome.objects.filter(workbook=world.workbook, about="S1").first()


def sent(world):
    row = outcome(world)
    return {"S1-fate": "changed", "S1-revision": row.revision if row else 0}


NARROW = ("S1-fate", "S1-revision", "page", "then")
EVERY = ("T1", "X1")
MORE = tuple(f"{ref}-{name}" for ref in EVERY for name in ("fate", "note", "revision", "text"))
NOTE = {"S1-note": "note"}

FORMS = {
    "swot:return": Form(
        good=sent, words=("S1-note",), narrow=(*NARROW, *MORE, "S1-text"), flat=("S1-note",), row=outcome, at=NOTE
    ),
    "swot:return-mark": Form(
        good=sent, words=("S1-note",), narrow=NARROW, flat=("S1-note",), row=outcome, at=NOTE, args=one
    ),
    "swot:return-carry": Form(good=sent, narrow=(*NARROW, "S1-note", "S1-text"), args=one, loses=True),
    "swot:return-undo": Form(query=("seen",), args=one, loses=True),
    "swot:return-begin": Form(
        good=lambda w: {"revision": revision(w.workbook)}, narrow=("revision", "language"), loses=True
    ),
    "swot:return-reopen": Form(loses=True),
    "swot:answer-still-so": Form(args=lambda w: {**book(w), "prompt": "D-PLA-3"}, loses=True),
}
