"""Local inclusion: the page, the self-check, and readings."""

from datetime import date, timedelta

import pytest

from swot.models import Reading
from tests import factories
from tests.swot.pages import at, strategy, text_of

ALL_NO = {f"q{number}": "no" for number in range(1, 13)}


def take(book, by, answers, **fields):
    book.self_check.take(
        by=by, seen=book.self_check.revision, name="Displacement self-check", answers=answers, **fields
    )


def reading(book, by, indicator, value, **fields):
    return Reading.add(book, indicator, by=by, **{"value": value, "as_of": book.cluster.today, **fields})


def test_an_empty_workbook_says_to_take_the_check(ana, workbook):
    page = text_of(ana.get(at("inclusion", workbook)))
    assert "Next: take the self-check" in page
    assert "0 of 5 windows are answered." in page
    assert page.count("<h3>Who") == 5
    assert page.count("Not counted yet</span>") == 11
    assert page.count("Not answered yet</span>") == 3


def test_the_check_shows_both_figures_and_not_known_enough_before_them(ana, cast, workbook):
    take(workbook, cast.ana, ["yes", "unsure", "unsure", "yes", "unsure", "unsure", *["no"] * 6])
    page = text_of(ana.get(at("inclusion", workbook)))
    assert page.index("<b>Not known enough</b>") < page.index("6 confirmed, could be 15 of 24: watch</span></p>")
    assert "Next: find out what weighs most" in page
    assert page.count("A yes flags on its own") == 2
    assert "There are 0 entries about people already here" in page


def test_a_known_check_shows_no_label(ana, cast, workbook):
    take(workbook, cast.ana, ["no"] * 12)
    page = text_of(ana.get(at("inclusion", workbook)))
    assert "0 confirmed, could be 0 of 24: calm" in page
    assert "Not known enough</b>" not in page
    assert "Next: one action about people already here" in page


def test_the_next_action_and_its_owner_come_first_when_the_check_is_known(ana, cast, workbook):
    take(workbook, cast.ana, ["no"] * 12)
    workbook.add_action(by=cast.ana, text="List twenty neighbours", owner="Ines", due=date(2031, 1, 15), inclusion=True)
    page = text_of(ana.get(at("inclusion", workbook)))
    assert "Next: List twenty neighbours" in page
    assert "Ines, 15 January 2031." in page


def test_each_window_has_the_one_link_that_would_light_it(ana, cast, workbook):
    strategy(workbook, cast.ana, who_could_lose="")
    workbook.first_questions.edit(by=cast.ana, seen=1, speaks_for_them="Ines Haddad")
    page = text_of(ana.get(at("inclusion", workbook)))
    five = page[page.index('<ul class="five">') : page.index('id="h-check"')]
    assert f'href="{at("first-questions", workbook)}">Say who was here' in five
    assert f'href="{at("check", workbook)}">Answer the questions' in five
    assert f'href="{at("section", workbook, "INC")}#D-INC-4">Answer it' in five
    assert f'href="{at("strategies", workbook)}">Say who could lose' in five
    assert 'href="#h-ind">See what we count' in five


def test_stale_and_unknown_stand_before_what_is_bad(ana, cast, workbook):
    today = cast.cluster.today
    reading(workbook, cast.ana, "I3", 23, status="act")
    reading(workbook, cast.ana, "I7", 40, status="calm")
    reading(workbook, cast.ana, "I8", 0, status="act", as_of=today - timedelta(days=800))
    reading(workbook, cast.ana, "I11", None, status="unknown", as_of=today - timedelta(days=200))
    page = text_of(ana.get(at("inclusion", workbook)))
    table = page[page.index('id="h-ind"') :]
    order = ["Local voices with a vote", "Complaints", "Cheapest workshop", "Money spent within", "Cheapest home rent"]
    assert sorted(order, key=table.index) == order
    assert table.count('<tr class="is-stale">') == 2
    assert "months late" in table


