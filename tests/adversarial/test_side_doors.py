"""Ways in and out beside the forms: links without an account, queries and parts that are kept, search, files."""

import json
import re
from datetime import date, timedelta
from uuid import UUID

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import Http404
from django.test import Client, RequestFactory
from django.urls import reverse

from clusters.ids import new_key
from clusters.models import Cluster
from swot.document import gather_beside, live_rows
from swot.document.prepared import NO_KEY, NO_PERSON, Prepared, _as_parameter
from swot.models import Comment, OutsideLink, Workbook
from swot.page import LED, READABLE, WRITABLE, readable
from tests import factories
from tests.adversarial.corpus import SHORT, decoded
from tests.adversarial.pages import Page
from tests.swot.pages import at

pytestmark = pytest.mark.django_db
SECRET = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}|[A-Za-z0-9]{64}|[a-z0-9]{20,}")
OF_PEOPLE = (READABLE, WRITABLE, LED)
OF_ROWS = [one for module in (live_rows, gather_beside) for one in vars(module).values() if isinstance(one, Prepared)]


@pytest.fixture
def theirs(made):
    """Dev's workbook, which nobody else may see."""
    return factories.workbook(Cluster.found(by=made.cast.dev, name="Tide Mill", kind="district"), by=made.cast.dev)


def signed_in(person, **options):
    client = Client(**options)
    client.force_login(person)
    return client


# ---------- a link without an account ----------


def answers(made, client):
    """One of every answer that an address with a token gives."""
    here, said = reverse("swot:outside", args=[made.outside_token]), {"place": "first", "text": "So it was"}
    yield 200, client.get(here)
    yield 302, client.post(here, {**said, "key": new_key()})
    yield 422, client.post(here, {"place": "first", "key": new_key()})
    yield 405, client.delete(here)
    yield 404, client.get(reverse("swot:outside", args=[made.outside_token.swapcase()]))
    made.outside_link.close(by=made.cast.ana)
    yield 404, client.post(here, {**said, "key": new_key()})


@pytest.mark.parametrize("who", ["nobody", "ana", "dev"])
def test_no_answer_to_a_link_is_stored_told_to_others_or_sets_a_cookie(who, made):
    client = Client() if who == "nobody" else signed_in(getattr(made.cast, who))
    for status, answer in answers(made, client):
        assert answer.status_code == status
        assert not answer.cookies
        assert answer["Referrer-Policy"] == "no-referrer"
        assert "no-store" in answer["Cache-Control"]
        assert answer["X-Robots-Tag"] == "noindex, nofollow"
        assert "Sign out" not in answer.text


def test_a_link_shows_and_says_the_same_whoever_opens_it(made):
    here = reverse("swot:outside", args=[made.outside_token])
    pages = [re.sub(SECRET, "", client.get(here).text) for client in (Client(), signed_in(made.cast.ana))]
    assert pages[0] == pages[1]
    signed_in(made.cast.ana).post(here, {"place": "first", "text": "So it was", "key": "one"})
    row = Comment.objects.get(text="So it was")
    assert (row.by, row.name, row.outside) == (None, "", True)


def test_one_link_is_limited_alone_and_opens_nothing_else(made, theirs, monkeypatch):
    monkeypatch.setattr("swot.models.comment.MOST_AN_HOUR", 2)
    other = OutsideLink.make(made.workbook, for_whom="The school", days=9, by=made.cast.ana)[1]
    pages = [reverse("swot:outside", args=[token]) for token in (made.outside_token, other)]
    said = [
        Client().post(pages[0], {"place": "first", "text": f"So {n}", "key": f"k{n}"}).status_code for n in range(3)
    ]
    assert said == [302, 302, 429]
    assert Client().post(pages[1], {"place": "first", "text": "So too", "key": "k0"}).status_code == 302
    for book in (made.workbook, theirs):
        assert Client().get(reverse("swot:outside", args=[str(book.pk)])).status_code == 404


# ---------- prepared queries ----------


def test_only_the_key_and_the_person_are_put_into_a_prepared_query():
    assert len(OF_ROWS) > 10
    for query in (*OF_PEOPLE, *OF_ROWS):
        given = query.plan.parameters
        assert given.count(_as_parameter(NO_KEY)) == 1
        assert given.count(NO_PERSON) == (1 if query in OF_PEOPLE else 0)


@pytest.mark.parametrize("query", OF_PEOPLE)
def test_a_prepared_query_opens_what_the_plain_one_opens_and_to_nobody_else(query, made, theirs):
    people = [person.pk for person in vars(made.cast).values() if hasattr(person, "email")]
    for book in (made.workbook, theirs):
        for person in (*people, 0, NO_PERSON, 10**6):
            found = [(row.pk, row.role) for row in query.of(book.pk, person)]
            assert found == [(row.pk, row.role) for row in query.query(book.pk, person)], person
        assert query.of(book.pk) == []
    for key in (NO_KEY, UUID(int=1), UUID(int=2**128 - 1), made.cluster.pk, theirs.cluster_id):
        assert [row for person in (*people, NO_PERSON) for row in query.of(key, person)] == []


