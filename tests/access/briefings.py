"""Briefings."""

from tests.access import Row

READ = "200 200 200 404 404 302"
WRITE = "302 302 404 404 404 302"
EDIT = "200 200 404 404 404 302"


def book(world):
    return {"pk": world.workbook.pk}


def note(world):
    return {"pk": world.briefing.pk, "note": world.reader_note.pk}


ROWS = {
    "briefings:list": Row(get=READ, args=book),
    "briefings:draft": Row(get=READ, args=book),
    "briefings:draft-file": Row(get=READ, args=lambda world: {**book(world), "format": "docx"}),
    "briefings:file": Row(get=READ, args=lambda world: {"pk": world.briefing.pk, "format": "zip"}),
    "briefings:issue": Row(get=None, post=WRITE, args=book),
    "briefings:ask": Row(get=EDIT, post=WRITE, args=lambda world: {**book(world), "reader": "agency"}),
    "briefings:paper": Row(get=READ, args=book),
    "briefings:paper-pdf": Row(get=READ, args=lambda world: {**book(world), "what": "questions"}),
    "briefings:pdf": Row(get=READ, args=lambda world: {"pk": world.briefing.pk}),
    "briefings:dress": Row(
        get=EDIT, post="302 302 404 404 404 302", args=lambda world: {**book(world), "key": "agency"}
    ),
    "briefings:issued": Row(get=READ, args=lambda world: {"pk": world.briefing.pk}),
    "briefings:since": Row(get=READ, args=lambda world: {"pk": world.briefing.pk}),
    "briefings:withdraw": Row(get=None, post="422 422 404 404 404 302", args=lambda world: {"pk": world.briefing.pk}),
    "briefings:bring-back": Row(get=None, post=WRITE, args=lambda world: {"pk": world.briefing.pk}),
    "briefings:share": Row(get=READ, post="422 422 404 404 404 302", args=lambda world: {"pk": world.briefing.pk}),
    "briefings:share-revoke": Row(
        get=None, post=WRITE, args=lambda world: {"pk": world.briefing.pk, "link": world.share.pk}
    ),
    "briefings:note-answer": Row(get=None, post="422 422 404 404 404 302", args=note),
    "briefings:note-hide": Row(get=None, post="302 404 404 404 404 302", args=note),
    "briefings:reader": Row(
        get="200 200 200 200 200 200",
        post="422 422 422 422 422 422",
        args=lambda world: {"token": world.share_token},
    ),
    "briefings:reader-pdf": Row(get="200 200 200 200 200 200", args=lambda world: {"token": world.share_token}),
    "briefings:reader-docx": Row(get="200 200 200 200 200 200", args=lambda world: {"token": world.share_token}),
    # Cleo is staff here and no curator yet; curators are in tests/briefings/test_worksheet.py. A superuser may all that
    # a curator may.
    "briefings:worksheet": Row(
        get="404 404 404 404 404 302",
        args=lambda world: {"pk": world.workbook.version_id},
        but={"root": {"get": 200}},
    ),
}