def test_two_numbers_give_a_direction_and_a_line(ana, cast, workbook):
    reading(workbook, cast.ana, "I3", 4, as_of=cast.cluster.today - timedelta(days=100))
    reading(workbook, cast.ana, "I3", 23)
    page = text_of(ana.get(at("inclusion", workbook)))
    assert "<small>rising</small>" in page
    assert page.count('<path d="M4.0 ') == 1


def test_a_reading_of_an_earlier_day_is_not_the_newest(ana, cast, workbook):
    reading(workbook, cast.ana, "I3", 23)
    reading(workbook, cast.ana, "I3", 4, as_of=cast.cluster.today - timedelta(days=100))
    assert '<span class="val">23</span>' in text_of(ana.get(at("inclusion", workbook)))


def test_the_page_takes_as_many_queries_for_thirty_readings_as_for_one(ana, cast, workbook, django_assert_num_queries):
    reading(workbook, cast.ana, "I3", 0)
    ana.get(at("inclusion", workbook))
    for more in (0, 29):
        for value in range(more):
            reading(workbook, cast.ana, "I3", value + 1)
            factories.entry(workbook, by=cast.ana)
        with django_assert_num_queries(12):
            ana.get(at("inclusion", workbook))


def test_the_check_is_taken_today(ana, cast, workbook):
    sent = {**ALL_NO, "q1": "yes", "q2": "unsure", "basis": "Three tenants asked", "revision": 1}
    response = ana.post(at("check", workbook), sent)
    assert (response.status_code, response.url) == (302, at("inclusion", workbook))
    row = type(workbook.self_check).objects.get(workbook=workbook)
    assert row.answers == ["yes", "unsure", *["no"] * 10]
    assert (row.basis, row.taken_on) == ("Three tenants asked", cast.cluster.today)


def test_a_partly_answered_check_is_saved_and_counts_as_unsure(ana, workbook):
    assert ana.post(at("check", workbook), {"q1": "no", "revision": 1}).status_code == 302
    assert "0 confirmed, could be 21 of 24" in text_of(ana.get(at("inclusion", workbook)))
    page = text_of(ana.get(at("check", workbook)))
    assert page.count(" checked") == 1


@pytest.mark.parametrize("sent", [{}, {"q1": "perhaps", "q2": "yes"}, {"basis": "Only words"}])
def test_a_check_without_answers_or_with_an_unknown_one_is_refused(ana, workbook, sent):
    response = ana.post(at("check", workbook), {**sent, "revision": 1})
    page = text_of(response)
    assert response.status_code == 422
    assert '<a href="#id_q1_0">' in page
    assert sent.get("basis", "") in page


def test_the_second_taker_sees_both_answers(ana, cast, workbook):
    take(workbook, cast.ben, ["yes", *["no"] * 11], basis="The rent survey")
    response = ana.post(at("check", workbook), {**ALL_NO, "basis": "Our memory", "revision": 1})
    page = text_of(response)
    assert response.status_code == 409
    assert page.count('<div class="slips">') == 2
    assert "Our memory</textarea>" in page
    assert '<input type="hidden" name="revision" value="2">' in page
    assert ana.post(at("check", workbook), {**ALL_NO, "revision": 2}).status_code == 302


@pytest.mark.parametrize(
    ("indicator", "sent", "value", "status"),
    [
        ("I3", {"value": "+23"}, 23, "act"),
        ("I3", {"value": "4.5", "status": "act"}, 4.5, "calm"),
        ("I7", {"value": "12 %"}, 12, "watch"),
        ("I8", {"value": "0"}, 0, "act"),
        ("I12", {"value": "31", "status": "watch"}, 31, "watch"),
        ("I5", {"value": "no list", "status": "watch"}, "no list", "watch"),
        ("I5", {"value": "", "status": "calm"}, None, "unknown"),
    ],
)
def test_a_reading_is_kept_with_its_state_by_rule(ana, cast, workbook, indicator, sent, value, status):
    day = cast.cluster.today.isoformat()
    response = ana.post(at("reading-add", workbook, indicator), {"as_of": day, "source": "Diary", **sent})
    assert (response.status_code, response.url) == (302, at("inclusion", workbook))
    row = Reading.objects.get()
    assert (row.cluster, row.indicator, row.value, row.status) == (cast.cluster, indicator, value, status)
    assert (row.source, row.read_by) == ("Diary", cast.ana)


