"""An earlier version of one thing brought back, and a version of the workbook kept."""

from clusters.ids import uuid7
from tests.adversarial.forms import Form, newest, revision

FIELDS = ("back", "revision")


def back(name):
    """The form on the history of a row that has a ref: its first version."""

    def sent(world):
        row = getattr(world, name)
        first = world.workbook.changes.filter(what=row.ref).order_by("pk").first()
        return {"back": first.pk, "revision": revision(row)}

    return Form(good=sent, narrow=FIELDS, query=FIELDS, loses=True)


def first_of_line(world):
    first = world.workbook.changes.filter(what=f"line {world.line.key}"[:40]).order_by("pk").first()
    return {"back": first.pk, "revision": revision(world.line)}


FORMS = {
    "swot:versions": Form(
        good=lambda w: {"name": "Before the meeting", "key": uuid7()},
        words=("name", "says"),
        narrow=("key",),
        row=lambda w: newest(w.workbook.snapshots),
        flat=("name",),
    ),
    "swot:entry-history": back("entry"),
    "swot:strategy-history": back("strategy"),
    "swot:action-history": back("action"),
    "swot:answer-history": Form(narrow=FIELDS, query=FIELDS, loses=True),
    "swot:line-history": Form(good=first_of_line, narrow=FIELDS, query=FIELDS, loses=True),
}
