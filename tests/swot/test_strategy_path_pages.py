"""From a pair to a strategy: the sentence begun, the transfer guard, three to six kept, parking and the way back."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from clusters.ids import new_key
from swot.document import values
from swot.models import Strategy
from tests import factories
from tests.swot.pages import ANSWERS, at, pair, strategy, text_of

CHOSEN = {"inside": ["S1"], "outside": ["T1"]}


def begun(page):
    """What stands in the field of the strategy."""
    return re.search(r'<textarea name="text"[^>]*>\s*([^<]*)</textarea>', page)[1].rstrip()


def test_a_pair_in_the_address_is_chosen_and_its_sentence_begun(ana, cast, workbook):
    pair(workbook, cast.ana)
    page = text_of(ana.get(at("strategy-add", workbook) + "?inside=S1&outside=T1"))
    assert begun(page) == (
        "Use “Nine of 46 tenants get weekly work next door” to hold off “Asking rents rose by a third” by"
    )
    assert 'value="S1" id="id_inside_0" checked' in page
    assert 'value="T1" id="id_outside_0" checked' in page
    assert "Ask who trusts whom" in page
    assert "other sentence" not in page


def test_a_weakness_before_a_threat_offers_its_other_sentence(ana, cast, workbook):
    pair(workbook, cast.ana)
    factories.entry(workbook, by=cast.ana, text="Short terms", quadrant="weakness")
    address = at("strategy-add", workbook) + "?inside=W1&outside=T1"
    page = text_of(ana.get(address))
    assert begun(page).startswith("Before “Asking rents rose by a third” arrives, reduce “Short terms” by")
    assert address.replace("&", "&amp;") + "&amp;other=1" in page
    assert begun(text_of(ana.get(address + "&other=1"))).startswith("Step back from “Short terms” before")


@pytest.mark.parametrize(
    "query", ["?inside=T1&outside=S1", "?inside=S9&outside=T1", "?inside=S1", "?inside=%00&outside=T1"]
)
def test_a_pair_that_does_not_cross_begins_nothing(ana, cast, workbook, query):
    pair(workbook, cast.ana)
    page = text_of(ana.get(at("strategy-add", workbook) + query))
    assert begun(page) == ""
    assert "checked" not in page[page.index("h-pair") : page.index("h-words")]


def test_invented_pairs_of_the_kind_are_labelled_so(ana, cast, workbook):
    pair(workbook, cast.ana)
    page = text_of(ana.get(at("strategy-add", workbook)))
    assert "Invented, for a creative district." in page
    assert "Bind protections before the money arrives." in page


def test_an_idea_from_elsewhere_needs_one_line_why_and_loses_nothing(ana, cast, workbook):
    pair(workbook, cast.ana)
    sent = {**ANSWERS, **CHOSEN, "from_kind": "region", "key": new_key()}
    response = ana.post(at("strategy-add", workbook), sent)
    page = text_of(response)
    assert response.status_code == 422
    assert '<a href="#id_why_here">Say in one line why an idea from elsewhere would hold here</a>' in page
    assert all(value in page for value in ANSWERS.values())
    assert 'value="region"' in page
    assert ana.post(at("strategy-add", workbook), {**sent, "why_here": "As few owners as there"}).status_code == 302
    row = Strategy.objects.get()
    assert (row.from_kind, row.why_here, row.kept) == ("region", "As few owners as there", True)


def test_a_strategy_from_elsewhere_carries_its_banner_with_the_traps_of_that_kind(ana, cast, workbook):
    strategy(workbook, cast.ana, from_kind="region", why_here="As few owners as there")
    page = text_of(ana.get(at("strategies", workbook)))
    assert "This idea came from a region." in page
    assert "Why it would hold here: As few owners as there" in page
    banner = page[page.index("This idea came") : page.index("How, and who must agree")]
    assert "Attract exporters and count jobs" in banner
    assert "Choose the mix of tenants" not in banner


def test_a_banner_without_a_reason_asks_for_it(ana, cast, workbook):
    strategy(workbook, cast.ana, from_kind="elsewhere")
    page = text_of(ana.get(at("strategies", workbook)))
    assert "This idea came from somewhere else." in page
    assert "Not said yet: why would it hold at our distance?" in page
    assert at("strategy", workbook, "X1") + "#id_why_here" in page


def test_a_strategy_of_ones_own_has_no_banner(ana, cast, workbook):
    strategy(workbook, cast.ana)
    assert "This idea came from" not in text_of(ana.get(at("strategies", workbook)))


def test_a_conflict_shows_both_origins(ana, cast, workbook):
    row = strategy(workbook, cast.ana)
    row.edit(by=cast.ben, seen=1, from_kind="network", why_here="We meet as seldom")
    response = ana.post(at("strategy", workbook, "X1"), {**ANSWERS, **CHOSEN, "revision": 1})
    assert response.status_code == 409
    assert "An online network" in text_of(response)
    assert "We meet as seldom" in text_of(response)


@pytest.mark.parametrize(
    ("kept", "says"), [(1, "Three to six is what carries"), (3, None), (6, None), (7, "More than six")]
)
def test_the_page_says_how_many_are_kept_and_never_blocks(ana, cast, workbook, kept, says):
    entries = pair(workbook, cast.ana)
    for _ in range(kept):
        workbook.add_strategy(by=cast.ana, entries=entries, **ANSWERS)
    page = text_of(ana.get(at("strategies", workbook)))
    assert (f"{kept} strategy is kept." if kept == 1 else f"{kept} strategies are kept.") in page
    for sentence in ("Three to six is what carries", "More than six"):
        assert (sentence in page) is (sentence == says)
    sent = {**ANSWERS, **CHOSEN, "key": new_key()}
    assert ana.post(at("strategy-add", workbook), sent).status_code == 302


def test_parking_puts_it_apart_and_the_message_has_the_way_back(ana, cast, workbook):
    row = strategy(workbook, cast.ana)
    page = text_of(ana.post(at("strategy-park", workbook, "X1"), {"revision": row.revision}, follow=True))
    assert "Strategy X1 is parked." in page
    assert ANSWERS["text"] in page[page.index('id="h-parked"') : page.index('id="h-act"')]
    assert ANSWERS["text"] not in page[: page.index('id="h-parked"')]
    assert page.count(at("strategy-keep", workbook, "X1")) == 2
    page = text_of(ana.post(at("strategy-keep", workbook, "X1"), follow=True))
    assert "Strategy X1 is kept again." in page
    assert "h-parked" not in page
    assert [change.verb for change in workbook.changes.all()[:2]] == ["kept", "parked"]


def test_parking_an_older_text_is_refused(ana, cast, workbook):
    row = strategy(workbook, cast.ana)
    row.edit(by=cast.ben, seen=1, text="Buy the hall")
    response = ana.post(at("strategy-park", workbook, "X1"), {"revision": 1})
    assert response.status_code == 409
    assert "Buy the hall" in text_of(response)
    row.refresh_from_db()
    assert row.kept


def test_a_draft_is_not_kept_by_a_button_before_it_is_answered(ana, cast, workbook):
    row = strategy(workbook, cast.ana, kept=False, who_could_lose="")
    page = text_of(ana.post(at("strategy-keep", workbook, "X1"), follow=True))
    assert "X1 still has open questions. Answer them, and it is kept." in page
    row.refresh_from_db()
    assert not row.kept


@pytest.mark.parametrize("name", ["strategy-park", "strategy-keep"])
def test_only_those_who_write_park_and_keep(client, cast, workbook, name):
    strategy(workbook, cast.ana)
    for person, code in (("caro", 404), ("dev", 404), ("ben", 302)):
        client.force_login(getattr(cast, person))
        assert client.post(at(name, workbook, "X1"), {"revision": 1}).status_code == code
        assert client.get(at(name, workbook, "X1")).status_code == 405


def test_a_viewer_sees_no_button_to_park(client, cast, workbook):
    strategy(workbook, cast.ana)
    client.force_login(cast.caro)
    assert at("strategy-park", workbook, "X1") not in text_of(client.get(at("strategies", workbook)))


# ---------- the day on which we look again ----------


def test_the_review_date_is_proposed_a_year_from_today_and_set(ana, cast, workbook):
    day = cast.cluster.today + timedelta(days=365)
    page = text_of(ana.get(at("actions", workbook)))
    assert "No day is set yet." in page
    assert f'value="{day.isoformat()}"' in page
    workbook.refresh_from_db()
    assert workbook.review_on is None
    response = ana.post(at("review", workbook), {"review_on": day.isoformat(), "revision": workbook.revision})
    assert (response.status_code, response.url) == (302, at("actions", workbook) + "#h-review")
    workbook.refresh_from_db()
    assert workbook.review_on == day
    assert (workbook.changes.first().what, workbook.changes.first().left_as["review_on"]) == (
        "review date",
        day.isoformat(),
    )
    assert "Move the day" in text_of(ana.get(at("actions", workbook)))


@pytest.mark.parametrize("days", [-1, 0])
def test_the_review_date_is_still_to_come(ana, cast, workbook, days):
    day = cast.cluster.today + timedelta(days=days)
    response = ana.post(at("review", workbook), {"review_on": day.isoformat(), "revision": 1})
    assert response.status_code == 422
    assert "Give a day after today" in text_of(response)
    assert f'value="{day.isoformat()}"' in text_of(response)


def test_a_review_date_that_another_set_is_shown_and_mine_is_kept_in_its_field(ana, cast, workbook):
    theirs, mine = (cast.cluster.today + timedelta(days=days) for days in (30, 60))
    workbook.look_again_on(theirs, by=cast.ben, seen=workbook.revision)
    response = ana.post(at("review", workbook), {"review_on": mine.isoformat(), "revision": 1})
    page = text_of(response)
    assert response.status_code == 409
    assert f"{theirs.day} {theirs:%B %Y}" in page
    assert "Keep theirs" in page
    assert f'value="{mine.isoformat()}"' in page
    assert ana.post(at("review", workbook), {"review_on": mine.isoformat(), "revision": 2}).status_code == 302


def test_a_new_review_date_is_reminded_of_anew(cast, workbook):
    type(workbook).objects.filter(pk=workbook.pk).update(reminded_on=cast.cluster.today)
    workbook.look_again_on(cast.cluster.today + timedelta(days=9), by=cast.ana, seen=workbook.revision)
    workbook.refresh_from_db()
    assert workbook.reminded_on is None


def test_only_those_who_write_set_the_review_date(client, cast, workbook):
    sent = {"review_on": "2040-01-01", "revision": 1}
    for person, code in (("caro", 404), ("dev", 404), ("ben", 302)):
        client.force_login(getattr(cast, person))
        assert client.post(at("review", workbook), sent).status_code == code
    client.force_login(cast.caro)
    assert "<form" not in text_of(client.get(at("actions", workbook))).split('id="h-review"')[1].split("</main>")[0]


def test_two_verbs_in_one_action_are_hinted_at_and_saved(ana, workbook):
    sent = {"text": "Ask the owner and sign the lease", "owner": "Ana", "due": "2027-01-01", "first_step": "Ring"}
    sent |= {"cost_band": "low", "measure": "A lease", "key": new_key()}
    page = text_of(ana.post(at("action-add", workbook), sent, follow=True))
    assert "Action A1 is saved. It may be two actions" in page
    page = text_of(
        ana.post(at("action-add", workbook), {**sent, "text": "Ask the owner", "key": new_key()}, follow=True)
    )
    assert "Action A2 is saved.</span>" in page


def test_the_way_leads_from_the_scores_to_the_crossings_and_on(ana, cast, workbook):
    pair(workbook, cast.ana)
    assert at("crossings", workbook) in text_of(ana.get(at("strategies", workbook)))
    page = text_of(ana.get(at("priorities", workbook)))
    assert f'<a class="btn btn-primary" href="{at("crossings", workbook)}">' in page
    assert reverse("swot:strategies", args=[workbook.pk]) in text_of(ana.get(at("crossings", workbook)))


def test_after_the_scores_the_contents_lead_to_the_crossings_until_there_is_a_strategy(ana, cast, workbook):
    for prompt in workbook.content().prompts:
        passed = {"status": values.PASSED_OVER, "value": None, "note": "Asked in April", "basis": ""}
        workbook.answer(prompt, by=cast.ana, seen=0, **passed)
    workbook.first_questions.edit(by=cast.ana, seen=workbook.first_questions.revision, here_before="Rope makers")
    entries = pair(workbook, cast.ana)
    assert ana.get(at("workbook", workbook)).context["next"].url == at("priorities", workbook)
    for entry in entries:
        entry.edit(by=cast.ana, seen=1, impact=4, certainty=2)
    assert ana.get(at("workbook", workbook)).context["next"].url == at("crossings", workbook)
    row = workbook.add_strategy(by=cast.ana, entries=entries, text="Begun", kept=False)
    assert ana.get(at("workbook", workbook)).context["next"].url == at("strategies", workbook)
    row.edit(by=cast.ana, seen=1, kept=True, **ANSWERS)
    assert "briefings" in ana.get(at("workbook", workbook)).context["next"].url
