"""Outside eyes (content 4.5 rule 12): the link, the page it opens, what is said by it, and what it never shows."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from clusters.errors import Closed
from swot.models import Comment, OutsideLink, Reading
from swot.models.comment import MOST_AN_HOUR
from tests import factories
from tests.swot.pages import at, strategy

WORDS = "The chandler left because the rent doubled, not because he retired."


@pytest.fixture
def given(cast, workbook):
    """A link and the address of its page."""
    link, token = OutsideLink.make(workbook, for_whom="The tenants of Quay Street", days=90, by=cast.ana)
    return link, reverse("swot:outside", args=[token])


@pytest.fixture
def neighbour():
    """A browser without an account, in which forms are checked for where they come from."""
    return Client(enforce_csrf_checks=True)


def said(place="first", key="k1", **fields):
    return {"place": place, "key": key, "text": WORDS, **fields}


def test_a_leader_makes_a_link_that_is_shown_once(ana, workbook, neighbour):
    response = ana.post(at("outside-links", workbook), {"for_whom": "The tenants of Quay Street", "days": "30"})
    link = OutsideLink.objects.get()
    url = response.text.split('id="id_link" readonly value="')[1].split('"')[0]
    assert response.status_code == 200
    assert neighbour.get(url).status_code == 200
    assert 29 <= (link.expires_at - timezone.now()).days <= 30
    assert url.rstrip("/").rsplit("/", 1)[-1] not in ana.get(at("inclusion", workbook)).text
    assert link.token_hash not in response.text


@pytest.mark.parametrize(
    ("sent", "place"),
    [({"for_whom": "", "days": "90"}, "id_for_whom"), ({"for_whom": "Ines", "days": "0"}, "id_days"),
     ({"for_whom": "Ines", "days": "400"}, "id_days"), ({"for_whom": "Ines", "days": "long"}, "id_days")],
)  # fmt: skip
def test_a_link_that_cannot_be_is_refused(sent, place, ana, workbook):
    response = ana.post(at("outside-links", workbook), sent)
    assert response.status_code == 422
    assert f'href="#{place}"' in response.text
    assert f'value="{sent["days"]}"' in response.text


@pytest.mark.parametrize("person", ["ben", "caro", "dev"])
def test_only_a_leader_gives_and_closes_links(person, client, cast, workbook, given):
    client.force_login(getattr(cast, person))
    assert client.get(at("outside-links", workbook)).status_code == 404
    assert client.post(at("outside-close", workbook, given[0].pk)).status_code == 404


def test_the_page_needs_no_account_sets_no_cookie_and_is_told_to_nobody(given, neighbour):
    response = neighbour.get(given[1])
    assert response.status_code == 200
    assert not response.cookies
    assert response["Referrer-Policy"] == "no-referrer"
    assert "no-store" in response["Cache-Control"]
    assert "noindex" in response["X-Robots-Tag"]


def test_the_page_says_windows_check_figures_and_entries_in_plain_words(cast, workbook, given, neighbour):
    workbook.self_check.take(by=cast.ana, seen=1, name="Check", answers=["yes", "unsure", *["no"] * 10])
    Reading.add(workbook, "I7", by=cast.ana, value=12, status="watch", as_of=cast.cluster.today)
    factories.entry(workbook, by=cast.ana, text="Two bakers left Quay Street", quadrant="weakness", inclusion=True)
    page = neighbour.get(given[1]).text
    for label in workbook.content().words["windows"].values():
        assert label in page
    assert "3 confirmed, could be 6 of 24: calm" in page
    assert "Money spent within walking distance: 12%, counted" in page
    assert "to be watched" in page
    assert "Neighbours’ complaints answered: not counted yet." in page.replace("&#x27;", "’")
    assert "Two bakers left Quay Street" in page


def test_no_other_word_of_the_workbook_leaks(cast, workbook, given, neighbour):
    strategy(workbook, cast.ana, text="A strategy nobody outside reads")
    hidden = factories.entry(workbook, by=cast.ana, text="Our landlord is thinking of selling", quadrant="threat")
    workbook.add_action(by=cast.ana, text="Ring the landlord quietly", owner="Ben", inclusion=True)
    workbook.first_questions.edit(by=cast.ana, seen=1, here_before="The rope works", speaks_for_them="Caro Vale")
    workbook.self_check.take(by=cast.ana, seen=1, name="Check", answers=["no"] * 12, basis="Ben asked the owner")
    Reading.add(
        workbook, "I7", by=cast.ana, value=12, status="watch", as_of=cast.cluster.today, source="Ana", note="Secret"
    )
    workbook.answer("D-INC-4", by=cast.ana, seen=0, status="passed over", note="A reason for the team alone")
    Comment.objects.create(workbook=workbook, about="INC", text="Between ourselves", by=cast.ana)
    page = neighbour.get(given[1]).text
    assert "The rope works" in page
    words = [hidden.text, "A strategy nobody", "Ring the landlord", "Ben", "Caro", "Vale", "Ana", "Secret"]
    words += ["A reason for the team", "Between ourselves", workbook.title, str(workbook.pk)]
    words += [person.email for person in (cast.ana, cast.ben, cast.caro)]
    assert [word for word in words if word in page] == []


def test_what_is_said_stays_on_both_pages_until_it_is_answered(ana, workbook, given, neighbour):
    response = neighbour.post(given[1], said())
    assert (response.status_code, response.url) == (302, f"{given[1]}?said=1#said")
    row = Comment.objects.get()
    assert (row.about, row.text, row.name, row.link, row.outside) == ("PLA", WORDS, "", given[0], True)
    Comment.objects.update(written_at=timezone.now() - timedelta(days=8))
    for page in (neighbour.get(given[1]).text, ana.get(at("inclusion", workbook)).text):
        assert WORDS in page
        assert "A neighbour" in page
        assert "Waiting for 8 days." in page
    Comment.objects.update(settled_at=timezone.now())
    for page in (neighbour.get(given[1]).text, ana.get(at("inclusion", workbook)).text):
        assert WORDS not in page


def test_a_comment_on_an_entry_is_about_that_entry(cast, workbook, given, neighbour):
    entry = factories.entry(workbook, by=cast.ana, inclusion=True)
    neighbour.post(given[1], said(entry.ref, name="Ines"))
    assert Comment.objects.values_list("about", "name").get() == (entry.ref, "Ines")


def test_one_link_does_not_show_what_another_said(cast, workbook, given, neighbour):
    other, _token = OutsideLink.make(workbook, for_whom="The school", days=9, by=cast.ana)
    other.say(about="INC", text="From the school", name="", key="s")
    assert "From the school" not in neighbour.get(given[1]).text


def test_sent_twice_it_is_said_once(given, neighbour):
    for _ in range(2):
        assert neighbour.post(given[1], said()).status_code == 302
    assert Comment.objects.count() == 1


@pytest.mark.parametrize("sent", [{}, said(text=""), said(text="x" * 2001), said(place="S99"), said(key="")])
def test_what_cannot_be_said_is_refused_and_kept_as_typed(sent, given, neighbour):
    response = neighbour.post(given[1], {"name": "Ines", **sent})
    assert response.status_code == 422
    assert not Comment.objects.exists()
    assert sent.get("text", "") in response.text
    assert 'value="Ines"' in response.text


def test_too_many_in_an_hour_wait_and_lose_nothing(given, neighbour):
    for number in range(MOST_AN_HOUR):
        assert neighbour.post(given[1], said(key=f"k{number}")).status_code == 302
    response = neighbour.post(given[1], said(key="more", text="One more thing about the lift"))
    assert response.status_code == 429
    assert "One more thing about the lift" in response.text
    assert "Wait a little" in response.text
    assert Comment.objects.count() == MOST_AN_HOUR
    Comment.objects.update(written_at=timezone.now() - timedelta(minutes=61))
    assert neighbour.post(given[1], said(key="more")).status_code == 302


def ended(way, ana, workbook, link):
    """End a link in one way."""
    if way == "closed":
        assert ana.post(at("outside-close", workbook, link.pk)).status_code == 302
    elif way == "run out":
        OutsideLink.objects.update(expires_at=timezone.now())
    elif way == "workbook deleted":
        type(workbook).objects.update(deleted_at=timezone.now())
    else:
        type(workbook).objects.update(closed_at=timezone.now())


@pytest.mark.parametrize("way", ["closed", "run out", "workbook deleted", "workbook closed"])
def test_an_ended_link_says_so_and_takes_nothing_more(way, ana, workbook, given, neighbour):
    assert neighbour.get(given[1]).status_code == 200
    ended(way, ana, workbook, given[0])
    for response in (neighbour.get(given[1]), neighbour.post(given[1], said())):
        assert response.status_code == 404
        assert "This link has ended. Ask whoever gave it to you." in response.text
        assert response["Referrer-Policy"] == "no-referrer"
    assert not Comment.objects.exists()


def test_a_link_closed_while_somebody_writes_takes_nothing(cast, given):
    link = OutsideLink.objects.get(pk=given[0].pk)
    given[0].close(by=cast.ana)
    with pytest.raises(Closed):
        link.say(about="INC", text=WORDS, name="", key="k")


def test_an_unknown_token_is_not_found(neighbour, db):
    response = neighbour.get(reverse("swot:outside", args=["nothing-of-ours"]))
    assert response.status_code == 404
    assert "This link has ended." in response.text


def test_uses_are_counted_and_shown(ana, workbook, given, neighbour):
    for _ in range(3):
        neighbour.get(given[1])
    assert "Opened 3 times." in ana.get(at("inclusion", workbook)).text


def test_a_closed_link_stays_listed_while_something_waits(ana, cast, workbook, given):
    given[0].say(about="INC", text=WORDS, name="", key="k")
    given[0].close(by=cast.ana)
    page = ana.get(at("inclusion", workbook)).text
    assert WORDS in page
    assert "Ended; what was said by it still waits." in page
    assert at("outside-close", workbook, given[0].pk) not in page


@pytest.mark.parametrize("rows", [1, 3, 30])
def test_both_pages_take_few_queries_however_much_waits(
    rows, ana, cast, workbook, neighbour, django_assert_max_num_queries
):
    strategy(workbook, cast.ana)
    for number in range(rows):
        link, token = OutsideLink.make(workbook, for_whom="Neighbours", days=9, by=cast.ana)
        link.say(about="INC", text=f"Number {number}", name="", key="k")
        factories.entry(workbook, by=cast.ana, inclusion=True)
        Reading.add(workbook, "I7", by=cast.ana, value=number, as_of=cast.cluster.today)
    url = reverse("swot:outside", args=[token])
    neighbour.get(url)
    ana.get(at("inclusion", workbook))
    with django_assert_max_num_queries(12):
        neighbour.get(url)
    with django_assert_max_num_queries(12):
        ana.get(at("inclusion", workbook))
