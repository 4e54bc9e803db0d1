"""Strategies: the four families, keeping and drafting, two writers, deleting and the way back."""

import pytest
from django.urls import reverse

from clusters.ids import new_key
from swot.models import Strategy
from tests import factories
from tests.swot.pages import ANSWERS, at, pair, strategy, text_of

CHOSEN = {"inside": ["S1"], "outside": ["T1"]}


def test_a_workbook_without_entries_shows_the_four_families_and_the_way_to_the_board(ana, workbook):
    page = text_of(ana.get(at("strategies", workbook)))
    assert all(f"<h2 id=\"t-{code}\">{name}</h2>" in page for code, name in
               {"SO": "Build", "WO": "Mend", "ST": "Defend", "WT": "Guard"}.items())  # fmt: skip
    assert "There are none to pair yet" in page
    assert "Add a strategy" not in page


def test_a_strategy_stands_in_its_family_with_links_to_its_entries(ana, cast, workbook):
    strategy(workbook, cast.ana)
    page = text_of(ana.get(at("strategies", workbook)))
    defend = page[page.index('id="t-ST"') : page.index('id="t-WT"')]
    assert ANSWERS["text"] in defend
    assert reverse("swot:entry", args=[workbook.pk, "S1"]) in defend
    assert 'class="lit"' in defend


def test_an_unanswered_strategy_is_dark_and_says_so(ana, cast, workbook):
    strategy(workbook, cast.ana, who_could_lose="")
    page = text_of(ana.get(at("strategies", workbook)))
    defend = page[page.index('id="t-ST"') : page.index('id="t-WT"')]
    assert "Not answered yet: who could lose." in defend
    assert 'class="lit"' not in defend


def test_a_draft_says_that_it_stays_out_of_briefings(ana, cast, workbook):
    strategy(workbook, cast.ana, kept=False)
    assert "It stays out of every briefing" in text_of(ana.get(at("strategies", workbook)))


def test_the_traps_of_the_kind_are_shown(ana, workbook):
    assert "Choose the mix of tenants" in text_of(ana.get(at("strategies", workbook)))


def test_the_page_takes_as_many_queries_for_thirty_strategies_as_for_one(
    ana, cast, workbook, django_assert_num_queries
):
    entries = pair(workbook, cast.ana)
    workbook.add_strategy(by=cast.ana, entries=entries, **ANSWERS)
    ana.get(at("strategies", workbook))
    with django_assert_num_queries(10):
        ana.get(at("strategies", workbook))
    for _ in range(29):
        row = workbook.add_strategy(by=cast.ana, entries=entries, **ANSWERS)
        workbook.add_action(by=cast.ana, text="Ring the owner", strategy=row)
    with django_assert_num_queries(10):
        ana.get(at("strategies", workbook))


def test_the_form_takes_as_many_queries_for_thirty_entries_as_for_two(ana, cast, workbook, django_assert_num_queries):
    pair(workbook, cast.ana)
    ana.get(at("strategy-add", workbook))
    for more in (0, 28):
        for _ in range(more):
            factories.entry(workbook, by=cast.ana)
        with django_assert_num_queries(9):
            ana.get(at("strategy-add", workbook))


def test_short_listed_entries_come_first_and_the_rest_stand_beyond(ana, cast, workbook):
    pair(workbook, cast.ana)
    listed = {"impact": 4, "certainty": 2}
    factories.entry(workbook, by=cast.ana, text="A weighed strength", **listed)
    page = text_of(ana.get(at("strategy-add", workbook)))
    assert page.index("A weighed strength") < page.index("Entries beyond these") < page.index("Nine of 46 tenants")


def test_a_family_shows_its_own_starter_alone(ana, cast, workbook):
    pair(workbook, cast.ana)
    page = text_of(ana.get(at("strategy-add", workbook) + "?family=ST"))
    assert "Use this strength to hold off that threat by" in page
    assert "Use that chance to mend" not in page
    assert "Use that chance to mend" in text_of(ana.get(at("strategy-add", workbook) + "?family=nonsense"))


def test_the_one_question_is_the_last_of_the_form(ana, cast, workbook):
    pair(workbook, cast.ana)
    page = text_of(ana.get(at("strategy-add", workbook)))
    assert max(page.index(f'name="{name}"') for name in ANSWERS) == page.index('name="who_could_lose"')


