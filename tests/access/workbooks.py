"""Workbooks as files, copied and searched."""

from tests.access import Row

READ = "200 200 200 404 404 302"


def book(world):
    return {"pk": world.workbook.pk}


ROWS = {
    "swot:export": Row(get=READ, args=book),
    "swot:now": Row(get=READ, args=book),
    "swot:here": Row(get=None, post="204 204 204 404 404 302", args=book),
    "swot:search": Row(get=READ, args=book),
    "swot:copy": Row(get=READ, post="422 422 422 404 404 302", args=book),
    # Nothing has a date there, so the way leads back to the actions.
    "swot:calendar": Row(get="302 302 302 404 404 302", args=book),
    "swot:action-calendar": Row(
        get="302 302 302 404 404 302", args=lambda world: {**book(world), "ref": world.action.ref}
    ),
}
