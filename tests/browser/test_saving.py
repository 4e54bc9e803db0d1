"""What is typed is never lost: saved by itself, kept offline, in a closed tab, beside another's, and past a session."""

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import expect

from tests import factories
from tests.browser import path
from tests.browser.sweep import complaints
from tests.factories import workbook as new_workbook

pytestmark = pytest.mark.browser
CODE = "D-INC-1"
MINE, THEIRS = "Three leases, read by Ana", "Nine leases, read by Ben"


@pytest.fixture
def book(cast):
    return new_workbook(cast.cluster, by=cast.ana)


def opened(page, book):
    """The question, on a page opened anew."""
    page.goto(f"/workbooks/{book.pk}/sections/INC/#{CODE}")
    return page.locator(f"#{CODE}")


def write(part, words, number="12"):
    """Type a number and a note, and leave the field."""
    part.locator("[name=value]").fill(number)
    part.locator("[name=note]").fill(words)
    part.locator("[name=note]").blur()


def line(part):
    """What the question says of its saving."""
    return part.locator("[data-saved] .saved")


def stored(book):
    """The answer as it stands: number and note."""
    row = book.answers.get(prompt__code=CODE)
    return row.value, row.note


def test_a_field_that_is_left_is_saved_by_itself(book, cast, window):
    page = window(cast.ana)
    part = opened(page, book)
    write(part, MINE)
    expect(line(part)).to_have_text(path.SAVED)
    expect(line(part)).to_have_attribute("role", "status")
    assert stored(book) == (12, MINE)
    assert page.said == []


def test_words_are_saved_every_ten_seconds_while_somebody_types(book, cast, window):
    page = window(cast.ana)
    page.clock.install()
    part = opened(page, book)
    part.locator("[name=note]").press_sequentially(MINE)
    expect(line(part)).to_have_text("Not saved yet")
    page.clock.fast_forward(10_000)
    expect(line(part)).to_have_text(path.SAVED)
    expect(part.locator("[name=note]")).to_be_focused()
    assert stored(book) == (None, MINE)


def test_a_number_out_of_its_limits_is_refused_and_stays_in_its_field(book, cast, window):
    page = window(cast.ana)
    part = opened(page, book)
    write(part, MINE, number="twelve")
    expect(part.locator("[data-saved]")).to_contain_text("Not saved. Try again")
    expect(part.locator(".error-summary")).to_contain_text("Give a")
    expect(part.locator("[name=value]")).to_have_value("twelve")
    part.locator("[name=value]").fill("12")
    part.locator("[name=value]").blur()
    expect(line(part)).to_have_text(path.SAVED)
    assert stored(book) == (12, MINE)


def test_without_a_network_words_are_kept_here_and_sent_when_it_is_back(book, cast, window):
    page = window(cast.ana)
    part = opened(page, book)
    page.context.set_offline(True)
    write(part, MINE)
    expect(line(part)).to_have_text("Saved on this device, will be sent")
    assert not book.answers.exists()
    page.context.set_offline(False)
    expect(line(part)).to_have_text(path.SAVED)
    assert stored(book) == (12, MINE)


def test_save_pressed_without_a_network_keeps_the_page(book, cast, window):
    page = window(cast.ana)
    part = opened(page, book)
    page.context.set_offline(True)
    write(part, MINE)
    part.get_by_role("button", name="Save", exact=False).first.click()
    expect(line(part)).to_have_text("Saved on this device, will be sent")
    expect(part.locator("[name=note]")).to_have_value(MINE)
    page.context.set_offline(False)
    expect(line(part)).to_have_text(path.SAVED)
    assert stored(book) == (12, MINE)


def test_a_closed_tab_gives_its_words_back(book, cast, window):
    page = window(cast.ana)
    context = page.context
    part = opened(page, book)
    context.set_offline(True)
    write(part, MINE)
    expect(line(part)).to_have_text("Saved on this device, will be sent")
    page.close()
    context.set_offline(False)
    part = opened(context.new_page(), book)
    expect(part.locator("[name=note]")).to_have_value(MINE)
    expect(line(part)).to_have_text(path.SAVED)
    assert stored(book) == (12, MINE)


KEPT = {"mine": (12, [MINE]), "theirs": (40, [THEIRS]), "both": (12, [MINE, "Ben:", "40", THEIRS])}
BUTTONS = {"mine": "Keep mine", "theirs": "Keep theirs", "both": "Keep both"}


@pytest.mark.parametrize("use", KEPT)
@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_the_second_of_two_people_sees_both_texts_and_chooses(use, script, book, cast, window):
    page = window(cast.ana, script=script)
    part = opened(page, book)
    part.locator("[name=value]").fill("12")
    part.locator("[name=value]").blur()
    path.saved(page, part)
    book.answer(CODE, by=cast.ben, seen=1, value=40, note=THEIRS)
    part.locator("[name=note]").fill(MINE)
    part.locator("[name=note]").blur()
    if not script:
        assert path.sent(page, "Save", part) == 409
    slips = page.locator(f"#{CODE} .slip")
    expect(slips.nth(0)).to_contain_text(THEIRS)
    expect(slips.nth(1)).to_contain_text(MINE)
    expect(part.locator("[name=note]")).to_have_value(MINE)
    with page.expect_navigation():
        part.get_by_role("button", name=BUTTONS[use]).click()
    number, words = KEPT[use]
    value, note = stored(book)
    assert value == number
    assert all(each in note for each in words)
    assert {MINE, THEIRS} <= said_ever(book)
    assert complaints(page) == []