def test_a_whole_strategy_is_kept(ana, workbook, cast):
    pair(workbook, cast.ana)
    response = ana.post(at("strategy-add", workbook), {**ANSWERS, **CHOSEN, "key": new_key()})
    assert (response.status_code, response.url) == (302, at("strategies", workbook))
    row = Strategy.objects.get()
    assert (row.ref, row.kept, row.unanswered) == ("X1", True, [])
    assert {entry.ref for entry in row.entries.all()} == {"S1", "T1"}


def test_sent_twice_with_one_key_it_is_made_once(ana, cast, workbook):
    pair(workbook, cast.ana)
    sent = {**ANSWERS, **CHOSEN, "key": new_key()}
    ana.post(at("strategy-add", workbook), sent)
    ana.post(at("strategy-add", workbook), sent)
    assert Strategy.objects.count() == 1


@pytest.mark.parametrize("name", Strategy.REQUIRED)
def test_an_open_question_refuses_to_keep_it_and_loses_nothing(ana, cast, workbook, name):
    pair(workbook, cast.ana)
    response = ana.post(at("strategy-add", workbook), {**ANSWERS, **CHOSEN, name: " "})
    page = text_of(response)
    assert response.status_code == 422
    assert f'<a href="#id_{name}">' in page
    assert all(value in page for other, value in ANSWERS.items() if other != name)
    assert 'value="S1" id="id_inside_0" checked' in page
    assert not Strategy.objects.exists()


def test_nobody_loses_asks_for_a_reason(ana, cast, workbook):
    pair(workbook, cast.ana)
    for said in ("Nobody.", "no one"):
        response = ana.post(at("strategy-add", workbook), {**ANSWERS, **CHOSEN, "who_could_lose": said})
        assert (response.status_code, "Say why nobody loses" in text_of(response)) == (422, True)
    because = "Nobody: the hall has stood empty since 2019"
    assert ana.post(at("strategy-add", workbook), {**ANSWERS, **CHOSEN, "who_could_lose": because}).status_code == 302


def test_a_draft_is_saved_with_open_questions(ana, cast, workbook):
    pair(workbook, cast.ana)
    response = ana.post(at("strategy-add", workbook), {**CHOSEN, "text": "Renew together", "draft": "1"})
    assert response.status_code == 302
    row = Strategy.objects.get()
    assert (row.kept, row.text, row.who_could_lose) == (False, "Renew together", "")


@pytest.mark.parametrize(
    ("chosen", "sentence"),
    [
        ({"inside": ["S1"]}, "Choose at least one entry from inside and one from outside."),
        ({"inside": ["S1", "W2"], "outside": ["T1"]}, "one kind from each side"),
        ({"inside": ["S1"], "outside": ["T99"]}, "T99 is not one of the available choices"),
        ({"inside": ["T1"], "outside": ["S1"]}, "T1 is not one of the available choices"),
    ],
)
def test_even_a_draft_needs_a_pair(ana, cast, workbook, chosen, sentence):
    pair(workbook, cast.ana)
    factories.entry(workbook, by=cast.ana, quadrant="weakness", key="w")
    workbook.entries.filter(key="w").update(ref="W2")
    response = ana.post(at("strategy-add", workbook), {**ANSWERS, **chosen, "draft": "1"})
    assert response.status_code == 422
    assert sentence in text_of(response)
    assert not Strategy.objects.exists()


def test_a_draft_is_finished_and_kept(ana, cast, workbook):
    row = strategy(workbook, cast.ana, kept=False, who_could_lose="")
    response = ana.post(at("strategy", workbook, "X1"), {**ANSWERS, **CHOSEN, "revision": row.revision})
    assert response.status_code == 302
    row.refresh_from_db()
    assert (row.kept, row.who_could_lose) == (True, ANSWERS["who_could_lose"])


def test_the_form_of_a_strategy_holds_what_is_saved(ana, cast, workbook):
    strategy(workbook, cast.ana)
    page = text_of(ana.get(at("strategy", workbook, "X1")))
    assert all(value in page for value in ANSWERS.values())
    assert 'value="T1" id="id_outside_0" checked' in page


def test_the_second_writer_sees_both_texts_of_every_changed_field(ana, cast, workbook):
    row = strategy(workbook, cast.ana)
    seen = row.revision
    row.edit(by=cast.ben, seen=seen, text="Buy the hall", who_gains="The market traders")
    mine = {**ANSWERS, **CHOSEN, "text": "Lease the hall", "revision": seen}
    response = ana.post(at("strategy", workbook, "X1"), mine)
    page = text_of(response)
    assert response.status_code == 409
    assert "Ben changed this while you were writing" in page
    assert page.count('<div class="slips">') == 2
    assert "<mark>Buy </mark>the hall" in page
    assert "<mark>Lease </mark>the hall" in page
    assert ">\nLease the hall</textarea>" in page
    row.refresh_from_db()
    assert row.text == "Buy the hall"


