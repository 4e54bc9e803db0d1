"""A first workbook from empty to the last action: by touch, by mouse, and by keyboard alone."""

import pytest
from django.core.cache import cache

from clusters.first_word import new_word
from swot.document.gather import gather
from swot.models import Workbook
from swot.rules.shortlist import short_list
from tests import factories
from tests.browser import first_workbook as steps
from tests.browser.hands import Finger, Keys
from tests.browser.sweep import complaints, wrong

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.mark.parametrize(("width", "hand"), [(390, Finger), (1280, Finger), (1280, Keys)])
def test_a_first_workbook_from_empty(width, hand, window, transactional_db):
    cache.clear()
    factories.version("district")
    page = window(width=width)
    found = {}

    def look(name):
        found[name] = wrong(page, (width,)) if hand is Finger else complaints(page)

    steps.from_nothing(page, hand(page), new_word(), look)
    book = steps.begin(page, hand(page), look)
    for step in (steps.write_entries, steps.weigh, steps.cross, steps.decide, steps.act):
        step(page, hand(page), book, look)
    assert {name: each for name, each in found.items() if each} == {}
    is_whole(Workbook.objects.with_pages().get())


def is_whole(book):
    """Five listed entries a quadrant, three crossings, three strategies without an open question, three actions."""
    document = gather(book)
    assert [len(listed) for listed in short_list(document.entries).values()] == [5, 5, 5, 5]
    assert {(one.inside, one.outside, one.mark) for one in document.crossings} == {(*pair, 2) for pair in steps.PAIRS}
    assert [row.unanswered for row in book.strategy_set.order_by("pk")] == [[], [], []]
    assert all(one.kept for one in document.strategies)
    assert [(one.internal_entries[0], one.external_entries[0]) for one in document.strategies] == list(steps.PAIRS)
    assert [one.action for one in document.actions] == list(steps.ACTIONS)
    assert [one.strategy for one in document.actions] == ["X1", "X2", "X3"]
    assert [one.inclusion for one in document.actions] == [True, False, False]
