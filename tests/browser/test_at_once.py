"""Two people in one section, a minute without a network, a session that ran out, a closed tab: nothing is lost."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone
from playwright.sync_api import expect

from swot.models import Action
from tests.browser import path
from tests.browser.sweep import complaints, wrong
from tests.factories import workbook as new_workbook

pytestmark = pytest.mark.browser
CODE, OTHER = "D-INC-1", "D-INC-2"
MINE, THEIRS = "Three leases, read by Ana", "Nine leases, read by Ben"
WIDTHS = pytest.mark.parametrize("width", [390, 1280])


@pytest.fixture
def book(cast):
    return new_workbook(cast.cluster, by=cast.ana)


def opened(page, book):
    """The question, on a page opened anew."""
    page.goto(f"/workbooks/{book.pk}/sections/INC/#{CODE}")
    return page.locator(f"#{CODE}")


def line(part):
    """What the question says of its saving."""
    return part.locator("[data-saved] .saved")


def note(book):
    """What is saved beside the question."""
    return book.answers.get(prompt__code=CODE).note


def run_out():
    """Every session ends as it does by itself."""
    Session.objects.update(expire_date=timezone.now() - timedelta(minutes=1))


def sign_in(page, name="ana"):
    page.get_by_role("textbox", name="Email").fill(f"{name}@example.org")
    page.get_by_role("textbox", name="Password").fill("correct horse battery")
    page.get_by_role("button", name="Sign in").click()


@WIDTHS
def test_two_people_in_one_section_see_each_other_and_what_the_other_saves(width, book, cast, window):
    ana, ben = window(cast.ana, width=width), window(cast.ben, width=width)
    part = opened(ana, book)
    opened(ben, book)
    ana.reload()
    title = book.content().section_by_code["INC"].title
    expect(ana.locator("[data-here-now]")).to_have_text(f"Here now: Ben, in {title}")
    part.locator("[name=note]").press_sequentially("Three")
    his = ben.locator(f"#{OTHER}")
    his.locator("details").evaluate_all("all => all.forEach((one) => { one.open = true; })")
    his.locator("[name=note]").fill(THEIRS)
    his.locator("[name=note]").blur()
    path.saved(ben, his)
    expect(ana.locator(f"#{OTHER} [name=note]")).to_have_value(THEIRS, timeout=30_000)
    expect(part.locator("[name=note]")).to_be_focused()
    expect(part.locator("[name=note]")).to_have_value("Three")
    expect(ana.locator(".now [role=status]")).to_contain_text("Ben changed this at")
    assert wrong(ana, (width,)) == []


def test_what_one_is_typing_in_is_not_moved_and_says_who_changed_it(book, cast, window):
    page = window(cast.ana, width=390)
    part = opened(page, book)
    part.locator("[name=note]").press_sequentially("Three")
    book.answer(CODE, by=cast.ben, seen=0, value=40, note=THEIRS)
    told = part.locator("[data-live-note]")
    expect(told).to_contain_text("Ben changed this at", timeout=30_000)
    expect(part.locator("[name=note]")).to_have_value("Three")
    told.get_by_role("button", name="Show").click()
    expect(told).to_contain_text(THEIRS)
    assert wrong(page, (390,)) == []


@WIDTHS
@pytest.mark.parametrize("use", ["Keep mine", "Keep theirs", "Keep both"])
def test_a_form_of_many_fields_offers_the_same_three_presses(use, width, book, cast, window):
    row = book.add_action(by=cast.ana, text="Ring the owner", owner="Ana", measure="A letter")
    page = window(cast.ana, width=width)
    page.goto(f"/workbooks/{book.pk}/actions/{row.ref}/")
    page.get_by_label("By when").fill(path.soon())
    page.get_by_label("The first step").fill("Find the number")
    path.pick(page, "cost_band", "low")
    row.edit(by=cast.ben, seen=1, text=THEIRS)
    page.get_by_label("What is done").fill(MINE)
    assert path.sent(page, "Save the action") == 409
    assert wrong(page, (width,)) == []
    page.get_by_role("button", name=use).click()
    expect(page.get_by_role("heading", name="Who does what by when")).to_be_visible()
    text = Action.objects.get().text
    assert (MINE in text, THEIRS in text) == (use != "Keep theirs", use != "Keep mine")


def test_a_minute_without_a_network_loses_nothing_and_is_sent_by_itself(book, cast, window):
    page = window(cast.ana)
    page.clock.install()
    part = opened(page, book)
    page.context.set_offline(True)
    part.locator("[name=note]").fill(MINE)
    part.locator("[name=note]").blur()
    expect(line(part)).to_have_text("Saved on this device, will be sent")
    page.clock.run_for(60_000)
    page.context.set_offline(False)
    page.clock.run_for(16_000)
    expect(line(part)).to_have_text(path.SAVED)
    assert note(book) == MINE


def test_an_answer_that_never_came_means_that_nobody_knows_and_the_same_is_sent_again(book, cast, window):
    page = window(cast.ana)
    part = opened(page, book)
    lost = []

    def lose(route):
        if len(lost) < 2:
            answer = route.fetch()
            lost.append(answer.status)
            return route.fulfill(status=502, body="")
        return route.continue_()

    page.route(f"**/answers/{CODE}/", lose)
    part.locator("[name=note]").fill(MINE)
    part.locator("[name=note]").blur()
    expect(line(part)).to_have_text(path.SAVED)
    assert lost == [200, 200]
    assert note(book) == MINE
    assert book.answers.get().revision == 1
    assert page.locator(".conflict").count() == 0


@WIDTHS
def test_signed_out_one_signs_in_in_another_tab_and_the_words_are_sent_by_themselves(width, book, cast, window):
    page = window(cast.ana, width=width)
    part = opened(page, book)
    run_out()
    part.locator("[name=note]").fill(MINE)
    part.locator("[name=note]").blur()
    expect(part.locator("[data-signed-out]")).to_contain_text("Your words are kept on this device")
    assert wrong(page, (width,)) == []
    with page.context.expect_page() as tab:
        part.get_by_role("link", name="Sign in, in a new tab").click()
    sign_in(tab.value)
    expect(line(part)).to_have_text(path.SAVED, timeout=30_000)
    assert note(book) == MINE


def test_another_person_who_signs_in_there_gets_none_of_the_words(book, cast, window):
    page = window(cast.ana)
    part = opened(page, book)
    run_out()
    part.locator("[name=note]").fill(MINE)
    part.locator("[name=note]").blur()
    with page.context.expect_page() as tab:
        part.get_by_role("link", name="Sign in, in a new tab").click()
    sign_in(tab.value, "ben")
    expect(line(part)).to_contain_text("Somebody else is signed in now", timeout=30_000)
    his = opened(tab.value, book)
    expect(his.locator("[name=note]")).to_have_value("")
    assert not book.answers.exists()


def test_a_form_of_an_old_session_says_so_keeps_its_words_and_is_saved_at_the_second_press(book, cast, window):
    page = window(cast.ana, width=390)
    page.goto(f"/workbooks/{book.pk}/sections/PLA/")
    run_out()
    tab = page.context.new_page()
    tab.goto("/accounts/login/")
    sign_in(tab)
    expect(tab.get_by_role("heading", name="Your clusters")).to_be_visible()
    part = page.locator("#D-PLA-1")
    part.locator("[name=text]").first.fill(MINE)
    with page.expect_response(lambda answer: answer.request.method == "GET" and answer.url.endswith("/sections/PLA/")):
        part.get_by_role("button", name="Write it down, sort later").click()
    expect(page.locator("#messages")).to_contain_text("That was not saved")
    expect(part.locator("[name=text]").first).to_have_value(MINE)
    assert [said for said in complaints(page) if "status of 403" not in said] == []
    page.said.clear()
    assert wrong(page, (390,)) == []
    part.get_by_role("button", name="Write it down, sort later").click()
    expect(part.locator(".entry-text")).to_have_text(MINE)
    assert book.lines.get().text == MINE


def test_without_script_the_words_go_through_signing_in(book, cast, window):
    page = window(cast.ana, width=390, script=False)
    part = opened(page, book)
    part.locator("[name=note]").fill(MINE)
    run_out()
    assert path.sent(page, "Save", part) == 401
    assert complaints(page) == []
    with page.context.expect_page() as tab:
        page.get_by_role("link", name="Sign in, in a new tab").click()
    sign_in(tab.value)
    expect(tab.value.get_by_role("heading", level=1)).to_be_visible()
    page.get_by_role("button", name="I am signed in").click()
    expect(page.get_by_role("heading", name="Your words are back")).to_be_visible()
    assert complaints(page) == []
    page.get_by_role("button", name="Save them now").click()
    expect(page.locator(f"#{CODE} [name=note]")).to_have_value(MINE)
    assert note(book) == MINE


def test_signing_out_warns_and_leaves_no_words_on_the_device(book, cast, window):
    page = window(cast.ana)
    part = opened(page, book)
    page.route(f"**/answers/{CODE}/", lambda route: route.abort())
    part.locator("[name=note]").fill(MINE)
    part.locator("[name=note]").blur()
    expect(line(part)).to_have_text("Saved on this device, will be sent")
    page.goto("/accounts/logout/")
    asked = []
    page.once("dialog", lambda dialog: (asked.append(dialog.message), dialog.accept()))
    page.locator("main").get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Sign in")
    assert asked == ["Some words are saved on this device only. Sign out and lose them?"]
    kept = page.evaluate("Object.entries(localStorage).concat(Object.entries(sessionStorage))")
    assert [one for one in kept if one[0] != "htmx-current-path-for-history" or MINE in one[1]] == []
    page.go_back()
    page.go_back()
    assert MINE not in page.content()
    assert page.locator("[name=note]").count() == 0
