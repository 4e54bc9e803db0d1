"""Beginning a workbook, its contents page, and the three questions first."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from clusters.models import Cluster
from swot.models import Workbook
from tests import factories

BEGIN = "/workbooks/"


def home(client, book):
    return client.get(reverse("swot:workbook", args=[book.pk]))


def begin(client, cluster, **data):
    return client.post(BEGIN, {"cluster": cluster.pk, **data})


def test_a_workbook_begins_on_the_newest_version_and_asks_the_three_questions(cast, ana):
    version = factories.version("district")
    response = begin(ana, cast.cluster)
    book = Workbook.objects.get()
    assert response["Location"] == reverse("swot:first-questions", args=[book.pk])
    assert (book.version, book.begun_by) == (version, cast.ana)


def test_a_second_open_workbook_is_refused_in_words(cast, workbook, ana):
    response = begin(ana, cast.cluster)
    assert response["Location"] == reverse("clusters:detail", args=[cast.cluster.pk])
    assert "has an open workbook already" in ana.get(response["Location"]).text
    assert Workbook.objects.count() == 1


def test_without_a_published_template_nothing_begins(cast, ana):
    response = begin(ana, cast.cluster)
    assert "No workbook of this kind is published yet" in ana.get(response["Location"]).text
    assert Workbook.objects.count() == 0


def test_only_writers_of_the_cluster_begin(cast, client):
    factories.version("district")
    assert begin(client, cast.cluster).status_code == 401
    for person in (cast.caro, cast.dev):
        client.force_login(person)
        assert begin(client, cast.cluster).status_code == 404
    client.force_login(cast.ben)
    assert client.post(BEGIN, {"cluster": "nonsense"}).status_code == 404
    assert client.get(BEGIN).status_code == 405
    assert begin(client, cast.cluster).status_code == 302
    assert Workbook.objects.count() == 1


def test_an_empty_workbook_says_what_comes_first_and_lists_everything(workbook, ana):
    response = home(ana, workbook)
    assert response.text.count('class="btn btn-primary"') == 1
    assert "Next: three questions first" in response.text
    for section in workbook.content().sections:
        assert section.title.replace("&", "&amp;") in response.text
    assert response.text.count("Not started") == 10
    for words in ("Board", "Priorities", "Strategies and actions", "Briefing", "Your SWOT so far", "minutes left"):
        assert words in response.text


@pytest.mark.parametrize("kind", ["workspace", "district", "region", "network"])
def test_not_yet_begun_with_the_neighbours_is_said_in_the_words_of_the_kind(kind, cast, ana):
    cluster = Cluster.found(by=cast.ana, name="Another one", kind=kind, place="Kelda")
    book = factories.workbook(cluster, by=cast.ana)
    words = book.content().words["people_already_here"]
    said = f"Not yet begun with the neighbours: {words}."
    assert said in home(ana, book).text
    first = book.content().section_by_code["INC"].prompts[0]
    book.answer(first.id, by=cast.ana, seen=0, status="not yet known")
    response = home(ana, book)
    assert said not in response.text
    assert "1 to find out" in response.text


def test_the_next_step_finishes_what_was_begun_before_it_begins_anew(cast, workbook, ana):
    workbook.first_questions.edit(by=cast.ana, seen=1, here_before="Nobody yet")
    assert home(ana, workbook).context["next"].action == "Begin section 1"
    workbook.answer("D-COL-1", by=cast.ana, seen=0, status="not yet known")
    step = home(ana, workbook).context["next"]
    assert step.action == "Continue section 6"
    assert step.text.startswith("2 questions of 3 are left.")


def test_nobody_yet_is_said_on_the_contents_page(cast, workbook, ana):
    words = workbook.content().words["start_questions"][2]["nobody_shown"]
    assert words not in home(ana, workbook).text
    workbook.first_questions.edit(by=cast.ana, seen=1, speaks_for_them="Nobody yet")
    assert words in home(ana, workbook).text


def test_counts_of_the_page_are_those_of_the_workbook(cast, workbook, ana):
    workbook.add_line("D-PLA-1", "A ropeworks", by=cast.ana)
    workbook.add_line("D-AIM-1", "The council decides", by=cast.ana)
    factories.entry(workbook, by=cast.ana, impact=4, certainty=1, evidence_grade=1)
    factories.entry(workbook, by=cast.ana, quadrant="", text="Not sorted")
    workbook.plan_to_find_out("S1", by=cast.ana, seen=0, owner="Ben", due=timezone.localdate() - timedelta(days=9))
    context = home(ana, workbook).context
    assert context["counts"] == {"strength": 1, "weakness": 0, "opportunity": 0, "threat": 0}
    assert (context["waiting"], context["entries"], context["placed"]) == (2, 2, 1)
    assert (context["to_find_out"], context["late"]) == (1, 1)
    assert context["known"] == [(3, 0), (2, 0), (1, 1), (0, 1)]


def test_ninety_days_of_silence_about_people_already_here_are_said(cast, workbook, ana):
    words = "Nothing about people already here has changed for 90 days."
    assert words not in home(ana, workbook).text
    Workbook.objects.update(begun_at=timezone.now() - timedelta(days=91))
    factories.entry(workbook, by=cast.ana)
    assert words in home(ana, workbook).text
    factories.entry(workbook, by=cast.ana, inclusion=True)
    assert words not in home(ana, workbook).text


def test_everybody_in_the_cluster_reads_the_contents_and_nobody_else(cast, workbook, client):
    assert home(client, workbook).status_code == 302
    for person, status in ((cast.ana, 200), (cast.ben, 200), (cast.caro, 200), (cast.dev, 404), (cast.cleo, 404)):
        client.force_login(person)
        assert home(client, workbook).status_code == status
    assert client.post(reverse("swot:workbook", args=[workbook.pk])).status_code == 405


@pytest.mark.parametrize("many", [1, 3, 30])
def test_the_contents_take_twelve_queries_however_much_is_written(
    many, cast, workbook, ana, django_assert_max_num_queries
):
    home(ana, workbook)
    for number in range(many):
        line = workbook.add_line("D-PLA-1", f"Line {number}", by=cast.ana)
        entry = factories.entry(workbook, by=cast.ana, text=f"Entry {number}", line=line)
        other = factories.entry(workbook, by=cast.ana, text=f"Threat {number}", quadrant="threat")
        strategy = workbook.add_strategy(by=cast.ana, entries=[entry, other], text="Do it")
        workbook.add_action(by=cast.ana, text="Ring the council", strategy=strategy)
    with django_assert_max_num_queries(12):
        home(ana, workbook)


def test_whoever_only_reads_is_led_to_the_briefing_and_not_to_questions(cast, workbook, client):
    client.force_login(cast.caro)
    assert home(client, workbook).context["next"].url == reverse("briefings:list", args=[workbook.pk])


def test_the_contents_count_as_many_questions_as_the_find_out_list(cast, workbook, ana):
    factories.entry(workbook, by=cast.ana, impact=4, certainty=2)
    asked = ana.get(reverse("swot:find-out", args=[workbook.pk])).context["asked"]
    assert home(ana, workbook).context["to_find_out"] == len(asked)
