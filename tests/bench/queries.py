"""How many queries a page takes, counted in this process once everything that is kept in memory is there."""

import re

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from swot.models import Workbook
from tests.bench.visitor import Unexpected, Writer

FRAME = re.compile(r"(BEGIN|SAVEPOINT|COMMIT|RELEASE|ROLLBACK)\b")


def opened(client: Client, path: str) -> int:
    """The queries of opening a page a second time."""
    client.get(path)
    with CaptureQueriesContext(connection) as seen:
        refuse(client.get(path).status_code)
    return counted(seen)


def saved(client: Client, book: Workbook, prompt: str, writer: Writer) -> int:
    """The most queries of saving any of the five answers to a scale."""
    path, found = reverse("swot:answer", args=[book.pk, prompt]), []
    for _answer in range(6):
        with CaptureQueriesContext(connection) as seen:
            response = client.post(path, writer.fields(), headers={"HX-Request": "true", "X-Autosave": "1"})
        refuse(response.status_code)
        writer.saved(response.text)
        found.append(counted(seen))
    return max(found[1:])


def refuse(status: int) -> None:
    """Raise unless the page answered."""
    if status != 200:
        raise Unexpected(f"In this process a page answered {status}.")


def counted(seen: CaptureQueriesContext) -> int:
    """Queries without the frame of transactions."""
    return sum(not FRAME.match(query["sql"]) for query in seen)
