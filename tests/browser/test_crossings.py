"""The crossings in a browser: by keyboard alone, pair by pair on a phone, with two people marking, and without script."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from swot.models import Crossing
from tests import factories
from tests.browser.sweep import NARROW, PHONE, WIDE, wrong
from tests.browser.test_keyboard import FOCUS, LOW, tab_to

pytestmark = pytest.mark.browser
LISTED = {"evidence_grade": 3, "impact": 4, "certainty": 4}


@pytest.fixture
def book(cast):
    """Two entries a quadrant, all scored: sixteen crossings."""
    book = factories.workbook(cast.cluster, by=cast.ana)
    for quadrant in ("strength", "weakness", "opportunity", "threat"):
        for number in (1, 2):
            factories.entry(book, by=cast.ana, text=f"Fact {number} about {quadrant}", quadrant=quadrant, **LISTED)
    return book


def address(book, name="crossings"):
    return reverse(f"swot:{name}", args=[book.pk])


def marks():
    rows = Crossing.objects.select_related("inside", "outside")
    return {f"{row.inside.ref}_{row.outside.ref}": row.mark for row in rows}


def test_the_grid_is_marked_and_saved_by_keyboard_alone(window, cast, book):
    page = window(cast.ana)
    page.goto(address(book))
    tab_to(page, '[name="x_S1_O1"]')
    page.keyboard.press("2")
    expect(page.locator('[name="x_S1_O1"][value="2"]')).to_be_checked()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.name") == "x_S1_O2"
    page.keyboard.press("Space")
    page.keyboard.press("ArrowRight")
    expect(page.locator('[name="x_S1_O2"][value="1"]')).to_be_checked()
    page.keyboard.press("Tab")
    page.keyboard.press("0")
    assert page.evaluate(FOCUS.replace('closest(".form-check")', 'closest("label")')) is None
    tab_to(page, "form[data-crossings] button[type=submit]")
    page.keyboard.press("Enter")
    expect(page.get_by_text("3 marks are saved.")).to_be_visible()
    assert marks() == {"S1_O1": 2, "S1_O2": 1, "S1_T1": 0}
    tab_to(page, 'a[href$="inside=S1&outside=O1"]')
    page.keyboard.press("Enter")
    expect(page.locator("#id_text")).to_have_value("Use “Fact 1 about strength” to take “Fact 1 about opportunity” by ")


def test_each_crossing_is_one_stop_for_tab(window, cast, book):
    page = window(cast.ana)
    page.goto(address(book))
    tab_to(page, '[name="x_S1_O1"]')
    names = []
    for _press in range(15):
        names.append(page.evaluate("document.activeElement.name"))
        page.keyboard.press("Tab")
    assert len(set(names)) == 15


@pytest.mark.parametrize("name", ["crossings", "crossing"])
def test_the_pages_are_clean_with_and_without_marks(name, window, cast, book):
    page = window(cast.ana)
    page.goto(address(book, name))
    assert wrong(page, (WIDE, 1000, PHONE, NARROW)) == []
    rows = {row.ref: row for row in book.entries.all()}
    for pair, mark in (("S1 O1", 2), ("W1 T1", 1), ("S2 T1", 0)):
        inside, outside = (rows[ref] for ref in pair.split())
        Crossing.put(book, inside, outside, mark, by=cast.ben, seen=0)
    page.reload()
    assert wrong(page, (WIDE, 1000, PHONE, NARROW)) == []


def test_a_board_of_a_hundred_crossings_is_clean(window, cast, book):
    for quadrant in ("strength", "weakness", "opportunity", "threat"):
        for number in range(3):
            text = f"A long and honest sentence about what is so, for whom and how we know it, number {number}"
            factories.entry(book, by=cast.ana, text=text, quadrant=quadrant, inclusion=number == 1, **LISTED)
    for person in (cast.ana, cast.caro):
        page = window(person)
        page.goto(address(book))
        assert wrong(page, (WIDE, 1000, PHONE, NARROW)) == []


@pytest.mark.parametrize("script", [True, False])
def test_a_phone_is_led_from_pair_to_pair_to_the_ranked_ones(script, window, cast, book):
    page = window(cast.ana, width=PHONE, script=script)
    page.goto(address(book))
    expect(page.locator("table.cross")).to_be_hidden()
    if script:
        assert page.evaluate(LOW.replace("input[type=radio]", ".pair input[type=radio]")) == []
    for number in range(1, 17):
        expect(page.get_by_text(f"Pair {number} of 16")).to_be_visible()
        page.locator(f'label[for="id_mark_{2 if number == 1 else 0}"]').click()
        page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("heading", name="Worth a strategy")).to_be_visible()
    expect(page.get_by_text("16 of 16 marked")).to_be_visible()
    assert sorted(marks().values()) == [0] * 15 + [2]


def test_two_people_mark_at_once_and_the_one_crossing_they_share_is_shown_with_both_marks(window, client, cast, book):
    ana = window(cast.ana)
    client.cookies.clear()  # or signing Ben in would sign Ana out
    ben = window(cast.ben)
    for page in (ana, ben):
        page.goto(address(book))
    for page, chosen in ((ana, {"S1_O1": 2, "S1_O2": 1}), (ben, {"S1_O1": 0, "W2_T2": 2})):
        for pair, mark in chosen.items():
            page.locator(f'[name="x_{pair}"][value="{mark}"]').check(force=True)
    for page in (ana, ben):
        page.get_by_role("button", name="Save and rank the pairs").first.click()
    expect(ben.get_by_text("S1 with O1: you say 0, Ana said 2.")).to_be_visible()
    assert marks() == {"S1_O1": 2, "S1_O2": 1, "W2_T2": 2}
    assert wrong(ben, (WIDE,)) == []
    ben.get_by_role("button", name="Save and rank the pairs").first.click()
    expect(ben.get_by_text("1 mark is saved.")).to_be_visible()
    assert marks()["S1_O1"] == 0


def test_strategies_from_elsewhere_parked_and_kept_are_clean(window, cast, book):
    rows = {row.ref: row for row in book.entries.all()}
    words = dict.fromkeys(("text", "who_gains", "who_could_lose", "how_we_will_know", "with_the_grain"), "Words")
    for origin in ("region", "elsewhere", ""):
        given = {**words, "who_must_agree": "The council", "from_kind": origin, "why_here": "Few owners"}
        book.add_strategy(by=cast.ana, entries=[rows["S1"], rows["T1"]], **given)
    page = window(cast.ana)
    page.goto(address(book, "strategies"))
    page.get_by_role("button", name="Park strategy X1").click()
    expect(page.get_by_text("Strategy X1 is parked.")).to_be_visible()
    assert wrong(page, (WIDE, PHONE, NARROW)) == []
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_text("Strategy X1 is kept again.")).to_be_visible()
