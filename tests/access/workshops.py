"""Doing a workbook together."""

from tests.access import Row

READ = "200 200 200 404 404 302"

ROWS = {
    "workshops:list": Row(get=READ, args=lambda world: {"pk": world.workbook.pk}),
    "workshops:sheet": Row(get=READ, args=lambda world: {"pk": world.workbook.pk, "key": "ninety"}),
}
