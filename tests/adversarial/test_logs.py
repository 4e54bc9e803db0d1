"""What is typed, where letters go, and what opens something never stands in the logs, however much is logged."""

import io
import logging

import pytest
from django.conf import settings as project
from django.core.cache import cache
from django.db import IntegrityError, transaction

from config.logs import NoWords
from tests.adversarial.flood import FORMS, Flood

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
