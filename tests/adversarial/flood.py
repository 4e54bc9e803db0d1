"""Sends hostile texts through every form of one stage, and writes down whatever is answered wrongly."""

import importlib
import io
import pkgutil
import sys
import time
from types import SimpleNamespace
from urllib.parse import urlencode, urljoin, urlsplit

from django.core.signals import got_request_exception
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

import tests.adversarial.forms
from clusters.access import GUEST, remember_guest
from swot.document import values
from swot.document.read import read
from swot.document.versions import published_content
from swot.models import Comment
from tests import factories
from tests.access.workshops import room
from tests.access.world import world
from tests.adversarial.corpus import ELSEWHERE, decoded
from tests.adversarial.forms import Form
from tests.adversarial.forms.rooms import GROUP
from tests.adversarial.pages import AWAY, Page, plain
from tests.test_access import ROWS
from workshops import limits

LONGEST_SECONDS = 5
BODY = "application/x-www-form-urlencoded"
SAVED, REFUSED, STALE, GONE = (200, 204, 302), (422,), (409,), (404,)


def every_form() -> dict[str, Form]:
    """The table: label to form; a label is the name of an address, and words that tell variants apart."""
    found = {}
    for module in pkgutil.iter_modules(tests.adversarial.forms.__path__):
        found |= importlib.import_module(f"tests.adversarial.forms.{module.name}").FORMS
    return found


FORMS = every_form()


def stage() -> SimpleNamespace:
    """One of everything, and one of everything deleted (`gone`)."""
    made = world()
    book, by = made.workbook, made.cast.ana
    gone = SimpleNamespace(
        line=book.add_line("D-PLA-1", "A market until 1950", by=by),
        entry=factories.entry(book, by=by, text="A market hall"),
        strategy=book.add_strategy(by=by, entries=[made.entry, made.threat], text="Gone"),
        action=book.add_action(by=by, text="Gone"),
        source=factories.source(book, by=by, name="Gone"),
        comment=Comment.say(book, "PLA", "Gone", key="gone", by=by)[0],
    )
    for row in vars(gone).values():
        row.delete_gently(by=by, seen=1)
    nothing = {"value": None, "note": "", "basis": ""}
    book.answer("D-CON-3", by=by, seen=0, status=values.NOT_KNOWN, **nothing)
    return SimpleNamespace(**vars(made), gone=gone)


def filled(label, made):
    """The address of a form, and what a person would send to it."""
    name = label.split(" ")[0]
    address = reverse(name, kwargs=(FORMS[label].args or ROWS[name].args)(made))
    return address, {**dict.fromkeys(FORMS[label].words, "Words"), **FORMS[label].good(made)}


class Browser(Client):
    """A browser to which a broken answer is an answer, and which keeps no copy of what templates were given."""

    def request(self, **request):
        response = self.handler(self._base_environ(**request))
        self.cookies.update(response.cookies)
        return response


def guest_of(made):
    """The browser of a guest of the room on the workbook, who wrote a note and may vote; the room asks for names."""
    there = room(made)
    there.asks_names = True
    there.save(update_fields=["asks_names"])
    guest = factories.guest(there, who="live", name="Pia")
    factories.contribution(there, by=guest)
    group = there.groups.create(pk=GROUP, number=1, title="A press", place=1)
    there.steps.filter(pk=there.step_id).update(vote_open=True, budget=3, vote_on=[group.pk])
    response, browser = HttpResponse(), Browser()
    remember_guest(response, there.pk, guest)
    browser.cookies.update(response.cookies)
    return browser


