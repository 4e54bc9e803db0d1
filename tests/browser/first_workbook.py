"""A first workbook from empty, step by step, whatever the hand: five listed entries a quadrant, strategies, actions."""

from datetime import timedelta

from django.utils import timezone
from playwright.sync_api import expect

from tests.browser import path

INSIDE = {
    "helps": [
        path.STRENGTH,
        "Nine of 46 tenants get weekly work from next door",
        "The chapel choir lends its hall to makers twice a week",
        "Four yards share one kiln and its upkeep",
        "The co-operative owns its building free of debt",
    ],
    "hurts": [
        "Nobody under thirty sits on the tenants’ board",
        "Two of five yards have no step-free entrance",
        "The shared workshop closes at six every day",
        "Half of the tenants write to no customer abroad",
        "Three firms hold two thirds of the floor space",
    ],
}
OUTSIDE = {
    "helps": [
        "The council lets empty shops at a third of the rent from May",
        "The new ferry brings forty visitors an hour in summer",
        "The college seeks places for twelve apprentices a year",
        "A regional fund pays half of shared machines until 2029",
        "Two museums buy repairs that go abroad today",
    ],
    "hurts": [
        path.THREAT,
        "The leases of four yards end within eighteen months",
        "A hotel asks for the corner yard and its parking",
        "Bus 14 may stop at eight in the evening from autumn",
        "Paper has cost a fifth more every year since 2023",
    ],
}
PAIRS = (("S1", "O1"), ("S1", "T1"), ("W1", "O1"))
STRATEGIES = tuple(
    {**path.ANSWERS, "text": f"Use the binders’ training places for lease number {number}"} for number in (1, 2, 3)
)
ACTIONS = ("Count the rents", "Write to the two landlords", "Ask the college for six names")


def from_nothing(page, hand, word, look):
    """The kind, the first account, the cluster; `look` says what is wrong with a page that is open."""
    page.goto("/kind-finder/")
    look("the kind finder")
    for number in range(1, 8):
        hand.pick(f"input[name=q{number}]", "district")
        hand.press("main button", "Continue")
        page.wait_for_url(f"**q{number}=district**")
    hand.pick("input[name=nesting]", "neither")
    hand.press("main button", "See the result")
    expect(page.get_by_text("19 of 19", exact=True)).to_be_visible()
    look("the result")
    result = page.url
    hand.press("main .btn-primary")
    page.wait_for_url("**/accounts/**")
    hand.press("main a", "Make the first account")
    for name, said in {"name": "Mara Quinn", "email": "mara@example.org", "password": path.PASSWORD}.items():
        hand.write(f"main [name={name}]", said)
    hand.write("main [name=word]", word)
    look("the first account")
    hand.press("main button", "Make the account")
    expect(page.get_by_role("heading", name="Your clusters")).to_be_visible()
    look("home")
    page.goto(result)
    hand.press("main .btn-primary")
    hand.write("main [name=name]", path.CLUSTER)
    hand.write("main [name=place]", "Kelda")
    hand.press("main button", "Make the cluster")
    expect(page.get_by_role("heading", name=path.CLUSTER)).to_be_visible()
    look("the cluster")


def begin(page, hand, look):
    """The workbook and its three first questions; its address."""
    hand.press("main button", "Start the workbook")
    hand.write("main [name=here_before]", "Bookbinders and the chapel on Tar Lane")
    hand.write("main [name=not_in_room]", "Night porters")
    hand.write("main [name=speaks_for_them]", "Ilse Brandt, the porters’ steward")
    look("the first questions")
    hand.press("main button", "Open the workbook")
    expect(page.get_by_role("heading", name="Look", exact=True)).to_be_visible()
    return page.url


def write_entries(page, hand, book, look):
    """Nineteen lines that get their place as they are written, and one that is sorted later."""
    for section, code, ours, said in (("PLA", "D-PLA-1", "ours", INSIDE), ("OUT", "D-OUT-1", "theirs", OUTSIDE)):
        page.goto(f"{book}sections/{section}/")
        for helps, texts in said.items():
            for text in texts:
                if text != INSIDE["hurts"][-1]:
                    _entry(page, hand, code, text, helps, ours)
        look(f"section {section}")
    page.goto(f"{book}sections/PLA/")
    hand.write("#D-PLA-1 .entry-new [name=text]", INSIDE["hurts"][-1])
    hand.press("#D-PLA-1-later")
    expect(page.locator("#D-PLA-1 .entries").last).to_contain_text(INSIDE["hurts"][-1])
    page.goto(f"{book}sort/")
    hand.pick("main input[name=helps]", "hurts")
    hand.pick("main input[name=ours]", "ours")
    hand.choose("main [name=evidence_grade]", "2")
    look("sort")
    hand.press("main button[value=keep]")
    expect(page.get_by_text("It became")).to_be_visible()


