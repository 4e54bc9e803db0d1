"""A form that is sent after the session ran out: its words are given back, and to nobody else."""

import re
from datetime import timedelta
from html import unescape

import pytest
from django.contrib.sessions.models import Session
from django.template.loader import render_to_string
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from clusters import signed_out
from tests import factories
from tests.swot.forms_in import FormsIn

WORDS = "Nine <b>leases</b>\nread by Ana"


@pytest.fixture
def book(workbook):
    return workbook


def address(book):
    return reverse("swot:first-questions", args=[book.pk])


@pytest.fixture
def late(ana, book):
    """Ana's answer to a form she sends after her session ran out, as it does by itself."""
    Session.objects.update(expire_date=timezone.now() - timedelta(minutes=1))
    return ana.post(address(book), {"revision": 1, "here_before": WORDS, "not_in_room": ""})


def kept_in(response):
    return unescape(re.search(r'name="kept" value="([^"]*)"', response.text)[1])


def test_the_words_are_shown_and_kept_in_the_page(late, book):
    assert late.status_code == 401
    assert "Sign in, your words are kept." in late.text
    assert "Nine &lt;b&gt;leases&lt;/b&gt;<br>read by Ana" in late.text
    assert reverse("account_login") in late.text
    book.first_questions.refresh_from_db()
    assert book.first_questions.here_before is None


def test_after_signing_in_they_are_there_again_and_saved_by_one_press(late, ana, cast, book):
    ana.force_login(cast.ana)
    back = ana.post(reverse("kept-words"), {"kept": kept_in(late)})
    form = next(one for one in FormsIn(back.text, "").forms if "here_before" in one.held)
    assert (back.status_code, form.action) == (200, address(book))
    assert form.held["here_before"] == WORDS
    book.first_questions.refresh_from_db()
    assert book.first_questions.here_before is None, "to look at them writes nothing"
    assert ana.post(form.action, form.held).status_code == 302
    book.first_questions.refresh_from_db()
    assert book.first_questions.here_before.replace("\r\n", "\n") == WORDS


@pytest.mark.parametrize("name", ["ben", "dev", "cleo"])
def test_another_person_who_signs_in_there_does_not_get_them(name, late, cast):
    other = Client()
    other.force_login(getattr(cast, name))
    answer = other.post(reverse("kept-words"), {"kept": kept_in(late)})
    assert answer.status_code == 404
    assert "leases" not in answer.text


def test_who_goes_on_without_signing_in_still_has_them(late):
    again = Client().post(reverse("kept-words"), {"kept": kept_in(late)})
    assert again.status_code == 401
    assert "read by Ana" in again.text
    assert signed_out.waiting(kept_in(again)) == signed_out.waiting(kept_in(late))


@pytest.mark.parametrize("kept", ["", "x", "WyJhIl0:1tX:abc", "\x00", "é:é:é"])
def test_what_was_not_signed_here_is_not_there(kept, ana):
    assert ana.post(reverse("kept-words"), {"kept": kept}).status_code == 404


def test_where_nobody_knows_whose_they_are_they_can_only_be_copied(ana, book):
    Session.objects.all().delete()
    page = f"http://testserver{address(book)}?a=1"
    answer = ana.post(address(book), {"revision": 1, "here_before": WORDS}, headers={"referer": page})
    assert answer.status_code == 401
    assert "read by Ana" in answer.text
    assert 'name="kept"' not in answer.text
    assert f"{reverse('account_login')}?next={address(book)}%3Fa%3D1" in answer.text


def test_a_form_with_nothing_typed_leads_to_signing_in(ana, book):
    Session.objects.all().delete()
    for sent in ({}, {"revision": "3", "key": "k", "here_before": " "}):
        assert ana.post(address(book), sent)["Location"].startswith(reverse("account_login"))


def test_a_number_alone_is_kept_too(ana, cast, book):
    Session.objects.update(expire_date=timezone.now() - timedelta(minutes=1))
    late = ana.post(address(book), {"revision": 1, "here_before": "1987"})
    assert late.status_code == 401
    assert "What you filled in is kept." in late.text
    ana.force_login(cast.ana)
    back = ana.post(reverse("kept-words"), {"kept": kept_in(late)})
    form = next(one for one in FormsIn(back.text, "").forms if "here_before" in one.held)
    assert (form.action, form.held["here_before"]) == (address(book), "1987")


def test_a_number_alone_that_nobody_can_be_given_back_leads_to_signing_in(ana, book):
    Session.objects.all().delete()
    answer = ana.post(address(book), {"revision": "3", "here_before": "1987"})
    assert answer["Location"].startswith(reverse("account_login"))


