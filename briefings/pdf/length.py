"""No page is laid out beyond the last that is allowed: what is too long is known as soon as it is, not at its end."""

from collections.abc import Iterator
from functools import partial
from typing import Any

from weasyprint import layout

make_all_pages = layout.make_all_pages


class TooManyPages(Exception):
    """The layout came to a page beyond the last one."""


def stop_after(pages: int) -> None:
    """Let the layouts of this process raise `TooManyPages` beyond so many pages."""
    layout.make_all_pages = partial(_counted, pages)


def _counted(most: int, *given: Any) -> Iterator[Any]:
    for number, page in enumerate(make_all_pages(*given), start=1):
        if number > most:
            raise TooManyPages
        yield page
