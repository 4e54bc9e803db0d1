"""What is theirs: a copy of their data, and leaving."""

from tests.access import Row
from tests.access.clusters import FAULTY, SIGNED_IN, cluster

ROWS = {
    "briefings:mine": Row(get=SIGNED_IN),
    "briefings:mine-pdf": Row(get=SIGNED_IN),
    "clusters:hand-over": Row(get="200 404 404 404 404 302", post="422 404 404 404 404 302", args=cluster),
    "swot:delete-account": Row(get=SIGNED_IN, post=FAULTY),
}
