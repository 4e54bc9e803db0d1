"""Signing in and out, passwords, and one's own account."""

from html import unescape

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.core.cache import cache
from django.core.management import CommandError, call_command

from clusters.models import User
from tests import factories

LOGIN, RESET = "/accounts/login/", "/accounts/password/reset/"
PASSWORD = "correct horse battery"

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def no_tries_yet():
    cache.clear()


def signed_in(client):
    return "_auth_user_id" in client.session


def try_password(client, email, password="wrong horse battery", **headers):
    return client.post(LOGIN, {"login": email, "password": password}, **headers)


def test_the_right_password_signs_in_and_goes_where_one_was_going(client, cast):
    answer = client.post(LOGIN, {"login": "ANA@example.org", "password": PASSWORD, "next": "/account/"})
    assert (answer.status_code, answer["Location"]) == (302, "/account/")
    assert signed_in(client)


def test_nobody_is_sent_to_another_site(client, cast):
    answer = client.post(LOGIN, {"login": "ana@example.org", "password": PASSWORD, "next": "https://evil.example/"})
    assert answer["Location"] == "/"


def test_a_wrong_password_an_unknown_address_and_a_closed_account_read_alike(client, cast):
    User.objects.filter(pk=cast.dev.pk).update(is_active=False)
    pages = [
        try_password(client, "ana@example.org"),
        try_password(client, "nobody@example.org"),
        try_password(client, "dev@example.org", PASSWORD),
    ]
    assert [page.status_code for page in pages] == [422, 422, 422]
    for page in pages:
        assert "Email and password do not go together." in page.content.decode()
    assert not signed_in(client)


def test_missing_fields_are_named(client, cast):
    page = client.post(LOGIN, {}).content.decode()
    assert "Email is needed." in page
    assert "Password is needed." in page


@pytest.mark.parametrize("email", ["ana@example.org", "nobody@example.org"])
def test_the_eleventh_try_on_an_account_is_answered_429_whatever_the_header_says(client, cast, email):
    codes = [try_password(client, email, HTTP_X_FORWARDED_FOR=f"10.0.0.{n}").status_code for n in range(11)]
    assert codes == [422] * 10 + [429]
    last = try_password(client, email, PASSWORD)
    assert last.status_code == 429
    assert "Too many tries" in last.content.decode()


def test_tries_are_counted_together_whatever_port_the_host_is_given(client, cast):
    codes = [try_password(client, "ana@example.org", HTTP_HOST=f"testserver:{8000 + n}").status_code for n in range(11)]
    assert codes == [422] * 10 + [429]


@pytest.mark.parametrize("alike", ["ſtuart.kılby@example.org", "stuart.kılby@example.org", "STUART.KILBY@example.org"])
def test_letters_that_only_look_alike_give_no_more_tries(client, alike):
    """A database that compares in capitals takes ſ for S and ı for I."""
    factories.user("Stuart", email="stuart.kilby@example.org")
    for _n in range(10):
        try_password(client, "stuart.kilby@example.org")
    assert try_password(client, alike, PASSWORD).status_code in (422, 429)
    assert not signed_in(client)


def test_tries_are_still_counted_after_many_on_invented_addresses(client, cast):
    for _n in range(10):
        try_password(client, "ana@example.org")
    for number in range(200):
        try_password(client, f"nobody.{number}@example.org", REMOTE_ADDR=f"10.0.0.{number}")
    assert try_password(client, "ana@example.org", PASSWORD).status_code == 429


def test_tries_on_one_account_do_not_close_another(client, cast):
    for _n in range(11):
        try_password(client, "ana@example.org")
    assert try_password(client, "ben@example.org", PASSWORD).status_code == 302


def test_signing_out_asks_first_and_a_get_signs_nobody_out(ana):
    assert "Sign out?" in ana.get("/accounts/logout/").content.decode()
    assert signed_in(ana)
    assert ana.post("/accounts/logout/")["Location"] == LOGIN
    assert not signed_in(ana)


def test_without_open_sign_up_accounts_come_by_invitation(client, settings):
    assert "Accounts come by invitation" in client.get("/accounts/signup/").content.decode()
    client.post("/accounts/signup/", {"name": "Eve", "email": "eve@example.org", "password1": PASSWORD})
    assert not User.objects.exists()


def test_with_open_sign_up_anybody_makes_an_account(client, settings):
    settings.OPEN_SIGNUP = True
    new = {"name": "Eve", "email": "Eve@example.org", "password1": PASSWORD}
    assert client.post("/accounts/signup/", new)["Location"] == "/"
    assert User.objects.get().name == "Eve"
    assert signed_in(client)
    client.logout()
    again = client.post("/accounts/signup/", new)
    assert (again.status_code, User.objects.count()) == (422, 1)


def test_without_email_the_reset_page_says_who_can_help(client, settings):
    settings.EMAIL_SET_UP = False
    assert "set_password_link" in client.get(RESET).content.decode()
    assert client.post(RESET, {"email": "ana@example.org"}).status_code == 422
    assert mail.outbox == []


