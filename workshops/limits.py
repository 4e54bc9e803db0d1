"""How much one phone, one code and one address may send: kept in the memory of each process, and of nobody's notes.

The figures are in the specification of the workshop, under "Limits". Good codes are never counted by address: a room of
300 phones shares one.
"""

import time
from threading import Lock
from typing import Any


class Buckets:
    """A bucket a key that holds `most` and fills again by `a_second`; the fullest are forgotten first."""

    MOST_KEYS = 20_000

    def __init__(self, most: float, a_second: float) -> None:
        self.most, self.a_second = most, a_second
        self._left: dict[Any, tuple[float, float]] = {}
        self._lock = Lock()

    def take(self, key: Any) -> float:
        """Take one: 0, or the seconds until there is one, with nothing taken."""
        with self._lock:
            left, now = self._now(key)
            if left < 1:
                return (1 - left) / self.a_second
            self._left.pop(key, None)
            self._left[key] = left - 1, now
            if len(self._left) > self.MOST_KEYS:
                self._forget(now)
            return 0.0

    def wait(self, key: Any) -> float:
        """The seconds until one can be taken; 0 for at once."""
        with self._lock:
            left, _now = self._now(key)
            return max(0.0, (1 - left) / self.a_second)

    def clear(self) -> None:
        """Every bucket is full again."""
        with self._lock:
            self._left.clear()

    def _now(self, key: Any) -> tuple[float, float]:
        now = time.monotonic()
        left, at = self._left.get(key, (self.most, now))
        return min(self.most, left + (now - at) * self.a_second), now

    def _forget(self, now: float) -> None:
        """Those that are full by now, and the ones not used for longest where that is not enough."""
        full = [key for key, (left, at) in self._left.items() if left + (now - at) * self.a_second >= self.most]
        for key in full or list(self._left)[: self.MOST_KEYS // 2]:
            del self._left[key]


class Delay:
    """Grows with every wrong code beyond what is allowed in all: 1 s, doubled up to a minute; gone after ten minutes."""

    LONGEST, FORGOTTEN = 60.0, 600.0

    def __init__(self) -> None:
        self._next, self._seconds = 0.0, 0.0
        self._lock = Lock()

    def grow(self) -> None:
        """One more than allowed."""
        with self._lock:
            now = time.monotonic()
            is_old = now - self._next > self.FORGOTTEN
            self._seconds = 1.0 if is_old else min(self.LONGEST, self._seconds * 2 or 1.0)
            self._next = now + self._seconds

    def wait(self) -> float:
        """The seconds until the next wrong code is looked at."""
        with self._lock:
            return max(0.0, self._next - time.monotonic())

    def clear(self) -> None:
        """No delay."""
        with self._lock:
            self._next = self._seconds = 0.0


# What a room holds at most, with what was taken back: it is kept in memory for everybody who listens.
MOST_PEOPLE, MOST_NOTES = 2_000, 20_000

NOTES = Buckets(10, 1 / 2)
JOINS = Buckets(50, 50)
WRONG_FROM = Buckets(30, 30 / 600)
WRONG = Buckets(1000, 1000 / 600)
DELAY = Delay()


def note(participant_pk: int) -> float:
    """Count a note of one phone: one every 2 s, 10 at once. The seconds to wait; 0 for go."""
    return NOTES.take(participant_pk)


def join(workshop_pk: Any) -> float:
    """Count somebody coming in by one code or square: 50 a second. The seconds to wait; 0 for go."""
    return JOINS.take(workshop_pk)


def wrong_code(ip: str) -> None:
    """Count a code that opens nothing: 30 in ten minutes from one address, 1,000 in all, then the delay grows."""
    WRONG_FROM.take(ip)
    if WRONG.take("all"):
        DELAY.grow()


def may_try(ip: str) -> float:
    """The seconds until a wrong code from this address is looked at again; 0 for now. A right one is let in regardless."""
    return max(WRONG_FROM.wait(ip), DELAY.wait())


def clear() -> None:
    """Forget everything that was counted."""
    for one in (NOTES, JOINS, WRONG_FROM, WRONG, DELAY):
        one.clear()
