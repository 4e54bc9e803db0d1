"""How much a page is shortened so that page one stands alone and a promised length is kept.

Two layouts are made at a time, one a core: the one that will probably do, and the one that would do better. Where to
begin is fixed for each edition, so that equal input always comes to the same steps.
"""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial

from briefings.compose import TIGHTEST
from briefings.editions import Edition
from briefings.pdf.attached import Attachment
from briefings.pdf.render import Rendered, render

PAGE_TWO = "after-page-one"
# Where a full workbook comes to lie; a letter to neighbours is large and carries its lists in front.
LIKELY, LIKELY_LARGE = 2, 4
# The first three shorten lists, the others long texts as well (`briefings.room`).
TERSE = ((1, 2), (3, 4), (5, 6))

Draw = Callable[..., str]
Fitted = tuple[str, Rendered]


def stands_alone(rendered: Rendered) -> bool:
    """Whether all of page one is on one page, so that the rest begins on page two."""
    return rendered.anchors.get(PAGE_TWO, 2) == 2


def fitted(
    at: Draw, edition: Edition, sheets: tuple[str, ...], files: Sequence[Attachment] = (), *, large: bool = False
) -> Fitted:
    """The page at the first step of tightness at which page one stands alone, and of terseness that keeps the length.

    `at` draws it at `tight` and `terse`, with `front_only` page one alone. In large print nothing is shortened: whoever
    needs it gets the same words on more pages.
    """
    limit, tight = edition.page_limit, LIKELY_LARGE if edition.large else LIKELY
    front, lay = partial(at, front_only=True), partial(together, sheets=sheets, files=files)
    if large:
        return lay([partial(at, tight=0)])[0]
    if limit is None:
        tight = _tightness(front, tight, sheets)
        return lay([partial(at, tight=tight)])[0]
    found, (_page, before) = lay([partial(at, tight=tight), partial(front, tight=tight - 1)])
    if stands_alone(before) or not stands_alone(found[1]):
        tight = _tightness(front, tight - 1 if stands_alone(before) else min(tight + 1, TIGHTEST), sheets)
        found = lay([partial(at, tight=tight)])[0]
    return found if keeps(found[1], limit) else kept_short(partial(at, tight=tight), limit, sheets, files)


def keeps(rendered: Rendered, limit: int) -> bool:
    """Whether it keeps a promised length, with page one alone on its page."""
    return rendered.pages <= limit and stands_alone(rendered)


def kept_short(at: Draw, limit: int, sheets: tuple[str, ...], files: Sequence[Attachment] = ()) -> Fitted:
    """The whole at the first step of terseness after none that keeps a promised length, at the last where none does."""
    for steps in TERSE:
        tried = together([partial(at, terse=terse) for terse in steps], sheets, files)
        for found in tried:
            if keeps(found[1], limit):
                return found
    return tried[-1]


def _tightness(front: Draw, tight: int, sheets: tuple[str, ...]) -> int:
    """The first step at which page one stands alone, from a likely one down or up; the last where none does."""

    def fits(step: int) -> bool:
        return step == TIGHTEST or stands_alone(render(front(tight=step), extra_css=sheets))

    if fits(tight):
        while tight and fits(tight - 1):
            tight -= 1
        return tight
    return next(step for step in range(tight + 1, TIGHTEST + 1) if fits(step))


def together(
    draws: Sequence[Callable[[], str]], sheets: tuple[str, ...], files: Sequence[Attachment] = ()
) -> list[Fitted]:
    """Pages laid out at the same time, as far as there are workers: the first already while the next is drawn."""
    with ThreadPoolExecutor(len(draws)) as threads:
        laid = []
        for draw in draws:
            page = draw()
            laid.append((page, threads.submit(render, page, extra_css=sheets, attachments=files)))
        return [(page, rendered.result()) for page, rendered in laid]
