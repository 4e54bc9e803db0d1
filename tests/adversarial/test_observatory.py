"""The grade of the worst page by the Observatory's scale, behind TLS, signed in and not; and that the scorer can fail."""

import runpy
from types import SimpleNamespace

import pytest
from django.conf import settings as ours
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from tests.access.company import guest
from tests.access.world import world
from tests.adversarial.observatory import FROM_BONUS, Seen, grade, score
from tests.adversarial.pages import FILES
from tests.test_access import ROWS

PAGES = sorted(name for name, row in ROWS.items() if row.get and name not in {*FILES, "healthz"})
OF_TLS = ("HTTPS", "SECURE_", "SESSION_COOKIE_", "CSRF_COOKIE_")
ADMIN = ("", "clusters/user/", "swot/workbooktemplate/", "clusters/user/add/")


@pytest.fixture
def behind_tls(settings, monkeypatch):
    """The settings as `HTTPS=1` makes them."""
    monkeypatch.setenv("HTTPS", "1")
    told = runpy.run_path(str(ours.BASE_DIR / "config" / "settings.py"))
    for name, value in told.items():
        if name.startswith(OF_TLS):
            setattr(settings, name, value)


def answers(stage):
    """What a scanner sees of every page, by the page and who asks; it comes by TLS, and without."""
    ana, nobody, pia = Client(), Client(), guest(stage)
    ana.force_login(stage.cast.ana)
    for name in PAGES:
        address = reverse(name, kwargs=ROWS[name].args(stage))
        plain = nobody.get(address)
        for who, client in (("ana", ana), ("nobody", nobody), ("guest", pia)):
            yield (who, name), Seen(client.get(address, secure=True), plain)


@pytest.mark.django_db
def test_the_worst_page_is_a_plus_signed_in_and_out(behind_tls):
    found = {page: score(seen) for page, seen in answers(world())}
    assert len(found) > 300
    assert {page: told for page, told in found.items() if grade(told[0]) != "A+"} == {}
    assert min(points for points, _given in found.values()) >= 120


@pytest.mark.django_db
def test_signing_in_sets_cookies_that_lose_nothing(behind_tls, cast):
    client, address = Client(), reverse("account_login")
    plain = client.get(address)
    page = client.get(address, secure=True)
    sent = client.post(address, {"login": cast.ana.email, "password": "correct horse battery"}, secure=True)
    assert {*page.cookies, *sent.cookies} == {"__Host-csrftoken", "__Host-sessionid"}
    for answer in (page, sent):
        points, given = score(Seen(answer, plain))
        assert (given["cookies"], grade(points)) == (5, "A+")


@pytest.mark.django_db
def test_the_admin_loses_nothing_but_the_bonus_for_its_one_inline_style(behind_tls, client, cast):
    cast.cleo.is_superuser = True
    cast.cleo.save()
    client.force_login(cast.cleo)
    for page in ADMIN:
        address = reverse("admin:index") + page
        points, given = score(Seen(client.get(address, secure=True), client.get(address)))
        assert (grade(points), given["csp"]) == ("A+", 0), page


# ---------- the scorer ----------

GOOD = {
    "Content-Security-Policy": "default-src 'none'; form-action 'self'; frame-ancestors 'none'",
    "Strict-Transport-Security": "max-age=31536000",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
}


def seen(location="https://testserver/", **headers):
    told = {**GOOD, **{name.replace("_", "-"): value for name, value in headers.items()}}
    answer = HttpResponse(told.pop("body", "x"), headers={name: value for name, value in told.items() if value})
    return Seen(answer, SimpleNamespace(status_code=301, headers={"Location": location}))


@pytest.mark.parametrize(
    ("headers", "letter"),
    [
        ({}, "A+"),
        ({"Content_Security_Policy": None}, "C"),
        ({"Content_Security_Policy": "default-src 'self' 'unsafe-inline'"}, "C+"),
        ({"Content_Security_Policy": "default-src *"}, "C+"),
        ({"Content_Security_Policy": "default-src 'self'; script-src 'self' 'unsafe-eval'"}, "B"),
        ({"Strict_Transport_Security": None}, "B+"),
        ({"Strict_Transport_Security": "max-age=3600"}, "A+"),
        ({"X_Content_Type_Options": None}, "A+"),
        ({"Referrer_Policy": "unsafe-url", "X_Content_Type_Options": None}, "A+"),
        ({"location": "http://testserver/"}, "B+"),
        ({"location": "https://elsewhere.example/", "Cross_Origin_Resource_Policy": "nonsense"}, "A+"),
        ({"Access_Control_Allow_Origin": "https://x", "Access_Control_Allow_Credentials": "true"}, "C"),
        ({"body": "<script src=//example.invalid/x.js></script>"}, "C"),
    ],
)
def test_each_fault_costs_what_the_scale_says(headers, letter):
    assert grade(score(seen(**headers))[0]) == letter


def test_a_cookie_without_its_flags_costs_most_for_a_session():
    for name, flags, points in (("sessionid", {}, -40), ("sessionid", {"secure": True}, -30), ("other", {}, -20)):
        one = seen()
        one.answer.set_cookie(name, "x", **flags)
        assert score(one)[1]["cookies"] == points


def test_bonus_counts_from_ninety_on_only():
    points, given = score(seen(Strict_Transport_Security=None))
    assert points == 80 < FROM_BONUS
    assert sum(one for one in given.values() if one > 0) == 20
