"""A newer version of the questions, taking it back, answers used again and said to hold."""

from tests.adversarial.forms import Form, book

SCALE = "D-PLA-3"


def held(world):
    row = world.workbook.answers.standing().filter(prompt__code=SCALE).first()
    return {"revision": row.revision if row else 0}


FORMS = {
    "swot:upgrade": Form(narrow=("source", "target", "revision", "do", SCALE), loses=True),
    "swot:upgrade-undo": Form(query=("upgrade",), loses=True),
    "swot:set-aside-use": Form(args=lambda w: {**book(w), "answer": 1}, loses=True),
    "swot:answer-still-holds": Form(
        good=held, narrow=("revision",), args=lambda w: {**book(w), "prompt": SCALE}, loses=True
    ),
}
