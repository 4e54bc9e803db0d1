"""What one reading of a workshop tells each audience, encoded once however many listen."""

import json
import time
from typing import Any

from django.utils import timezone

from workshops import projection
from workshops.live.tickets import Ticket
from workshops.projection import Audience, Room

# A frame made longer ago is made anew, so that the time in it is right for a screen that was slow.
FRESH = 0.5
BREATH = b":\n\n"
OVER = b'data: {"kind":"over"}\n\n'
CHANGING = {"place", "now"}


class Frames:
    """The frames of one reading, by what they show; `turn` is all that makes a phone draw anew, `counts` the rest."""

    def __init__(self, room: Room) -> None:
        self.room, self.place = room, room.workshop.place
        self.counts = projection.counts(room)
        told = projection.state(room, timezone.now())
        self.turn = {name: value for name, value in told.items() if name not in CHANGING and name not in self.counts}
        self.told = (self.place, room.counts)
        self._kept: dict[Any, tuple[float, bytes]] = {}

    def state(self) -> bytes:
        """For a phone: how the workshop stands."""
        return self._once("state", lambda: projection.state(self.room, timezone.now()))

    def few(self) -> bytes:
        """For a phone between two turns: the counts alone."""
        now = {"place": self.place, "now": int(time.time() * 1000)}
        return self._once("counts", lambda: {**now, **self.counts})

    def screen(self, since: int) -> bytes:
        """For the screen: everything that changed after a place."""
        return self._once("screen", lambda: projection.screen(self.room, timezone.now(), since), since)

    def leader(self) -> bytes:
        """For whoever leads."""
        return self._once("leader", lambda: projection.leader(self.room, timezone.now()))

    def whole(self, ticket: Ticket, since: int) -> bytes:
        """The JSON for one who has seen everything up to a place, as polling is answered."""
        if ticket.reads_screen:
            return self.screen(self.known(since))
        return self.leader() if ticket.audience is Audience.LEADER else self.state()

    def known(self, since: int) -> int:
        """A place that this workshop has been at; from any other one begins anew."""
        return since if 0 <= since <= self.place else 0

    def event(self, data: bytes) -> bytes:
        """A frame as an event of a stream."""
        return b"id: %d\ndata: %s\n\n" % (self.place, data)

    def _once(self, kind: str, make: Any, since: int = 0) -> bytes:
        at, data = self._kept.get((kind, since), (0.0, b""))
        if time.monotonic() - at > FRESH:
            data = json.dumps({"kind": kind, **make()}, ensure_ascii=False, separators=(",", ":")).encode()
            self._kept[kind, since] = time.monotonic(), data
        return data
