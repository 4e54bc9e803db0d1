"""The process that renders: `python -m briefings.pdf.worker FOLDER…` reads messages on standard input until it ends.

Kept apart from Django and from the database: it sees HTML, our static files and nothing else.
"""

import gc
import logging
import re
import resource
import signal
import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any, BinaryIO

from weasyprint import CSS, HTML
from weasyprint.document import Document
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError

from briefings.pdf.attached import Attachment, taken
from briefings.pdf.fetcher import BASE_URL, STATIC_URL, LocalOnly
from briefings.pdf.finish import finish
from briefings.pdf.frames import pack, unpack
from briefings.pdf.length import TooManyPages, stop_after
from briefings.pdf.letters import join_letters
from briefings.pdf.narrowest import ask_once
from briefings.pdf.painted import listen

FACTS = ("pages", "anchors", "warnings")
HEAVY_KILOBYTES = 400 * 1024
PEAK = re.compile(r"^VmHWM:\s+(\d+) kB$", re.MULTILINE)
VARIANT = {"pdf_variant": "pdf/a-3a", "output_intent": "srgb"}


class Remarks(logging.Handler):
    """Collects what WeasyPrint has to say about a render."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(record.getMessage()[:500])


class Press:
    """One font configuration and the parsed style sheets, for as long as the process lives."""

    def __init__(self, folders: list[Path]) -> None:
        join_letters()
        ask_once()
        self.fetcher = LocalOnly(folders)
        self.fonts = FontConfiguration()
        self.sheets: dict[str, tuple[CSS, list[str]]] = {}
        self.remarks = Remarks()
        logger = logging.getLogger("weasyprint")
        logger.handlers[:] = [self.remarks]
        logger.propagate = False

    def sheet(self, name: str) -> CSS:
        """A style sheet of our static files, parsed once; what was said of it is said again at each render."""
        if name not in self.sheets:
            before = len(self.remarks.lines)
            css = CSS(url=STATIC_URL + name, url_fetcher=self.fetcher, font_config=self.fonts)
            self.sheets[name] = css, self.remarks.lines[before:]
        return self.sheets[name][0]

    def print(
        self, html: str, sheets: list[str], pages_at_most: int, attachments: Sequence[Attachment] = ()
    ) -> tuple[dict[str, Any], bytes]:
        """Facts and bytes of one PDF, or why it is refused without bytes; `TooManyPages` beyond so many pages."""
        self.remarks.lines.clear()
        self.fetcher.asked.clear()
        parsed = [self.sheet(name) for name in sheets]
        source = HTML(string=html, base_url=BASE_URL, url_fetcher=self.fetcher)
        stop_after(pages_at_most)
        document = source.render(stylesheets=parsed, font_config=self.fonts, **VARIANT)
        if asks_for_files(document):
            return {"failed": "Refused: an attachment which is not ours"}, b""
        listen(document)
        pdf = document.write_pdf(finisher=partial(finish, attachments=attachments), **VARIANT)
        last_first = reversed(list(enumerate(document.pages, start=1)))
        anchors = {name: at for at, page in last_first for name in page.anchors}
        said = [line for name in sheets for line in self.sheets[name][1]] + self.remarks.lines
        facts = {"pages": len(document.pages), "anchors": anchors, "warnings": sorted(set(said))}
        return {**facts, "fetched": sorted(set(self.fetcher.asked))}, pdf


def asks_for_files(document: Document) -> bool:
    """Whether a page asks for attachments of its own, by `<link rel=attachment>` or `<a rel=attachment>`."""
    kinds = {kind for page in document.pages for kind, *_where in page.links}
    return bool(document.metadata.attachments) or "attachment" in kinds


def allow_cpu(seconds: int) -> None:
    """Let this process use so many more seconds of CPU; beyond them the system ends it."""
    usage = resource.getrusage(resource.RUSAGE_SELF)
    soft = int(usage.ru_utime + usage.ru_stime) + seconds + 1
    resource.setrlimit(resource.RLIMIT_CPU, (soft, resource.getrlimit(resource.RLIMIT_CPU)[1]))


def answer(press: Press, job: dict[str, Any], body: bytes) -> tuple[dict[str, Any], bytes]:
    """One render of the page and the attachments in a body, with the collector at rest; faults become words, so that the next job finds the process as it was."""
    allow_cpu(job["cpu_seconds"])
    gc.disable()
    try:
        html, attachments = taken(job["attachments"], body)
        return press.print(html.decode(), job["sheets"], job["pages_at_most"], attachments)
    except (MemoryError, RecursionError, TooManyPages):
        return {"failed": "too long"}, b""
    except FatalURLFetchingError as refused:
        return {"failed": str(refused)}, b""
    finally:
        gc.enable()
        gc.collect()


def is_heavy() -> bool:
    """Whether a job made this process so large that another one should do the next.

    `getrusage` would count what the process that started it holds: Linux hands that peak on to whom it starts.
    """
    told = Path("/proc/self/status").read_text(encoding="ascii")
    return int(PEAK.search(told)[1]) > HEAVY_KILOBYTES  # type: ignore[index]


def take_from(stream: BinaryIO, count: int) -> bytes:
    """Exactly so many bytes, or EOFError."""
    data = stream.read(count)
    if len(data) < count:
        raise EOFError
    return data


def main(folders: list[str], memory: int) -> None:
    """Answer jobs until standard input ends. `memory` is the most bytes this process may map."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    press = Press([Path(folder) for folder in folders])
    while True:
        try:
            job, body = unpack(lambda count: take_from(sys.stdin.buffer, count))
        except EOFError:
            return
        facts, pdf = answer(press, job, body)
        sys.stdout.buffer.write(pack({**facts, "heavy": is_heavy()}, pdf))
        sys.stdout.buffer.flush()


if __name__ == "__main__":
    main(sys.argv[2:], int(sys.argv[1]))
