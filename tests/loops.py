"""An event loop for a test, whichever tests ran before it in the same process."""

import asyncio
from asyncio.events import _get_running_loop, _set_running_loop


def run(told):
    """`asyncio.run`, where Playwright may have left a loop of its own that is marked as running and only waits."""
    waiting = _get_running_loop()
    _set_running_loop(None)
    try:
        return asyncio.run(told)
    finally:
        _set_running_loop(waiting)
