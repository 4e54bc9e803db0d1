"""Briefings made before anybody asks for them: once a workbook has been still for a while, its drafts are ready.

Only the server makes any (`config/asgi.py` starts it). What waits is kept in memory: whatever a restart forgets is made
when it is asked for, as everything else.
"""

import logging
import time
from collections.abc import Callable
from threading import Event, Lock, Thread
from typing import Any

from django.db import close_old_connections

from briefings.editions import editions
from briefings.formats.of_rows import draft_of
from briefings.make import pdf
from briefings.pdf.render import CannotRender, TooLong
from clusters.sheets import holding
from swot.models import Workbook
from swot.models.change import written

STILL_SECONDS = 120.0
LOOK_EVERY = 15.0
# More than so many at once is a day on which nobody reads: the longest still go first, the rest are made when asked for.
MOST_WAITING = 200

log = logging.getLogger(__name__)


def make_drafts(pk: Any) -> None:
    """The PDF of every edition of a workbook as it stands, on the paper of its cluster; too long ones are left."""
    workbook = Workbook.objects.open().with_pages().filter(pk=pk).first()
    if workbook is None:
        return
    with holding():
        for one in editions():
            asked = draft_of(workbook, edition=one.key)
            try:
                pdf(asked.document, asked.content, **asked.said)
            except (TooLong, CannotRender):
                continue


class Ahead:
    """Workbooks that somebody wrote in, and when: each is made once nobody has for `still` seconds, one after another."""

    def __init__(self, make: Callable[[Any], None] = make_drafts, still: float = STILL_SECONDS) -> None:
        self.make, self.still = make, still
        self.waiting: dict[Any, float] = {}
        self.lock, self.over = Lock(), Event()

    def touched(self, pk: Any, now: float | None = None) -> None:
        """Somebody wrote in a workbook: it waits anew."""
        with self.lock:
            self.waiting.pop(pk, None)
            self.waiting[pk] = time.monotonic() if now is None else now
            while len(self.waiting) > MOST_WAITING:
                self.waiting.pop(next(iter(self.waiting)))

    def due(self, now: float | None = None) -> Any:
        """The one that has been still the longest, if it was for long enough; it waits no more. None where there is none."""
        now = time.monotonic() if now is None else now
        with self.lock:
            pk = next(iter(self.waiting), None)
            if pk is None or now - self.waiting[pk] < self.still:
                return None
            del self.waiting[pk]
            return pk

    def work(self) -> None:
        """Make all that are due. A fault is logged by its kind alone: words of a workbook stay out of logs."""
        while not self.over.is_set() and (pk := self.due()) is not None:
            try:
                self.make(pk)
            except Exception as fault:  # the next ones are made all the same
                log.warning("A briefing was not made ahead: %s", type(fault).__name__)
            finally:
                close_old_connections()

    def run(self) -> None:
        """Look for what is due, again and again, until the process ends."""
        while not self.over.wait(LOOK_EVERY):
            self.work()

    def start(self) -> None:
        """Listen to what is written, and work beside the pages."""
        written.connect(self._written, dispatch_uid="briefings.ahead")
        Thread(target=self.run, name="briefings ahead", daemon=True).start()

    def _written(self, pk: Any, **_more: Any) -> None:
        self.touched(pk)


AHEAD = Ahead()
