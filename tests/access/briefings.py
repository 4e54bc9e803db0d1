"""Briefings."""

from tests.access import Row

READ = "200 200 200 404 404 302"
WRITE = "302 302 404 404 404 302"
EDIT = "200 200 404 404 404 302"


def book(world):
    return {"pk": world.workbook.pk}


ROWS = {
    "briefings:list": Row(get=READ, args=book),
    "briefings:draft": Row(get=READ, args=book),
    "briefings:issue": Row(get=None, post=WRITE, args=book),
    "briefings:ask": Row(get=EDIT, post=WRITE, args=lambda world: {**book(world), "reader": "agency"}),
    "briefings:paper": Row(get=READ, args=book),
    "briefings:paper-pdf": Row(get=READ, args=lambda world: {**book(world), "what": "questions"}),
    "briefings:pdf": Row(get=READ, args=lambda world: {"pk": world.briefing.pk}),
    # Cleo is staff here and no curator yet; curators are in tests/briefings/test_worksheet.py.
    "briefings:worksheet": Row(get="404 404 404 404 404 302", args=lambda world: {"pk": world.workbook.version_id}),
}
