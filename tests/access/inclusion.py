"""What a cluster counts, from which numbers it acts, and the outside eyes."""

from tests.access import Row

READ = "200 200 200 404 404 302"
EDIT = "200 200 404 404 404 302"


def counted(world):
    return {"pk": world.workbook.pk, "indicator": "I7"}


def book(world):
    return {"pk": world.workbook.pk}


ROWS = {
    "swot:outside-links": Row(get="200 404 404 404 404 302", post="422 404 404 404 404 302", args=book),
    "swot:outside-close": Row(
        get=None, post="302 404 404 404 404 302", args=lambda world: {**book(world), "link": world.outside_link.pk}
    ),
    "swot:outside": Row(
        get="200 200 200 200 200 200",
        post="422 422 422 422 422 422",
        args=lambda world: {"token": world.outside_token},
    ),
    "swot:threshold": Row(get=EDIT, post="409 409 404 404 404 302", args=counted),
}
