"""A workbook whose questions are in Spanish, on pages that are in English."""

import pytest
from django.test import Client
from django.urls import reverse

from clusters.models import Cluster
from swot.models import Workbook
from swot.spoken import marked
from tests import factories
from tests.access.world import world
from tests.swot.spoken_in import said, unmarked
from tests.swot.test_queries import NAMES, ROWS, asked


@pytest.fixture
def stage(db, monkeypatch):
    """One of everything, in a district that is asked in Spanish."""
    any_kind = factories.version
    spanish = {"district": factories.spanish}
    monkeypatch.setattr(factories, "version", lambda kind="district": spanish.get(kind, lambda: any_kind(kind))())
    return world()


@pytest.fixture
def both(db):
    """The district in English and in Spanish."""
    return factories.version(), factories.spanish()


def leads(name):
    """Whether a leader gets an address at all."""
    return ROWS[name].expected("get", "ana") < 400


def addresses(stage):
    return {name: reverse(name, kwargs=ROWS[name].args(stage)) for name in NAMES}


# ---------- whose words are marked ----------


def test_words_of_the_template_are_marked_as_spanish_on_every_page(stage, client):
    client.force_login(stage.cast.ana)
    content, found, spanish = stage.workbook.content(), {}, 0
    for name, url in addresses(stage).items():
        answer = client.get(url)
        if answer.status_code == 200 and answer["Content-Type"].startswith("text/html"):
            found[name] = unmarked(answer.content.decode(), content)
            spanish += sum(lang == "es" for _text, lang in said(answer.content.decode()))
    assert {name: each for name, each in found.items() if each} == {}
    assert spanish > 300


def test_pages_in_the_language_of_their_template_are_left_alone(ana, workbook):
    assert 'lang="en"' not in ana.get(reverse("swot:section", args=[workbook.pk, "PLA"])).content.decode()


def test_the_frame_stays_english_and_options_have_their_language(stage, client):
    client.force_login(stage.cast.ana)
    page = client.get(reverse("swot:entry-add", args=[stage.workbook.pk])).content.decode()
    assert '<html lang="en-gb"' in page
    assert 'lang="es">Lugar y personas</option>' in page
    assert ("Two questions find its place", "en-gb") in said(page)


@pytest.mark.parametrize(
    ("html", "becomes"),
    [
        ("<p>Lugar y personas</p>", '<p><span lang="es">Lugar y personas</span></p>'),
        ("<p>In Lugar y personas, one.</p>", '<p>In <span lang="es">Lugar y personas</span>, one.</p>'),
        ("<p>Lugar y personasX</p>", "<p>Lugar y personasX</p>"),
        ('<a title="Lugar y personas">x</a>', '<a title="Lugar y personas">x</a>'),
        ("<title>Lugar y personas</title>", "<title>Lugar y personas</title>"),
        ("<textarea>Lugar y personas</textarea>", "<textarea>Lugar y personas</textarea>"),
        ("<option value=1>Lugar y personas</option>", '<option value=1 lang="es">Lugar y personas</option>'),
        ("<option>Not Lugar y personas</option>", "<option>Not Lugar y personas</option>"),
        (
            "<svg><desc>Conectividad</desc><text>Conectividad</text></svg><p>Conectividad</p>",
            '<svg><desc>Conectividad</desc><text><tspan lang="es">Conectividad</tspan></text></svg>'
            '<p><span lang="es">Conectividad</span></p>',
        ),
        ("<p>So ¿quién decide?</p>", '<p>So <span lang="es">¿quién decide?</span></p>'),
        ("<p>&lt;b&gt; Conectividad</p>", '<p>&lt;b&gt; <span lang="es">Conectividad</span></p>'),
    ],
)
def test_only_text_is_marked_and_nothing_else_changes(html, becomes):
    assert marked(html, factories.library("district", "es")) == becomes


