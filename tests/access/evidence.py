"""The evidence library and comments."""

from tests.access import Row

READ = "200 200 200 404 404 302"
EDIT = "200 200 404 404 404 302"
WRONG = "422 422 404 404 404 302"
OLD = "409 409 404 404 404 302"
DONE = "302 302 404 404 404 302"
ANYBODY_WRONG = "422 422 422 404 404 302"
ANA_ALONE = "200 404 404 404 404 302"


def book(world):
    return {"pk": world.workbook.pk}


def source(world):
    return {**book(world), "source": world.source.pk}


def comment(world):
    return {**book(world), "comment": world.comment.pk}


ROWS = {
    "swot:evidence": Row(get=READ, args=book),
    "swot:source-add": Row(get=EDIT, post=WRONG, args=book),
    "swot:source": Row(get=READ, post=WRONG, args=source),
    "swot:source-file": Row(get=READ, args=source),
    "swot:source-delete": Row(get=None, post=OLD, args=source),
    "swot:source-restore": Row(get=None, post=DONE, args=source),
    "swot:entry-source": Row(get=None, post=DONE, args=lambda world: {**book(world), "ref": world.entry.ref}),
    "swot:comments": Row(get=READ, args=book),
    "swot:comments-about": Row(get=READ, post=ANYBODY_WRONG, args=lambda world: {**book(world), "about": "PLA"}),
    "swot:comment-answer": Row(get=None, post=ANYBODY_WRONG, args=comment),
    "swot:comment-edit": Row(get=ANA_ALONE, post="422 404 404 404 404 302", args=comment),
    "swot:comment-assign": Row(get=None, post=OLD, args=comment),
    "swot:comment-settle": Row(get=None, post=OLD, args=comment),
    "swot:comment-reopen": Row(get=None, post=DONE, args=comment),
    "swot:comment-delete": Row(get=None, post="409 404 404 404 404 302", args=comment),
    "swot:comment-restore": Row(get=None, post="302 404 404 404 404 302", args=comment),
}
