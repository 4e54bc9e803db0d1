"""While the database is busy, full or away people are told in a sentence, get their words back, and nothing saved is lost."""

import errno
import sqlite3
from contextlib import contextmanager

import pytest
from django.db import OperationalError, close_old_connections, connection
from django.urls import reverse

from config.trouble import AWAY, BUSY, FULL, trouble
from swot.models import Change, Entry
from tests import factories
from tests.databases import on_its_own

WORDS = "Forty firms share the ropeworks, " + "and more of them " * 12
sqlite = pytest.mark.skipif("connection.vendor != 'sqlite'", reason="this is how SQLite fails: run there")
postgres = pytest.mark.skipif("connection.vendor == 'sqlite'", reason="this is how PostgreSQL fails: run there")


@pytest.fixture
def there(transactional_db, client, settings):
    """Ana's browser on an entry; what nothing answers is answered as in production."""
    cast = factories.cast()
    book = factories.workbook(cast.cluster, by=cast.ana)
    entry = factories.entry(book, by=cast.ana)
    client.force_login(cast.ana)
    client.raise_request_exception = False
    client.page = reverse("swot:entry", args=[book.pk, entry.ref])
    assert client.get(client.page).status_code == 200
    return client


def write(browser, **headers):
    sent = {"text": WORDS[:190], "quadrant": "strength", "evidence_grade": "0", "revision": "1"}
    return browser.post(browser.page, sent, headers=headers)


@contextmanager
def gone(monkeypatch):
    """A database that does not answer, while within."""

    def lost(*args, **kwargs):
        raise OperationalError("the connection is lost")

    with monkeypatch.context() as patch:
        patch.setattr(connection, "cursor", lost)
        yield


def is_as_before():
    [entry] = Entry.objects.all()
    return (entry.revision, Change.objects.filter(what=entry.ref).count()) == (1, 1)


def told_and_given_back(answer, heading):
    page = answer.content.decode()
    assert answer.status_code == 503
    assert int(answer["Retry-After"]) > 0
    assert heading in page
    assert WORDS[:180] in page
    assert '<input type="hidden" name="revision" value="1">' in page
    assert "Traceback" not in page


@pytest.fixture
def full():
    """A disk on which not one page more has room, and what makes room again."""
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA page_count")
        cursor.execute(f"PRAGMA max_page_count = {cursor.fetchone()[0]}")

    def room():
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA max_page_count = 1073741823")

    yield room
    room()


@sqlite
def test_a_full_disk_is_told_and_saving_goes_on_once_there_is_room(there, full):
    answers = []
    for number in range(200):
        fields = {"text": f"{number} {WORDS}"[:190], "quadrant": "strength", "revision": str(number + 1)}
        answers.append(there.post(there.page, fields))
        if answers[-1].status_code != 302:
            break
    told, saved = answers[-1], len(answers) - 1
    assert told.status_code == 503
    assert "There is no room on the disk" in told.content.decode()
    assert f"{saved} {WORDS}"[:180] in told.content.decode()
    [entry] = Entry.objects.all()
    assert (entry.revision, Change.objects.filter(verb="edited").count()) == (saved + 1, saved)
    assert there.get(there.page).status_code == 200
    full()
    again = {"text": "Saved after all", "quadrant": "strength", "revision": str(saved + 1)}
    assert there.post(there.page, again).status_code == 302


@sqlite
def test_a_database_that_somebody_holds_too_long_is_told(there):
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA busy_timeout = 50")
    holding = sqlite3.connect(connection.settings_dict["NAME"], isolation_level=None)
    try:
        holding.execute("BEGIN IMMEDIATE")
        answer = write(there)
        holding.execute("ROLLBACK")
        told_and_given_back(answer, "Others are just saving")
        assert "was not saved" in answer.content.decode()
        assert is_as_before()
        assert write(there).status_code == 302
    finally:
        holding.close()
        connection.close()


