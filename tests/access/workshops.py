"""Doing a workbook together."""

from clusters.ids import uuid7
from tests import factories
from tests.access import Row
from workshops.paper import reserve

READ = "200 200 200 404 404 302"
EDIT = "200 200 404 404 404 302"
EVERYBODY = "200 200 200 200 200 200"
NOT_IN = "403 403 403 403 403 403"


def room(world):
    """A workshop that runs on the workbook."""
    return world.workbook.workshops.first() or factories.workshop(world.workbook, by=world.cast.ana)


def book(world):
    return {"pk": world.workbook.pk}


def sheet(world):
    return {**book(world), "key": "ninety"}


def led(world):
    return {"pk": room(world).pk}


def step(world):
    return {**led(world), "step": room(world).steps.first().pk}


EVERYBODY_422 = "422 422 422 422 422 422"
# A guest of this very room, who sends nothing.
COMES_IN = {"guest": {"get": 200}}
EMPTY = {"guest": {"post": 422, "put": 422, "delete": 422}}
LEADS_ON = "302 302 302 302 302 302"


def paper(world):
    """A sheet with a number."""
    stage = room(world)
    if not stage.paper_sheets.exists():
        reserve(stage, [stage.step], 1, key=uuid7(), by=world.cast.ana)
    return {**led(world), "number": stage.paper_sheets.first().number}


ROWS = {
    "workshops:join": Row(get=EVERYBODY, post=EVERYBODY_422),
    "workshops:square": Row(get=LEADS_ON, args=lambda world: {"token": room(world).join_token}),
    "workshops:room": Row(get=EVERYBODY, post=NOT_IN, args=led, but={"guest": {"post": 422}}),
    "workshops:me": Row(get=None, post=EVERYBODY_422, put=EVERYBODY_422, args=led),
    "workshops:mine": Row(get=NOT_IN, args=led, but=COMES_IN),
    "workshops:note": Row(
        get=None, post=NOT_IN, put=NOT_IN, delete=NOT_IN, args=lambda world: {**led(world), "key": uuid7()}, but=EMPTY
    ),
    "workshops:ballot": Row(
        get=None,
        post=NOT_IN,
        put=NOT_IN,
        args=step,
        but={"guest": {"post": 422, "put": 422}},
    ),
    "workshops:finished": Row(
        get=None,
        post=NOT_IN,
        put=NOT_IN,
        delete=NOT_IN,
        args=lambda world: {**led(world), "step": room(world).step_id},
        but={"guest": {"post": 302, "put": 201, "delete": 200}},
    ),
    "workshops:screen": Row(get=EVERYBODY, args=lambda world: {"token": room(world).screen_token}),
    "workshops:along": Row(get="302 302 302 302 302 302", args=lambda world: {"pk": room(world).pk}, but=COMES_IN),
    "workshops:lead-ticket": Row(get=EDIT, args=led),
    "workshops:guest-ticket": Row(get=NOT_IN, args=led, but=COMES_IN),
    "workshops:screen-ticket": Row(get=EVERYBODY, args=lambda world: {"token": room(world).screen_token}),
    "workshops:list": Row(get=READ, args=book),
    "workshops:sheet": Row(get=READ, args=sheet),
    "workshops:prepare": Row(get=EDIT, post="422 422 404 404 404 302", args=sheet),
    "workshops:lead": Row(get=EDIT, args=led),
    "workshops:press": Row(
        get=None, post="302 302 404 404 404 302", args=lambda world: {**led(world), "verb": "clock"}
    ),
    "workshops:steps": Row(get=EDIT, args=led),
    "workshops:step-add": Row(get=EDIT, post="422 422 404 404 404 302", args=led),
    "workshops:step": Row(get=EDIT, post="422 422 404 404 404 302", args=step),
    "workshops:step-move": Row(get=None, post="409 409 404 404 404 302", args=step),
    "workshops:step-remove": Row(get=None, post="409 409 404 404 404 302", args=step),
    "workshops:tray": Row(get=EDIT, args=led),
    "workshops:groups": Row(get=EDIT, post="422 422 404 404 404 302", args=led),
    "workshops:votes": Row(get=EDIT, post="422 422 404 404 404 302", args=led),
    "workshops:send": Row(get=EDIT, post="422 422 404 404 404 302", args=led),
    "workshops:scribe": Row(get=EDIT, post="422 422 404 404 404 302", args=led),
    "workshops:paper-sheet": Row(get=EDIT, post="409 409 404 404 404 302", args=paper),
    "briefings:room-paper": Row(get=EDIT, args=led),
    "briefings:room-take": Row(
        get=None, post="422 422 404 404 404 302", args=lambda world: {**led(world), "what": "sheets"}
    ),
    "briefings:room-pdf": Row(get=EDIT, args=lambda world: {**led(world), "what": "join"}),
}
