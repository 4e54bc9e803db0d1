"""The board: computed order, moves that change the quadrant alone, filters, coverage."""

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse

from swot.models import Change, Entry
from tests import factories

TEXTS = (
    "Rents",
    "Trams",
    "Kilns",
    "Presses",
    "Looms",
    "Markets",
    "Clubs",
    "Yards",
    "Docks",
    "Halls",
    "Vaults",
    "Lanes",
)


def url(workbook):
    return reverse("swot:board", args=[workbook.pk])


def move_url(entry):
    return reverse("swot:entry-move", args=[entry.workbook_id, entry.ref])


def told(response):
    return [str(message) for message in get_messages(response.wsgi_request)]


def quad(page, quadrant):
    return next(quad for quad in page.context["quads"] if quad.quadrant == quadrant)


def listed(places):
    return [place.entry.id for place in places]


@pytest.fixture
def entry(workbook, cast):
    return factories.entry(workbook, by=cast.ana)


def seven(workbook, by):
    """Seven strengths, backed, of falling impact from the fourth on."""
    for number, impact in enumerate((3, 4, 5, 4, 3, 2, 1)):
        text = f"{TEXTS[number]} are shared by nine firms here"
        factories.entry(workbook, by=by, text=text, impact=impact, certainty=3, evidence_grade=2)


def test_order_is_computed_and_five_go_forward(ana, workbook, cast):
    seven(workbook, cast.ana)
    strengths = quad(ana.get(url(workbook)), "strength")
    assert listed(strengths.listed) == ["S3", "S2", "S4", "S1", "S5"]
    assert listed(strengths.held) == ["S6", "S7"]
    assert [place.rank for place in strengths.held] == [6, 7]


def test_entry_without_scores_is_kept_below_the_line(ana, workbook, entry):
    strengths = quad(ana.get(url(workbook)), "strength")
    assert (listed(strengths.listed), listed(strengths.held)) == ([], ["S1"])


def test_inclusion_entry_is_carried_over_the_line_and_marked(ana, workbook, cast):
    seven(workbook, cast.ana)
    Entry.objects.filter(ref="S7").update(inclusion=True)
    page = ana.get(url(workbook))
    assert listed(quad(page, "strength").listed) == ["S3", "S2", "S4", "S1", "S5", "S7"]
    assert page.content.count(b"Goes forward by rule") == 1
    assert b"No entry yet about people already here." not in page.content


def test_empty_inclusion_slot_is_shown(ana, workbook, entry):
    assert ana.get(url(workbook)).content.count(b"No entry yet about people already here.") == 1


def test_empty_board_keeps_four_quadrants_with_their_questions(ana, workbook):
    page = ana.get(url(workbook))
    assert page.content.count(b'class="quad-empty"') == 4
    assert b"What would you miss if it closed?" in page.content


@pytest.mark.parametrize(
    ("query", "left"),
    [("section=INC", ["S2"]), ("evidence=2", ["S1"]), ("inclusion=on", ["S2"]), ("section=nonsense", ["S2", "S1"])],
)
def test_filters_leave_ranks_as_they_are(ana, workbook, cast, query, left):
    factories.entry(workbook, by=cast.ana, evidence_grade=2)
    factories.entry(workbook, by=cast.ana, section="INC", inclusion=True)
    strengths = quad(ana.get(f"{url(workbook)}?{query}"), "strength")
    assert listed(strengths.listed + strengths.held) == left
    assert strengths.count == 2


STATES = {
    "to-sort": {"quadrant": ""},
    "unscored": {"impact": 5},
    "find-out": {"impact": 4, "certainty": 2},
    "key": {"impact": 5, "certainty": 3, "evidence_grade": 1},
    "keep-in-view": {"impact": 4, "certainty": 3, "evidence_grade": 1},
    "park": {"impact": 3, "certainty": 2},
}


@pytest.mark.parametrize("state", STATES)
def test_the_filter_of_states_leaves_those_of_one_state(ana, workbook, cast, state):
    for name, fields in STATES.items():
        factories.entry(workbook, by=cast.ana, text=f"In the state {name} for nine firms", **fields)
    page = ana.get(f"{url(workbook)}?state={state}")
    strengths = quad(page, "strength")
    left = [place.entry.text for part in (strengths.listed, strengths.held) for place in part]
    wanted = [f"In the state {state} for nine firms"]
    assert left == ([] if state == "to-sort" else wanted)
    assert [loose.text for loose in page.context["to_sort"]] == (wanted if state == "to-sort" else [])
    assert page.context["filters"]["state"].value() == state
    assert wanted[0] in page.text


