"""Sharing a briefing, whole: the leader makes a link, a reader asks by it and is answered, the link is revoked."""

from dataclasses import replace
from pathlib import Path

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from briefings.models import Briefing, Share
from swot.document.gather import Rows
from swot.document.read import read
from swot.document.versions import published_content
from swot.document.write import to_json
from swot.models import Snapshot, Workbook
from tests import factories
from tests.access.world import world
from tests.briefings.build import HOSTILE, full_of
from tests.browser.hands import Finger
from tests.browser.sweep import complaints
from tests.browser.sweep import wrong as all_wrong

pytestmark = pytest.mark.browser
CASES = Path(__file__).resolve().parents[1] / "data" / "cases"
ASKED = "What would the nine traders in the chandlery pay after repair, and for how long is that fixed?"
ANSWERED = "€184,000 is pledged by 212 people. The list closes on 20 December."


def wrong(page, widths):
    """What is wrong with a page that is open; axe is a script itself, so without any only what the console says."""
    return all_wrong(page, widths) if page.script else complaints(page)


@pytest.fixture
def stage(transactional_db):
    return world()


@pytest.mark.parametrize("script", [True, False], ids=["script", "plain"])
@pytest.mark.parametrize("width", [390, 1280])
def test_a_link_from_made_to_revoked(width, script, window, stage):
    leader, found = window(stage.cast.ana, width=width, script=script), []
    here = reverse("briefings:share", args=[stage.briefing.pk])
    hand = Finger(leader)
    leader.goto(here)
    found += wrong(leader, (width,))
    hand.write("main [name=for_whom]", "Merrow Coast Development Agency")
    hand.press("main button", "Make the link")
    expect(leader.get_by_role("heading", name="The link is made")).to_be_visible()
    found += wrong(leader, (width,))
    url = leader.locator("#id_link").input_value()
    assert leader.locator("[data-copy]").is_visible() is script
    asks(window(width=width, script=script), url, width, found)
    answers(leader, hand, here, width, found)
    reader = window(width=width, script=script)
    reader.goto(url)
    expect(reader.locator(".thread .reply")).to_contain_text(ANSWERED)
    leader.locator("tr", has_text="Merrow Coast").get_by_role("button", name="Revoke").click()
    expect(leader.locator("main")).to_contain_text("The link is revoked")
    reader.goto(url)
    expect(reader.get_by_role("heading", name="This link does not work any more")).to_be_visible()
    found += [line for line in wrong(reader, (width,)) if "status of 404" not in line]
    assert found == []


def asks(page, url, width, found):
    """A reader leaves the words empty, is told so, and asks."""
    hand = Finger(page)
    page.goto(url)
    found += wrong(page, (width,))
    hand.pick("main [name=what]", "fact")
    hand.choose("main [name=about]", "matrix")
    hand.write("main [name=name]", "Lena Mikkelsen")
    hand.press("main .gate button", "Send")
    expect(page.locator(".error-summary")).to_contain_text("Write something, or leave it")
    found += wrong(page, (width,))
    expect(page.locator("main [name=name]")).to_have_value("Lena Mikkelsen")
    expect(page.locator("main [name=about]")).to_have_value("matrix")
    hand.write("main [name=text]", ASKED)
    hand.press("main .gate button", "Send")
    expect(page.locator("#said")).to_be_visible()
    expect(page.locator(".thread")).to_contain_text(ASKED)
    found += wrong(page, (width,))


def answers(page, hand, here, width, found):
    """The leader finds what was asked, and that the link was opened, and answers it."""
    page.goto(here)
    found += wrong(page, (width,))
    row = page.locator("tr", has_text="Merrow Coast")
    expect(row).to_contain_text("times, last")
    note = page.locator(".thread > li", has_text="Lena Mikkelsen")
    expect(note).to_contain_text("Waits for an answer.")
    note.locator("textarea").fill(ANSWERED)
    note.get_by_role("button", name="Send the answer").click()
    expect(page.locator(".thread .reply")).to_contain_text(ANSWERED)


@pytest.mark.parametrize("width", [390, 1280])
def test_pages_are_clean_where_no_script_of_ours_comes(width, window, stage):
    stage.reader_note.answer(text=ANSWERED, key="k", by=stage.cast.ana)
    found = []
    for person, url in (
        (stage.cast.ana, reverse("briefings:share", args=[stage.briefing.pk])),
        (None, reverse("briefings:reader", args=[stage.share_token])),
    ):
        page = window(person, width=width)
        page.route("**/*.js", lambda route: route.fulfill(body="", content_type="text/javascript"))
        page.goto(url)
        found += wrong(page, (width,))
    assert found == []


def test_the_button_copies_the_link_and_says_so(window, stage):
    page = window(stage.cast.ana)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(reverse("briefings:share", args=[stage.briefing.pk]))
    Finger(page).press("main button", "Make the link")
    page.get_by_role("button", name="Copy").click()
    expect(page.locator("#id_link_copied")).to_have_text("Copied.")
    assert page.evaluate("navigator.clipboard.readText()") == page.locator("#id_link").input_value()
    assert complaints(page) == []


def test_where_a_page_may_not_write_to_the_clipboard_it_copies_all_the_same(window, stage):
    page = window(stage.cast.ana)
    page.add_init_script("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
    page.goto(reverse("briefings:share", args=[stage.briefing.pk]))
    Finger(page).press("main button", "Make the link")
    page.get_by_role("button", name="Copy").click()
    expect(page.locator("#id_link_copied")).to_have_text("Copied.")
    assert complaints(page) == []


def shared(document, edition):
    """The address of a document as a briefing that is shared."""
    factories.version(document.cluster.kind)
    mara = factories.user("Mara")
    book = Workbook.objects.with_pages().get(pk=factories.stored(document, leader=mara).pk)
    snapshot = Snapshot.take(book, to_json(Rows(book).whole, book.content()), by=mara)
    day = {"issued_on": book.cluster.today, "issued_by": mara}
    briefing = Briefing.objects.create(workbook=book, snapshot=snapshot, number=1, edition=edition, **day)
    told = {"for_whom": "", "until": book.cluster.today, "may_answer": True, "by": mara}
    return reverse("briefings:reader", args=[Share.make(briefing, **told)[1]])


@pytest.mark.parametrize("edition", ["agency", "council", "funder", "community", "full"])
def test_every_edition_of_a_whole_workbook_is_clean(edition, window, transactional_db):
    factories.version("workspace")
    case = (CASES / "cockpit-workspace.json").read_bytes()
    page = window()
    page.goto(shared(read(case, contents=published_content), edition))
    assert wrong(page, (1280, 390, 320)) == []


@pytest.mark.parametrize("edition", ["agency", "community", "full"])
def test_words_that_mean_harm_stay_in_their_column(edition, window, transactional_db):
    stamp = factories.version("district").content()
    document = full_of(HOSTILE[:200], count=6)
    stamped = replace(document.template, fingerprint=stamp.fingerprint)
    page = window()
    page.goto(shared(replace(document, template=stamped), edition))
    assert wrong(page, (1280, 768, 390, 320)) == []
