"""The pages of doing a workbook together, as people of the cluster and strangers get them."""

import re

import pytest
from django.urls import reverse

from clusters.models import Cluster
from tests import factories


def choose(book):
    return reverse("workshops:list", args=[book.pk])


def sheet(book, key="ninety"):
    return reverse("workshops:sheet", args=[book.pk, key])


def clocks(response):
    return [step.clock for step in response.context["table"].steps]


def test_the_list_offers_every_sheet_by_size_and_time_and_both_small_teams(ana, workbook):
    page = ana.get(choose(workbook)).text
    for key in ("ninety", "two-hours", "two-and-a-half"):
        assert f'href="{sheet(workbook, key)}"' in page
    for words in (
        "10 to 30",
        "30 to 100",
        "100 to 300",
        "A small team, an hour and a half",
        "A small team, three hours",
    ):
        assert words in page
    assert f'href="{reverse("swot:section", args=[workbook.pk, "CON"])}">5 Connectivity' in page


@pytest.mark.parametrize("address", [choose, sheet])
def test_everybody_of_the_cluster_reads_and_nobody_else(client, cast, workbook, address):
    assert client.get(address(workbook)).status_code == 302
    for person, status in [(cast.ana, 200), (cast.ben, 200), (cast.caro, 200), (cast.dev, 404), (cast.cleo, 404)]:
        client.force_login(person)
        assert client.get(address(workbook)).status_code == status
    client.force_login(cast.ana)
    assert client.post(address(workbook)).status_code == 405


def test_there_is_no_sheet_of_another_name(ana, workbook):
    assert ana.get(sheet(workbook, "all-day")).status_code == 404


def test_a_sheet_counts_from_nought_until_a_start_is_given(ana, workbook):
    response = ana.get(sheet(workbook))
    assert clocks(response)[:3] == ["0:00", "0:10", "0:14"]
    assert "From " not in response.text
    assert clocks(ana.get(sheet(workbook), {"start": ""})) == clocks(response)


def test_a_sheet_with_a_start_shows_the_time_of_day(ana, workbook):
    response = ana.get(sheet(workbook), {"start": "14:00"})
    assert clocks(response)[0] == "14:00"
    assert clocks(response)[-1] == "15:26"
    assert "From 14:00 to 15:30." in response.text
    assert 'value="14:00"' in response.text


def test_a_start_that_is_no_time_is_said_and_kept_and_the_sheet_still_there(ana, workbook):
    response = ana.get(sheet(workbook), {"start": "after lunch"})
    assert response.status_code == 422
    assert response.text.count("Write the time as hours and minutes, for example 14:00.") == 2
    assert 'value="after lunch"' in response.text
    assert "<title>Error: " in response.text
    assert clocks(response)[0] == "0:00"


@pytest.mark.parametrize("kind", ["workspace", "district", "region", "network"])
def test_a_sheet_links_to_the_questions_of_its_kind(kind, cast, ana):
    cluster = Cluster.found(by=cast.ana, name="Another one", kind=kind, place="Kelda")
    book = factories.workbook(cluster, by=cast.ana)
    page = ana.get(sheet(book, "two-and-a-half"))
    asked = [one.prompt for step in page.context["table"].steps for _, found in step.questions for one in found]
    assert asked
    for prompt in asked:
        assert f'href="{reverse("swot:section", args=[book.pk, prompt.section])}#{prompt.id}"' in page.text
    assert book.content().words["we_note"] in page.text


def test_the_four_beginnings_stand_at_the_step_that_pairs(ana, workbook):
    page = ana.get(sheet(workbook)).text
    step = page[page.index('id="h-pair"') : page.index('id="h-act"')]
    assert re.findall(r"<strong>(\w+):</strong>", step) == ["Build", "Mend", "Defend", "Guard"]
    assert "{" not in step
    assert f'href="{reverse("swot:strategies", args=[workbook.pk])}"' in step


def test_the_contents_page_and_every_index_lead_there(ana, workbook):
    home = ana.get(reverse("swot:workbook", args=[workbook.pk])).text
    assert f'<a href="{choose(workbook)}">Fill it in together</a>' in home
    assert ana.get(sheet(workbook)).text.count(f'href="{choose(workbook)}"') == 3
    assert f'href="{choose(workbook)}" aria-current="page"' in ana.get(choose(workbook)).text


@pytest.mark.parametrize("count", [1, 4])
@pytest.mark.parametrize(("address", "queries"), [(choose, 10), (sheet, 11)])
def test_as_many_queries_for_four_as_for_one(ana, cast, workbook, address, queries, count, django_assert_num_queries):
    for number in range(count):
        factories.entry(workbook, by=cast.ana, text=f"Fact {number}")
        workbook.add_line("D-AIM-1", f"Whether to buy house {number}", by=cast.ana)
        workbook.add_action(by=cast.ana, text=f"Ring owner {number}")
    ana.get(address(workbook))
    with django_assert_num_queries(queries):
        ana.get(address(workbook))
