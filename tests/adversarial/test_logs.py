"""What is typed, where letters go, and what opens something never stands in the logs, however much is logged."""

import io
import logging
import re
from datetime import UTC, datetime, timedelta
from urllib.parse import quote

import pytest
from django.conf import settings as project
from django.core.cache import cache
from django.db import IntegrityError, transaction
from django.test import Client

from config.logs import NoWords
from tests.adversarial.flood import FORMS, Flood

FORGED = "2026-01-01T00:00:00.000Z INFO security signed in account=1"
LINE = re.compile(r"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3})Z (DEBUG|INFO|WARNING|ERROR|CRITICAL) ([\w.]+) \S.*")
MARK, ADDRESS = "Quuxmark7", "quuxmark7@example.org"
OPEN = ("django.request", "django.security.csrf")

pytestmark = pytest.mark.django_db


@pytest.fixture
def log():
    """All that is logged, at its fullest, as the console would be given it."""
    out, root = io.StringIO(), logging.getLogger()
    handler = logging.StreamHandler(out)
    plain = project.LOGGING["formatters"]["plain"]
    handler.setFormatter(NoWords(plain["format"], style=plain["style"]))
    level = root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    yield out
    root.setLevel(level)
    root.removeHandler(handler)


def test_no_form_leaves_words_addresses_or_secrets_in_the_logs(log, settings):
    settings.ACCOUNT_RATE_LIMITS = False
    settings.OPEN_SIGNUP = settings.EMAIL_SET_UP = True
    cache.clear()
    flood = Flood()
    made = flood.stage
    for label, form in FORMS.items():
        good = form.good(made)
        marked = {name: ADDRESS if name in ("email", "login") else MARK for name in (*form.narrow, *form.words)}
        for data in ({**dict.fromkeys(form.words, MARK), **good}, {**good, **marked}, marked):
            with transaction.atomic():
                flood.post(label, data, dict.fromkeys(form.query, MARK))
                transaction.set_rollback(True)
    said = log.getvalue()
    assert said.count("\n") > 50  # something was logged
    secrets = (made.invitation_token, made.share_token, made.outside_token, flood.session, flood.known)
    assert [one for one in (MARK, ADDRESS, made.cast.ana.email, *secrets) if one.lower() in said.lower()] == []


def test_a_link_copied_with_a_sign_too_many_tells_the_log_nothing(log, client, db):
    flood = Flood()
    made = flood.stage
    for start, token in (("/invitations/", made.invitation_token), ("/b/", made.share_token)):
        for end in ("", "/x/", ")/", ".", "/briefing.pdf)"):
            client.get(f"{start}{token}{end}", follow=True)
    said = log.getvalue()
    assert "Not Found" in said
    assert made.invitation_token not in said
    assert made.share_token not in said


def test_what_went_wrong_is_told_by_place_and_type_without_its_text(log):
    try:
        try:
            raise IntegrityError(f"Key (email)=({ADDRESS}) already exists.")
        except IntegrityError as error:
            raise ValueError(MARK) from error
    except ValueError:
        logging.getLogger("django.request").exception("Internal Server Error: %s", "/account/")
    said = log.getvalue()
    assert "Internal Server Error: /account/" in said
    assert said.index("django.db.utils.IntegrityError") < said.index("builtins.ValueError")
    assert "test_logs.py" in said
    assert MARK not in said
    assert ADDRESS not in said


def test_the_console_is_given_it_so():
    kept = project.LOGGING
    assert kept["handlers"]["console"]["formatter"] == "plain"
    assert kept["formatters"]["plain"]["()"] == "config.logs.NoWords"
    assert {name for name, one in kept["loggers"].items() if "no_secrets" in one.get("filters", ())} == set(OPEN)


@pytest.mark.parametrize("end", ["\n", "\r", "\r\n", "\x85", "\u2028", "\x0b", "\x1b[2K\r"])
def test_line_ends_in_addresses_and_names_make_no_line_of_their_own(log, client, cast, end):
    forged = f"x{end}{FORGED}"
    client.get(f"/workbooks/{quote(forged)}/")
    client.get("/", HTTP_HOST=forged)
    client.post("/accounts/login/", {"login": f"{forged}@example.org", "password": forged})
    client.force_login(cast.ana)
    client.post("/account/", {"name": forged, "email": f"{forged}@example.org", "password": "wrong"})
    logging.getLogger("clusters").warning("A name: %s", forged)
    said = log.getvalue()
    assert f"A name: x{end.encode('unicode_escape').decode()}{FORGED}" in said
    assert [one for one in said.splitlines() if one.startswith(FORGED[:20])] == []


def test_each_line_says_when_by_utc_how_grave_where_who_and_what(log, client, cast):
    client.post("/accounts/login/", {"login": "ana@example.org", "password": "correct horse battery"})
    client.post("/accounts/logout/")
    lines = [LINE.fullmatch(one) for one in log.getvalue().splitlines() if " security " in one]
    assert all(lines)
    assert [one[0].split(" security ")[1] for one in lines] == [
        f"signed in account={cast.ana.pk}",
        f"signed out account={cast.ana.pk}",
    ]
    told = datetime.fromisoformat(lines[0][1]).replace(tzinfo=UTC)
    assert abs(datetime.now(UTC) - told) < timedelta(minutes=5)


def test_refusals_and_tries_to_get_around_limits_are_lines_of_warning(log, client, cast, workbook, settings):
    settings.ACCOUNT_RATE_LIMITS = {"login_failed": "10/10m/key"}
    cache.clear()
    client.force_login(cast.dev)
    client.get(f"/workbooks/{workbook.pk}/")
    Client(enforce_csrf_checks=True).post("/accounts/login/", {"login": "ana@example.org"})
    client.get("/", HTTP_HOST="elsewhere.example")
    client.logout()
    wrong = {"login": "ana@example.org", "password": "wrong horse"}
    assert [client.post("/accounts/login/", wrong).status_code for _n in range(11)] == [422] * 10 + [429]
    said = log.getvalue()
    for line in (
        f"WARNING django.request Not Found: /workbooks/{workbook.pk}/",
        "WARNING django.security.csrf Forbidden (CSRF cookie not set.): /accounts/login/",
        "ERROR django.security.DisallowedHost Invalid HTTP_HOST header: 'elsewhere.example'",
        "WARNING django.request Unprocessable Entity: /accounts/login/",
        f"WARNING security locked account={cast.ana.pk}",
        "WARNING django.request Too Many Requests: /accounts/login/",
    ):
        assert line in said, line


def test_logs_go_to_standard_error_and_nowhere_else():
    kept = project.LOGGING
    assert {name: one["class"] for name, one in kept["handlers"].items()} == {"console": "logging.StreamHandler"}
    assert "stream" not in kept["handlers"]["console"]  # standard error, where none is named
    assert kept["root"]["handlers"] == ["console"]
    assert [name for name, one in kept["loggers"].items() if "handlers" in one] == []
    assert list(project.ADMINS) == []  # Django would send them letters