def test_a_key_is_one_however_it_is_written_and_nobody_signed_in_finds_nothing(made, theirs):
    ana = signed_in(made.cast.ana)
    for pk, status in ((made.workbook.pk, 200), (theirs.pk, 404), (NO_KEY, 404)):
        assert ana.get(f"/workbooks/{pk}/board/").status_code == status
        assert ana.get(f"/workbooks/{str(pk).upper()}/board/").status_code == 404
    request = RequestFactory().get("/")
    request.user = AnonymousUser()
    with pytest.raises(Http404):
        readable(request, made.workbook.pk)


# ---------- parts that are kept ----------


def tokens(page):
    return set(re.findall(r'name="csrfmiddlewaretoken" value="(\w+)"', page))


def test_a_kept_page_has_the_readers_own_token_which_works_for_nobody_else(made):
    page, line = at("section", made.workbook, "PLA"), at("line-add", made.workbook, "D-PLA-1")
    clients = [signed_in(person, enforce_csrf_checks=True) for person in (made.cast.ana, made.cast.ben)]
    (mine,), (others,) = (tokens(client.get(page).text) for client in clients)
    assert mine != others
    for token, status in ((others, 403), (mine, 302)):
        sent = {"csrfmiddlewaretoken": token, "text": "A quay", "key": new_key()}
        assert clients[0].post(line, sent).status_code == status


def test_a_kept_page_of_one_role_is_never_shown_to_another(made, theirs):
    cast, page = made.cast, at("section", made.workbook, "PLA")

    def writes(person):
        return len(Page(signed_in(person).get(page)).forms)

    leader = writes(cast.ana)
    assert writes(cast.caro) == 1 < leader  # hers is to sign out
    assert (writes(cast.ben), writes(cast.ana), writes(cast.caro)) == (leader, leader, 1)
    assert signed_in(cast.dev).get(page).status_code == 404
    made.cluster.memberships.filter(user=cast.ana).update(role="viewer")
    assert writes(cast.ana) == 1


def test_the_list_of_clusters_says_the_day_has_come_when_it_has(made):
    home, ana = reverse("clusters:home"), signed_in(made.cast.ana)
    assert "Time to look again" not in ana.get(home).text
    book = Workbook.objects.get(pk=made.workbook.pk)
    for day in (date(2020, 1, 1), date.today() + timedelta(days=90)):
        book.look_again_on(day, by=made.cast.ana, seen=book.revision)
        assert ("Time to look again" in ana.get(home).text) == (day.year == 2020)


# ---------- what is read and taken away ----------


def test_what_is_searched_for_is_shown_as_text_where_it_stands_and_where_it_does_not(made, ana):
    for text in map(decoded, SHORT):
        made.workbook.add_line("D-PLA-1", text.replace("\x00", ""), by=made.cast.ana)
    for text in map(decoded, SHORT):
        answer = ana.get(at("search", made.workbook), {"q": text})
        page = Page(answer)
        assert (answer.status_code, page.faults, page.away) == (200, [], set()), text


def test_comments_are_taken_along_by_those_who_read_them_and_by_nobody_else(made):
    gone = Comment.say(made.workbook, "PLA", "Taken back", key="gone-words", by=made.cast.ana)[0]
    gone.delete_gently(by=made.cast.ana, seen=1)
    address = at("export", made.workbook)
    told = signed_in(made.cast.caro).get(address, {"comments": "1"})
    assert "Six groups, not five" in told.text
    assert not {"Taken back", made.cast.ana.email} & set(json.dumps(told.json()).split('"'))
    assert signed_in(made.cast.dev).get(address, {"comments": "1"}).status_code == 404
    assert Client().get(address, {"comments": "1"}).status_code == 302


def test_a_copy_of_a_viewer_opens_nothing_of_the_first(made):
    caro = signed_in(made.cast.caro)
    assert caro.post(at("copy", made.workbook), {"key": str(UUID(int=7))}).status_code == 302
    copy = Workbook.objects.get(cluster=UUID(int=7))
    assert caro.get(at("board", copy)).status_code == 200
    assert caro.post(at("line-add", made.workbook, "D-PLA-1"), {"text": "x", "key": "k"}).status_code == 404
    assert not copy.cluster.memberships.exclude(user=made.cast.caro).exists()
    assert not copy.comments.exists()
    assert not copy.outside_links.exists()
    kept = copy.cluster.sources.values_list("file", "file_name")
    assert kept
    assert not any(file for file, _name in kept)
    for person in (made.cast.ana, made.cast.ben, made.cast.dev):
        assert signed_in(person).get(at("board", copy)).status_code == 404
