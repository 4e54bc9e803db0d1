"""What a cluster counts, from which numbers it acts, and the outside eyes."""

from tests.access import Row

READ = "200 200 200 404 404 302"
EDIT = "200 200 404 404 404 302"


def counted(world):
    return {"pk": world.workbook.pk, "indicator": "I7"}


ROWS = {
    "swot:threshold": Row(get=EDIT, post="409 409 404 404 404 302", args=counted),
}