@pytest.mark.parametrize(
    ("indicator", "sent", "place"),
    [
        ("I7", {"value": "140"}, "id_value"),
        ("I7", {"value": "-3"}, "id_value"),
        ("I5", {"value": "no list"}, "id_status_0"),
        ("I12", {"value": "31"}, "id_status_0"),
        ("I3", {"value": "5", "as_of": "2199-01-01"}, "id_as_of"),
        ("I3", {"value": "5", "as_of": ""}, "id_as_of"),
        ("I3", {"value": "5", "status": "splendid"}, "id_status_0"),
    ],
)
def test_a_reading_that_cannot_be_is_refused_and_kept_as_typed(ana, workbook, indicator, sent, place):
    sent = {"as_of": "2025-01-01", "source": "The street diary", **sent}
    response = ana.post(at("reading-add", workbook, indicator), sent)
    page = text_of(response)
    assert response.status_code == 422
    assert f'<a href="#{place}">' in page
    assert "The street diary" in page
    assert f'value="{sent["value"]}"' in page
    assert not Reading.objects.exists()


def test_a_reading_sent_twice_is_kept_once_and_recorded_once(ana, cast, workbook):
    sent = {"value": "7", "as_of": "2025-01-01", "source": "Three adverts"}
    for _ in range(2):
        ana.post(at("reading-add", workbook, "I3"), sent)
    assert Reading.objects.count() == 1
    assert workbook.changes.filter(verb="counted").count() == 1
    ana.post(at("reading-add", workbook, "I3"), {**sent, "value": "8"})
    assert Reading.objects.count() == 2


def test_the_form_shows_the_last_reading(ana, cast, workbook):
    reading(workbook, cast.ana, "I3", 23, source="Three adverts")
    page = text_of(ana.get(at("reading-add", workbook, "I3")))
    assert "Three adverts" in page
    assert "Cheapest workshop rent against the city" in page


@pytest.mark.parametrize("code", ["I27", "I99", "check-1"])
def test_an_indicator_of_another_kind_is_not_found(ana, workbook, code):
    assert ana.get(at("reading-add", workbook, code)).status_code == 404


@pytest.mark.parametrize(("person", "read", "write"), [("ben", 200, 200), ("caro", 200, 404), ("dev", 404, 404)])
def test_each_role_gets_what_it_may(client, cast, workbook, person, read, write):
    client.force_login(getattr(cast, person))
    assert client.get(at("inclusion", workbook)).status_code == read
    for address in (at("check", workbook), at("reading-add", workbook, "I3")):
        assert client.get(address).status_code == write
        if write == 404:
            assert (
                client.post(address, {**ALL_NO, "revision": 1, "value": "3", "as_of": "2025-01-01"}).status_code == 404
            )


def test_a_viewer_sees_no_way_to_write(client, cast, workbook):
    take(workbook, cast.ana, ["no"] * 12)
    client.force_login(cast.caro)
    page = text_of(client.get(at("inclusion", workbook)))
    assert at("check", workbook) not in page
    assert at("reading-add", workbook, "I3") not in page
    assert at("action-add", workbook) not in page


def test_the_page_answers_to_reading_alone(ana, workbook):
    assert ana.post(at("inclusion", workbook)).status_code == 405


@pytest.mark.parametrize("kind", ["workspace", "region", "network"])
def test_every_kind_has_its_own_check_and_indicators(ana, cast, kind):
    cluster = type(cast.cluster).found(by=cast.ana, name="Another", kind=kind)
    book = factories.workbook(cluster, by=cast.ana)
    content = factories.library(kind)
    page = text_of(ana.get(at("inclusion", book)))
    assert content.window_label("priced-out") in page
    assert page.count("Not counted yet</span>") == len(content.indicators)
    assert content.check.title in text_of(ana.get(at("check", book)))


