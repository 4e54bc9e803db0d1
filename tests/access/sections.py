"""Workbooks, their first questions and guided sections."""

from tests.access import Row

READ = "200 200 200 404 404 302"
EDIT = "200 200 404 404 404 302"


def book(world):
    return {"pk": world.workbook.pk}


def prompt(world):
    return {**book(world), "prompt": "D-PLA-3"}


def line(world):
    return {**book(world), "line": world.line.pk}


ROWS = {
    "swot:begin": Row(get=None, post="404 404 404 404 404 302"),
    "swot:workbook": Row(get=READ, args=book),
    "swot:first-questions": Row(get=READ, post="302 302 404 404 404 302", args=book),
    "swot:section": Row(get=READ, args=lambda world: {**book(world), "code": "PLA"}),
    "swot:answer": Row(get=None, post="302 302 404 404 404 302", args=prompt),
    "swot:answer-entry": Row(get=None, post="302 302 404 404 404 302", args=prompt),
    "swot:line-add": Row(get=None, post="422 422 404 404 404 302", args=lambda w: {**book(w), "prompt": "D-PLA-1"}),
    "swot:line": Row(get=EDIT, post="422 422 404 404 404 302", args=line),
    "swot:line-split": Row(get=EDIT, post="422 422 404 404 404 302", args=line),
    "swot:line-join": Row(get=None, post="409 409 404 404 404 302", args=line),
    "swot:line-keep": Row(get=None, post="409 409 404 404 404 302", args=line),
    "swot:line-delete": Row(get=None, post="409 409 404 404 404 302", args=line),
    "swot:line-restore": Row(get=None, post="302 302 404 404 404 302", args=line),
}
