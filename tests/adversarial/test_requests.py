"""Requests made for somebody by another site: forged forms, links that lead away, other hosts."""

from urllib.parse import urlencode

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from tests.adversarial.flood import FORMS, filled
from tests.adversarial.pages import stays

pytestmark = pytest.mark.django_db
PASSWORD = "correct horse battery"
# A link without an account is its own permission, and whose cookie comes along makes no difference (test_side_doors).
BY_LINK = ("swot:outside", "briefings:reader")
# Words written before signing in carry our signature: it shows them to whoever wrote them, and changes nothing.
BY_SIGNATURE = ("kept-words",)
CHECKED, PARTS = [label for label in FORMS if label not in BY_LINK + BY_SIGNATURE], 4
AWAY = (
    "//example.invalid",
    "///example.invalid",
    "https:example.invalid",
    "https://example.invalid/",
    "HTTPS://EXAMPLE.INVALID",
    "http:///x.invalid",
    "\\\\example.invalid",
    "/\\example.invalid",
    "https://testserver@example.invalid/",
    "//testserver.example.invalid",
    "javascript:alert(1)",
    "data:text/html,x",
    " //example.invalid",
    "\t//example.invalid",
    "/\t/example.invalid",
    "https://example.invalid\r\nX: y",
    "http://[::1",
    "//0x7f000001/",
    "ftp://testserver/",
)


# ---------- forged ----------


@pytest.mark.parametrize("part", range(PARTS))
def test_no_form_is_taken_from_another_site(part, made, state):
    nobody, ana = (Client(enforce_csrf_checks=True) for _ in range(2))
    ana.force_login(made.cast.ana)
    for label in CHECKED[part::PARTS]:
        client = ana if FORMS[label].person == "ana" else nobody
        (address, sent), before = filled(label, made), state()
        for extra in ({}, {"csrfmiddlewaretoken": "A" * 64}, {"csrfmiddlewaretoken": "\x00"}):
            answer = client.post(address, {**sent, **extra})
            assert answer.status_code == 403, label
            assert "That was not saved" in answer.content.decode(), label
        assert state() == before, label


@pytest.mark.parametrize("origin", ["https://example.invalid", "null", "http://testserver.example.invalid", "http://["])
def test_a_stolen_token_is_no_use_from_another_site(origin, made):
    client = Client(enforce_csrf_checks=True)
    client.force_login(made.cast.ana)
    token = client.get(reverse("clusters:account")).context["csrf_token"]
    sent = {"name": "Stolen", "email": made.cast.ana.email, "csrfmiddlewaretoken": str(token)}
    assert client.post(reverse("clusters:account"), sent, headers={"origin": origin}).status_code == 403
    assert client.post(reverse("clusters:account"), sent).status_code == 302


# ---------- misdirected ----------


@pytest.mark.parametrize("away", AWAY)
def test_signing_in_and_out_leads_nowhere_else(away, made, settings):
    settings.OPEN_SIGNUP, settings.ACCOUNT_RATE_LIMITS = True, False
    inside = {"login": "ana@example.org", "password": PASSWORD}
    new = {"name": "Gus", "email": "gus@example.org", "password1": PASSWORD}
    for name, sent in (("account_login", inside), ("account_logout", {}), ("account_signup", new)):
        for address, more in ((f"?{urlencode({'next': away})}", {}), ("", {"next": away})):
            client = Client()
            if name == "account_logout":
                client.force_login(made.cast.ana)
            answer = client.post(reverse(name) + address, {**sent, **more})
            assert answer.status_code in (302, 422)
            assert stays(answer.headers.get("Location", "/"))


@pytest.mark.parametrize("away", AWAY)
def test_somebody_signed_in_already_is_not_sent_away_either(away, ana):
    answer = ana.get(reverse("account_login"), {"next": away})
    assert stays(answer.headers.get("Location", "/"))


@pytest.mark.parametrize("host", ["example.invalid", "testserver@example.invalid", "testserver:x", "a b", "", "../x"])
def test_another_host_is_answered_400_in_our_words(host, ana):
    for address in ("/", "/accounts/login/", "/nowhere"):
        answer = ana.get(address, headers={"host": host})
        assert answer.status_code == 400
        assert "That could not be read" in answer.content.decode()


def test_no_letter_and_no_link_is_made_for_another_host(made, ana, settings):
    settings.EMAIL_SET_UP = True
    forged = {"x-forwarded-host": "example.invalid", "forwarded": "host=example.invalid", "x-host": "example.invalid"}
    invited = ana.post(*filled("clusters:invite", made), headers=forged)
    Client().post(reverse("account_reset_password"), {"email": "ana@example.org"}, headers=forged)
    assert len(mail.outbox) == 2
    assert "example.invalid" not in "".join([invited.content.decode(), *(letter.body for letter in mail.outbox)])