class Flood:
    """One stage under attack. `wrong` holds the complaints by form, `last` the words kept last by form."""

    def __init__(self):
        self.stage, self.wrong, self.last = stage(), {label: [] for label in FORMS}, {}
        self.people, self.error = {"ana": Browser(), "nobody": Browser(), "guest": guest_of(self.stage)}, None
        got_request_exception.connect(self._note_error)
        self.people["ana"].force_login(self.stage.cast.ana)
        self.session = self.people["ana"].cookies["sessionid"].value
        self.known = self.people["guest"].cookies[GUEST].value

    def _note_error(self, **kwargs):
        self.error = sys.exc_info()[1]

    def address(self, label, query=None):
        """Where a form is sent to."""
        name = label.split(" ")[0]
        args = (FORMS[label].args or ROWS[name].args)(self.stage)
        return f"{reverse(name, kwargs=args)}?{urlencode(query or {}, errors='surrogatepass')}"

    def post(self, label, data, query=None, **headers):
        """Send a form as a browser does; a slow answer and a server error are complaints."""
        limits.clear()
        self.people["nobody"].cookies.clear()
        self.people["ana"].cookies["sessionid"] = self.session
        self.people["guest"].cookies[GUEST] = self.known
        body, begun = urlencode(data, doseq=True, errors="surrogatepass"), time.perf_counter()
        client = self.people[FORMS[label].person]
        response = client.post(self.address(label, query), body, content_type=BODY, **headers)
        took = time.perf_counter() - begun
        if took > LONGEST_SECONDS:
            self.complain(label, data, f"took {took:.1f} s")
        if client is self.people["ana"] and response.headers.get("Location", "").startswith("/accounts/login/?"):
            self.complain(label, data, "signed out")
        if response.status_code >= 500:
            self.complain(label, {**data, **(query or {})}, f"{response.status_code}: {self.error!r}")
        return response

    def complain(self, label, data, what):
        """Write down what is wrong, with what was sent."""
        sent = {name: f"{text!r:.60}" for name, text in data.items()}
        self.wrong[label].append(f"{what} <- {sent}")

    def say(self, label, words, *, undone=False):
        """Fill the words of a form, all else in order: kept to the letter, or refused with the text still there."""
        form = FORMS[label]
        with transaction.atomic():
            response = self.post(label, data := {**form.good(self.stage), **words})
            if response.status_code in SAVED and form.row:
                self._judge_kept(label, form, words, undone)
            elif response.status_code in REFUSED:
                self._judge_refused(label, response, words)
            elif response.status_code not in SAVED:
                self.complain(label, data, f"answered {response.status_code}")
            if form.loses or undone:
                transaction.set_rollback(True)

    def poke(self, label, data, query=None):
        """Send nonsense in narrow fields: saved so that everything still reads, or refused; then undone."""
        form = FORMS[label]
        words = {name: data.get(name, "Words in order") for name in form.words}
        with transaction.atomic():
            sent = {**form.good(self.stage), **words, **data}
            response = self.post(label, sent, query)
            if response.status_code in SAVED:
                self._judge_saved(label, response, {**data, **(query or {})})
            elif response.status_code in REFUSED:
                # A plan for a question that is not on the list has no row there to stand in.
                self._judge_refused(label, response, {} if "about" in data else words)
            elif response.status_code not in (*STALE, *GONE):
                self.complain(label, sent, f"answered {response.status_code}")
            transaction.set_rollback(True)

    def _judge_kept(self, label, form, words, undone):
        for field, text in words.items():
            expected, found = form.expected(field, decoded(text)), form.kept(self.stage, field)
            if (found or "") != expected and (found or []) != expected:
                self.complain(label, {field: text}, f"kept as {found!r:.60}")
        if not undone and not form.loses:
            self.last[label.split(" ")[0]] = {
                field: form.expected(field, decoded(text)) for field, text in words.items()
            }

    def _judge_refused(self, label, response, words):
        page = Page(response)
        held = {plain(text) for text in page.fields}
        if not page.summary:
            self.complain(label, words, "no sentence says what is wrong")
        for field, text in words.items():
            if FORMS[label].row and plain(decoded(text)) not in held and not self._stands(label, field, text):
                self.complain(label, {field: text}, "the text is lost")
        self._judge_page(label, page)

    def _stands(self, label, field, text):
        """Whether it was saved all the same, alone or before other words: a page may save some rows and refuse others."""
        form = FORMS[label]
        expected = form.expected(field, decoded(text))
        return isinstance(expected, str) and (form.kept(self.stage, field) or "").startswith(expected)

    def _judge_saved(self, label, response, data):
        leads = response.headers.get("Location", "/accessibility/")
        if AWAY.match(leads) or urlsplit(leads).scheme:
            self.complain(label, data, f"leads to {leads}")
            return
        after = self.people[FORMS[label].person].get(urljoin(response.wsgi_request.path, leads))
        if after.status_code not in (200, 302, *GONE):
            self.complain(label, data, f"then {after.status_code}: {self.error!r:.200}")
        writes = label.startswith(("swot", "briefings")) and FORMS[label].words
        if writes and (fault := self.export_fault()):
            self.complain(label, data, fault)

    def _judge_page(self, label, page):
        for fault in page.faults:
            self.complain(label, {}, fault)
        if any(ELSEWHERE in where and not where.startswith("http") for where in page.away):
            self.complain(label, {}, f"leads to {page.away}")

    def export_fault(self):
        """What is wrong with the export, "" for nothing: it must read again."""
        response = self.people["ana"].get(reverse("swot:export", kwargs={"pk": self.stage.workbook.pk}))
        if response.status_code != 200:
            return f"export answers {response.status_code}"
        try:
            read(io.BytesIO(response.content).read(), contents=published_content)
        except Exception as error:
            return f"export does not read again: {error!r:.300}"
        return ""
