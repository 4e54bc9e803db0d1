"""Priorities: the order, the plot, and scores row by row."""

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse

from swot.models import Change
from tests import factories


@pytest.fixture
def entry(workbook, cast):
    return factories.entry(workbook, by=cast.ana, evidence_grade=1)


def url(workbook):
    return reverse("swot:priorities", args=[workbook.pk])


def score_url(entry):
    return reverse("swot:entry-score", args=[entry.workbook_id, entry.ref])


def told(response):
    return [str(message) for message in get_messages(response.wsgi_request)]


def test_order_and_what_to_do(ana, workbook, cast):
    for quadrant, grade, impact, certainty in (
        ("strength", 0, 4, 2),
        ("threat", 3, 3, 5),
        ("weakness", 2, 5, 3),
        ("opportunity", 1, 4, 2),
        ("strength", 1, None, None),
        ("threat", 1, 2, 3),
        ("weakness", 2, 2, 4),
    ):
        scores = {"impact": impact, "certainty": certainty, "evidence_grade": grade}
        factories.entry(workbook, by=cast.ana, quadrant=quadrant, **scores)
    factories.entry(workbook, by=cast.ana, quadrant="")
    table = ana.get(url(workbook)).context["table"]
    assert [(row.entry.id, str(row.do)) for row in table] == [
        ("W1", "Key"),
        ("T1", "Key"),
        ("S1", "Find out"),
        ("O1", "Find out"),
        ("W2", "Keep in view"),
        ("T2", "Park"),
        ("S2", "Not scored yet"),
    ]


def test_plot_is_drawn_with_its_words_and_the_counts(ana, workbook, cast):
    factories.entry(workbook, by=cast.ana, evidence_grade=3, impact=5, certainty=5)
    factories.entry(workbook, by=cast.ana, impact=5, certainty=1)
    page = ana.get(url(workbook)).content.decode()
    assert "2 entries by impact and certainty" in page
    assert page.count("Key: 1. Kept in view: 0. To find out first: 1. Parked: 0.") == 2
    assert page.count('class="mk q-s"') == 4
    assert "style=" not in page


def test_nothing_scored_draws_no_plot(ana, workbook, entry):
    assert b"Nothing is scored yet" in ana.get(url(workbook)).content


def test_no_entries_says_where_they_come_from(ana, workbook):
    assert b"No entries to weigh yet" in ana.get(url(workbook)).content


def test_scores_stand_in_their_row(ana, workbook, cast):
    factories.entry(workbook, by=cast.ana, impact=4, certainty=2)
    page = ana.get(url(workbook)).content.decode()
    assert '<option value="4" selected>4</option>' in page
    assert '<option value="2" selected>2</option>' in page


def test_score_is_capped_and_says_so(ana, workbook, entry):
    response = ana.post(score_url(entry), {"impact": "5", "certainty": "5", "revision": 1})
    assert response["Location"] == f"{url(workbook)}#S1"
    assert told(response) == ["S1 is scored. Certainty is lowered from 5 to 3: its evidence allows no more."]
    entry.refresh_from_db()
    assert (entry.impact, entry.certainty) == (5, 3)


def test_score_can_be_taken_away(ana, workbook, cast):
    entry = factories.entry(workbook, by=cast.ana, impact=4, certainty=2)
    assert ana.post(score_url(entry), {"impact": "", "certainty": "", "revision": 1}).status_code == 302
    entry.refresh_from_db()
    assert (entry.impact, entry.certainty) == (None, None)


@pytest.mark.parametrize("sent", [{"impact": "6", "revision": 1}, {"impact": "3"}, {"certainty": "x", "revision": 1}])
def test_nonsense_is_422_and_kept_in_its_row(ana, entry, sent):
    response = ana.post(score_url(entry), sent)
    assert response.status_code == 422
    assert response.context["table"][0].form.data["impact" if "impact" in sent else "certainty"]


def test_stale_score_is_409_with_both(ana, cast, entry):
    entry.edit(by=cast.ben, seen=1, impact=2, certainty=2)
    response = ana.post(score_url(entry), {"impact": "5", "certainty": "3", "revision": 1})
    assert response.status_code == 409
    assert b"Ben changed S1 a moment ago: impact 2, certainty 2." in response.content
    form = response.context["table"][0].form
    assert (form["impact"].value(), form["revision"].value()) == ("5", 2)
    entry.refresh_from_db()
    assert entry.impact == 2


def test_sending_the_same_twice_is_no_conflict(ana, entry):
    sent = {"impact": "5", "certainty": "5", "revision": 1}
    assert [ana.post(score_url(entry), sent).status_code for _ in range(2)] == [302, 302]


def test_roles(client, workbook, cast, entry):
    sent = {"impact": "5", "certainty": "3", "revision": 1}
    assert client.get(url(workbook))["Location"].startswith(reverse("account_login"))
    client.force_login(cast.dev)
    assert [client.get(url(workbook)).status_code, client.post(score_url(entry), sent).status_code] == [404, 404]
    client.force_login(cast.caro)
    page = client.get(url(workbook))
    assert page.status_code == 200
    assert b"<select" not in page.content
    assert client.post(score_url(entry), sent).status_code == 404
    client.force_login(cast.ben)
    assert client.post(score_url(entry), sent).status_code == 302


def test_wrong_methods(ana, workbook, entry):
    assert [ana.post(url(workbook)).status_code, ana.get(score_url(entry)).status_code] == [405, 405]


def test_looking_changes_nothing(ana, workbook, entry):
    before = Change.objects.count()
    ana.get(url(workbook))
    assert Change.objects.count() == before


@pytest.mark.parametrize("count", [1, 30])
def test_twelve_queries_whatever_stands_there(ana, workbook, cast, count, django_assert_max_num_queries):
    for number in range(count):
        factories.entry(workbook, by=cast.ana, text=f"Firm number {number} buys from next door", impact=3, certainty=2)
    factories.warm(workbook)
    with django_assert_max_num_queries(12):
        ana.get(url(workbook))
