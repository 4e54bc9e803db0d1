"""First questions, answers of each type, lines."""

from types import SimpleNamespace

from clusters.ids import new_key, uuid7
from swot.models import Answer, FirstQuestions
from tests.adversarial.forms import Form, book, newest, revision

NARROW = ("value", "not_known", "pass_over", "reason_was", "revision", "use")
PLACES = ("key", "helps", "ours", "quadrant", "evidence_grade", "horizon", "inclusion")


def answer_row(world, code):
    return Answer.objects.filter(workbook=world.workbook, prompt__code=code).first()


def answer(code, words=("note", "basis"), **good):
    """The form of one prompt."""

    def sent(world):
        row = answer_row(world, code)
        return {**good, "revision": row.revision if row else 0}

    return Form(
        good=sent,
        words=words,
        narrow=NARROW,
        at={"reason": "note"},
        row=lambda world: answer_row(world, code),
        args=lambda world: {**book(world), "prompt": code},
    )


def line(world):
    return {"revision": revision(world.line)}


def parts(world):
    """The lines that the line was split into, itself first."""
    last = world.workbook.changes.filter(verb="split").first()
    made = world.workbook.lines.filter(pk__in=last.left_as["into"]).order_by("pk")
    return [world.workbook.lines.get(pk=world.line.pk).text, *made.values_list("text", flat=True)]


def on_line(loses=True, **fields):
    """A button on the line."""
    return Form(good=line, narrow=("revision", *fields), query=("revision",), loses=loses)


FORMS = {
    "swot:here": Form(narrow=("place",), args=book),
    "swot:begin": Form(good=lambda w: {"cluster": w.cluster.pk}, narrow=("cluster", "language"), loses=True),
    "swot:copy": Form(good=lambda w: {"key": uuid7()}, narrow=("key",), loses=True),
    "swot:first-questions": Form(
        good=lambda w: {"revision": revision(w.workbook.first_questions)},
        words=("here_before", "not_in_room", "speaks_for_them"),
        narrow=("revision", "nobody", "again", "use"),
        row=lambda w: FirstQuestions.objects.get(workbook=w.workbook),
    ),
    "swot:answer scale": answer("D-PLA-3", value="3"),
    "swot:answer choice": answer("D-IDE-1"),
    "swot:answer number": answer("D-INC-1", value="12"),
    "swot:answer yesno": answer("D-INC-3", value="yes"),
    "swot:answer list": answer("D-PLA-2"),
    "swot:answer passed over": answer("D-OUT-3", words=("reason", "basis"), pass_over="on"),
    "swot:answer-entry": Form(good=lambda w: {"key": new_key()}, narrow=("key",), loses=True),
    "swot:line-add": Form(
        good=lambda w: {"key": new_key()},
        words=("text",),
        narrow=("key", "use"),
        flat=("text",),
        row=lambda w: newest(w.workbook.lines),
    ),
    "swot:line-add sorted": Form(
        good=lambda w: {"key": new_key(), "use": "sort", "helps": "both", "ours": "ours"},
        words=("text", "twin_text"),
        narrow=(*PLACES, "use"),
        flat=("text", "twin_text"),
        row=lambda w: newest(w.workbook.entries).twin,
        at={"twin_text": "twin.text"},
    ),
    "swot:line": Form(
        good=line,
        words=("text",),
        narrow=("revision", "use"),
        flat=("text",),
        row=lambda w: w.workbook.lines.get(pk=w.line.pk),
    ),
    "swot:line-split": Form(
        good=line,
        words=("text",),
        narrow=("revision",),
        flat=("text",),
        row=lambda w: SimpleNamespace(text=" ".join(parts(w))),
        loses=True,
    ),
    "swot:line-join": on_line(),
    "swot:line-keep": on_line(kept=""),
    "swot:line-delete": on_line(),
    "swot:line-restore": Form(
        good=lambda w: {"revision": revision(w.gone.line)},
        narrow=("revision",),
        query=("revision",),
        args=lambda w: {**book(w), "line": w.gone.line.pk},
        loses=True,
    ),
}
