"""The steps that a leader of a cluster takes in a browser, each a small function on a page of `window`."""

import io
import re
from datetime import timedelta

import pypdf
from django.utils import timezone
from playwright.sync_api import expect

PASSWORD = "a lantern in every yard"
CLUSTER = "Ropewalk Quarter"
STRENGTH = "Six bookbinders on Tar Lane train two school leavers a year"
THREAT = "The asking rent on Tar Lane has doubled since 2022"
STRATEGY = "Use the binders’ training places to ask the council for twenty-year leases on Tar Lane"
DECISION = "Fund a rent register for Tar Lane"
SAVED = re.compile(r"Saved at \d\d:\d\d")
ANSWERS = {
    "text": STRATEGY,
    "who_gains": "Forty families on Tar Lane, and the six binders",
    "how_we_will_know": "Six leases of twenty years by spring 2028",
    "with_the_grain": "Bookbinding, on Tar Lane since 1904",
    "who_must_agree": "The council and two landlords",
    "who_could_lose": "The three bars that hoped for the corner yard",
}

ACTION = {
    "text": "Count the rents",
    "owner": "Jon Bell",
    "due": (timezone.now().date() + timedelta(days=60)).isoformat(),
    "first_step": "Ask three tenants",
    "measure": "A register",
}


def soon(days=30):
    """A day to come, as a date field takes it."""
    return (timezone.now().date() + timedelta(days=days)).isoformat()


def told(page):
    """The strip's words."""
    return page.locator(".strip-in p").text_content()


def sent(page, name, part=None):
    """Press a button of a page, or of a part of it, that opens a page; the status of that."""
    with page.expect_navigation() as opened:
        (part or page).get_by_role("button", name=name).click()
    return opened.value.status


def pick(scope, name, value):
    """Choose a radio."""
    tap(scope, f'input[name="{name}"][value="{value}"]')


def tap(scope, selector):
    """Tick the first such box by its label, as a finger does: the label may lie over the box."""
    box = scope.locator(selector).first
    scope.locator(f'label[for="{box.get_attribute("id")}"]').click()
    expect(box).to_be_checked()


# ---------- before the workbook ----------


def find_kind(page, kind="district"):
    """Answer the seven questions and the one without points; the address of the result."""
    page.goto("/kind-finder/")
    for number in range(1, 8):
        pick(page, f"q{number}", kind)
        page.get_by_role("button", name="Continue").click()
    pick(page, "nesting", "neither")
    page.get_by_role("button", name="See the result").click()
    return page.url


def make_first_account(page, word):
    """From the sign-in page to the first account."""
    page.get_by_role("link", name="Make the first account").click()
    page.get_by_label("Your name").fill("Mara Quinn")
    page.get_by_label("Email").fill("mara@example.org")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_label("Word from the server").fill(word)
    page.get_by_role("button", name="Make the account").click()
    expect(page.get_by_role("heading", name="Your clusters")).to_be_visible()


def make_cluster(page):
    """From the result of the kind finder to the cluster's page."""
    page.get_by_label("Name").fill(CLUSTER)
    page.get_by_label("Place").fill("Kelda")
    page.get_by_role("button", name="Make the cluster").click()
    expect(page.get_by_role("heading", name=CLUSTER)).to_be_visible()


def invite(page, email="jon@example.org"):
    """Ask an editor to join; the link."""
    page.get_by_text("Invite someone").click()
    page.get_by_label("Their email").fill(email)
    pick(page, "role", "editor")
    page.get_by_role("button", name="Make the invitation").click()
    return page.get_by_label("Copy this").input_value()


def join(page, link):
    """Make an account behind an invitation."""
    page.goto(link)
    page.get_by_label("Your name").fill("Jon Bell")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Make the account and join").click()
    expect(page.get_by_role("heading", name=CLUSTER)).to_be_visible()


def begin(page):
    """Start the workbook and answer the three questions; the workbook's address."""
    page.get_by_role("button", name="Start the workbook").click()
    page.locator("[name=here_before]").fill("Bookbinders and the chapel on Tar Lane")
    page.locator("[name=not_in_room]").fill("Night porters")
    page.locator('button[value="speaks_for_them"]').click()
    expect(page.locator("[name=here_before]")).to_have_value("Bookbinders and the chapel on Tar Lane")
    page.get_by_role("button", name="Open the workbook").click()
    expect(page.get_by_role("heading", name="Look", exact=True)).to_be_visible()
    return page.url


# ---------- look ----------


def prompt(page, book, code):
    """The part of its section that one question is; opens the section where it is not open."""
    url = f"{book}sections/{code.split('-')[1]}/"
    if page.url.partition("#")[0] != url:
        page.goto(url)
    return page.locator(f"#{code}")


def saved(page, part):
    """Wait until it says so by itself and open the page anew; without script, press Save, which does."""
    if not page.script:
        return sent(page, re.compile("^Save"), part)
    expect(part.locator("[data-saved] .saved")).to_have_text(SAVED)
    return page.reload()


def choose(page, book, code, value):
    """Answer a scale, a choice or a yes and no."""
    part = prompt(page, book, code)
    pick(part, "value", value)
    saved(page, part)
    expect(part.locator(f'input[name=value][value="{value}"]')).to_be_checked()


def count(page, book, code, number, note):
    """Answer a number, with a note."""
    part = prompt(page, book, code)
    part.locator("[name=value]").fill(number)
    part.locator("[name=note]").fill(note)
    part.locator("[name=note]").blur()
    saved(page, part)
    expect(part.locator("[name=value]")).to_have_value(number)
    expect(part.locator("[name=note]")).to_have_value(note)


