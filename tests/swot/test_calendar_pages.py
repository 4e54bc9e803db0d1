"""The dates of a workbook as a file: what stands in it, who gets it, and that it stays the same."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from tests import factories
from tests.swot.pages import at, strategy
from tests.swot.test_calendar_file import unescaped, unfolded, value

DUE = date(2099, 3, 1)


def events(response):
    """UID, day and summary of each event, the UID without that of the workbook."""
    lines = [line.partition(":") for line in unfolded(response.content)]
    told = {name: [text for key, _, text in lines if key == name] for name in ("UID", "DTSTART;VALUE=DATE", "SUMMARY")}
    rows = zip(*told.values(), strict=True)
    return [(uid[37:], day, unescaped(text)) for uid, day, text in rows]


def test_open_actions_first_steps_and_questions_stand_in_one_file(ana, workbook, cast):
    action = workbook.add_action(
        by=cast.ana, text="Ring the owner", owner="Ines", due=DUE, first_step="Find the number", measure="Rung"
    )
    workbook.add_action(by=cast.ana, text="Without a date")
    workbook.add_action(by=cast.ana, text="Done", due=DUE, first_step="Done too", done_on=date(2026, 1, 1))
    factories.entry(workbook, by=cast.ana, text="Rents may double soon", quadrant="threat", impact=5, certainty=1)
    workbook.plan_to_find_out("T1", by=cast.ana, seen=0, owner="Ben", due=DUE)
    response = ana.get(at("calendar", workbook))
    step = timezone.localdate() + timedelta(days=30)
    assert events(response) == [
        ("A1", "20990301", "Ring the owner (Ines)"),
        ("A1-first-step", step.isoformat().replace("-", ""), "First step: Find the number (Ines)"),
        ("find-out-T1", "20990301", "Find out: Rents may double soon (Ben)"),
    ]
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert response["Content-Disposition"] == f'attachment; filename="{workbook.slug}.ics"'
    assert value(response.content, "DESCRIPTION") == "First step: Find the number\\nMeasure: Rung"
    assert value(response.content, "URL") == f"http://testserver{at('actions', workbook)}"
    assert value(response.content, "DTSTAMP") == f"{action.changed_at:%Y%m%dT%H%M%SZ}"


def test_the_day_of_the_review_stands_in_it_too(ana, workbook, cast):
    workbook.look_again_on(DUE, by=cast.ana, seen=workbook.revision)
    response = ana.get(at("calendar", workbook))
    assert events(response) == [("review", "20990301", f"Review of the workbook: {workbook.title}")]
    assert value(response.content, "SEQUENCE") == str(type(workbook).objects.get(pk=workbook.pk).revision)
    assert ana.get(at("calendar", workbook)).content == response.content


def test_the_first_step_is_never_later_than_the_action(ana, workbook, cast):
    soon = timezone.localdate() + timedelta(days=9)
    workbook.add_action(by=cast.ana, text="Ring", due=soon, first_step="Find the number")
    assert {day for _, day, _ in events(ana.get(at("calendar", workbook)))} == {soon.isoformat().replace("-", "")}


def test_a_first_step_keeps_its_day_when_the_action_is_changed(ana, workbook, cast):
    row = workbook.add_action(by=cast.ana, text="Ring", first_step="Find the number")
    workbook.changes.filter(what="A1").update(at=timezone.now() - timedelta(days=10))
    before = events(ana.get(at("calendar", workbook)))
    row.edit(by=cast.ana, seen=1, owner="Ines")
    after = ana.get(at("calendar", workbook))
    assert [one[:2] for one in events(after)] == [one[:2] for one in before]
    assert before[0][1] == (timezone.localdate() + timedelta(days=20)).isoformat().replace("-", "")
    assert value(after.content, "SEQUENCE") == "2"


def test_an_unchanged_workbook_gives_the_same_bytes_whenever_it_is_asked(ana, workbook, cast):
    workbook.add_action(by=cast.ana, text="Ring", due=DUE, first_step="Find the number")
    workbook.answer("D-INC-1", by=cast.ana, seen=0, status="not yet known")
    workbook.plan_to_find_out("D-INC-1", by=cast.ana, seen=0, due=DUE)
    assert ana.get(at("calendar", workbook)).content == ana.get(at("calendar", workbook)).content


def test_one_action_has_a_file_of_its_own(ana, workbook, cast):
    for text in ("Ring the owner", "Ring the tenants"):
        workbook.add_action(by=cast.ana, text=text, due=DUE)
    response = ana.get(at("action-calendar", workbook, "A2"))
    assert [summary for _, _, summary in events(response)] == ["Ring the tenants"]
    assert ana.get(at("action-calendar", workbook, "A3")).status_code == 404
    assert "A2/calendar.ics" in ana.get(at("action", workbook, "A2")).text


def test_without_a_date_there_is_no_file_but_a_sentence(ana, workbook, cast):
    workbook.add_action(by=cast.ana, text="Some day")
    for address in (at("calendar", workbook), at("action-calendar", workbook, "A1")):
        response = ana.get(address, follow=True)
        assert response.redirect_chain == [(at("actions", workbook), 302)]
        assert "Nothing has a date yet" in response.text


@pytest.mark.parametrize("name", ["actions", "find-out"])
def test_the_file_is_linked_where_dates_are(name, ana, workbook, cast):
    workbook.add_action(by=cast.ana, text="Ring", due=DUE)
    workbook.answer("D-INC-1", by=cast.ana, seen=0, status="not yet known")
    assert at("calendar", workbook) in ana.get(at(name, workbook)).text


def test_those_of_the_cluster_get_it_and_nobody_else(client, workbook, cast):
    workbook.add_action(by=cast.ana, text="Ring", due=DUE)
    address = at("calendar", workbook)
    assert client.get(address).status_code == 302
    for person, status in ((cast.ana, 200), (cast.ben, 200), (cast.caro, 200), (cast.dev, 404), (cast.cleo, 404)):
        client.force_login(person)
        assert client.get(address).status_code == status
    client.force_login(cast.ana)
    assert client.post(address).status_code == 405


@pytest.mark.parametrize("many", [1, 3, 30])
def test_twelve_queries_however_many_dates(many, ana, workbook, cast, django_assert_max_num_queries):
    strategy(workbook, cast.ana)
    for number in range(many):
        workbook.add_action(by=cast.ana, text=f"Action {number}", due=DUE, first_step="Begin")
        factories.entry(workbook, by=cast.ana, text=f"Threat {number}", quadrant="threat", impact=5, certainty=1)
        workbook.plan_to_find_out(f"T{number + 2}", by=cast.ana, seen=0, due=DUE)
    factories.warm(workbook)
    with django_assert_max_num_queries(12):
        assert ana.get(at("calendar", workbook)).content.count(b"BEGIN:VEVENT") == 3 * many
