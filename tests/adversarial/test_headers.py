"""What browsers are told with every answer, whatever its status: the policy, no sniffing, no frames, no storing."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from tests.access.world import world
from tests.adversarial.pages import Page
from tests.test_access import ROWS

pytestmark = pytest.mark.django_db
ROOT = Path(settings.BASE_DIR)
SENSES = "camera=(), geolocation=(), microphone=(), payment=(), usb=(), interest-cohort=()"
POLICY = {
    "default-src": ["'none'"],
    "script-src": ["'self'"],
    "style-src": ["'self'"],
    "img-src": ["'self'", "data:"],
    "font-src": ["'self'"],
    "connect-src": ["'self'"],
    "form-action": ["'self'"],
    "frame-ancestors": ["'none'"],
    "base-uri": ["'none'"],
    "manifest-src": ["'self'"],
}
FILE_OF_SOMEBODY = "swot:source-file"  # given as it came, in whatever characters that was
GETS = sorted(name for name, row in ROWS.items() if row.get)
BY_LINK = {
    "swot:outside",
    "briefings:reader",
    "briefings:reader-pdf",
    "briefings:reader-docx",
    "workshops:square",
    "workshops:screen",
    "workshops:screen-ticket",
}  # whose address is a secret


def others(client, stage):
    """Answers that are no page of the table, by status."""
    book, entry = stage.workbook.pk, reverse("swot:entry", args=[stage.workbook.pk, stage.entry.ref])
    return {
        302: client.get("/kind-finder/result/"),
        400: client.get("/", headers={"host": "example.invalid"}),
        403: Client(enforce_csrf_checks=True).post("/accounts/login/"),
        404: client.get("/nowhere/"),
        405: client.put("/"),
        409: client.post(reverse("swot:first-questions", args=[book]), {"here_before": "Print shops"}),
        422: client.post(entry, {"text": ""}),
        500: client.get("/breaks/"),
    }


@pytest.fixture
def stage():
    return world()


@pytest.fixture
def browser(stage, settings):
    """A browser in which Ana is signed in, on a site where one address is broken."""
    settings.ROOT_URLCONF = "tests.adversarial.urls_that_fail"
    client = Client(raise_request_exception=False)
    client.force_login(stage.cast.ana)
    return client


def policy(response):
    parts = [part.split() for part in response.headers["Content-Security-Policy"].split(";") if part.strip()]
    return {part[0]: part[1:] for part in parts}


def missing(response, referrer="same-origin"):
    """Which headers are not as they should be."""
    told = {
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
        "Referrer-Policy": referrer,
        "Permissions-Policy": SENSES,
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
    }
    wrong = {name: response.headers.get(name) for name, value in told.items() if response.headers.get(name) != value}
    wrong |= {name: value for name, value in response.headers.items() if name.startswith("Access-Control-")}
    return wrong | ({"Content-Security-Policy": policy(response)} if policy(response) != POLICY else {})


def names_its_characters(response):
    """Whether a text says in which characters it is written, so that nothing has to guess."""
    kind = response.headers.get("Content-Type", "")
    return "charset=utf-8" in kind.lower() if kind.startswith("text/") else True


def is_private(response):
    said = {part.strip() for part in response.headers.get("Cache-Control", "").split(",")}
    return {"private", "no-store"} <= said


def inline(response):
    """What runs or leads elsewhere in a page; nothing in other files."""
    if not response.headers.get("Content-Type", "").startswith("text/html"):
        return []
    page = Page(response)
    return [*page.faults, *page.away]


def test_the_policy_is_the_one_in_the_settings():
    assert settings.CSP_DIRECTIVES == POLICY
    assert not re.search("unsafe|\\*|http", json.dumps(POLICY))


@pytest.mark.parametrize("part", range(4))
def test_every_address_says_it_all_to_who_is_in_and_who_is_not(part, stage, browser):
    for name in GETS[part::4]:
        url = reverse(name, kwargs=ROWS[name].args(stage))
        answers = [browser.get(url), Client().get(url)]
        for answer in answers:
            assert missing(answer, "no-referrer" if name in BY_LINK else "same-origin") == {}, name
            assert inline(answer) == [], name
            assert names_its_characters(answer) or name == FILE_OF_SOMEBODY, name
        assert is_private(answers[0]), name


def test_answers_of_every_other_status_say_it_too(stage, browser):
    answers = others(browser, stage)
    assert {code: answer.status_code for code, answer in answers.items()} == {code: code for code in answers}
    assert {code: missing(answer) for code, answer in answers.items() if missing(answer)} == {}
    assert {code: inline(answer) for code, answer in answers.items() if inline(answer)} == {}


@pytest.mark.parametrize("code", [400, 403, 404, 500])
def test_an_answer_that_goes_wrong_is_in_our_words_and_tells_no_secret(code, stage, browser):
    text = others(browser, stage)[code].content.decode()
    assert 'aria-label="Local inclusion"' in text
    assert f'class="eyebrow">{code}<' in text
    assert not re.search(r"Traceback|RuntimeError|a secret|DisallowedHost|ALLOWED_HOSTS|Django", text)


def test_what_a_form_answers_is_not_stored_either(stage, browser):
    answers = others(browser, stage)
    assert [code for code in (409, 422) if not is_private(answers[code])] == []


def test_asking_whether_it_lives_needs_no_database_and_sets_no_cookie(django_assert_num_queries):
    with django_assert_num_queries(0):
        answer = Client().get("/healthz")
    assert (answer.content, dict(answer.cookies)) == (b"ok\n", {})


def test_no_style_sheet_or_script_of_ours_asks_another_host():
    asks = re.compile(r"(?:url\(|@import|import|from|fetch\()\s*['\"]?(?:https?:)?//", re.IGNORECASE)
    files = [path for folder in ("css", "js", "vendor") for path in (ROOT / "static" / folder).rglob("*.[cj]s*")]
    assert len(files) > 10
    assert [path.name for path in files if asks.search(path.read_text(encoding="utf-8"))] == []


def test_a_picture_that_is_served_holds_no_script():
    pictures = list((ROOT / "static").rglob("*.svg"))
    assert pictures
    runs = re.compile(r"<script|\son\w+=|javascript:|<foreignObject")
    assert [path.name for path in pictures if runs.search(path.read_text(encoding="utf-8"))] == []


# ---------- cookies ----------


def test_cookies_are_out_of_reach_of_scripts_and_of_other_sites(stage):
    client = Client()
    client.get("/accounts/login/")
    client.post("/accounts/login/", {"login": "ana@example.org", "password": "correct horse battery"})
    assert set(client.cookies) == {"csrftoken", "sessionid"}
    for cookie in client.cookies.values():
        assert (cookie["httponly"], cookie["samesite"], cookie["path"], cookie["domain"]) == (True, "Lax", "/", "")


def test_signing_in_gives_a_new_session(stage):
    client = Client()
    client.cookies["sessionid"] = "chosen-by-somebody-else-0123456789"
    client.post("/accounts/login/", {"login": "ana@example.org", "password": "correct horse battery"})
    assert client.session["_auth_user_id"] == str(stage.cast.ana.pk)
    assert client.cookies["sessionid"].value != "chosen-by-somebody-else-0123456789"


LOOK = """
import json, django
from django.conf import settings
django.setup()
settings.STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
from django.core.checks import run_checks
from django.test import Client
from clusters.access import GUEST
host = {"headers": {"host": "localhost"}}
page, plain, proxied = (
    Client().get("/healthz", secure=True, **host),
    Client().get("/accessibility/", **host),
    Client().get("/healthz", headers={"host": "localhost", "x-forwarded-proto": "https"}),
)
print(json.dumps({
    "cookies": [settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME],
    "rooms": [GUEST, settings.LANGUAGE_COOKIE_NAME],
    "secure": [settings.SESSION_COOKIE_SECURE, settings.CSRF_COOKIE_SECURE],
    "paths": [settings.SESSION_COOKIE_PATH, settings.CSRF_COOKIE_PATH],
    "domains": [settings.SESSION_COOKIE_DOMAIN, settings.CSRF_COOKIE_DOMAIN],
    "hsts": [one.headers.get("Strict-Transport-Security") for one in (page, proxied)],
    "plain": [plain.status_code, plain.headers.get("Location")],
    "warnings": [str(one) for one in run_checks(include_deployment_checks=True)],
}))
"""


def looked_at(tmp_path, **env):
    """The settings as a server with these variables has them."""
    mine = {name: value for name, value in os.environ.items() if name != "DJANGO_ALLOW_ASYNC_UNSAFE"}
    given = {**mine, "DJANGO_SETTINGS_MODULE": "config.settings", "DATA_DIR": str(tmp_path), "DEBUG": "0", **env}
    done = subprocess.run([sys.executable, "-c", LOOK], cwd=ROOT, env=given, capture_output=True, text=True, check=True)
    return json.loads(done.stdout.splitlines()[-1])


def test_behind_tls_cookies_are_bound_to_the_host_and_plain_requests_are_sent_on(tmp_path):
    told = looked_at(tmp_path, HTTPS="1")
    assert told["cookies"] == ["__Host-sessionid", "__Host-csrftoken"]
    assert told["rooms"] == ["__Secure-guest", "__Host-language"]
    assert told["secure"] == [True, True]
    assert (told["paths"], told["domains"]) == (["/", "/"], [None, None])
    assert told["hsts"] == ["max-age=31536000; includeSubDomains; preload"] * 2
    assert told["plain"] == [301, "https://localhost/accessibility/"]
    assert told["warnings"] == []


def test_without_tls_nothing_is_promised_that_a_laptop_cannot_keep(tmp_path):
    told = looked_at(tmp_path, HTTPS="0")
    assert told["cookies"] == ["sessionid", "csrftoken"]
    assert told["rooms"] == ["guest", "django_language"]
    assert told["secure"] == [False, False]
    assert told["hsts"] == [None, None]
    assert told["plain"] == [200, None]
