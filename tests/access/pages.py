"""Pages that belong to no app."""

from tests.access import Row

EVERYBODY = "200 200 200 200 200 200"
ROWS = {name: Row(get=EVERYBODY) for name in ("healthz", "accessibility", "about-data")}
