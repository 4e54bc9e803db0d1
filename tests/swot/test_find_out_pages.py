"""The find-out list: what comes on it, who finds it out by when, what is found out."""

from datetime import timedelta

import pytest
from django.urls import reverse

from swot.document import values
from swot.models import Change, FindOut
from tests import factories

SENT = {"about": "T1", "revision": 0, "owner": "Ana", "due": "2031-03-01"}


@pytest.fixture
def entry(workbook, cast):
    return factories.entry(workbook, by=cast.ana, quadrant="threat", impact=5, certainty=1, text="Two mills may close")


def url(workbook):
    return reverse("swot:find-out", args=[workbook.pk])


def plan_url(workbook):
    return reverse("swot:find-out-plan", args=[workbook.pk])


def asked(page):
    return [(row.question.about, row.state) for row in page.context["asked"]]


def test_entries_prompts_and_heavy_unsure_questions_are_asked(ana, workbook, cast, entry):
    factories.entry(workbook, by=cast.ana, impact=3, certainty=1)
    workbook.answer("D-INC-3", by=cast.ana, seen=0, status=values.NOT_KNOWN)
    check = workbook.content().check
    answers = ["unsure" if question.number in (1, 3) else "no" for question in check.questions]
    workbook.self_check.take(by=cast.ana, seen=1, name=check.title, answers=answers)
    heavy = [
        f"check {question.number}" for question in check.questions if question.number in (1, 3) and question.weight == 3
    ]
    page = ana.get(url(workbook))
    assert [about for about, _state in asked(page)] == ["T1", "D-INC-3", *heavy]
    assert heavy


def test_check_that_was_not_taken_asks_nothing(ana, workbook):
    page = ana.get(url(workbook))
    assert asked(page) == []
    assert b"Nothing to find out" in page.content


def test_plan_is_kept_and_shown(ana, workbook, entry):
    assert ana.post(plan_url(workbook), SENT).status_code == 302
    row = FindOut.objects.get()
    assert (row.about, row.owner, str(row.due), row.done_on) == ("T1", "Ana", "2031-03-01", None)
    assert asked(ana.get(url(workbook))) == [("T1", "started")]
    assert b'value="2031-03-01"' in ana.get(url(workbook)).content


def test_late_ones_are_marked_with_their_days(ana, workbook, cast, entry):
    due = workbook.cluster.today - timedelta(days=8)
    workbook.plan_to_find_out("T1", by=cast.ana, seen=0, owner="Ana", due=due)
    page = ana.get(url(workbook))
    assert asked(page) == [("T1", "late")]
    assert b"Late, 8 days" in page.content
    assert b"One is late." in page.content


def test_without_an_owner_comes_first_then_by_date(ana, workbook, cast):
    for number, (owner, days) in enumerate((("Ben", 30), ("Ana", 10), ("", 50)), 1):
        factories.entry(
            workbook, by=cast.ana, quadrant="threat", impact=5, certainty=1, text=f"Mill {number} may close"
        )
        due = workbook.cluster.today + timedelta(days=days)
        workbook.plan_to_find_out(f"T{number}", by=cast.ana, seen=0, owner=owner, due=due)
    assert [about for about, _state in asked(ana.get(url(workbook)))] == ["T3", "T2", "T1"]


def test_found_out_is_kept_with_its_date_and_can_be_asked_again(ana, workbook, entry):
    ana.post(plan_url(workbook), {**SENT, "do": "done"})
    row = FindOut.objects.get()
    assert row.done_on == workbook.cluster.today
    page = ana.get(url(workbook))
    assert (asked(page), [done.question.about for done in page.context["done"]]) == ([], ["T1"])
    ana.post(plan_url(workbook), {**SENT, "revision": 1, "do": "again"})
    assert asked(ana.get(url(workbook))) == [("T1", "started")]


@pytest.mark.parametrize("wrong", [{"about": "T9"}, {"due": "soon"}, {"revision": ""}, {"owner": "x" * 201}])
def test_nonsense_is_422_and_writes_nothing(ana, workbook, entry, wrong):
    response = ana.post(plan_url(workbook), {**SENT, **wrong})
    assert response.status_code == 422
    assert not FindOut.objects.exists()


def test_stale_plan_is_409_with_both(ana, workbook, cast, entry):
    workbook.plan_to_find_out("T1", by=cast.ben, seen=0, owner="Ben")
    response = ana.post(plan_url(workbook), SENT)
    assert response.status_code == 409
    assert b"Somebody changed this plan a moment ago: Ben" in response.content
    form = response.context["asked"][0].form
    assert (form["owner"].value(), form["revision"].value()) == ("Ana", 1)
    assert FindOut.objects.get().owner == "Ben"


def test_sending_the_same_twice_is_no_conflict(ana, workbook, entry):
    assert [ana.post(plan_url(workbook), SENT).status_code for _ in range(2)] == [302, 302]
    assert FindOut.objects.get().revision == 1


def test_roles(client, workbook, cast, entry):
    assert client.get(url(workbook))["Location"].startswith(reverse("account_login"))
    client.force_login(cast.dev)
    assert [client.get(url(workbook)).status_code, client.post(plan_url(workbook), SENT).status_code] == [404, 404]
    client.force_login(cast.caro)
    page = client.get(url(workbook))
    assert (page.status_code, b'name="owner"' in page.content) == (200, False)
    assert client.post(plan_url(workbook), SENT).status_code == 404
    client.force_login(cast.ben)
    assert client.post(plan_url(workbook), SENT).status_code == 302


def test_wrong_methods(ana, workbook):
    assert [ana.post(url(workbook)).status_code, ana.get(plan_url(workbook)).status_code] == [405, 405]


def test_looking_changes_nothing(ana, workbook, entry):
    before = Change.objects.count()
    ana.get(url(workbook))
    assert Change.objects.count() == before


@pytest.mark.parametrize("count", [1, 30])
def test_twelve_queries_whatever_is_asked(ana, workbook, cast, count, django_assert_max_num_queries):
    for number in range(count):
        factories.entry(workbook, by=cast.ana, text=f"Firm number {number} buys from next door", impact=5, certainty=2)
        workbook.plan_to_find_out(f"S{number + 1}", by=cast.ana, seen=0, owner="Ana")
    factories.warm(workbook)
    with django_assert_max_num_queries(12):
        ana.get(url(workbook))
