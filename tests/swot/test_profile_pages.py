"""The profile: both pictures with their tables, and how to start while there is nothing to draw."""

import pytest
from django.urls import reverse

from swot.models import Change
from tests import factories

PLACE = "D-PLA-3"


def url(workbook):
    return reverse("swot:profile", args=[workbook.pk])


def read(client, workbook):
    return client.get(url(workbook)).content.decode()


def pulse(workbook, by, value=4, prompt=PLACE):
    workbook.answer(prompt, by=by, seen=0, status="answered", value=value)


def test_nothing_answered_says_how_to_start(ana, workbook):
    page = read(ana, workbook)
    assert "Nothing to draw yet" in page
    assert "Overlaying different kinds compares shape only." in page
    assert 'role="img"' not in page


def test_a_pulse_is_drawn_twice_and_stands_in_the_table_with_its_words(ana, workbook, cast):
    pulse(workbook, cast.ana)
    page = read(ana, workbook)
    assert page.count("<title id=") == 2
    assert page.count("Place &amp; people 4;") == 2
    assert workbook.content().prompts[PLACE].anchors[3] in page.replace("&#x27;", "'")
    assert page.count("not yet known</td>") == 8
    assert "Overlaying different kinds compares shape only." in page
    assert "Nothing is scored yet." in page


def test_the_balance_adds_up_priorities_and_says_what_is_not_scored(ana, workbook, cast):
    factories.entry(workbook, by=cast.ana, impact=4, certainty=2)
    factories.entry(workbook, by=cast.ana, quadrant="threat", impact=5, certainty=2)
    factories.entry(workbook, by=cast.ana)
    page = read(ana, workbook)
    assert page.count("Place &amp; people: helps 8, hurts 10;") == 2
    assert '<td data-l="Balance" class="n pe-3">−2</td>' in page
    assert "1 entry is not scored yet</a>, and is in no sum." in page
    assert "No pulse is answered yet." in page


@pytest.mark.parametrize(("who", "code"), [("ana", 200), ("ben", 200), ("caro", 200), ("dev", 404)])
def test_members_see_it_and_strangers_do_not(client, workbook, cast, who, code):
    client.force_login(getattr(cast, who))
    assert client.get(url(workbook)).status_code == code


def test_nobody_is_asked_to_sign_in(client, workbook):
    assert client.get(url(workbook)).status_code == 302


def test_only_looking_is_possible_and_changes_nothing(ana, workbook):
    before = Change.objects.count()
    assert ana.post(url(workbook)).status_code == 405
    ana.get(url(workbook))
    assert Change.objects.count() == before


@pytest.mark.parametrize("count", [1, 30])
def test_twelve_queries_whatever_stands_there(ana, workbook, cast, count, django_assert_max_num_queries):
    for number in range(count):
        factories.entry(workbook, by=cast.ana, text=f"Firm number {number} buys from next door", impact=3, certainty=2)
    pulse(workbook, cast.ana)
    factories.warm(workbook)
    with django_assert_max_num_queries(12):
        ana.get(url(workbook))


def test_the_contents_and_the_index_lead_to_it(ana, workbook):
    page = ana.get(reverse("swot:workbook", args=[workbook.pk])).content.decode()
    assert page.count(f'href="{url(workbook)}"') == 2
