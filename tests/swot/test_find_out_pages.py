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
    assert (page.status_code, b'form="plan-T1"' in page.content) == (200, False)
    assert client.post(plan_url(workbook), SENT).status_code == 404
    client.force_login(cast.ben)
    assert client.post(plan_url(workbook), SENT).status_code == 302


def test_wrong_methods(ana, workbook):
    assert [ana.post(url(workbook)).status_code, ana.get(plan_url(workbook)).status_code] == [405, 405]


def test_looking_changes_nothing(ana, workbook, entry):
    before = Change.objects.count()
    ana.get(url(workbook))
    assert Change.objects.count() == before


@pytest.fixture
def mixed(workbook, cast):
    """Five open questions of each kind, owner and date, and one that is found out."""
    today = workbook.cluster.today
    for number, section in enumerate(("PLA", "PLA", "INC", "CON"), 1):
        text = f"Mill {number} may close"
        factories.entry(workbook, by=cast.ana, quadrant="threat", impact=5, certainty=1, text=text, section=section)
    workbook.answer("D-INC-3", by=cast.ana, seen=0, status=values.NOT_KNOWN)
    check = workbook.content().check
    answers = ["unsure" if question.number == 1 else "no" for question in check.questions]
    workbook.self_check.take(by=cast.ana, seen=1, name=check.title, answers=answers)
    for about, owner, days in (("T1", "Ben", -3), ("T2", "Ana", 30), ("D-INC-3", "Ben", 31), ("check 1", "", None)):
        due = None if days is None else today + timedelta(days=days)
        workbook.plan_to_find_out(about, by=cast.ana, seen=0, owner=owner, due=due)
    workbook.plan_to_find_out("T4", by=cast.ana, seen=0, owner="Ana", due=today, done_on=today)


@pytest.mark.parametrize(
    ("query", "left", "closed"),
    [
        ("", {"T1", "T2", "T3", "D-INC-3", "check 1"}, {"T4"}),
        ("owner=Ben", {"T1", "D-INC-3"}, set()),
        ("owner=-", {"T3", "check 1"}, set()),
        ("owner=Ana", {"T2"}, {"T4"}),
        ("source=prompt", {"D-INC-3"}, set()),
        ("source=check", {"check 1"}, set()),
        ("source=entry", {"T1", "T2", "T3"}, {"T4"}),
        ("source=INC", {"T3", "D-INC-3"}, set()),
        ("state=late", {"T1"}, set()),
        ("state=soon", {"T2"}, set()),
        ("state=undated", {"T3", "check 1"}, set()),
        ("state=done", set(), {"T4"}),
        ("owner=Ben&source=INC", {"D-INC-3"}, set()),
        ("owner=Nobody+we+know", set(), set()),
        ("source=nonsense&state=nonsense", {"T1", "T2", "T3", "D-INC-3", "check 1"}, {"T4"}),
    ],
)
def test_filters_leave_what_was_chosen(ana, workbook, mixed, query, left, closed):
    page = ana.get(f"{url(workbook)}?{query}")
    assert {about for about, _state in asked(page)} == left
    assert {row.question.about for row in page.context["done"]} == closed
    assert "Five questions." in page.text
    assert (f"{len(left) + len(closed)} of 6 shown." in page.text) is bool(query and "nonsense" not in query)
    assert ("No question is like that." in page.text) is not (left or closed)


def test_what_was_chosen_stands_in_the_form_and_an_owner_who_has_no_question_any_more_too(ana, workbook, mixed):
    page = ana.get(f"{url(workbook)}?owner=Ines&source=INC&state=late")
    names = [value for value, _label in page.context["find"].owners]
    assert names == ["", "-", "Ana", "Ben", "Ines"]
    for value in ("Ines", "INC", "late"):
        assert f'<option value="{value}" selected>' in page.text


def test_the_counts_in_the_head_lead_to_what_they_count(ana, workbook, mixed):
    page = ana.get(url(workbook))
    assert '<a href="?state=late">One is late.</a>' in page.text
    assert '<a href="?owner=-">Two have no owner.</a>' in page.text
    home = ana.get(reverse("swot:workbook", args=[workbook.pk]))
    assert f'<a href="{url(workbook)}?state=late">1 late</a>' in home.text


def test_saving_keeps_the_filter(ana, workbook, mixed):
    page = ana.get(f"{url(workbook)}?owner=-&source=INC")
    assert f'action="{plan_url(workbook)}?owner=-&amp;source=INC"' in page.text
    response = ana.post(f"{plan_url(workbook)}?owner=-&source=INC", {**SENT, "about": "T3"})
    assert response["Location"] == f"{url(workbook)}?owner=-&source=INC"


def test_a_row_that_somebody_types_in_stays_whatever_the_filter_says(ana, workbook, cast, mixed):
    workbook.plan_to_find_out("T3", by=cast.ben, seen=0, owner="Ben")
    response = ana.post(f"{plan_url(workbook)}?owner=-", {**SENT, "about": "T3"})
    assert response.status_code == 409
    assert {about for about, _state in asked(response)} == {"T3", "check 1"}
    wrong = ana.post(f"{plan_url(workbook)}?state=late", {**SENT, "about": "T3", "revision": 1, "due": "soon"})
    assert wrong.status_code == 422
    assert {about for about, _state in asked(wrong)} == {"T1", "T3"}


@pytest.mark.parametrize("count", [1, 30])
def test_twelve_queries_whatever_is_asked(ana, workbook, cast, count, django_assert_max_num_queries):
    for number in range(count):
        factories.entry(workbook, by=cast.ana, text=f"Firm number {number} buys from next door", impact=5, certainty=2)
        workbook.plan_to_find_out(f"S{number + 1}", by=cast.ana, seen=0, owner="Ana")
    factories.warm(workbook)
    for query in ("", "?owner=Ana&source=PLA&state=undated"):
        with django_assert_max_num_queries(12):
            ana.get(f"{url(workbook)}{query}")