def test_a_form_that_saves_itself_gets_a_part_with_the_way_to_sign_in(ana, book):
    Session.objects.all().delete()
    headers = {"HX-Request": "true", "X-Autosave": "1"}
    answer = ana.post(address(book), {"revision": "3", "here_before": WORDS}, headers=headers)
    assert answer.status_code == 401
    assert "<html" not in answer.text
    assert 'name="revision" value="3"' in answer.text
    assert 'target="_blank"' in answer.text
    assert "HX-Retarget" not in answer
    other = ana.post(address(book), {"here_before": WORDS}, headers={"HX-Request": "true"})
    assert other["HX-Retarget"] == "#messages"


@pytest.fixture
def old(cast, book):
    """A browser of Ana's, and the form of a page that she opened before signing in anew: its token is an old one."""
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(cast.ana)
    page = browser.get(address(book))
    form = next(one for one in FormsIn(page.text, "").forms if "here_before" in one.held)
    Session.objects.all().delete()
    token = str(browser.get(reverse("account_login")).context["csrf_token"])
    sent = {"login": "ana@example.org", "password": "correct horse battery", "csrfmiddlewaretoken": token}
    assert browser.post(reverse("account_login"), sent).status_code == 302
    return browser, {**form.held, "here_before": WORDS}


def test_a_form_older_than_the_session_gives_its_words_back_to_be_sent_again(old, book):
    browser, sent = old
    answer = browser.post(address(book), sent, headers={"origin": "http://testserver"})
    assert answer.status_code == 403
    assert "Nine &lt;b&gt;leases&lt;/b&gt;<br>read by Ana" in answer.text
    form = next(one for one in FormsIn(answer.text, "").forms if "here_before" in one.held)
    assert browser.post(form.action, form.held).status_code == 302
    book.first_questions.refresh_from_db()
    assert book.first_questions.here_before.replace("\r\n", "\n") == WORDS


@pytest.mark.parametrize("sender", [{}, {"origin": "https://testserver"}, {"origin": "null"}, {"referer": "http://["}])
def test_a_form_that_may_be_another_sites_is_not_offered_to_be_sent_again(sender, old, book):
    browser, sent = old
    answer = browser.post(address(book), sent, headers=sender)
    assert answer.status_code == 403
    assert "That was not saved" in answer.text
    assert "leases" not in answer.text


def test_a_secret_in_an_old_form_is_not_given_back(old, book):
    browser, sent = old
    answer = browser.post(address(book), {**sent, "password": "a secret"}, headers={"origin": "http://testserver"})
    assert (answer.status_code, "leases" in answer.text, "a secret" in answer.text) == (403, False, False)


@pytest.mark.parametrize(
    ("headers", "said"),
    [({}, "What you typed still stands on this page."), ({"x-autosave": "1"}, "Your words are kept on this device.")],
)
def test_a_script_of_somebody_signed_out_is_told_where_the_words_are(headers, said, client, book):
    answer = client.post(address(book), {"here_before": WORDS}, headers={"hx-request": "true", **headers})
    assert answer.status_code == 401
    assert said in answer.text


def test_a_script_that_sent_an_old_form_says_so_on_the_page_that_holds_the_words(old, book):
    browser, sent = old
    answer = browser.post(address(book), sent, headers={"hx-request": "true"})
    assert (answer.status_code, answer["HX-Retarget"]) == (403, "#messages")
    assert "What you typed still stands on this page: save it once more." in answer.text
    assert "<html" not in answer.text


@pytest.mark.parametrize(("method", "swapped"), [("post", "innerHTML show:window:top"), ("get", "none")])
def test_a_script_that_meets_what_is_gone_says_so_where_something_was_sent(method, swapped, ana, book):
    gone = reverse("swot:line", args=[book.pk, 4711])
    answer = getattr(ana, method)(gone, headers={"hx-request": "true"})
    assert (answer.status_code, answer["HX-Retarget"], answer["HX-Reswap"]) == (404, "#messages", swapped)
    assert "<html" not in answer.text


def test_what_is_gone_is_a_page_to_whoever_sends_a_page(ana, book):
    assert "There is nothing here" in ana.post(reverse("swot:line", args=[book.pk, 4711])).text


@pytest.mark.parametrize("template", ["403_csrf.html", "500.html"])
def test_no_page_says_that_words_were_kept_which_may_not_have_been(template):
    assert "kept on this device" not in render_to_string(template)


def test_neither_session_nor_log_holds_them(late, ana, caplog, db):
    sessions = [row.get_decoded() for row in Session.objects.all()]
    assert "leases" not in repr(sessions) + caplog.text
    assert factories.user("Eve").pk != signed_out.waiting(kept_in(late)).owner


@pytest.mark.parametrize("secret", ["password", "password1", "code", "credential"])
def test_a_form_with_a_secret_in_it_gives_nothing_back(secret, client):
    answer = client.post(reverse("swot:delete-account"), {secret: "correct horse battery", "why": "Moving away"})
    assert (answer.status_code, answer["Location"]) == (302, f"/accounts/login/?next={reverse('swot:delete-account')}")
