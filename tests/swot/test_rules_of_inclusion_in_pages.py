"""The rules of content 4.5 that pages and prints hold, beside those in test_rules_in_pages.py: each on the page itself."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from briefings.editions import READERS
from briefings.make import html
from clusters.models import Cluster
from clusters.models.cluster import member_bands
from swot.document.gather import gather
from swot.models import Action, Comment, Entry, OutsideLink, Reading, Workbook
from tests import factories
from tests.swot.pages import ANSWERS, at, pair, strategy

EMPTY_SLOT = "No entry yet about people already here"
HERE = "Two bakers were priced out of Quay Street"


def fresh(book):
    """The workbook as the next request finds it."""
    return Workbook.objects.with_pages().get(pk=book.pk)


def printed(book, edition, **parts):
    """A briefing of the workbook as it stands."""
    book = fresh(book)
    return html(gather(book), book.content(), edition=edition, paper="a4", today=book.cluster.today, **parts)


def strip_of(page):
    """The words of the strip."""
    return page.split('<section class="strip"')[1].split("</section>")[0]


def test_rule_1_the_strip_shows_band_oldest_unknown_and_next_action_with_its_date(ana, cast, workbook):
    workbook.self_check.take(by=cast.ana, seen=1, name="Check", answers=["yes", "unsure", *["no"] * 10])
    today = cast.cluster.today
    for ref, days in (("I7", 20), ("I11", 200)):
        Reading.add(workbook, ref, by=cast.ana, value=None, status="unknown", as_of=today - timedelta(days=days))
    workbook.add_action(by=cast.ana, text="Knock on twenty doors", inclusion=True, due=today + timedelta(days=9))
    for name in ("board", "workbook", "strategies", "inclusion"):
        seen = strip_of(ana.get(at(name, workbook)).text)
        assert "3 confirmed, could be 6 of 24: calm" in seen
        assert "complaints answered: unknown since" in seen
        assert "Money spent" not in seen
        assert f"Next: Knock on twenty doors, {(today + timedelta(days=9)):%-d %B %Y}." in seen


def test_rule_4_the_contents_never_call_a_section_done_while_its_inclusion_question_is_empty(ana, cast, workbook):
    section = workbook.content().section_by_code["INC"]
    for prompt in section.prompts[:-1]:
        workbook.answer(prompt.id, by=cast.ana, seen=0, status="passed over", note="Asked in April")
    assert section.prompts[-1].inclusion
    done, asked = len(section.prompts) - 1, len(section.prompts)
    assert f"<span>{done} of {asked}</span>" in ana.get(at("workbook", workbook)).text
    assert [task["of"].state for task in ana.get(at("workbook", workbook)).context["tasks"]][2] == "started"
    workbook.answer(section.prompts[-1].id, by=cast.ana, seen=0, status="passed over", note="The elders meet in May")
    assert [task["of"].state for task in ana.get(at("workbook", workbook)).context["tasks"]][2] == "complete"
    assert "The elders meet in May" in printed(workbook, "full")


def test_rule_5_the_board_marks_inclusion_entries_and_shows_the_empty_slot(ana, cast, workbook):
    factories.entry(workbook, by=cast.ana)
    assert EMPTY_SLOT in ana.get(at("board", workbook)).text
    factories.entry(workbook, by=cast.ana, text=HERE, quadrant="weakness", inclusion=True)
    page = ana.get(at("board", workbook)).text
    assert EMPTY_SLOT not in page
    assert page.count('class="incl"') == 1


def test_rule_6_the_board_carries_one_inclusion_entry_however_low(ana, cast, workbook):
    for number in range(6):
        factories.entry(workbook, by=cast.ana, text=f"Point {number}", impact=5, certainty=3, evidence_grade=1)
    low = factories.entry(workbook, by=cast.ana, text=HERE, impact=1, certainty=1, inclusion=True)
    quads = ana.get(at("board", workbook)).context["quads"]
    assert [place.entry.id for quad in quads for place in quad.listed if place.is_carried] == [low.ref]


@pytest.mark.parametrize("field", ["who_gains", "who_could_lose", "how_we_will_know"])
def test_rule_7_a_strategy_is_not_kept_without_its_three_answers(field, ana, cast, workbook):
    pair(workbook, cast.ana)
    sent = {**ANSWERS, "inside": "S1", "outside": "T1"}
    response = ana.post(at("strategy-add", workbook), {**sent, field: ""})
    assert response.status_code == 422
    assert f'href="#id_{field}"' in response.text
    assert ana.post(at("strategy-add", workbook), sent).status_code == 302


def test_rule_8_the_strip_of_every_page_shows_the_ratio(ana, cast, workbook):
    for number in range(6):
        workbook.add_action(by=cast.ana, text="Knock", inclusion=number == 0)
    for name in ("board", "workbook", "strategies"):
        assert "Open actions about them: 1 of 6." in strip_of(ana.get(at(name, workbook)).text)


@pytest.mark.parametrize("edition", READERS)
def test_rule_9_every_edition_prints_the_box_with_both_figures_on_page_one(edition, cast, workbook):
    workbook.self_check.take(by=cast.ana, seen=1, name="Check", answers=["yes", "unsure", *["no"] * 10])
    front = printed(workbook, edition, front_only=True)
    assert "part-inclusion" in front
    assert "3 confirmed" in front
    assert "6 of 24" in front


def test_rule_10_an_old_reading_stands_first_and_says_stale_over_one_that_is_bad(ana, cast, workbook):
    today = cast.cluster.today
    Reading.add(workbook, "I3", by=cast.ana, value=23, status="act", as_of=today)
    Reading.add(workbook, "I8", by=cast.ana, value=40, status="calm", as_of=today - timedelta(days=367))
    rows = ana.get(at("inclusion", workbook)).context["indicators"]
    assert [(row.indicator.id, row.state) for row in rows][:2] == [("I8", "stale"), ("I3", "act")]
    table = ana.get(at("inclusion", workbook)).text.split('id="h-ind"')[1]
    assert table.index('<tr class="is-stale">') < table.index("Cheapest workshop rent")


def test_rule_12_named_neighbours_read_and_comment_and_are_seen_until_answered(ana, client, cast, workbook):
    _link, token = OutsideLink.make(workbook, for_whom="The tenants", days=90, by=cast.ana)
    client.logout()
    page = client.get(reverse("swot:outside", args=[token]))
    assert page.status_code == 200
    assert workbook.content().window_label("priced-out") in page.text
    client.post(reverse("swot:outside", args=[token]), {"place": "decides", "key": "k", "text": "Nobody asked us"})
    client.force_login(cast.ana)
    assert "Nobody asked us" in client.get(at("inclusion", workbook)).text
    Comment.objects.update(settled_at=timezone.now())
    assert "Nobody asked us" not in client.get(at("inclusion", workbook)).text


@pytest.mark.parametrize(("days", "said"), [(89, False), (90, True), (91, True)])
@pytest.mark.parametrize("last", ["entry", "action", "indicator"])
def test_rule_13_silence_begins_on_the_ninetieth_day_after_any_last_change(last, days, said, ana, cast, workbook):
    if last == "entry":
        factories.entry(workbook, by=cast.ana, inclusion=True)
    elif last == "action":
        workbook.add_action(by=cast.ana, text="Knock", inclusion=True)
    else:
        Reading.add(workbook, "I8", by=cast.ana, value=3, as_of=cast.cluster.today)
    Workbook.objects.update(begun_at=timezone.now() - timedelta(days=400))
    then = timezone.now() - timedelta(days=days)
    Entry.objects.update(changed_at=then)
    Action.objects.update(changed_at=then)
    Reading.objects.update(read_at=then)
    words = "Nothing about people already here has changed for 90 days."
    assert (words in ana.get(at("workbook", workbook)).text) is said


def test_rule_13_an_earlier_count_written_down_today_breaks_the_silence(ana, cast, workbook):
    Reading.add(workbook, "I8", by=cast.ana, value=3, as_of=cast.cluster.today)
    Reading.objects.update(read_at=timezone.now() - timedelta(days=200))
    Workbook.objects.update(begun_at=timezone.now() - timedelta(days=400))
    Reading.add(workbook, "I8", by=cast.ana, value=4, as_of=cast.cluster.today - timedelta(days=300))
    assert "has changed for 90 days" not in ana.get(at("workbook", workbook)).text


def test_rule_15_a_total_does_not_tell_the_size_of_a_hidden_group(cast, workbook):
    known = {band["label"]: band["key"] for band in member_bands()}
    Cluster.objects.filter(pk=cast.cluster.pk).update(
        member_counts={known["Artists"]: 3, known["Freelancers"]: 40, known["Majors"]: 2}
    )
    pages = [printed(workbook, edition) for edition in READERS]
    assert any("fewer than five" in page for page in pages)
    assert any("over 42" in page for page in pages)
    assert not any(">45<" in page for page in pages)


def test_rule_15_a_strategy_needs_no_name_and_a_comment_needs_none(cast, workbook):
    strategy(workbook, cast.ana)
    link, _token = OutsideLink.make(workbook, for_whom="The tenants", days=90, by=cast.ana)
    assert link.say(about="INC", text="Nobody asked us", name="", key="k").name == ""
