"""Sort, entries, board, priorities, find-out list."""

from clusters.ids import new_key
from swot.models import FindOut
from tests.adversarial.forms import Form, book, newest, revision
from tests.adversarial.forms.sections import PLACES

SENTENCE = "Nine of 46 tenants get weekly work next door"


def seen(world):
    return {"revision": revision(world.entry)}


def sorting(world):
    """A fresh line, and the answers that give it a place with a twin."""
    line = world.workbook.add_line("D-COL-1", "Three shared kilns", by=world.cast.ana)
    places = {"helps": "both", "ours": "theirs", "key": new_key()}
    return {"thing": f"line-{line.pk}", "revision": line.revision, "text": "Three shared kilns", **places}


def plan(world):
    row = FindOut.objects.filter(workbook=world.workbook, about="D-CON-3").first()
    return {"about": "D-CON-3", "revision": row.revision if row else 0}


FORMS = {
    "swot:sort": Form(
        good=sorting,
        words=("text", "twin_text"),
        narrow=(*PLACES, "source", "thing", "revision", "do"),
        flat=("text", "twin_text"),
        row=lambda w: newest(w.workbook.entries).twin,
        at={"twin_text": "twin.text"},
    ),
    "swot:sort-undo": Form(query=("seen", "twin"), loses=True),
    "swot:entry-add": Form(
        good=lambda w: {"key": new_key(), "section": "PLA", "helps": "both", "ours": "ours"},
        words=("text", "twin_text"),
        narrow=(*PLACES, "section", "prompt", "source", "made_of"),
        flat=("text", "twin_text"),
        row=lambda w: newest(w.workbook.entries).twin,
        at={"twin_text": "twin.text"},
    ),
    "swot:entry": Form(
        good=lambda w: {**seen(w), "text": SENTENCE, "quadrant": "strength", "impact": "4", "certainty": "2"},
        words=("text", "evidence_text", "evidence_source", "inclusion_who"),
        narrow=(
            *("key", "revision", "quadrant", "evidence_grade", "evidence_date", "evidence_url", "impact", "certainty"),
            *("horizon", "inclusion", "use", "source", "cites"),
        ),
        flat=("text",),
        row=lambda w: w.workbook.entries.get(pk=w.entry.pk),
    ),
    "swot:entry-move": Form(
        good=lambda w: {**seen(w), "quadrant": "weakness"},
        narrow=("quadrant", "horizon", "revision"),
        query=("quadrant", "horizon", "revision", "section", "evidence"),
        args=lambda w: {**book(w), "ref": w.entry.ref},
        loses=True,
    ),
    "swot:entry-score": Form(
        good=lambda w: {**seen(w), "impact": "3", "certainty": "2"},
        narrow=("impact", "certainty", "revision"),
        loses=True,
    ),
    "swot:score-alone": Form(
        good=lambda w: {"impact_S1": "3", "certainty_S1": "2", "revision_S1": "0"},
        narrow=("impact_S1", "certainty_S1", "revision_S1"),
        loses=True,
    ),
    "swot:entry-twin": Form(
        good=lambda w: {"key": new_key(), "quadrant": "opportunity"},
        words=("text",),
        narrow=("twin", "quadrant", "key"),
        flat=("text",),
        row=lambda w: newest(w.workbook.entries),
        loses=True,
    ),
    "swot:entry-part": Form(good=seen, narrow=("revision",), loses=True),
    "swot:entry-rejoin": Form(query=("twin", "seen"), loses=True),
    "swot:entry-delete": Form(good=seen, narrow=("revision",), loses=True),
    "swot:entry-restore": Form(query=("seen", "twin"), args=lambda w: {**book(w), "ref": w.gone.entry.ref}, loses=True),
    "swot:find-out-plan": Form(
        good=plan,
        words=("owner",),
        narrow=("about", "revision", "due", "do"),
        query=("owner", "source", "state"),
        row=lambda w: FindOut.objects.get(workbook=w.workbook, about="D-CON-3"),
    ),
}