def test_after_a_conflict_the_next_save_holds(ana, cast, workbook):
    row = strategy(workbook, cast.ana)
    row.edit(by=cast.ben, seen=row.revision, text="Buy the hall")
    page = text_of(ana.post(at("strategy", workbook, "X1"), {**ANSWERS, **CHOSEN, "revision": 1}))
    assert '<input type="hidden" name="revision" value="2">' in page
    assert 'name="revision" value="1"' not in page
    assert ana.post(at("strategy", workbook, "X1"), {**ANSWERS, **CHOSEN, "revision": 2}).status_code == 302


def test_an_answer_422_keeps_the_revision_that_was_seen(ana, cast, workbook):
    row = strategy(workbook, cast.ana)
    row.edit(by=cast.ben, seen=row.revision, text="Buy the hall")
    page = text_of(ana.post(at("strategy", workbook, "X1"), {**CHOSEN, "revision": 1}))
    form = page[page.index('name="csrfmiddlewaretoken"') : page.index("h-pair")]
    assert 'name="revision" value="1"' in form


def test_deleting_offers_the_way_back(ana, cast, workbook):
    row = strategy(workbook, cast.ana)
    page = text_of(ana.post(at("strategy-delete", workbook, "X1"), {"revision": row.revision}, follow=True))
    assert at("strategy-restore", workbook, "X1") in page
    assert ANSWERS["text"] not in page
    page = text_of(ana.post(at("strategy-restore", workbook, "X1"), follow=True))
    assert ANSWERS["text"] in page


def test_a_strategy_that_an_action_serves_is_not_deleted(ana, cast, workbook):
    row = strategy(workbook, cast.ana)
    workbook.add_action(by=cast.ana, text="Ring the owner", strategy=row)
    page = text_of(ana.post(at("strategy-delete", workbook, "X1"), {"revision": row.revision}, follow=True))
    assert "Action A1 serves X1" in page
    assert Strategy.objects.filter(deleted_at=None).count() == 1


def test_deleting_an_older_text_is_refused(ana, cast, workbook):
    row = strategy(workbook, cast.ana)
    row.edit(by=cast.ben, seen=row.revision, text="Buy the hall")
    response = ana.post(at("strategy-delete", workbook, "X1"), {"revision": 1})
    assert response.status_code == 409
    assert "Buy the hall" in text_of(response)


def test_a_strategy_is_not_brought_back_without_its_entries(ana, cast, workbook):
    row = strategy(workbook, cast.ana)
    row.delete_gently(by=cast.ana, seen=row.revision)
    entry = workbook.entries.get(ref="S1")
    entry.delete_gently(by=cast.ana, seen=entry.revision)
    page = text_of(ana.post(at("strategy-restore", workbook, "X1"), follow=True))
    assert "S1 behind it is deleted" in page
    row.refresh_from_db()
    assert row.deleted_at is not None


@pytest.mark.parametrize(("person", "read", "write"), [("ben", 200, 200), ("caro", 200, 404), ("dev", 404, 404)])
def test_each_role_gets_what_it_may(client, cast, workbook, person, read, write):
    strategy(workbook, cast.ana)
    client.force_login(getattr(cast, person))
    assert client.get(at("strategies", workbook)).status_code == read
    assert client.get(at("strategy", workbook, "X1")).status_code == write
    assert client.get(at("strategy-add", workbook)).status_code == write
    if write == 404:
        assert client.post(at("strategy-add", workbook), {**ANSWERS, **CHOSEN}).status_code == 404
        assert client.post(at("strategy-delete", workbook, "X1"), {"revision": 1}).status_code == 404


def test_a_viewer_sees_no_way_to_write(client, cast, workbook):
    strategy(workbook, cast.ana)
    client.force_login(cast.caro)
    page = text_of(client.get(at("strategies", workbook)))
    assert at("strategy", workbook, "X1") not in page.replace(at("strategy-history", workbook, "X1"), "")
    assert at("strategy-add", workbook) not in page


def test_a_strategy_of_another_workbook_is_not_found(ana, cast, workbook):
    for name in ("strategy", "strategy-delete", "strategy-restore"):
        assert ana.post(at(name, workbook, "X9")).status_code == 404
