"""What a play came to, in lines for people."""

from collections import Counter
from collections.abc import Iterator, Sequence

from workshops.simulator.play import Asked, Played


def share(of: Sequence[float], part: float) -> float:
    """The value that `part` of all do not exceed; 0 of none."""
    return sorted(of)[min(len(of) - 1, int(len(of) * part))] if of else 0.0


def is_sound(played: Played) -> bool:
    """Whether all was sent, and nothing lost, doubled or refused."""
    of = played.balance
    return not (played.waiting or of.lost or of.doubled or of.lost_votes or of.doubled_people or played.tally.refused)


def lines(asked: Asked, played: Played) -> Iterator[str]:
    """The figures, the balance last."""
    tally, of = played.tally, played.balance
    yield (
        f"{asked.phones} phones, {asked.processes} process(es), mode {asked.mode}: {played.took:.0f} s, "
        f"{len(tally.answered) + len(tally.voted)} answers, {played.streams} streams"
    )
    yield f"acknowledged  {_times(tally.answered)}"
    tenth = len(tally.answered) // 10
    if tenth >= 20:
        yield f"first tenth   {_times(tally.answered[:tenth])}; last tenth {_times(tally.answered[-tenth:])}"
    if tally.voted:
        yield f"votes         {_times(tally.voted)}"
    yield f"on the screen {_times(played.delays)}"
    if tally.joined:
        yield f"came in       {_times(tally.joined)}"
    if played.back:
        within = sum(one <= 15 for one in played.back) / len(played.back)
        yield f"back          {_times(played.back)}; {within:.1%} within 15 s"
    refused = ", ".join(f"{n} × {what}" for what, n in Counter(tally.refused).most_common(5))
    yield f"errors        {len(tally.refused)} refused, {tally.slowed} told to wait, {tally.broken} broken  {refused}".rstrip()
    yield f"processor     {played.spent / played.took:.1%} of a core"
    yield f"memory        {played.begun_mb:.0f} MB, at the end {played.ended_mb:.0f} MB; stopped in {played.stopped_in:.1f} s"
    yield f"notes         {of.typed} sent, {of.stored} stored; {played.waiting} things still on phones"
    yield f"in the end    votes lost {of.lost_votes}; people doubled {of.doubled_people}"
    yield f"lost {of.lost}, doubled {of.doubled}"


def _times(of: Sequence[float]) -> str:
    return f"p50 {share(of, 0.5) * 1000:.0f} ms, p95 {share(of, 0.95) * 1000:.0f} ms ({len(of)})"