@postgres
def test_a_connection_that_is_ended_is_told_and_the_next_one_answers(there):
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        [pid] = cursor.fetchone()
    on_its_own(f"SELECT pg_terminate_backend({pid})")
    answer = write(there)
    told_and_given_back(answer, "The database does not answer")
    assert "We cannot say whether" in answer.content.decode()
    # As Django does around each request; its test browser leaves that out.
    close_old_connections()
    assert is_as_before()
    assert write(there).status_code == 302


def test_words_with_a_secret_among_them_are_not_given_back(there, monkeypatch):
    with gone(monkeypatch):
        answer = there.post(reverse("account_login"), {"login": "ana@example.org", "password": "a long secret"})
    assert answer.status_code == 503
    assert "a long secret" not in answer.content.decode()
    assert "ana@example.org" not in answer.content.decode()


def test_a_part_of_a_page_is_told_where_messages_stand(there, monkeypatch):
    with gone(monkeypatch):
        answer = write(there, hx_request="true")
    assert (answer.status_code, answer["HX-Retarget"]) == (503, "#messages")
    assert "<html" not in answer.content.decode()
    assert "The database does not answer" in answer.content.decode()


def test_a_page_to_read_says_that_nothing_is_lost(there, monkeypatch):
    with gone(monkeypatch):
        answer = there.get(there.page)
    assert answer.status_code == 503
    assert "Nothing that was saved is lost." in answer.content.decode()
    assert "default-src 'none'" in answer["Content-Security-Policy"]


def test_a_session_that_cannot_be_kept_is_no_fault_of_who_asks(there, settings):
    def lost(execute, sql, *rest):
        if "django_session" in sql and not sql.startswith("SELECT"):
            raise OperationalError("the connection is lost")
        return execute(sql, *rest)

    settings.SESSION_SAVE_EVERY_REQUEST = True
    with connection.execute_wrapper(lost):
        answer = there.get(there.page)
    assert answer.status_code == 503
    assert "Nothing that was saved is lost." in answer.content.decode()


def test_whoever_sent_a_form_is_not_told_it_was_not_saved_where_only_the_session_was_not(there, settings):
    busy = Exception("as psycopg raises them")
    busy.sqlstate = "55P03"

    def held(execute, sql, *rest):
        if "django_session" in sql and not sql.startswith("SELECT"):
            raise caused(busy)
        return execute(sql, *rest)

    settings.SESSION_SAVE_EVERY_REQUEST = True
    with connection.execute_wrapper(held):
        answer = write(there)
    told_and_given_back(answer, "Others are just saving")
    assert not is_as_before()
    assert "We cannot say whether your last change was saved." in answer.content.decode()
    assert "was not saved" not in answer.content.decode()


def caused(cause):
    error = OperationalError(str(cause))
    error.__cause__ = cause
    return error


@pytest.mark.parametrize(
    ("sentence", "what"),
    [("CREATE TABLE no (", ""), ("SELECT * FROM no_such_table", ""), ("ATTACH '/no/where' AS x", AWAY)],
)
def test_a_fault_of_ours_is_no_trouble_of_the_database(sentence, what):
    with pytest.raises(sqlite3.OperationalError) as raised:
        sqlite3.connect(":memory:").execute(sentence)
    assert trouble(caused(raised.value)) == what


@pytest.mark.parametrize(
    ("error", "what"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), FULL),
        (OSError(errno.EACCES, "Permission denied"), ""),
        (RuntimeError("no"), ""),
        (None, ""),
    ],
)
def test_other_errors(error, what):
    assert trouble(error) == what


@pytest.mark.parametrize(
    ("state", "what"),
    [("55P03", BUSY), ("40P01", BUSY), ("53100", FULL), ("53300", BUSY), ("57P01", AWAY), ("57P03", AWAY), ("08006", AWAY), (None, AWAY), ("42P01", "")],
)  # fmt: skip
def test_states_of_postgresql(state, what):
    cause = Exception("as psycopg raises them")
    cause.sqlstate = state
    assert trouble(caused(cause)) == what
