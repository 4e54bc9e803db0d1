"""Workbooks as files."""

from tests.access import Row

ROWS = {
    "swot:export": Row(get="200 200 200 404 404 302", args=lambda world: {"pk": world.workbook.pk}),
}