def test_a_page_asks_no_more_of_the_database_for_being_marked(stage, settings):
    marking = settings.MIDDLEWARE
    counts = []
    for middleware in (marking, [name for name in marking if name != "swot.spoken.MarkedLanguage"]):
        settings.MIDDLEWARE = middleware
        client = Client()
        client.force_login(stage.cast.ana)
        counts.append({name: asked(client, url)[0] for name, url in addresses(stage).items() if leads(name)})
    assert counts[0] == counts[1]


# ---------- the choice ----------


def test_the_language_is_asked_only_where_there_is_more_than_one(ana, cast):
    factories.version()
    assert "Questions in" not in ana.get(reverse("clusters:detail", args=[cast.cluster.pk])).content.decode()
    factories.spanish()
    page = ana.get(reverse("clusters:detail", args=[cast.cluster.pk])).content.decode()
    assert "Questions in" in page
    assert page.index("English") < page.index("Español")


@pytest.mark.parametrize(
    ("sent", "key"), [({"language": "es"}, "district.es"), ({"language": "en"}, "district.en"), ({}, "district.en")]
)
def test_a_workbook_begins_in_the_language_chosen_else_in_english(ana, cast, both, sent, key):
    ana.post(reverse("swot:begin"), {"cluster": cast.cluster.pk, **sent})
    assert cast.cluster.workbooks.get().content().key == key


def test_a_language_that_is_not_there_begins_nothing_and_says_so(ana, cast, both):
    answer = ana.post(reverse("swot:begin"), {"cluster": cast.cluster.pk, "language": "ga"}, follow=True)
    assert "Choose one of the languages listed." in answer.content.decode()
    assert not cast.cluster.workbooks.exists()


def test_where_only_spanish_is_published_it_is_spanish(ana, cast, db):
    factories.spanish()
    ana.post(reverse("swot:begin"), {"cluster": cast.cluster.pk})
    assert cast.cluster.workbooks.get().content().key == "district.es"


@pytest.mark.parametrize(("sent", "key"), [({}, "district.es"), ({"language": "en"}, "district.en")])
def test_a_return_visit_keeps_the_language_unless_another_is_chosen(ana, cast, both, sent, key):
    old = Workbook.begin(cast.cluster, both[1], by=cast.ana)
    page = ana.get(reverse("swot:return-begin", args=[old.pk])).content.decode()
    assert 'value="es"' in page.split("checked")[0].rsplit("<input", 1)[1] + page.split("checked")[1].split(">")[0]
    ana.post(reverse("swot:return-begin", args=[old.pk]), {"revision": old.revision, **sent})
    assert cast.cluster.workbooks.get(closed_at=None).content().key == key


def test_the_next_workbook_of_a_cluster_is_offered_in_the_language_of_the_last(ana, cast, both):
    old = Workbook.begin(cast.cluster, both[1], by=cast.ana)
    Workbook.objects.filter(pk=old.pk).update(closed_at=old.begun_at)
    ana.post(reverse("swot:begin"), {"cluster": cast.cluster.pk})
    assert cast.cluster.workbooks.get(closed_at=None).content().key == "district.es"


def test_a_change_of_kind_offers_the_languages_of_the_new_one(ana, cast, both):
    region = Cluster.found(by=cast.ana, name="Kelda", kind="region")
    book = Workbook.begin(region, factories.version("region"), by=cast.ana)
    sent = {"kind": "district", "agreed": "on", "revision": region.revision}
    assert "Español" in ana.get(reverse("swot:change-kind", args=[book.pk])).content.decode()
    ana.post(reverse("swot:change-kind", args=[book.pk]), {**sent, "language": "es"})
    assert region.workbooks.get(closed_at=None).content().key == "district.es"


def test_a_kind_without_that_language_is_refused_in_a_sentence(ana, cast, both):
    factories.version("workspace")
    region = Cluster.found(by=cast.ana, name="Kelda", kind="region")
    book = Workbook.begin(region, factories.version("region"), by=cast.ana)
    sent = {"kind": "workspace", "agreed": "on", "revision": region.revision, "language": "es"}
    answer = ana.post(reverse("swot:change-kind", args=[book.pk]), sent)
    assert answer.status_code == 422
    assert "This kind has no questions in Español yet" in answer.content.decode()
    assert region.workbooks.get().closed_at is None
