"""What is typed is never lost: saved by itself, kept offline, in a closed tab, beside another's, and past a session."""

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import expect

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
