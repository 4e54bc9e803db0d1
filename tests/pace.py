"""How long something takes, told by how long something else takes in the same run: a busy machine is no fault."""

import time
from collections.abc import Callable
from typing import Any

TRIES = 3


def seconds(work: Callable[[], Any]) -> float:
    """The processor time of a piece of work, whatever it raises."""
    begun = time.process_time()
    try:
        work()
    except Exception:
        return time.process_time() - begun
    return time.process_time() - begun


def is_quick(work: Callable[[], Any], reference: Callable[[], Any], times: float) -> bool:
    """Whether the best of three of `work` takes at most so many times as long as the best of three of `reference`.

    Only once it was slow is it done again: memory that is swept by chance must not decide.
    """
    most = times * min(seconds(reference) for _time in range(TRIES))
    return any(seconds(work) <= most for _time in range(TRIES))
