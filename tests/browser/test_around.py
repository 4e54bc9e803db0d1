"""An offer in our own words, and a change of kind with the entries asked again, on a desk, on a phone and without script."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from clusters.models import Cluster
from swot.models import Workbook
from tests import factories
from tests.browser.path import pick, tap
from tests.browser.sweep import wrong

pytestmark = pytest.mark.browser
WIDTHS = pytest.mark.parametrize(("width", "script"), [(1280, True), (390, True), (390, False)])
OURS = "If either buyer stops, our nine recording members lose work first"


@pytest.fixture
def book(cast):
    """A district inside a region that offers one weakness."""
    region = Cluster.found(by=cast.dev, name="Merrow Coast", kind="region", offers_down=True)
    Cluster.objects.filter(pk=cast.cluster.pk).update(part_of=region)
    above = Workbook.begin(region, factories.version("district"), by=cast.dev)
    factories.entry(above, by=cast.dev, text="Half of the coast’s studios depend on two buyers", quadrant="weakness")
    return factories.workbook(cast.cluster, by=cast.ana)


def clean(page, script, width):
    """axe needs script; the rest of the sweep goes with it."""
    if script:
        assert wrong(page, (width,)) == []


@WIDTHS
def test_an_offer_is_reworded_accepted_and_taken_back(window, cast, book, width, script):
    page = window(cast.ana, width=width, script=script)
    page.goto(reverse("swot:workbook", args=[book.pk]))
    page.get_by_role("link", name="1 offer of the cluster above is not decided yet").click()
    expect(page.get_by_label("In our words")).to_have_value("")
    clean(page, script, width)
    page.get_by_label("In our words").fill("Half of the coast’s studios depend on two buyers.")
    page.get_by_label("Why would this hold at our distance?").fill("Nine of ours sell to three of them")
    page.get_by_role("button", name="Accept as a threat").click()
    expect(page.locator(".error-summary")).to_contain_text("These are their words.")
    clean(page, script, width)
    page.get_by_label("In our words").fill(OURS)
    page.get_by_role("button", name="Accept as a threat").click()
    expect(page.get_by_text("W1 is accepted, in our words.")).to_be_visible()
    expect(page.locator(".entry-meta")).to_contain_text("Accepted as T1")
    clean(page, script, width)
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_role("heading", name="1 to decide")).to_be_visible()
    page.get_by_role("button", name="Not true here").click()
    expect(page.get_by_text("W1 is not true here.")).to_be_visible()


@WIDTHS
def test_a_change_of_kind_asks_every_entry_again(window, cast, book, width, script):
    factories.version("workspace")
    for text in ("Nine of 46 tenants get weekly work next door", "Six bookbinders train two school leavers a year"):
        factories.entry(book, by=cast.ana, text=text)
    page = window(cast.ana, width=width, script=script)
    page.goto(reverse("swot:change-kind", args=[book.pk]))
    clean(page, script, width)
    pick(page, "kind", "workspace")
    page.get_by_role("button", name="Change the kind").click()
    expect(page.locator(".error-summary")).to_contain_text("Tick this to go on.")
    tap(page, "[name=agreed]")
    page.get_by_role("button", name="Change the kind").click()
    expect(page.get_by_role("heading", name="Asked again")).to_be_visible()
    clean(page, script, width)
    page.get_by_label("The words").fill("Nine of 46 tenants work for each other weekly")
    pick(page, "helps", "helps")
    pick(page, "ours", "ours")
    page.get_by_role("button", name="Carry it").click()
    expect(page.get_by_text("S1 is carried as S1.")).to_be_visible()
    page.get_by_role("button", name="Leave it behind").click()
    expect(page.get_by_text("Every entry is decided.")).to_be_visible()
    clean(page, script, width)
    page.get_by_role("link", name="Go to the board").click()
    expect(page.locator("#S1")).to_contain_text("Nine of 46 tenants work for each other weekly")


def test_one_that_may_leave_becomes_an_entry_on_a_phone(window, cast, book):
    page = window(cast.ana, width=390)
    page.goto(reverse("swot:anchor-add", args=[book.pk]))
    page.get_by_label("Name", exact=True).fill("Merrow Instruments")
    page.get_by_label("Micro-enterprises").fill("9")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("heading", name="If Merrow Instruments leaves")).to_be_visible()
    assert wrong(page, (390,)) == []
    page.get_by_role("link", name="Make this an entry").first.click()
    expect(page.get_by_label("Add an entry")).to_have_value(
        "9 of the other 9 lose their first customer or supplier if Merrow Instruments leaves. Micro-enterprises: 9."
    )
    page.get_by_role("button", name="Add entry").click()
    expect(page.get_by_text("T1 is added.")).to_be_visible()
