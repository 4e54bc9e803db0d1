"""All that is known of one person: every foreign key is told of, and nothing that is somebody else's."""

import io
import json

import pypdf
import pytest
from django.apps import apps
from django.core.cache import cache
from django.urls import reverse

from briefings.theirs.ties import TIES, TOLD_ELSEWHERE
from briefings.theirs.told import as_values
from clusters.access import Role
from clusters.models import Cluster, Invitation, User
from swot.leaving import delete_account
from swot.models import Change, Comment
from tests import factories
from tests.access.world import world
from tests.test_access import ROWS

JSON, PDF = "/account/my-data.json", "/account/my-data.pdf"
SECRETS = ("token_hash", "join_hash", "screen_hash", "password", "document", "key", "before")

pytestmark = pytest.mark.django_db


def ties_there_are():
    """Every field of every model that leads to a person."""
    for model in apps.get_models():
        for field in (*model._meta.fields, *model._meta.many_to_many):
            if field.is_relation and field.related_model is User:
                yield f"{model._meta.label}.{field.name}"


def told(client):
    return client.get(JSON).json()


def rows(answer, key):
    return next((part["rows"] for part in answer["parts"] if part["of"] == key), [])


def read(client):
    pages = pypdf.PdfReader(io.BytesIO(client.get(PDF).content)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


@pytest.fixture
def ben_who_is_called(client, cast):
    """Ben, signed in, and what Ana says to him and asks him to see to."""
    book = factories.workbook(cast.cluster, by=cast.ana)
    comment, _new = Comment.say(book, "PLA", "@Ben holds the keys", key="k", by=cast.ana, called=[cast.ben.pk])
    comment.assign(by=cast.ana, seen=1, owner=cast.ben, due=None)
    client.force_login(cast.ben)
    return client, comment


def test_every_field_that_leads_to_a_person_is_told_of_or_says_why_not():
    assert sorted(ties_there_are()) == sorted({**TIES, **TOLD_ELSEWHERE})


def test_no_tie_tells_what_opens_something():
    assert [key for key, tie in TIES.items() if set(SECRETS) & {name.split("__")[-1] for name in tie.fields}] == []


def test_the_file_holds_the_account_and_what_one_wrote(client, db):
    stage = world()
    client.force_login(stage.cast.ana)
    answer = told(client)
    assert (answer["account"]["name"], answer["account"]["email"]) == ("Ana", "ana@example.org")
    assert {row["text"] for row in rows(answer, "swot.Entry.changed_by")} >= {stage.entry.text, stage.threat.text}
    assert stage.strategy.text in {row["text"] for row in rows(answer, "swot.Strategy.changed_by")}
    mine = [(row["cluster"], row["role"]) for row in rows(answer, "clusters.Membership.user")]
    assert (stage.cluster.name, "leader") in mine
    assert len(rows(answer, "briefings.Share.made_by")) == 1
    assert len(rows(answer, "swot.Change.by")) == Change.objects.filter(by=stage.cast.ana).count()


def test_no_secret_is_told(client, db):
    stage = world()
    client.force_login(stage.cast.ana)
    said = client.get(JSON).content.decode()
    secrets = [stage.share.token_hash, stage.outside_link.token_hash, stage.cast.ana.password]
    secrets += list(Invitation.objects.values_list("token_hash", flat=True))
    secrets += [stage.share_token, stage.outside_token, stage.invitation_token]
    assert [one for one in secrets if one in said] == []


def test_it_is_kept_by_no_browser_and_nobody_else_gets_it(client, ana, cast):
    answer = ana.get(JSON)
    assert "no-store" in answer["Cache-Control"]
    assert "attachment" in answer["Content-Disposition"]
    ana.logout()
    assert ana.get(JSON).status_code == 302


def test_what_others_wrote_is_not_told(client, cast):
    book = factories.workbook(cast.cluster, by=cast.ana)
    factories.entry(book, by=cast.ana, text="Ana wrote this")
    factories.entry(book, by=cast.ben, text="Ben wrote this")
    client.force_login(cast.ben)
    said = client.get(JSON).content.decode()
    assert "Ben wrote this" in said
    assert "Ana wrote this" not in said
    client.force_login(cast.dev)
    assert "Lantern Quarter" not in client.get(JSON).content.decode()


def test_of_a_cluster_one_left_only_ones_own_words_are_told(client, cast):
    book = factories.workbook(cast.cluster, by=cast.ana, title="Secret title")
    entry = factories.entry(book, by=cast.ana, text="Ana wrote this")
    entry.edit(by=cast.ben, seen=1, impact=3)
    Comment.say(book, "PLA", "Ben asks who holds the keys", key="k", by=cast.ben)
    client.force_login(cast.ben)
    assert "Ana wrote this" in client.get(JSON).content.decode()
    cast.cluster.memberships.get(user=cast.ben).leave()
    said = client.get(JSON).content.decode()
    assert "Ben asks who holds the keys" in said
    for foreign in ("Ana wrote this", "Lantern Quarter", "Secret title"):
        assert foreign not in said
    assert {row["cluster"] for row in rows(json.loads(said), "swot.Comment.by")} == {None}


def test_what_somebody_else_took_back_is_told_no_more(ben_who_is_called, cast):
    client, comment = ben_who_is_called
    for key in ("swot.Comment.called", "swot.Comment.owner"):
        assert [row["text"] for row in rows(told(client), key)] == ["@Ben holds the keys"]
    comment.delete_gently(by=cast.ana, seen=comment.revision)
    assert "@Ben holds the keys" not in client.get(JSON).content.decode()
    comment.bring_back(by=cast.ana, seen=comment.revision)
    assert len(rows(told(client), "swot.Comment.called")) == 1


def test_it_costs_the_same_with_one_row_and_with_many(ana, cast, django_assert_num_queries):
    book = factories.workbook(cast.cluster, by=cast.ana)
    factories.entry(book, by=cast.ana)
    most = len(TIES) + 2
    with django_assert_num_queries(most):
        as_values(cast.ana)
    for number in range(5):
        factories.entry(book, by=cast.ana, text=f"Entry {number}")
    with django_assert_num_queries(most):
        as_values(cast.ana)


def test_the_pdf_reads_the_same(ana, cast):
    book = factories.workbook(cast.cluster, by=cast.ana)
    for number in range(70):
        book.note("set aside", "line x", by=cast.ana, text=f"Change {number:03}")
    factories.entry(book, by=cast.ana, text="Nine of 46 tenants <b>get</b> work next door")
    words = read(ana)
    assert "What is known of Ana" in words
    assert "Nine of 46 tenants <b>get</b> work next door" in words
    assert "Change 069" in words
    assert "Change 000" not in words
    assert "earlier ones, in the file for machines" in words
    assert ana.get(PDF)["Content-Type"] == "application/pdf"


def test_the_account_page_leads_to_all_three(ana):
    page = ana.get("/account/").content.decode()
    assert all(f'href="{address}"' in page for address in (JSON, PDF, "/account/delete/"))


# ---------- when somebody has gone ----------

NAME, EMAIL = "Zephyrine Quux", "zephyrine@example.org"
SAYS_SO = (
    "swot:comments", "swot:sort", "swot:entry", "section PLA", "swot:source", "briefings:issued", "briefings:list",
    "briefings:share",
)  # fmt: skip


def words_of(answer):
    """What a page or a file says, whatever it is."""
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    if answer.headers.get("Content-Type") == "application/pdf":
        return " ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(body)).pages)
    return body.decode(errors="replace")


def test_no_page_and_no_file_names_whoever_deleted_their_account(client, db):
    cache.clear()
    stage = world()
    User.objects.filter(pk=stage.cast.ana.pk).update(name=NAME, email=EMAIL)
    zephyrine = User.objects.get(pk=stage.cast.ana.pk)
    book = stage.workbook
    book.cluster.refresh_from_db()
    book.set_threshold("I7", by=zephyrine, seen=book.cluster.revision, watch=25, act=15, reason="Long streets")
    book.add_line("D-PLA-1", "A market until 1950", by=zephyrine)
    book.answer("D-PLA-3", by=zephyrine, seen=0, status="answered", value=4, note="Zeal was there")
    addresses = {
        name: reverse(name, kwargs=row.args(stage))
        for name, row in ROWS.items()
        if row.get and name.partition(":")[0] in ("clusters", "swot", "workshops", "briefings")
    }
    addresses["swot:export"] += "?comments=1"
    addresses["section PLA"] = reverse("swot:section", args=[book.pk, "PLA"])
    client.force_login(stage.cast.ben)
    named = {name for name, url in addresses.items() if NAME in words_of(client.get(url))}
    assert len(named) > 10
    for cluster in Cluster.objects.filter(memberships__user=zephyrine).distinct():
        cluster.memberships.update_or_create(user=stage.cast.ben, defaults={"role": Role.LEADER})
    delete_account(zephyrine, emptied=[])
    answers = {name: client.get(url) for name, url in addresses.items()}
    assert {name: answer.status_code for name, answer in answers.items() if answer.status_code >= 500} == {}
    said = {name: words_of(answer) for name, answer in answers.items()}
    assert [name for name, words in said.items() if NAME in words or EMAIL in words] == []
    shown = [name for name in SAYS_SO if name in addresses and answers[name].status_code == 200]
    assert len(shown) > 5
    assert [name for name in shown if "former member" not in said[name]] == []
    assert said["section PLA"].count("a former member") >= 2  # the line and the answer
