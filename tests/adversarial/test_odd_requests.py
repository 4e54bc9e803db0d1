"""Requests no browser of ours would make: oversized, misshapen, with odd words in the address and odd headers."""

from contextlib import contextmanager
from urllib.parse import urlencode

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from tests.adversarial.corpus import NARROW, SHORT
from tests.adversarial.flood import BODY, FORMS, filled
from tests.adversarial.pages import FILES, Page, stays
from tests.test_access import ROWS

pytestmark = pytest.mark.django_db
POSTS = sorted(name for name, row in ROWS.items() if row.post)
NOT_HTML = {"healthz", "swot:export", *FILES}
PAGES = sorted(name for name, row in ROWS.items() if row.get and row.get[:3] == "200" and name not in NOT_HTML)
EMPTY_IS_ENOUGH = (
    *("account_logout", "sign_out_elsewhere", "clusters:withdraw", "clusters:invitation"),
    *("briefings:issue", "briefings:ask", "briefings:share-revoke", "briefings:note-hide"),
)


def sixths(names):
    """Six shares of all the names: a stage is dear, so several are tried on one."""
    return [pytest.param(list(names)[start::6], id=str(start)) for start in range(6)]


@contextmanager
def undone():
    """What happens within is taken back."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


# ---------- oversized and misshapen ----------


@pytest.mark.parametrize("labels", sixths(label for label in FORMS if label not in EMPTY_IS_ENOUGH))
def test_a_body_of_another_type_is_an_empty_form(labels, made, ana, state):
    for label in labels:
        with undone():
            (address, _), before = filled(label, made), state()[0]
            for kind in ("application/json", "text/plain", "application/xml", "application/octet-stream", "x", ""):
                answer = ana.post(address, b'{"text": "x", "revision": 1}', content_type=kind)
                stranger = (403,) if FORMS[label].person == "guest" else ()  # Ana has not come into the room
                assert answer.status_code in (200, 302, 400, 404, 409, 422, *stranger), label
            assert FORMS[label].loses or state()[0] == before, label


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("multipart/form-data", b"x"),
        ("multipart/form-data; boundary=" + "x" * 300, b"x"),
        ("multipart/form-data; boundary=\xff", b"--x"),
        (BODY, urlencode({f"field{number}": "x" for number in range(1_100)}).encode()),
        (BODY, b"text=" + b"x" * 3_000_000),
    ],
)
def test_what_cannot_be_read_is_answered_400_with_words(kind, body, made, ana):
    answer = ana.post(filled("swot:entry", made)[0], body, content_type=kind)
    assert answer.status_code == 400
    assert "That could not be read" in answer.content.decode()
    assert Page(answer).faults == []


@pytest.mark.parametrize("encoding", ["utf-16", "utf-7", "no-such-thing", "idna", "rot13", "base64"])
def test_another_encoding_breaks_nothing(encoding, made, ana):
    answer = ana.generic("POST", filled("swot:entry", made)[0], b"text=x", f"{BODY}; charset={encoding}")
    assert answer.status_code in (400, 422)


def test_bytes_that_are_no_text_become_signs_that_say_so(made, ana):
    address, sent = filled("swot:first-questions", made)
    body = urlencode(sent).replace("here_before=Words", "here_before=a%ff%fe%ED%A0%80b%C0%80%zz").encode()
    assert ana.post(address, body, content_type=BODY).status_code == 302
    made.workbook.first_questions.refresh_from_db()
    kept = made.workbook.first_questions.here_before
    assert (kept[0], kept[-4:], set(kept[1:-4])) == ("a", "\ufffd%zz", {"\ufffd", "b"})


def test_of_a_field_sent_twice_the_last_counts_as_in_any_filled(made, ana):
    address, sent = filled("swot:first-questions", made)
    twice = {**sent, "here_before": ["<b>first</b>", "last"], "revision": ["abc", sent["revision"]]}
    assert ana.post(address, twice).status_code == 302
    made.workbook.first_questions.refresh_from_db()
    assert made.workbook.first_questions.here_before == "last"


def test_a_file_in_a_field_of_words_is_no_text(made, ana, tmp_path):
    (tmp_path / "x.html").write_text("<script>alert(1)</script>")
    address, sent = filled("swot:entry", made)
    with (tmp_path / "x.html").open("rb") as file:
        assert ana.post(address, {**sent, "text": file}).status_code == 422
    made.entry.refresh_from_db()
    assert made.entry.text.startswith("Nine of 46")


# ---------- odd ----------


@pytest.mark.parametrize("names", sixths(POSTS))
def test_no_header_or_field_turns_one_method_into_another(names, made, ana, state):
    for name in names:
        with undone():
            address, before = reverse(name, kwargs=ROWS[name].args(made)), state()
            for header in ("x-http-method-override", "x-http-method", "x-method-override"):
                turned = ana.get(address, {"_method": "POST", "method": "post"}, headers={header: "POST"})
                assert turned.status_code == ROWS[name].expected("get", "ana"), name
            assert state() == before, name


@pytest.mark.parametrize("names", sixths(PAGES))
def test_head_is_get_without_the_page(names, made, ana):
    for name in names:
        with undone():
            address = reverse(name, kwargs=ROWS[name].args(made))
            full, head = ana.get(address), ana.head(address)
            assert (head.status_code, head.content) == (full.status_code, b""), name
            assert head.headers["Content-Type"] == full.headers["Content-Type"], name


ASKED = ("page", "for", "paper", "start", "section", "evidence", "inclusion", "after", "moved", "family", "strategy")
CARRIED = ("at", "q1", "q7", "nesting", "inside", "contains", "chosen", "reason", "text", "quadrant", "helps", "word")


@pytest.mark.parametrize("names", sixths(PAGES))
def test_any_words_in_the_address_give_a_page_or_none_and_nothing_runs(names, made, ana):
    for name in names:
        address = reverse(name, kwargs=ROWS[name].args(made))
        for text in (*NARROW, *SHORT)[len(name) % 4 :: 4]:
            query = urlencode(dict.fromkeys((*ASKED, *CARRIED), text), errors="surrogatepass")
            answer = ana.get(f"{address}?{query}")
            assert answer.status_code in (200, 302, 404, 422), (name, text)
            assert Page(answer).faults == [], (name, text)
            assert not [one for one in Page(answer).away if "example.invalid" in one], (name, text)


@pytest.mark.parametrize("name", ["clusters:kind-finder", "clusters:kind-finder-result", "account_login"])
def test_words_in_public_addresses_come_back_harmless(name, made):
    answers = {f"q{number}": "district" for number in range(1, 8)}
    for text in SHORT:
        query = {
            **answers,
            "nesting": "not-sure",
            "at": "8",
            "next": text,
            "inside": text,
            "contains": text,
            "reason": text,
        }
        asked = urlencode({**query, "chosen": "region"}, errors="surrogatepass")
        answer = Client().get(f"{reverse(name)}?{asked}")
        assert answer.status_code in (200, 302, 422)
        assert Page(answer).faults == [], text
        assert stays(answer.headers.get("Location", "/")), text


@pytest.mark.parametrize(
    "query", ["page=-1", "page=abc", "page=99999999999999999999", "page=0", "page[]=1", "%00=%00", "="]
)
def test_a_page_number_that_is_none_shows_a_page(query, ana):
    assert ana.get(f"/?{query}").status_code == 200


@pytest.mark.parametrize("query", ["for=", "for=agency", "paper=", "paper=letter"])
def test_an_empty_wish_is_no_wish(query, made, ana):
    assert ana.get(f"{reverse('briefings:list', args=[made.workbook.pk])}?{query}").status_code == 200


@pytest.mark.parametrize("query", ["for=press", "for=../agency", "paper=a3", "for=agency&paper=a4%00", "for=Agency"])
def test_a_briefing_nobody_knows_is_not_there(query, made, ana):
    for name in ("briefings:list", "briefings:draft"):
        assert ana.get(f"{reverse(name, args=[made.workbook.pk])}?{query}").status_code == 404


@pytest.mark.parametrize("start", ["25:00", "9", "noon", "14:00:00.123456789", "<script>", "٢٥:٠٠", "-1:00"])
def test_a_start_that_is_no_time_is_said(start, made, ana):
    address = reverse("workshops:sheet", args=[made.workbook.pk, "ninety"])
    answer = ana.get(address, {"start": start})
    assert answer.status_code == 422
    assert "Write the time as hours and minutes" in answer.content.decode()


@pytest.mark.parametrize(
    "address",
    [
        "/workbooks/not-a-uuid/",
        "/workbooks/00000000-0000-0000-0000-000000000000/",
        "/workbooks/{book}/entries/S99999999999999999999/",
        "/workbooks/{book}/entries/S1%00/",
        "/workbooks/{book}/entries/../../../etc/passwd",
        "/workbooks/{book}/lines/99999999999999999999/",
        "/workbooks/{book}/sections/%F0%9F%92%A9/",
        "/workbooks/{book}/sections/PLA%0d%0aSet-Cookie:x=1/",
        "/static/../config/settings.py",
        "/static/%2e%2e/%2e%2e/etc/passwd",
        "/static/",
        "/static/css/",
        "/.git/config",
        "/.env",
        "/data/workbook.sqlite3",
        "//example.invalid/x/",
        "/%ff%fe/",
        "/" + "x" * 5_000,
    ],
)
def test_an_address_that_is_none_is_answered_404(address, made, ana):
    answer = ana.get(address.format(pk=made.cluster.pk, book=made.workbook.pk))
    assert answer.status_code == 404
    assert "Set-Cookie" not in answer.headers


HEADERS = ("referer", "accept-language", "hx-current-url", "hx-trigger-name", "x-forwarded-for", "cookie", "range")
CONDITIONS = ("if-none-match", "if-modified-since", "if-match", "accept", "accept-encoding", "user-agent", "origin")


@pytest.mark.parametrize("header", [*HEADERS, *CONDITIONS])
def test_no_header_breaks_a_page_or_the_way_to_it(header, made, ana):
    address, sent = filled("swot:entry", made)
    for text in (
        "http://[",
        "=1+1\x7f",
        "\xff" * 200,
        "x" * 8_000,
        ";;==,,",
        "bytes=0-18446744073709551615",
        "zz-" * 900,
    ):
        told = {"headers": {header: text}}
        assert Client().post(address, sent, **told).status_code == 401
        assert Client().get("/accounts/login/", **told).status_code == 200
        assert ana.get(address, **told).status_code in (200, 302)


def test_a_session_nobody_gave_is_none(made):
    for word in ("x", "../../etc/passwd", "a" * 5_000, "'; DROP TABLE django_session; --"):
        client = Client()
        client.cookies["sessionid"] = word
        assert client.get(reverse("swot:workbook", args=[made.workbook.pk])).status_code == 302
