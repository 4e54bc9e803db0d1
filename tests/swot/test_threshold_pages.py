"""The thresholds a cluster may change with a reason: the page, what follows the change, and the way back."""

import pytest

from briefings.make import html
from clusters.models import Cluster
from swot.document.gather import gather
from swot.models import Reading, Workbook
from swot.rules.proposals import offered
from tests import factories
from tests.swot.pages import at, text_of
from tests.swot.rules.build import answer

WHY = "Half of our streets were never let to anybody from here"


def fresh(book):
    """The workbook as the next request finds it."""
    return Workbook.objects.with_pages().get(pk=book.pk)


def sent(book, **fields):
    return {"revision": Cluster.objects.get(pk=book.cluster_id).revision, "reason": WHY, **fields}


def test_a_changed_threshold_is_kept_with_reason_name_and_day(ana, cast, workbook):
    response = ana.post(at("threshold", workbook, "I7"), sent(workbook, watch="25", act="12"))
    assert (response.status_code, response.url) == (302, f"{at('inclusion', workbook)}#h-ind")
    kept = Cluster.objects.get(pk=cast.cluster.pk).thresholds
    day = cast.cluster.today.isoformat()
    assert kept == {"I7": {"watch": 25, "act": 12, "reason": WHY, "by": "Ana", "on": day}}
    assert workbook.changes.filter(verb="set", what="threshold I7").count() == 1


def test_state_strip_proposal_and_print_follow_the_change(ana, cast, workbook):
    Reading.add(workbook, "I3", by=cast.ana, value=4, status="calm", as_of=cast.cluster.today)
    asked = next(prompt for prompt in factories.library("district").prompts.values() if prompt.indicator == "I3")
    told = answer(asked.id, 12)
    assert gather(fresh(workbook)).readings[0].status == "calm"
    assert offered(told, asked, fresh(workbook).content()) is None
    ana.post(at("threshold", workbook, "I3"), sent(workbook, watch="3"))
    book = fresh(workbook)
    assert gather(book).readings[0].status == "watch"
    said = "Cheapest workshop rent against the city: at 3 or more."
    assert offered(told, asked, book.content()).sentence == said
    assert "Watch at 3 or more" in text_of(ana.get(at("inclusion", workbook)))
    words = "starting value 5, changed to 3 by Ana on"
    assert words in text_of(ana.get(at("inclusion", workbook)))
    printed = html(gather(book), book.content(), edition="full", paper="a4", today=cast.cluster.today)
    assert words in printed
    assert "because half of our streets" in printed


def test_the_fingerprint_and_the_published_content_stay(ana, cast, workbook):
    before = fresh(workbook).content()
    ana.post(at("threshold", workbook, "I7"), sent(workbook, watch="25"))
    after = fresh(workbook).content()
    assert after.fingerprint == before.fingerprint == workbook.version.fingerprint
    assert after.indicator_by_id["I7"].watch[0]["value"] == 25
    assert workbook.version.content().indicator_by_id["I7"].watch[0]["value"] == 20
    assert after.as_dict().keys() == before.as_dict().keys()


def test_back_to_the_starting_value_leaves_the_others(ana, cast, workbook):
    ana.post(at("threshold", workbook, "I7"), sent(workbook, watch="25"))
    ana.post(at("threshold", workbook, "I11"), sent(workbook, act="40"))
    page = text_of(ana.get(at("threshold", workbook, "I7")))
    assert "Back to the starting value" in page
    assert ana.post(at("threshold", workbook, "I7"), sent(workbook, do="start", watch="nonsense")).status_code == 302
    assert set(Cluster.objects.get(pk=cast.cluster.pk).thresholds) == {"I11"}


def test_the_starting_value_typed_again_is_no_change(ana, cast, workbook):
    assert ana.post(at("threshold", workbook, "I7"), sent(workbook, watch="20", act="", reason="")).status_code == 302
    assert Cluster.objects.get(pk=cast.cluster.pk).thresholds == {}


@pytest.mark.parametrize(
    ("indicator", "fields", "place"),
    [
        ("I7", {"watch": "25", "reason": ""}, "id_reason"),
        ("I7", {"watch": "many"}, "id_watch"),
        ("I7", {"watch": "140"}, "id_watch"),
        ("I7", {"watch": "8"}, "id_act"),
        ("I3", {"act": "4"}, "id_act"),
    ],
)
def test_what_cannot_be_is_refused_and_kept_as_typed(indicator, fields, place, ana, cast, workbook):
    response = ana.post(at("threshold", workbook, indicator), sent(workbook, **fields))
    page = text_of(response)
    assert response.status_code == 422
    assert f'<a href="#{place}">' in page
    assert all(f'value="{value}"' in page or name == "reason" for name, value in fields.items())
    assert fields.get("reason", WHY) in page
    assert Cluster.objects.get(pk=cast.cluster.pk).thresholds == {}


def test_the_second_writer_sees_what_stands_and_loses_nothing(ana, cast, workbook):
    seen = sent(workbook, watch="25")
    workbook.set_threshold("I7", by=cast.ben, seen=seen["revision"], watch=30, act=None, reason="The market street")
    response = ana.post(at("threshold", workbook, "I7"), seen)
    page = text_of(response)
    assert response.status_code == 409
    assert "The market street" in page
    assert WHY in page
    assert 'value="25"' in page
    again = sent(workbook, watch="25")
    assert f'name="revision" value="{again["revision"]}"' in page
    assert ana.post(at("threshold", workbook, "I7"), again).status_code == 302


def test_an_indicator_that_no_single_number_decides_says_so(ana, workbook):
    page = text_of(ana.get(at("threshold", workbook, "I12")))
    assert "no single number decides" in page
    assert 'name="watch"' not in page


@pytest.mark.parametrize("code", ["I27", "I99"])
def test_an_indicator_of_another_kind_is_not_found(code, ana, workbook):
    assert ana.get(at("threshold", workbook, code)).status_code == 404


@pytest.mark.parametrize(("person", "code"), [("ben", 200), ("caro", 404), ("dev", 404)])
def test_leaders_and_editors_may_change_it(person, code, client, cast, workbook):
    client.force_login(getattr(cast, person))
    assert client.get(at("threshold", workbook, "I7")).status_code == code


def test_the_page_takes_few_queries(ana, cast, workbook, django_assert_max_num_queries):
    for number in range(3):
        Reading.add(workbook, "I7", by=cast.ana, value=number, as_of=cast.cluster.today)
    ana.get(at("threshold", workbook, "I7"))
    with django_assert_max_num_queries(12):
        ana.get(at("threshold", workbook, "I7"))
