"""Scoring alone: one's own scores, unseen by others; the spread beside the scores that are agreed."""

import pytest

from swot.models import Change, Score
from tests import factories
from tests.swot.pages import at, text_of


@pytest.fixture
def entry(workbook, cast):
    return factories.entry(workbook, by=cast.ana, evidence_grade=2, impact=3, certainty=3)


def give(workbook, entry, by, impact, certainty):
    Score.give(workbook, entry, by=by, seen=0, impact=impact, certainty=certainty)


def test_ones_scores_are_saved_and_the_agreed_ones_stay(ana, cast, workbook, entry):
    sent = {"impact_S1": "5", "certainty_S1": "2", "revision_S1": "0"}
    response = ana.post(at("score-alone", workbook), sent)
    assert (response.status_code, response.url) == (302, at("priorities", workbook))
    row = Score.objects.get()
    assert (row.by, row.impact, row.certainty) == (cast.ana, 5, 2)
    entry.refresh_from_db()
    assert (entry.impact, entry.certainty) == (3, 3)


def test_nobody_sees_what_another_gave_not_even_in_the_record(client, cast, workbook, entry):
    give(workbook, entry, cast.ben, 5, 4)
    client.force_login(cast.ana)
    assert "selected" not in text_of(client.get(at("score-alone", workbook))).replace('value="" selected', "")
    change = Change.objects.first()
    assert (change.verb, change.what, change.left_as) == ("scored alone", "S1", {})


def test_entries_are_asked_in_an_order_that_does_not_say_what_others_think(ana, cast, workbook, entry):
    factories.entry(workbook, by=cast.ana, evidence_grade=3, impact=5, certainty=5)
    factories.entry(workbook, by=cast.ana, quadrant="threat", evidence_grade=3, impact=5, certainty=5)
    asked = [one.row.ref for one in ana.get(at("score-alone", workbook)).context["form"].asked()]
    assert asked == ["S1", "S2", "T1"]


def test_certainty_goes_as_far_as_the_evidence_allows(ana, workbook, entry):
    assert ana.post(at("score-alone", workbook), {"certainty_S1": "5"}).status_code == 422
    assert ana.post(at("score-alone", workbook), {"impact_S1": "6"}).status_code == 422
    assert ana.post(at("score-alone", workbook), {"certainty_S1": "4", "impact_S1": ""}).status_code == 302


def test_an_unchanged_page_writes_nothing(ana, cast, workbook, entry):
    give(workbook, entry, cast.ana, 4, 2)
    before = Change.objects.count()
    ana.post(at("score-alone", workbook), {"impact_S1": "4", "certainty_S1": "2", "revision_S1": "1"})
    assert Change.objects.count() == before


def test_ones_own_other_window_is_not_overwritten(ana, cast, workbook, entry):
    give(workbook, entry, cast.ana, 4, 2)
    response = ana.post(at("score-alone", workbook), {"impact_S1": "1", "certainty_S1": "1", "revision_S1": "0"})
    assert response.status_code == 409
    assert "You scored S1 in another window" in text_of(response)
    assert '<option value="4" selected>' in text_of(response)
    assert Score.objects.get().impact == 4


def test_one_score_is_no_spread(ana, cast, workbook, entry):
    give(workbook, entry, cast.ana, 4, 2)
    assert 'class="spread"' not in text_of(ana.get(at("priorities", workbook)))


def test_a_wide_spread_is_told_in_words_and_never_averaged(ana, cast, workbook, entry):
    give(workbook, entry, cast.ana, 2, 3)
    give(workbook, entry, cast.ben, 5, 4)
    page = text_of(ana.get(at("priorities", workbook)))
    assert "<span>Impact: <strong>people differ: 2 to 5</strong>.</span>" in page
    assert "<span>Certainty: 2 people say 3 to 4.</span>" in page
    assert "3.5" not in page[page.index("<table") : page.index("</table")]


def test_whoever_has_not_scored_sees_that_others_did_and_not_what(client, cast, workbook, entry):
    lea = factories.user("Lea")
    cast.cluster.memberships.create(user=lea, role="editor")
    give(workbook, entry, cast.ana, 1, 3)
    give(workbook, entry, cast.ben, 5, 3)
    client.force_login(lea)
    page = text_of(client.get(at("priorities", workbook)))
    assert "2 people scored it alone." in page
    assert "people differ" not in page
    client.force_login(cast.caro)
    assert "people differ: 1 to 5" in text_of(client.get(at("priorities", workbook)))


def test_who_may(client, cast, workbook, entry):
    for person, code in (("ana", 200), ("ben", 200), ("caro", 404), ("dev", 404)):
        client.force_login(getattr(cast, person))
        assert client.get(at("score-alone", workbook)).status_code == code
        assert client.post(at("score-alone", workbook), {"impact_S1": "1"}).status_code == (302 if code == 200 else 404)
    assert client.put(at("score-alone", workbook)).status_code == 405


@pytest.mark.parametrize("count", [1, 30])
def test_at_most_twelve_queries(ana, cast, workbook, count, django_assert_max_num_queries):
    for number in range(count):
        row = factories.entry(workbook, by=cast.ana, text=f"Firm number {number}", impact=3, certainty=2)
        give(workbook, row, cast.ana, 3, 2)
        give(workbook, row, cast.ben, 5, 2)
    factories.warm(workbook)
    for name in ("score-alone", "priorities"):
        with django_assert_max_num_queries(12):
            ana.get(at(name, workbook))