def said_ever(book):
    """Every note that the record of changes holds."""
    return {change.left_as.get("note", "") for change in book.changes.all()}


def sign_in(page):
    """Sign in on the page a session that ran out leads to."""
    page.get_by_role("textbox", name="Email").fill("ana@example.org")
    page.get_by_role("textbox", name="Password").fill("correct horse battery")
    page.get_by_role("button", name="Sign in").click()


def test_a_session_that_ran_out_says_so_and_the_words_come_back_after_signing_in(book, cast, window):
    page = window(cast.ana)
    part = opened(page, book)
    Session.objects.all().delete()
    write(part, MINE)
    expect(part.locator("[data-signed-out]")).to_contain_text("You were signed out.")
    expect(line(part)).to_have_text("Kept on this device until you sign in")
    page.reload()
    sign_in(page)
    expect(part.locator("[name=note]")).to_have_value(MINE)
    expect(line(part)).to_have_text(path.SAVED)
    assert stored(book) == (12, MINE)


def test_save_pressed_after_the_session_ran_out_leads_back_to_the_words(book, cast, window):
    page = window(cast.ana)
    part = opened(page, book)
    part.locator("[name=note]").fill(MINE)
    Session.objects.all().delete()
    part.get_by_role("button", name="Save", exact=False).first.click()
    expect(page.locator("blockquote").first).to_have_text(MINE)
    page.get_by_role("main").get_by_role("link", name="Sign in").click()
    sign_in(page)
    expect(part.locator("[name=note]")).to_have_value(MINE)
    expect(line(part)).to_have_text(path.SAVED)
    assert stored(book) == (None, MINE)


def lost_on_the_way(page, button, path_of_form):
    """Press Save once while the answer to it, and the press itself, get lost; the page that says so."""
    page.route(path_of_form, lambda route: route.fulfill(status=500, body="<p>Something went wrong</p>"))
    assert sent_without_saving_itself(page, button) == 500
    page.unroute(path_of_form)


def sent_without_saving_itself(page, button):
    """Press a button before the form saves itself; the status of the page it opens."""
    with page.expect_navigation() as opened:
        button.evaluate("button => button.form.requestSubmit(button)")
    return opened.value.status


def typed(page, field, words):
    """Words typed, the field not left yet."""
    field.evaluate("field => { field.focus(); field.select(); }")
    page.keyboard.insert_text(words)


def test_words_that_never_arrived_stay_though_somebody_else_saved_meanwhile(book, cast, window):
    row = factories.entry(book, by=cast.ana, text="First")
    page, there = window(cast.ana), f"/workbooks/{book.pk}/entries/{row.ref}/"
    page.goto(there)
    typed(page, page.locator("#id_text"), MINE)
    lost_on_the_way(page, page.get_by_role("button", name="Save", exact=True), f"**{there}")
    row.edit(by=cast.ben, seen=1, text=THEIRS)
    page.goto(there)
    slips = page.locator(".slip")
    expect(slips.nth(0)).to_contain_text(THEIRS)
    expect(slips.nth(1)).to_contain_text(MINE)
    expect(page.locator("#id_text")).to_have_value(MINE)
    assert path.sent(page, "Keep mine") == 200
    expect(page.locator("#id_text")).to_have_value(MINE)
    assert drafts(page) == []
    row.refresh_from_db()
    assert row.text == MINE


def test_words_that_met_somebody_elses_and_were_left_there_come_back(book, cast, window):
    row = factories.entry(book, by=cast.ana, text="First")
    page, there = window(cast.ana), f"/workbooks/{book.pk}/entries/{row.ref}/"
    page.goto(there)
    typed(page, page.locator("#id_text"), MINE)
    row.edit(by=cast.ben, seen=1, text=THEIRS)
    assert sent_without_saving_itself(page, page.get_by_role("button", name="Save", exact=True)) == 409
    page.goto(there)
    expect(page.locator(".slip").nth(1)).to_contain_text(MINE)
    expect(page.locator("#id_text")).to_have_value(MINE)
    assert path.sent(page, "Keep theirs") == 200
    expect(page.locator("#id_text")).to_have_value(THEIRS)
    assert drafts(page) == []
    row.refresh_from_db()
    assert row.text == THEIRS


def drafts(page):
    """What is kept on the device."""
    return page.evaluate("Object.keys(localStorage).filter((name) => name.startsWith('draft/'))")


def test_words_that_were_saved_are_not_brought_back_over_what_somebody_saved_after(book, cast, window):
    row = factories.entry(book, by=cast.ana, text="First")
    page, there = window(cast.ana), f"/workbooks/{book.pk}/entries/{row.ref}/"
    page.goto(there)
    typed(page, page.locator("#id_text"), MINE)
    assert sent_without_saving_itself(page, page.get_by_role("button", name="Save", exact=True)) == 200
    assert drafts(page) == []
    row.refresh_from_db()
    row.edit(by=cast.ben, seen=row.revision, text=THEIRS)
    page.goto(there)
    expect(page.locator("#id_text")).to_have_value(THEIRS)
    assert page.locator(".slip").count() == 0