def test_further_figures_are_kept_with_the_reading_and_decide_with_it(ana, cast, workbook):
    day = cast.cluster.today.isoformat()
    sent = {"as_of": day, "value": "6", "people": "7", "source": "Door count"}
    assert ana.post(at("reading-add", workbook, "I6"), sent).status_code == 302
    row = Reading.objects.get()
    assert (row.value, row.figures, row.status, row.judged) == (6, {"people": 7}, "watch", False)
    page = text_of(ana.get(at("inclusion", workbook)))
    assert "Neighbours who came that week: 7" in page
    assert "Fewer than ten neighbours came in the week we counted.</small>" in page


def test_a_further_figure_in_words_is_refused_and_kept_as_typed(ana, cast, workbook):
    sent = {"as_of": cast.cluster.today.isoformat(), "value": "6", "people": "a handful"}
    response = ana.post(at("reading-add", workbook, "I6"), sent)
    assert response.status_code == 422
    assert 'href="#id_people"' in text_of(response)
    assert 'value="a handful"' in text_of(response)


def test_rules_over_several_readings_are_reckoned_when_one_is_kept(ana, cast, workbook):
    today = cast.cluster.today
    for value, days in ((40, 800), (38, 400)):
        reading(workbook, cast.ana, "I12", value, as_of=today - timedelta(days=days), status="calm")
    assert ana.post(at("reading-add", workbook, "I12"), {"as_of": today.isoformat(), "value": "28"}).status_code == 302
    assert Reading.objects.order_by("-pk").first().status == "act"
    assert "down 10 points in three years" in text_of(ana.get(at("inclusion", workbook)))


def test_a_graver_judgement_is_kept_where_one_number_does_not_decide(ana, cast, workbook):
    sent = {"as_of": cast.cluster.today.isoformat(), "value": "50", "status": "act"}
    ana.post(at("reading-add", workbook, "I2"), sent)
    row = Reading.objects.get()
    assert (row.status, row.judged) == ("act", True)


def test_the_page_says_which_questions_lack_owner_and_day_and_the_list_offers_the_day(ana, cast, workbook):
    take(workbook, cast.ana, ["unsure", "unsure", "no", "unsure", *["no"] * 8])
    page = text_of(ana.get(at("inclusion", workbook)))
    assert page.count("nobody has it, and it has no date in time.") == 3
    last = cast.cluster.today + timedelta(days=60)
    assert f'value="{last.isoformat()}"' in text_of(ana.get(at("find-out", workbook)))
    workbook.plan_to_find_out("check 1", by=cast.ana, seen=0, owner="Ines", due=last)
    page = text_of(ana.get(at("inclusion", workbook)))
    assert page.count("nobody has it, and it has no date in time.") == 2
    assert f"Ines, {last:%-d %B %Y}." in page


def test_watch_asks_for_an_entry_and_an_action_and_says_which_is_missing(ana, cast, workbook):
    take(workbook, cast.ana, ["yes", "yes", *["no"] * 10])
    page = text_of(ana.get(at("inclusion", workbook)))
    assert "What watch asks for" in page
    assert page.count("Missing") == 2
    factories.entry(workbook, by=cast.ana, inclusion=True)
    workbook.add_action(by=cast.ana, text="Knock", inclusion=True)
    assert "Missing" not in text_of(ana.get(at("inclusion", workbook)))


def test_pressing_leads_to_the_strategy_that_is_missing(ana, cast, workbook):
    take(workbook, cast.ana, ["yes"] * 5 + ["no"] * 7)
    factories.entry(workbook, by=cast.ana, inclusion=True)
    page = text_of(ana.get(at("inclusion", workbook)))
    assert "Next: a strategy that answers for people already here" in page
    assert "No briefing is issued before." in page