def write_line(page, book, code, text):
    """Add a line to a list, to sort later."""
    part = prompt(page, book, code)
    part.locator(".entry-new [name=text]").fill(text)
    part.get_by_role("button", name="Write it down").click()
    expect(page.locator(f"#{code} .entries")).to_contain_text(text)


def pass_over(page, book, code, reason):
    """Pass a question over, with a reason that is printed."""
    part = prompt(page, book, code)
    part.get_by_text("Pass over, with a reason").click()
    part.locator("[name=reason]").fill(reason)
    tap(part, "[name=pass_over]")
    saved(page, part)
    expect(part.locator("[name=reason]")).to_have_value(reason)


# ---------- sort and weigh ----------


def sort(page, book, text, *, helps, ours, grade):
    """Give the first waiting line its place by two questions."""
    page.goto(f"{book}sort/")
    expect(page.locator("#line")).to_have_text(text)
    pick(page, "helps", helps)
    pick(page, "ours", ours)
    page.get_by_label("How well do we know it?").select_option(grade)
    page.get_by_role("button", name="Make it an entry").click()
    expect(page.get_by_text("It became")).to_be_visible()


def weigh(page, book, ref, *, impact, certainty):
    """Score an entry on its own page, and keep it."""
    page.goto(f"{book}entries/{ref}/")
    pick(page, "impact", impact)
    pick(page, "certainty", certainty)
    page.locator(".savebar").get_by_role("button", name="Save").click()


def score(page, book, ref, *, impact, certainty):
    """Score an entry in its row of the priorities."""
    page.goto(f"{book}priorities/")
    page.get_by_label(f"Impact {ref}").select_option(impact)
    page.get_by_label(f"Certainty {ref}").select_option(certainty)
    page.get_by_role("button", name=f"Save {ref}").click()


def move_and_undo(page, book, ref, to):
    """Send an entry to another quadrant by its Move, and back."""
    page.goto(f"{book}board/")
    page.locator(f"#{ref} .move summary").click()
    page.locator(f'#{ref} .move button[value="{to}"]').click()
    expect(page.locator(f'[data-quadrant="{to}"] [data-entry]')).to_have_count(1)
    page.get_by_role("button", name="Undo").click()
    expect(page.locator(f'[data-quadrant="{to}"] [data-entry]')).to_have_count(0)
    expect(page.locator(f"#{ref}")).to_be_visible()


def plan(page, book, about):
    """Say who finds one thing out by when."""
    page.goto(f"{book}find-out/")
    row = (
        page.get_by_role("row")
        .filter(has=page.get_by_role("button", name="Save the plan for"))
        .filter(has=page.locator(f"input[value='{about}']"))
    )
    row.get_by_role("textbox").first.fill("Jon Bell")
    row.locator("input[type=date]").fill(soon())
    row.get_by_role("button", name="Save the plan for").click()
    expect(page.get_by_text("The plan is saved.")).to_be_visible()


def check(page, book):
    """Take the self-check: a yes, nine times no, and twice not sure."""
    page.goto(f"{book}inclusion/check/")
    for number in range(1, 13):
        pick(page, f"q{number}", {1: "yes", 2: "unsure", 3: "unsure"}.get(number, "no"))
    page.get_by_role("button", name="Keep these answers").click()
    expect(page.get_by_text("The self-check is saved.")).to_be_visible()


# ---------- decide and tell ----------


def strategy(page, book):
    """A strategy that is first sent with its sentence alone: 422 asks for the rest, and keeps what was typed."""
    page.goto(f"{book}strategies/add/")
    tap(page, "[name=inside]")
    tap(page, "[name=outside]")
    page.locator("[name=text]").fill(STRATEGY)
    assert sent(page, "Keep this strategy") == 422
    expect(page.locator(".error-summary li")).to_have_count(5)
    expect(page.locator("[name=text]")).to_have_value(STRATEGY)
    expect(page.locator("[name=inside]").first).to_be_checked()
    for name, words in ANSWERS.items():
        page.locator(f"[name={name}]").fill(words)
    assert sent(page, "Keep this strategy") == 200
    expect(page.locator(".tows")).to_contain_text(STRATEGY)


def action(page, book):
    """An action about people already here that serves the strategy."""
    page.goto(f"{book}actions/add/")
    for name, said in ACTION.items():
        page.locator(f"[name={name}]").fill(said)
    pick(page, "cost_band", "low")
    page.locator("[name=strategy]").select_option(index=1)
    tap(page, "[name=inclusion]")
    page.get_by_role("button", name="Save the action").click()
    expect(page.get_by_role("link", name="Count the rents").first).to_be_visible()


def ask(page, book):
    """What the agency is asked to decide."""
    page.goto(f"{book}asks/agency/")
    page.locator("[name=decision]").fill(DECISION)
    page.locator("[name=decided_by]").fill("Kelda Development Agency")
    page.locator("[name=by_date]").fill(soon(90))
    page.get_by_role("button", name="Save").click()
    expect(page.locator(".page-thumb")).to_contain_text(DECISION)


def issue(page, book):
    """Issue the agency's briefing and open its PDF."""
    page.goto(f"{book}briefings/?for=agency")
    page.get_by_role("button", name="Issue this briefing").click()
    address = page.get_by_role("link", name=re.compile("^PDF ?: briefing 1")).get_attribute("href")
    answer = page.request.get(address)
    assert (answer.status, answer.headers["content-type"]) == (200, "application/pdf")
    return pypdf.PdfReader(io.BytesIO(answer.body()))