def _entry(page, hand, code, text, helps, ours):
    part = f"#{code} .entry-new"
    hand.write(f"{part} [name=text]", text)
    hand.press(f"{part} summary", "Or sort it at once")
    hand.pick(f"{part} input[name=helps]", helps)
    hand.pick(f"{part} input[name=ours]", ours)
    hand.choose(f"{part} [name=evidence_grade]", "2")
    hand.press(f"#{code}-sort")
    expect(page.locator(f"#{code} .entry-text").filter(has_text=text)).to_be_visible()


def weigh(page, hand, book, look):
    """Every entry its weight; the priorities in order."""
    page.goto(f"{book}priorities/")
    for letter in "SWOT":
        for number in range(1, 6):
            ref = f"{letter}{number}"
            hand.choose(f"#id_{ref}_impact", str(5 if number == 1 else 4))
            hand.choose(f"#id_{ref}_certainty", "4" if number == 1 else "3")
            hand.press(f"#score-{ref} button")
            expect(page.get_by_text(f"{ref} is scored.")).to_be_visible()
    look("the priorities")


def cross(page, hand, book, look):
    """Three crossings that are strong: in the grid, or pair by pair where there is no room for one."""
    if page.viewport_size["width"] > 800:
        page.goto(f"{book}crossings/")
        for inside, outside in PAIRS:
            hand.pick(f'input[name="x_{inside}_{outside}"]', "2")
        look("the crossings")
        hand.press("form[data-crossings] button[type=submit]")
        expect(page.get_by_text("3 marks are saved.")).to_be_visible()
        return
    for number, pair in _pairs(page, book):
        page.goto(f"{book}crossings/pair/?n={number}")
        if pair == PAIRS[0]:
            look("a pair")
        hand.pick("form.pair input[name=mark]", "2")
        hand.press("form.pair button[type=submit]")
        page.wait_for_url(f"**n={number + 1}")


def _pairs(page, book):
    """Which number each pair has, by what its page says."""
    found, number = {}, 1
    while len(found) < len(PAIRS):
        page.goto(f"{book}crossings/pair/?n={number}")
        here = tuple(page.locator(f"form.pair [name={side}]").input_value() for side in ("inside", "outside"))
        found.update({number: here} if here in PAIRS else {})
        number += 1
    return list(found.items())


def decide(page, hand, book, look):
    """Three strategies with all their answers, each begun from its ranked pair."""
    for (inside, outside), said in zip(PAIRS, STRATEGIES, strict=True):
        page.goto(f"{book}crossings/")
        hand.press(f'a[href$="inside={inside}&outside={outside}"]')
        expect(page.get_by_role("heading", name="A new strategy")).to_be_visible()
        for name, words in said.items():
            hand.write(f"main [name={name}]", words)
        if inside == "W1":
            look("a strategy")
        hand.press("main button", "Keep this strategy")
        expect(page.locator("main")).to_contain_text(said["text"])
    page.goto(f"{book}strategies/")
    look("the strategies")


def act(page, hand, book, look):
    """Three actions with owner, date and first step, each for a strategy; one is about people already here."""
    for number, text in enumerate(ACTIONS, 1):
        page.goto(f"{book}actions/add/")
        for name in ("owner", "first_step", "measure"):
            hand.write(f"main [name={name}]", path.ACTION[name])
        hand.write("main [name=text]", text)
        hand.date("main [name=due]", timezone.localdate() + timedelta(days=30 + number))
        hand.pick("main [name=cost_band]", "low")
        hand.choose("main [name=strategy]", f"X{number}")
        if number == 1:
            hand.pick("main [name=inclusion]", None)
            look("an action")
        hand.press("main button", "Save the action")
        expect(page.get_by_role("link", name=text).first).to_be_visible()
    look("the actions")
    for name in ("", "board/", "inclusion/"):
        page.goto(f"{book}{name}")
        look(name or "the contents")