def test_a_link_to_set_a_password_is_sent_and_works_once(client, cast, settings):
    settings.EMAIL_SET_UP = True
    assert client.post(RESET, {"email": "ana@example.org"})["Location"] == f"{RESET}done/"
    link = next(word for word in mail.outbox[0].body.split() if "/key/" in word)
    form = client.get(link, follow=True)
    new = {"password1": "a new horse battery", "password2": "a new horse battery"}
    assert client.post(form.redirect_chain[-1][0], new)["Location"] == "/accounts/password/reset/key/done/"
    assert try_password(client, "ana@example.org", "a new horse battery").status_code == 302
    client.logout()
    assert client.get(link).status_code == 404


def test_asking_for_an_unknown_address_reads_the_same_and_tells_only_its_owner(client, cast, settings):
    settings.EMAIL_SET_UP = True
    answers = [client.post(RESET, {"email": email}) for email in ("ana@example.org", "nobody@example.org")]
    assert {answer["Location"] for answer in answers} == {f"{RESET}done/"}
    assert [letter.to for letter in mail.outbox] == [["ana@example.org"], ["nobody@example.org"]]
    assert "/key/" not in mail.outbox[1].body


def test_the_command_prints_a_link_that_sets_a_password(client, cast, capsys, settings):
    settings.PUBLIC_URL = "http://testserver"
    call_command("set_password_link", "Ana@example.org")
    link = capsys.readouterr().out.strip()
    assert client.get(link, follow=True).status_code == 200
    with pytest.raises(CommandError):
        call_command("set_password_link", "nobody@example.org")


def test_changing_the_password_needs_the_present_one_and_keeps_one_signed_in(ana, cast):
    new = {"oldpassword": "wrong", "password1": "a new horse battery", "password2": "a new horse battery"}
    answer = ana.post("/accounts/password/change/", new)
    assert answer.status_code == 422
    assert "This is not your present password." in unescape(answer.content.decode())
    assert ana.post("/accounts/password/change/", {**new, "oldpassword": PASSWORD}).status_code == 302
    assert ana.get("/account/").status_code == 200
    cast.ana.refresh_from_db()
    assert cast.ana.check_password("a new horse battery")


def test_the_eleventh_try_of_the_present_password_is_answered_429_on_whichever_page(ana):
    new = {"password1": "a new horse battery", "password2": "a new horse battery"}
    tries = [ana.post("/accounts/password/change/", {"oldpassword": "wrong", **new}).status_code for _n in range(5)]
    moved = {"name": "Ana", "email": "duarte@example.org", "password": "wrong"}
    tries += [ana.post("/account/", moved).status_code for _n in range(6)]
    assert tries == [422] * 10 + [429]
    assert ana.post("/accounts/password/change/", {"oldpassword": PASSWORD, **new}).status_code == 429


def test_a_name_is_changed_without_a_password(ana, cast):
    assert ana.post("/account/", {"name": "Ana Duarte", "email": "ana@example.org"}).status_code == 302
    cast.ana.refresh_from_db()
    assert cast.ana.name == "Ana Duarte"


def test_another_email_needs_the_password_and_the_old_one_no_longer_signs_in(ana, cast):
    EmailAddress.objects.create(user=cast.ana, email="ana@example.org", primary=True)
    new = {"name": "Ana", "email": "Duarte@example.org"}
    assert ana.post("/account/", new).status_code == 422
    assert ana.post("/account/", {**new, "password": PASSWORD}).status_code == 302
    cast.ana.refresh_from_db()
    assert cast.ana.email == "duarte@example.org"
    ana.logout()
    assert try_password(ana, "ana@example.org", PASSWORD).status_code == 422
    assert try_password(ana, "duarte@example.org", PASSWORD).status_code == 302


def test_the_old_address_and_the_log_of_security_are_told_of_another_email(ana, cast, settings, caplog):
    settings.EMAIL_SET_UP = True
    caplog.set_level("INFO", "security")
    ana.post("/account/", {"name": "Ana D", "email": "ana@example.org", "password": PASSWORD})
    assert (mail.outbox, "email changed" in caplog.text) == ([], False)
    ana.post("/account/", {"name": "Ana", "email": "duarte@example.org", "password": PASSWORD})
    [letter] = mail.outbox
    assert letter.to == ["ana@example.org"]
    assert "Your account has another email now." in letter.body
    assert "duarte" not in letter.body
    assert f"email changed account={cast.ana.pk}" in caplog.text


def test_nobody_takes_another_ones_email(ana, cast):
    answer = ana.post("/account/", {"name": "Ana", "email": "BEN@example.org", "password": PASSWORD})
    assert answer.status_code == 422


def test_the_account_lists_ones_own_clusters_in_constant_queries(ana, cast, django_assert_num_queries):
    with django_assert_num_queries(5):
        page = ana.get("/account/").content.decode()
    assert "Lantern Quarter" in page
    for number in range(3):
        factories.Cluster.found(by=cast.ana, name=f"Cluster {number}", kind="region")
    with django_assert_num_queries(5):
        ana.get("/account/")


@pytest.mark.parametrize("url", ["/accessibility/", "/about-data/", f"{RESET}done/", f"{RESET}key/done/"])
def test_pages_for_everybody_need_no_account(client, url):
    assert client.get(url).status_code == 200
