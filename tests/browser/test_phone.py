"""A phone in a room, with a real server and its stream: nothing written is lost, nobody is moved while they write."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from tests import factories
from tests.browser.sweep import NARROW, PHONE, WIDE, wrong
from workshops.models import Ballot, Contribution, Participant, State, Step, Workshop

pytestmark = pytest.mark.browser
EXPECTED = re.compile(r"net::ERR_|status of (403|409|410|422|429|503)")
REFUSES = "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); };"

# Sendings leave late, and pages arrive later still, so that a page is drawn before a note and comes after it was taken.
CROSSING = """
const real = window.fetch, pause = (most) => new Promise((done) => setTimeout(done, most));
window.fetch = async (url, told) => {
  if (told && told.method === "PUT") await pause(700);
  const answer = await real(url, told);
  if (!told) await pause(1500);
  return answer;
};
"""


@pytest.fixture
def stage(cast):
    book = factories.workbook(cast.cluster, by=cast.ana)
    return factories.workshop(book, by=cast.ana, title="Lantern Quarter")


@pytest.fixture
def come_in(inside, stage):
    """`come_in(script=True, before="")`: a page of somebody who came in by the square."""

    def come(*, script=True, before="", who="live"):
        page = inside(width=390, script=script)
        if before:
            page.add_init_script(before)
        page.goto(reverse("workshops:square", args=[stage.join_token]))
        page.check(f"[name=who][value={who}]", force=True)
        page.click("button:text-is('Join')")
        expect(page.locator("#face")).to_be_visible()
        return page

    return come


def add(page, text):
    page.fill("#box textarea", text)
    page.click("#box button")


def where(page, text):
    """The line of a note that says where it is."""
    return page.locator(".note", has_text=text).locator(".s > .w:visible")


def outage(page):
    """Sendings fail, as on a network that is full; pages still load."""
    page.route(re.compile(r"/(notes|ballots|finished|me)/"), lambda route: route.abort())


def texts():
    return sorted(Contribution.objects.values_list("text", flat=True))


def now_is(stage, step=None, **fields):
    """The room goes on, as if somebody had pressed a button."""
    Step.objects.filter(pk=stage.step_id).update(**(step or {}))
    Workshop.objects.filter(pk=stage.pk).update(**fields)
    stage.bump(turns=True)


def quiet(page):
    assert [said for said in page.said if not EXPECTED.search(said)] == []


def test_a_note_goes_from_the_phone_to_the_workbook_and_keeps_its_words(come_in):
    page = come_in()
    add(page, "We share a press")
    expect(where(page, "We share a press")).to_have_text("Saved in the workbook")
    assert texts() == ["We share a press"]
    page.locator(".note summary").click()
    page.fill(".note textarea", "We share two presses")
    page.click(".note button:text-is('Save')")
    expect(where(page, "We share two presses")).to_have_text("Saved in the workbook")
    assert texts() == ["We share two presses"]
    page.locator(".note summary").click()
    page.click("button:text-is('Take back')")
    expect(page.locator(".note")).to_have_count(0)
    assert Contribution.objects.get().state == State.WITHDRAWN
    quiet(page)


def test_what_both_helps_and_hurts_goes_as_two_notes_and_says_what_is_missing(come_in, stage):
    now_is(stage, {"quadrants": ["strength", "weakness", "opportunity", "threat"]})
    page = come_in()
    twin, missing = page.get_by_label("The twin’s words"), page.locator("#no-place")
    expect(twin).to_be_hidden()
    page.fill("#box [name=text]", "One buyer takes it all")
    page.check("[name=helps][value=both]", force=True)
    page.click("#box [type=submit]")
    expect(missing).to_contain_text("Say whether you could change it")
    page.check("[name=ours][value=theirs]", force=True)
    twin.fill("If it goes, we go")
    page.check("[name=helps][value=helps]", force=True)
    expect(twin).to_be_visible()
    page.click("#box [type=submit]")
    expect(missing).to_contain_text("These words are for “Both: write a twin”")
    page.check("[name=helps][value=both]", force=True)
    assert wrong(page, (390, 320)) == []
    page.click("#box [type=submit]")
    for text in ("One buyer takes it all", "If it goes, we go"):
        expect(where(page, text)).to_have_text("Saved in the workbook")
    kept = set(Contribution.objects.values_list("text", "quadrant"))
    assert kept == {("One buyer takes it all", "opportunity"), ("If it goes, we go", "threat")}
    expect(twin).to_have_value("")
    quiet(page)


def test_having_finished_waits_for_a_signal_and_ends_with_the_step(come_in, stage):
    page = come_in()
    outage(page)
    finish = page.get_by_role("button", name="I have finished")
    finish.click()
    expect(page.get_by_role("button", name="I go on after all")).to_be_focused()
    expect(page.locator("#waiting")).to_contain_text("1 is waiting")
    page.reload()
    expect(page.get_by_text("You said that you have finished.")).to_be_visible()
    expect(page.locator("#waiting")).to_contain_text("1 is waiting")
    assert not Participant.objects.exclude(finished=None).exists()
    page.unroute_all()
    page.evaluate("window.dispatchEvent(new Event('online'))")
    expect(page.locator("#waiting")).to_be_hidden()
    assert Participant.objects.get().finished_id == stage.step_id
    later = stage.steps.filter(kind="collect").last()
    Step.objects.filter(pk=later.pk).update(input_open=True)
    Workshop.objects.filter(pk=stage.pk).update(step=later)
    stage.bump(turns=True)
    expect(finish).to_be_visible()
    quiet(page)


def test_what_was_written_during_an_outage_outlives_a_reload_and_is_sent_once(come_in):
    page = come_in()
    outage(page)
    for text in ("First", "Second"):
        add(page, text)
    expect(where(page, "First")).to_have_text("On this phone")
    expect(page.locator("#waiting")).to_contain_text("2 are waiting")
    page.fill("#box textarea", "Half a sent")
    page.wait_for_timeout(400)
    page.reload()
    expect(where(page, "Second")).to_have_text("On this phone")
    expect(page.locator("#box textarea")).to_have_value("Half a sent")
    assert texts() == []
    page.unroute_all()
    page.evaluate("window.dispatchEvent(new Event('online'))")
    expect(where(page, "First")).to_have_text("Saved in the workbook")
    expect(where(page, "Second")).to_have_text("Saved in the workbook")
    expect(page.locator("#waiting")).to_be_hidden()
    page.reload()
    expect(page.locator(".mine .note")).to_have_count(2)
    assert texts() == ["First", "Second"]


def test_a_server_that_falls_over_loses_nothing(come_in, hall):
    page = come_in()
    add(page, "Before")
    expect(where(page, "Before")).to_have_text("Saved in the workbook")
    hall.kill()
    add(page, "Meanwhile")
    expect(where(page, "Meanwhile")).to_have_text("On this phone")
    hall.start()
    expect(where(page, "Meanwhile")).to_have_text("Saved in the workbook", timeout=40_000)
    assert texts() == ["Before", "Meanwhile"]
    assert Participant.objects.get().unsent == 0


def test_a_phone_without_room_says_so_and_sends_all_the_same(come_in):
    page = come_in(before=REFUSES)
    expect(page.locator("#no-store")).to_contain_text("This phone keeps nothing")
    add(page, "From memory")
    expect(where(page, "From memory")).to_have_text("Saved in the workbook")
    assert texts() == ["From memory"]


def test_what_the_server_refuses_is_for_the_person_to_change(come_in):
    page = come_in()
    told = {"status": 422, "json": {"sentence": "Shorten it to one point."}}
    page.route("**/notes/**", lambda route: route.fulfill(**told))
    add(page, "Too much")
    expect(page.locator(".note .no")).to_contain_text("Shorten it to one point.")
    expect(page.locator(".note textarea")).to_have_value("Too much")
    page.reload()
    expect(page.locator(".note .no")).to_contain_text("Shorten it to one point.")
    page.unroute_all()
    page.fill(".note textarea", "Less")
    page.click(".note button:text-is('Save')")
    expect(where(page, "Less")).to_have_text("Saved in the workbook")
    assert texts() == ["Less"]


def test_a_phone_that_lost_its_cookie_comes_in_again_as_itself(come_in):
    page = come_in()
    add(page, "First")
    expect(where(page, "First")).to_have_text("Saved in the workbook")
    page.context.clear_cookies()
    add(page, "Second")
    expect(where(page, "Second")).to_have_text("Saved in the workbook")
    assert Participant.objects.count() == 1
    assert Participant.objects.get().who == "live"


def test_the_page_goes_on_with_the_room_but_not_under_somebody_who_writes(come_in, stage):
    reader, writer = come_in(), come_in()
    writer.fill("#box textarea", "Not done yet")
    now_is(stage, {"input_open": False})
    expect(reader.locator("h1 + p")).to_contain_text("Writing is closed for now")
    bar = writer.locator("#went-on")
    expect(bar).to_contain_text("The room went on. Finish your note: it still counts.")
    expect(writer.locator("#box textarea")).to_have_value("Not done yet")
    bar.get_by_role("button").click()
    expect(writer.locator("h1 + p")).to_contain_text("Writing is closed for now")
    expect(where(writer, "Not done yet")).to_have_text("Saved in the workbook")
    assert Contribution.objects.get().state == State.LATE
    now_is(stage, {"others_visible": True})
    Contribution.objects.update(state=State.SHOWN)
    quiet(reader)
    quiet(writer)


def test_a_note_that_is_taken_while_the_next_page_is_on_its_way_stays_in_sight(come_in, stage):
    page = come_in(before=CROSSING)
    page.fill("#box textarea", "Just in time")
    now_is(stage, {"input_open": False})
    page.locator("#went-on").get_by_role("button").click()
    expect(page.locator("h1 + p")).to_contain_text("Writing is closed for now")
    expect(where(page, "Just in time")).to_have_text("Saved in the workbook")


def voting(stage):
    titles = ("Rents up 38% in two years", "A repair shop with the residents")
    made = [stage.groups.create(number=n, title=title, place=1) for n, title in enumerate(titles, 1)]
    now_is(stage, {"vote_open": True, "input_open": False, "budget": 3, "vote_on": [one.pk for one in made]})
    return made


def test_votes_are_sent_as_they_are_given_and_outlive_an_outage(come_in, stage):
    groups = voting(stage)
    page = come_in()
    more = page.get_by_role("button", name="One vote more: Rents")
    more.click()
    more.click()
    expect(more).to_be_disabled()
    expect(page.locator(".left-votes")).to_contain_text("1 of 3 left")
    expect(page.locator(".votes-state .w:visible")).to_have_text("Saved in the workbook")
    assert Ballot.objects.get().marks == {str(groups[0].pk): 2}
    outage(page)
    page.get_by_role("button", name="One vote more: A repair shop").click()
    expect(page.locator(".votes-state .w:visible")).to_have_text("On this phone")
    page.reload()
    expect(page.get_by_role("spinbutton", name="A repair shop")).to_have_value("1")
    page.unroute_all()
    page.evaluate("window.dispatchEvent(new Event('online'))")
    expect(page.locator(".votes-state .w:visible")).to_have_text("Saved in the workbook")
    assert Ballot.objects.get().marks == {str(groups[0].pk): 2, str(groups[1].pk): 1}
    now_is(stage, {"vote_open": False})
    expect(page.locator("#ballot")).to_have_count(0)
    quiet(page)


def test_two_tabs_of_one_phone_overwrite_nothing_unseen_and_the_last_word_counts(come_in, stage):
    one = come_in()
    add(one, "We share a press")
    expect(where(one, "We share a press")).to_have_text("Saved in the workbook")
    two = one.context.new_page()
    two.goto(one.url)
    for page, words in ((one, "Two presses"), (two, "Three presses")):
        page.locator(".note summary").click()
        page.fill(".note textarea", words)
        page.click(".note button:text-is('Save')")
        expect(where(page, words)).to_have_text("Saved in the workbook")
        assert texts() == [words]
    one.locator(".note summary").click()
    one.click("button:text-is('Take back')")
    expect(one.locator(".note")).to_have_count(0)
    assert Contribution.objects.get().state == State.WITHDRAWN
    groups = voting(stage)
    saved = ".votes-state .w-saved"
    for page in (one, two):
        page.goto(one.url)
    two.route(two.url, lambda route: route.abort())  # drawn anew it would know of the other's vote
    one.get_by_role("button", name="One vote more: Rents").click()
    expect(one.locator(saved)).to_be_visible()
    two.get_by_role("button", name="One vote more: A repair shop").click()
    expect(two.locator("#ballot .no")).to_contain_text("These are the marks that count")
    expect(two.get_by_role("spinbutton", name="Rents")).to_have_value("1")
    expect(two.get_by_role("spinbutton", name="A repair shop")).to_have_value("0")
    two.get_by_role("button", name="One vote more: A repair shop").click()
    expect(two.locator("#ballot .no")).to_be_hidden()
    expect(two.locator(saved)).to_be_visible()
    assert Ballot.objects.get().marks == {str(one.pk): 1 for one in groups}


def test_a_question_edited_meanwhile_reaches_phones_and_what_stands_in_a_box_stays_in_every_tab(come_in, stage):
    one = come_in()
    two = one.context.new_page()
    two.goto(one.url)
    one.fill("#box textarea", "Half a sent")
    one.wait_for_timeout(400)
    now_is(stage, {"question": "What would we miss?", "quadrants": ["weakness"]})
    expect(two.locator("h1")).to_have_text("What would we miss?")
    expect(one.locator("#went-on")).to_be_visible()
    expect(one.locator("#box textarea")).to_have_value("Half a sent")
    two.close(run_before_unload=True)
    draft = "localStorage.getItem(`room/${document.querySelector('main').dataset.room}/box`)"
    assert "Half a sent" in one.evaluate(draft)
    one.fill("#box textarea", "")
    expect(one.locator("h1")).not_to_have_text("What would we miss?")
    one.wait_for_timeout(400)
    assert one.evaluate(draft) is None
    groups = voting(stage)
    expect(one.locator("#ballot")).to_be_visible()
    now_is(stage, {"vote_on": [groups[1].pk]})
    expect(one.locator("#ballot [data-group]")).to_have_count(1)


def test_all_of_it_without_script(come_in, stage):
    page = come_in(script=False)
    add(page, "We share a press")
    expect(where(page, "We share a press")).to_have_text("Saved in the workbook")
    page.reload()
    assert texts() == ["We share a press"]
    page.locator(".note summary").click()
    page.fill(".note textarea", "We share two presses")
    page.click(".note button:text-is('Save')")
    assert texts() == ["We share two presses"]
    groups = voting(stage)
    page.click("text=Look whether the room went on")
    page.get_by_role("spinbutton", name="Rents up").fill("2")
    page.click("text=Send my votes")
    expect(page.get_by_role("spinbutton", name="Rents up")).to_have_value("2")
    assert Ballot.objects.get().marks == {str(groups[0].pk): 2}
    now_is(stage, {"vote_open": False}, status="closed")
    page.click("text=Look whether the room went on")
    expect(page.locator("h1")).to_have_text("Thank you")
    quiet(page)


@pytest.mark.parametrize("face", ["lobby", "write", "vote", "watch", "closed"])
def test_every_face_is_clean_at_every_width(face, come_in, stage):
    page = come_in()
    if face == "write":
        now_is(stage, {"quadrants": ["strength", "weakness", "opportunity", "threat"]})
        page.reload()
        page.check("#box [value=helps]", force=True)
        page.check("#box [value=ours]", force=True)
    add(page, "We share a press")
    expect(where(page, "We share a press")).to_have_text("Saved in the workbook")
    if face == "vote":
        voting(stage)
    elif face == "watch":
        now_is(stage, {"input_open": False})
    elif face != "write":
        now_is(stage, status=face)
    page.reload()
    for summary in page.locator("summary:visible").all():
        summary.click()
    assert wrong(page, (WIDE, PHONE, NARROW)) == []


def test_a_phone_is_worked_by_keyboard(come_in, stage):
    page = come_in()
    page.focus("#box textarea")
    page.keyboard.type("By keyboard")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(where(page, "By keyboard")).to_have_text("Saved in the workbook")
    voting(stage)
    page.get_by_role("button", name="One vote more: Rents").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="One vote fewer: Rents")).to_be_focused()
    expect(page.locator(".votes-state .w:visible")).to_have_text("Saved in the workbook")
    assert list(Ballot.objects.get().marks.values()) == [2]
