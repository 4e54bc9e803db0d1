"""One screen of a room: follows from its place, and notes when each text was there."""

import asyncio
import time

from workshops.simulator.http import Cut, events


class Screen:
    """What one screen shows; `again` counts notes that came twice without the screen beginning anew."""

    def __init__(self, port: int, live: str) -> None:
        self.port, self.live = port, live
        self.seen_at: dict[str, float] = {}
        self.place = 0

    async def follow(self) -> None:
        """Hold the stream open, for ever."""
        while True:
            try:
                async for frame in events(self.port, f"{self.live}stream?since={self.place}"):
                    self.place = frame.get("place", self.place)
                    now = time.monotonic()
                    for note in frame.get("notes", ()):
                        self.seen_at.setdefault(note.get("text", ""), now)
            except Cut:
                pass
            await asyncio.sleep(0.5)

    def delays(self, sent_at: dict[str, float]) -> list[float]:
        """Seconds from sending to showing, of each note that came."""
        return [self.seen_at[text] - at for text, at in sent_at.items() if text in self.seen_at]