def test_filters_are_joined_and_travel_in_the_address(ana, workbook, cast):
    factories.entry(workbook, by=cast.ana, section="INC", inclusion=True, impact=5, certainty=2)
    factories.entry(workbook, by=cast.ana, section="INC", impact=5, certainty=2)
    page = ana.get(f"{url(workbook)}?state=find-out&section=INC&inclusion=on&evidence=0")
    assert listed(quad(page, "strength").listed) == ["S1"]
    assert "?section=INC&amp;evidence=0&amp;state=find-out&amp;inclusion=on" in page.text
    assert listed(quad(ana.get(f"{url(workbook)}?state=nonsense"), "strength").listed) == ["S1", "S2"]


def test_past_twelve_the_rest_stands_on_a_parking_list(ana, workbook, cast):
    for number in range(15):
        factories.entry(workbook, by=cast.ana, text=f"Firm number {number} buys here", impact=3, certainty=2)
    strengths = quad(ana.get(url(workbook)), "strength")
    assert [len(part) for part in (strengths.listed, strengths.held, strengths.parked)] == [5, 7, 3]
    assert [place.rank for place in strengths.parked] == [13, 14, 15]
    assert ana.get(url(workbook)).content.count(b"Parking list, past twelve") == 1


def test_what_goes_forward_by_rule_is_never_parked(ana, workbook, cast):
    for number in range(14):
        factories.entry(workbook, by=cast.ana, text=f"Firm number {number} buys here", impact=3, certainty=2)
    Entry.objects.filter(ref="S14").update(inclusion=True)
    strengths = quad(ana.get(url(workbook)), "strength")
    assert listed(strengths.listed)[-1] == "S14"
    assert listed(strengths.parked) == ["S13"]


def test_lines_and_entries_without_a_place_are_counted(ana, workbook, cast):
    workbook.add_line("D-PLA-1", "The ropeworks", by=cast.ana)
    factories.entry(workbook, by=cast.ana, quadrant="")
    assert b"Two lines have no place yet." in ana.get(url(workbook)).content


def test_past_twelve_a_quadrant_says_so(ana, workbook, cast):
    for number in range(13):
        factories.entry(workbook, by=cast.ana, text=f"Firm number {number} buys from next door")
    assert b"13 entries here. Past twelve" in ana.get(url(workbook)).content


def test_coverage_counts_lenses_by_prompt_then_section(ana, workbook, cast):
    factories.entry(workbook, by=cast.ana, section="PLA", prompt="D-PLA-1")
    factories.entry(workbook, by=cast.ana, section="CON")
    factories.entry(workbook, by=cast.ana, section="OUT")
    context = ana.get(url(workbook)).context
    counts = {look.lens: dict(look.counts)["strength"] for look in context["looks"]}
    assert counts == {"connectivity": 1, "collaboration": 0, "competition": 0, "identity": 1}
    assert context["unseen"] == 1


def test_move_changes_the_quadrant_and_keeps_the_ref(ana, workbook, entry):
    response = ana.post(move_url(entry), {"quadrant": "threat", "revision": 1})
    assert response["Location"] == f"{url(workbook)}?moved=S1#S1"
    entry.refresh_from_db()
    assert (entry.ref, entry.quadrant, entry.revision) == ("S1", "threat", 2)
    page = ana.get(response["Location"].split("#")[0])
    assert b"S1 moved from Strengths to Threats." in page.content
    assert b'class="held lifted" id="S1"' in page.content


def test_undo_of_a_move_brings_the_horizon_back(ana, workbook, cast):
    entry = factories.entry(workbook, by=cast.ana, quadrant="threat", horizon="1-3 years")
    response = ana.post(move_url(entry), {"quadrant": "strength", "revision": 1})
    undo = next(iter(get_messages(response.wsgi_request))).extra_tags
    assert ana.post(undo).status_code == 302
    entry.refresh_from_db()
    assert (entry.quadrant, entry.horizon, entry.revision) == ("threat", "1-3 years", 3)


