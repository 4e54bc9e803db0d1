"""Paper of a workshop: sheets that take numbers, and what is typed in from them."""

from types import SimpleNamespace

from clusters.ids import new_key
from tests.access.workshops import paper, room
from tests.adversarial.forms import Form
from workshops.models import Contribution


def sheet(world):
    """The sheet that is typed in."""
    return room(world).paper_sheets.get(number=paper(world)["number"])


def typed(world):
    """Its first line and who typed it, as they are kept."""
    one = sheet(world)
    note = Contribution.objects.filter(key=one.line_key(1)).exclude(state="withdrawn").first()
    return SimpleNamespace(line_1=note.text if note else "", typed_by=one.typed_by)


FORMS = {
    "workshops:scribe": Form(
        good=lambda w: {"step": room(w).step_id, "key": new_key()},
        narrow=("step", "key"),
        query=("number",),
        loses=True,
    ),
    "workshops:paper-sheet": Form(
        good=lambda w: {"revision": sheet(w).revision, "rows": 10},
        words=("line_1", "typed_by"),
        narrow=("where_1", "initial-where_1", "table", "people", "rows", "revision"),
        row=typed,
        flat=("line_1",),
    ),
    "workshops:paper-sheet more": Form(narrow=("more", "rows", "where_1", "initial-where_1"), loses=True),
    "briefings:room-take": Form(
        good=lambda w: {"step": room(w).step_id, "each": 2, "key": new_key()},
        narrow=("step", "each", "shape", "paper", "lines", "large", "key", "start"),
        loses=True,
    ),
}
