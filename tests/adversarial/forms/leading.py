"""Leading a workshop: making one, its steps, and every button of the page."""

from clusters.ids import new_key
from tests import factories
from tests.adversarial.forms import Form, book, newest, revision
from workshops.models import Contribution, Step, Workshop

WORDS_OF_STEP = ("title", "question", "say")
STEP = ("kind", "minutes", "quadrants", "place", "key", "revision")
BUTTON = ("key", "back", "base")


def room(world):
    return world.workbook.workshops.first() or factories.workshop(world.workbook, by=world.cast.ana)


def of_room(world):
    return {"pk": room(world).pk}


def step(world):
    return room(world).steps.first()


def of_step(world):
    return {**of_room(world), "step": step(world).pk}


def sheet(world):
    return {**book(world), "key": "ninety"}


def button(verb, *narrow, good=None, **more):
    """A button: its number, the revision of the run, and what it sends beside them."""

    def pressed(world):
        now = Workshop.objects.get(pk=room(world).pk)
        return {"key": new_key(), "base": now.revision, **(good(world) if good else {})}

    told = {"narrow": (*BUTTON, *narrow), "loses": True, **more}
    return Form(good=pressed, args=lambda world: {**of_room(world), "verb": verb}, **told)


FORMS = {
    "workshops:prepare": Form(
        good=lambda w: {"key": new_key(), "held_on": "2030-06-01", "moderation": "hide"},
        words=("title", "where"),
        narrow=("key", "held_on", "moderation"),
        row=lambda w: Workshop.objects.order_by("-made_at").first(),
        args=sheet,
        loses=True,
    ),
    "workshops:step-add": Form(
        good=lambda w: {"key": new_key(), "kind": "break", "minutes": 5},
        words=WORDS_OF_STEP,
        narrow=STEP,
        query=("after",),
        row=lambda w: newest(Step.objects),
        lines=("say",),
        args=of_room,
        loses=True,
    ),
    "workshops:step": Form(
        good=lambda w: {"revision": revision(step(w)), "kind": "welcome", "minutes": 5},
        words=WORDS_OF_STEP,
        narrow=STEP,
        row=lambda w: Step.objects.get(pk=step(w).pk),
        lines=("say",),
        args=of_step,
    ),
    "workshops:step-move": Form(
        good=lambda w: {"revision": revision(step(w))}, narrow=("revision", "up"), args=of_step, loses=True
    ),
    "workshops:step-remove": Form(
        good=lambda w: {"revision": revision(step(w))}, narrow=("revision",), args=of_step, loses=True
    ),
    "workshops:press scribe": button(
        "scribe", "quadrant", words=("text",), flat=("text",), row=lambda w: newest(Contribution.objects), loses=False
    ),
    "workshops:press move": button("move", "to", good=lambda w: {"to": "pause"}),
    "workshops:press go": button("go", "step", good=lambda w: {"step": step(w).pk}),
    "workshops:press skip": button("skip", "step", "on", good=lambda w: {"step": step(w).pk}),
    "workshops:press anew": button("anew"),
    "workshops:press clock": button("clock", "seconds", good=lambda w: {"seconds": 60}),
    "workshops:press switch": button("switch", "what", "on", good=lambda w: {"what": "input_open", "on": "on"}),
    "workshops:press settle": button("settle", "what", "value", good=lambda w: {"what": "is_blank", "value": "on"}),
    "workshops:press judge": button("judge", "notes", "state", good=lambda w: {"notes": 1, "state": "shown"}),
    "workshops:press block": button("block", "note", "on", good=lambda w: {"note": 1, "on": "on"}),
    "workshops:press undo": button("undo", "of", good=lambda w: {"of": 1}),
}
