"""The page that a workbook prints, and the process that prints it barely."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from django.conf import settings

from briefings.make import PAPERS, html
from briefings.pdf.frames import pack, unpack
from briefings.pdf.render import SHEETS
from swot.document.gather import gather
from swot.models import Workbook
from tests.bench.figures import Act

EDITION = "agency"


def page(book: Workbook) -> str:
    """What the draft of a briefing is made of, as HTML."""
    cluster = book.cluster
    return html(gather(book), book.content(), edition=EDITION, paper=cluster.paper, today=cluster.today)


def long_page(book: Workbook, entries: int) -> str:
    """The full workbook with so many of its entries: some twelve pages of every kind of part."""
    document, cluster = gather(book), book.cluster
    fewer = replace(document, entries=document.entries[:entries], answers=document.answers[:entries])
    return html(fewer, book.content(), edition="full", paper=cluster.paper, today=cluster.today, tight=2)


def front(book: Workbook) -> str:
    """The summary that stands alone: page one of the agency's edition."""
    told = {"edition": EDITION, "paper": book.cluster.paper, "today": book.cluster.today}
    return html(gather(book), book.content(), **told, tight=2, front_only=True)


@contextmanager
def pressing(book: Workbook, said: str = "") -> Iterator[Act]:
    """P as something that can be done again and again, of a page or of the draft; its process ends with the block."""
    sheets = [str(settings.STATICFILES_DIRS[0]), *SHEETS, *PAPERS[book.cluster.paper]]
    command, pipe = [sys.executable, "-m", "tests.bench.bare_paper", *sheets], subprocess.PIPE
    message = pack({}, (said or page(book)).encode())
    with subprocess.Popen(command, cwd=settings.BASE_DIR, stdin=pipe, stdout=pipe) as process:
        assert process.stdin
        assert process.stdout
        yield lambda: printed(process, message)
        process.stdin.close()


def printed(process: Any, message: bytes) -> int:
    """Print once; the bytes of the PDF."""
    process.stdin.write(message)
    process.stdin.flush()
    header, _body = unpack(process.stdout.read)
    size: int = header["bytes"]
    return size
