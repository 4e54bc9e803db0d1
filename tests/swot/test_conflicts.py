"""Every form that two people can have open: the second writer gets both texts, and each of three presses does what it says."""

import re
from dataclasses import dataclass
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse

from clusters.conflict import BOTH, MINE, THEIRS
from clusters.models import Anchor, Asset
from swot.models import Comment
from tests.access.world import world
from tests.swot.forms_in import FormsIn

WORDS = (("Zwei Kessel stehen kalt in Halle", "Acht Lehrlinge fahren am Sonntag"), ("2999-01-02", "2999-03-04"))


@dataclass(frozen=True)
class Case:
    """A page, its address after the workbook's, the field that both write, and what else must be filled in."""

    name: str
    args: tuple = ()
    field: str = "text"
    also: tuple = ()
    action: str = ""
    is_day: bool = False
    is_own: bool = False


PLAN = (("owner", "Ana"), ("due", "2999-01-02"), ("first_step", "Ring"), ("measure", "A letter"), ("cost_band", "low"))
CASES = {
    "answer": Case("swot:section", ("PLA",), "note", action="/answers/D-PLA-3/"),
    "first questions": Case("swot:first-questions", (), "here_before"),
    "line": Case("swot:line", ("line",)),
    "entry": Case("swot:entry", ("S1",), action="/entries/S1/"),
    "strategy": Case("swot:strategy", ("X1",), "who_gains", also=(("draft", "1"),)),
    "action": Case("swot:action", ("A1",), "measure", also=PLAN),
    "owner of an action": Case("swot:action", ("A1",), "owner", also=PLAN),
    "review": Case("swot:actions", (), "review_on", is_day=True, action="/review/"),
    "self-check": Case("swot:check", (), "basis", also=(("q1", "yes"),)),
    "threshold": Case("swot:threshold", ("I7",), "reason", also=(("watch", "25"),)),
    "source": Case("swot:source", ("source",), "says"),
    "still good": Case("swot:source", ("source",), "good_reason", also=(("good_until", "2999-01-02"),)),
    "anchor": Case("swot:anchor", ("anchor",), "what_if"),
    "asset": Case("swot:asset", ("asset",), "note", also=(("tenure", "short"),)),
    "name of an asset": Case("swot:asset", ("asset",), "name", also=(("tenure", "short"),)),
    "comment": Case("swot:comment-edit", ("comment",), is_own=True),
    "ask": Case("briefings:ask", ("agency",), "decision"),
    "dress": Case("briefings:dress", ("agency",), "letter"),
    "record": Case("clusters:edit", (), "scope_note"),
    "lines of the record": Case("clusters:edit", (), "history"),
}

# Here both are kept as two rows, so a third text is in nobody's way.
APART = ("swot:entry", "swot:line")


class Two:
    """Ana and Ben with one page open in two browsers."""

    def __init__(self, case):
        self.case, self.of = case, world()
        cast, book = self.of.cast, self.of.workbook
        book.answer("D-PLA-3", by=cast.ana, seen=0, value=3)
        book.ask("agency", by=cast.ana, seen=0, decision="Pay for a host")
        rows = {"line": self.of.line, "source": self.of.source, "comment": self.of.comment}
        rows["anchor"] = Anchor.add(self.of.cluster, by=cast.ana, key="anchor", name="Merrow Instruments")
        rows["asset"] = Asset.add(self.of.cluster, by=cast.ana, key="asset", name="The press room")
        start = self.of.cluster.pk if case.name.startswith("clusters:") else book.pk
        args = [getattr(rows.get(one), "pk", one) for one in case.args]
        self.url = reverse(case.name, args=[start, *args])
        self.ana, self.ben = Client(), Client()
        self.ana.force_login(cast.ana)
        self.ben.force_login(cast.ana if case.is_own else cast.ben)

    def form(self, text):
        """The form of the page that holds the field."""
        wanted = [
            one for one in FormsIn(text, self.url).forms if self.case.field in one.held and "revision" in one.held
        ]
        return next(one for one in wanted if self.case.action in one.action)

    def write(self, browser, form, words, **more):
        return browser.post(
            form.action, {**form.held, **form.chosen, **dict(self.case.also), self.case.field: words, **more}
        )

    def words(self, number):
        """What Ben and then Ana write, other words each time."""
        if self.case.is_day:
            return tuple(f"{2990 + number}{day[4:]}" for day in WORDS[1])
        return tuple(f"{text} Nr{number}." for text in WORDS[0])

    def clash(self, number):
        """Ben saves while Ana writes; her answer."""
        theirs, mine = self.words(number)
        hers, his = (self.form(browser.get(self.url).text) for browser in (self.ana, self.ben))
        saved = self.write(self.ben, his, theirs)
        assert saved.status_code == 302, saved.text
        return self.write(self.ana, hers, mine)

    def press(self, response, use, number):
        """Ana presses a button of the panel, with everything as the page gives it."""
        form = self.form(response.text)
        assert ("use", use, "") in form.buttons
        return self.ana.post(
            form.action,
            {**form.held, **form.chosen, **dict(self.case.also), self.case.field: self.words(number)[1], "use": use},
        )

    def stands(self):
        """What is saved now: the text of the field, or of all entries or lines where both may stand beside each other."""
        book = self.of.workbook
        if self.case.name == "swot:entry":
            return "\n".join(book.entries.values_list("text", flat=True))
        if self.case.name == "swot:line":
            return "\n".join(book.lines.values_list("text", flat=True))
        if self.case.field == "good_reason":
            self.of.source.refresh_from_db()
            return self.of.source.good_reason
        if self.case.is_own:
            return Comment.objects.get(pk=self.of.comment.pk).text
        return self.form(self.ana.get(self.url).text).held[self.case.field]


@pytest.fixture
def two(request, db):
    return Two(CASES[request.param])


@pytest.mark.parametrize("two", CASES, indirect=True)
def test_the_second_writer_sees_both_texts_and_each_press_does_what_it_says(two):
    case = two.case
    for number, use in enumerate([MINE, THEIRS] if case.is_day else [MINE, THEIRS, BOTH]):
        theirs, mine = two.words(number)
        response = two.clash(number)
        page = unescape(re.sub(r"</?mark[^>]*>", "", response.text))
        assert response.status_code == 409
        assert page.count('class="conflict"') == 1
        assert "changed this while you were writing" in page
        shown = (f"2 January 299{number}", f"4 March 299{number}") if case.is_day else (theirs, mine)
        assert [words in page for words in shown] == [True, True]
        assert (mine in two.stands(), theirs in two.stands()) == (False, True)
        offered = [value for name, value, _ in two.form(response.text).buttons if name == "use" and value != "clear"]
        assert offered == ([MINE, THEIRS] if case.is_day else [MINE, BOTH, THEIRS])
        assert two.press(response, use, number).status_code == 302
        assert (mine in two.stands(), theirs in two.stands()) == (use != THEIRS, use != MINE), use


@pytest.mark.parametrize("two", [name for name, case in CASES.items() if case.name not in APART], indirect=True)
def test_a_third_text_meanwhile_is_shown_again_before_anything_is_written(two):
    response = two.clash(1)
    third = two.words(2)[0]
    assert two.write(two.ben, two.form(two.ben.get(two.url).text), third).status_code == 302
    assert two.press(response, MINE if two.case.is_day else BOTH, 1).status_code == 409
    assert third in two.stands()
    assert two.words(1)[1] not in two.stands()
