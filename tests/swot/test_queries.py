"""Every page of a workbook asks the database as often with 300 entries, and all that hangs on them, as with one."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from clusters.models import Cluster
from tests.access.world import world
from tests.swot.crowd import fill
from tests.test_access import ROWS

MOST = 12
SIZES = (1, 30, 300)
SPACES = ("swot", "workshops", "briefings")
# Files and prints that ask more than a page does, each with its reason; how often is constant all the same.
MORE = {
    # The whole document: library, anchors, infrastructure, crossings, outcomes, what was set aside, comments where asked for.
    "swot:export": 19,
    "briefings:draft-file": 24,  # likewise
    # The whole document, what was counted, the briefings issued before, how it is dressed, and the curated sheets.
    "briefings:draft": 24,
    "briefings:dress": 25,  # likewise, and the page it stands on
    "briefings:issued": 13,  # the withdrawals that were taken back
    "briefings:list": 14,  # how it is dressed, and the curated sheets
    "briefings:share": 13,  # the curated sheets
    # All that is known of one person: one for each foreign key that leads to them, whatever the number of rows.
    "briefings:mine": 50,
    "briefings:mine-pdf": 50,
    # A page of whoever leads begins with ten: the workbook's, and the workshop with its steps and counts.
    "workshops:groups": 14,
    "workshops:tray": 14,
    "workshops:votes": 13,
    "workshops:send": 15,
    "workshops:scribe": 13,
    "workshops:paper-sheet": 13,
}
# Addresses with a choice in them, beside the plain ones of the table of access.
CHOSEN = {
    "swot:board": "?section=PLA&evidence=stale&inclusion=1",
    "swot:export": "?comments=1",
    "swot:search": "?q=Firm",
    "swot:strategy-add": "?inside=S1000&outside=T1000",
}
# Pages that must show more the more there is, so that the rows are known to be there.
FULLER = {
    "section",
    "board",
    "sort",
    "priorities",
    "find-out",
    "evidence",
    "comments",
    "crossings",
    "strategies",
    "return",
}
FULLER |= {"actions", "inclusion", "composition", "assets", "offers", "inside", "compare", "export", "score-alone"}
NAMES = sorted(name for name, row in ROWS.items() if row.get and name.partition(":")[0] in SPACES)


def addresses(stage):
    """Every address of the table that answers a GET, and those with a choice in them."""
    plain = {name: reverse(name, kwargs=ROWS[name].args(stage)) for name in NAMES}
    return plain | {f"{name}{query}": f"{plain[name]}{query}" for name, query in CHOSEN.items()}


def asked(client, url):
    """How often the database is asked for a page that was opened once before, and how long the page is."""
    client.get(url)
    with CaptureQueriesContext(connection) as queries:
        response = client.get(url)
        length = len(b"".join(response.streaming_content) if response.streaming else response.content)
    assert response.status_code in (200, 302), (url, response.status_code)
    return len(queries), length


@pytest.mark.slow
@pytest.mark.parametrize("person", ["ana", "caro"])
def test_every_page_of_a_workbook_asks_as_often_at_1_30_and_300_entries(person, client, db):
    stage = world()
    urls, around = addresses(stage), Cluster.objects.get(pk=stage.cluster.pk)
    theirs = [book for one in (around.part_of, *around.parts.all()) for book in one.workbooks.all()]
    stage.workbook.refresh_from_db()
    client.force_login(getattr(stage.cast, person))
    codes = {name: ROWS[name].expected("get", person) for name in NAMES}
    urls = {name: url for name, url in urls.items() if codes[name.partition("?")[0]] < 400}
    found, filled = {name: [] for name in urls}, 0
    for size in SIZES:
        fill(stage, range(filled + 1, size + 1), theirs)
        filled = size
        for name, url in urls.items():
            found[name].append(asked(client, url))
    counts = {name: [count for count, _length in each] for name, each in found.items()}
    assert {name: each for name, each in counts.items() if len(set(each)) > 1} == {}
    assert {name: each[0] for name, each in counts.items() if each[0] > MORE.get(name.partition("?")[0], MOST)} == {}
    lengths = {name.removeprefix("swot:"): [length for _count, length in each] for name, each in found.items()}
    assert {name for name in FULLER & set(lengths) if lengths[name][0] >= lengths[name][-1]} == set()