def test_move_back_to_the_tray(ana, workbook, entry):
    ana.post(move_url(entry), {"quadrant": "tray", "revision": 1})
    entry.refresh_from_db()
    assert entry.quadrant == ""


def test_move_keeps_the_filter(ana, workbook, entry):
    response = ana.post(f"{move_url(entry)}?section=PLA", {"quadrant": "threat", "revision": 1})
    assert response["Location"] == f"{url(workbook)}?section=PLA&moved=S1#S1"


def test_move_is_refused_while_a_strategy_stands_on_it(ana, workbook, cast, entry):
    chance = factories.entry(workbook, by=cast.ana, quadrant="opportunity", text="The city buys from small firms now")
    workbook.add_strategy(by=cast.ana, entries=[entry, chance], text="Sell together")
    response = ana.post(move_url(entry), {"quadrant": "weakness", "revision": 1})
    assert told(response) == ["S1 stands behind strategy X1. Take it out of the strategy first."]
    entry.refresh_from_db()
    assert entry.quadrant == "strength"


def test_move_to_where_the_twin_stands_is_refused(ana, workbook, cast, entry):
    entry.link_twin(factories.entry(workbook, by=cast.ana, quadrant="threat"), by=cast.ana)
    response = ana.post(move_url(entry), {"quadrant": "threat", "revision": 2})
    assert told(response) == ["Its twin T1 is there already. Part the twins first."]


def test_stale_move_is_409_and_changes_nothing(ana, cast, entry):
    entry.edit(by=cast.ben, seen=1, quadrant="weakness")
    response = ana.post(move_url(entry), {"quadrant": "threat", "revision": 1})
    assert response.status_code == 409
    assert b"Ben changed S1 a moment ago: it stands in Weakness." in response.content
    entry.refresh_from_db()
    assert entry.quadrant == "weakness"


@pytest.mark.parametrize("sent", [{"quadrant": "sideways", "revision": 1}, {"quadrant": "threat"}, {}])
def test_nonsense_move_is_422(ana, entry, sent):
    assert ana.post(move_url(entry), sent).status_code == 422


def test_viewer_reads_without_buttons_and_cannot_move(client, workbook, cast, entry):
    client.force_login(cast.caro)
    page = client.get(url(workbook))
    assert page.status_code == 200
    assert b'class="move"' not in page.content
    assert client.post(move_url(entry), {"quadrant": "threat", "revision": 1}).status_code == 404


def test_editor_moves(client, cast, entry):
    client.force_login(cast.ben)
    assert client.post(move_url(entry), {"quadrant": "threat", "revision": 1}).status_code == 302


def test_stranger_404_nobody_to_sign_in(client, workbook, cast, entry):
    for address in (url(workbook), move_url(entry)):
        assert client.post(address)["Location"].startswith(reverse("account_login"))
    client.force_login(cast.dev)
    assert client.get(url(workbook)).status_code == 404
    assert client.post(move_url(entry), {"quadrant": "threat", "revision": 1}).status_code == 404


def test_wrong_methods(ana, workbook, entry):
    assert ana.post(url(workbook)).status_code == 405
    assert ana.get(move_url(entry)).status_code == 405


def test_the_entry_moved_by_its_own_form_says_where_it_went(ana, workbook, cast, entry):
    sent = {"text": entry.text, "quadrant": "weakness", "evidence_grade": 0, "revision": 1}
    page = ana.post(reverse("swot:entry", args=[workbook.pk, entry.ref]), sent, follow=True)
    assert "Saved. S1 moved from Strengths to Weaknesses." in page.text
    again = ana.post(reverse("swot:entry", args=[workbook.pk, entry.ref]), {**sent, "revision": 2}, follow=True)
    assert ">Undo</button>" not in again.text


def test_looking_changes_nothing(ana, workbook, entry):
    before = Change.objects.count()
    ana.get(f"{url(workbook)}?quadrant=threat&revision=1")
    assert Change.objects.count() == before


@pytest.mark.parametrize("count", [1, 30])
def test_twelve_queries_whatever_stands_there(ana, workbook, cast, count, django_assert_max_num_queries):
    for number in range(count):
        factories.entry(workbook, by=cast.ana, text=f"Firm number {number} buys from next door", impact=3, certainty=2)
    factories.warm(workbook)
    with django_assert_max_num_queries(12):
        ana.get(url(workbook))
