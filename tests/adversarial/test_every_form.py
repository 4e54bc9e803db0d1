"""Every form × every field × every hostile text: kept to the letter or refused with a sentence, and shown harmless."""

import io
import os
import random
import re
from types import SimpleNamespace

import pypdf
import pytest
from django.test import override_settings
from django.urls import resolve, reverse

from tests.adversarial.corpus import DATES, KEYS, LINKS, LONG, NARROW, NUMBERS, SHORT, TEMPLATES
from tests.adversarial.flood import FORMS, Flood
from tests.adversarial.pages import FILES, Page, plain
from tests.test_access import ROWS

pytestmark = pytest.mark.django_db
FULL = os.environ.get("ADVERSARIAL") == "full"
SUBMISSIONS, SEED = 10_000, 20261122
KEPT = 8  # of so many sendings one stays: more would fill the stage with hundreds of entries
NOT_PAGES = {"healthz", "swot:export", "swot:source-file", *FILES}
PAGES = sorted(name for name, row in ROWS.items() if row.get and row.get[:3] == "200" and name not in NOT_PAGES)
SECTIONS = ("AIM", "PLA", "INC", "IDE", "CON", "COL", "COM", "INF", "MAR", "OUT")
APT = {
    **dict.fromkeys(("due", "as_of", "by_date", "evidence_date"), DATES),
    "revision": NUMBERS[-9:],
    "key": KEYS,
    "next": LINKS,
    "about": TEMPLATES,
}
OPEN = {
    "ACCOUNT_RATE_LIMITS": False,
    "OPEN_SIGNUP": True,
    "EMAIL_SET_UP": True,
    "PASSWORD_HASHERS": ["django.contrib.auth.hashers.MD5PasswordHasher"],
    "CACHES": {name: {"BACKEND": "django.core.cache.backends.dummy.DummyCache"} for name in ("default", "parts")},
}
ONCE_A_ROW = (
    (re.compile(r"(impact|certainty|revision)_[A-Z][0-9]+"), r"\1_S1"),
    (re.compile(r"(line|where|initial-where)_[0-9]+"), r"\1_1"),
    (re.compile(r"(x|was)_[A-Z][0-9]+_[A-Z][0-9]+"), r"\1_S1_T1"),
    (re.compile(r"(text|section|asked|here|revision)_[gn][0-9]+"), r"\1_n1"),
    (re.compile(r"(marks|was|seen)_[0-9]+"), r"\1_1"),
)


def of_first_row(name):
    """A field that comes once a row, as it is named in the first: there it is attacked."""
    for pattern, first in ONCE_A_ROW:
        name = pattern.sub(first, name) if pattern.fullmatch(name) else name
    return name


def turned(texts, fields, place):
    """Each field with another text, so that after len(texts) turns each has had all of them."""
    return {field: texts[(place + at) % len(texts)] for at, field in enumerate(fields)}


def run_through(flood, label, form):
    """Each text through each field (some of them where it must be quick), and what is apt in a field by itself."""
    first, step = (0, 1) if FULL else (len(label) % 3, 3)
    for texts in (SHORT, LONG) if form.words else ():
        for place in range(first, len(texts), step):
            flood.say(label, turned(texts, form.words, place), undone=place // step % KEPT > 0)
    for place in range(first, len(NARROW) if form.narrow or form.query else 1, 1 if FULL else 4):
        flood.poke(label, turned(NARROW, form.narrow, place), turned(NARROW[::-1], form.query, place))
    for field in form.narrow:
        for text in NARROW if FULL else APT.get(field, ()):
            flood.poke(label, {field: text})


def look(flood):
    """Every page, the export and a PDF, with everything hostile in it."""
    book, ana = flood.stage.workbook, flood.people["ana"]
    addresses = [reverse(name, kwargs=ROWS[name].args(flood.stage)) for name in PAGES]
    addresses += [reverse("swot:section", args=[book.pk, code]) for code in SECTIONS]
    addresses += [
        reverse("swot:entry", args=[book.pk, row.ref])
        for row in book.entries.filter(deleted_at=None).order_by("-pk")[:4]
    ]
    answers = {address: ana.get(address) for address in addresses}
    return SimpleNamespace(
        wrong=flood.wrong,
        last=flood.last,
        statuses={address: answer.status_code for address, answer in answers.items()},
        pages={address: Page(answer) for address, answer in answers.items()},
        export=flood.export_fault(),
        pdf=ana.get(reverse("briefings:draft", args=[book.pk]), {"for": "agency"}),
    )


def test_every_address_that_takes_forms_is_attacked():
    assert {name for name, row in ROWS.items() if row.post} == {label.split(" ")[0] for label in FORMS}


def every_field_of_every_form_is_attacked(found):
    attacked = {}
    for label, form in FORMS.items():
        attacked.setdefault(label.split(" ")[0], {"csrfmiddlewaretoken"}).update(form.words, form.narrow)
    forms = [form for page in found.pages.values() for form in page.forms]
    sent = [(resolve(action.split("?")[0]).view_name, names) for action, names in forms if action]
    named = {(view, of_first_row(name)) for view, names in sent for name in names}
    assert len(named) > 100
    assert sorted((view, name) for view, name in named if name not in attacked[view]) == []


def every_form_keeps_what_is_typed_or_says_why_not(found):
    assert {label: wrong for label, wrong in found.wrong.items() if wrong} == {}


def every_page_still_opens(found):
    assert {address: status for address, status in found.statuses.items() if status != 200} == {}


def nothing_that_was_typed_runs_or_leads_away(found):
    assert {address: page.faults for address, page in found.pages.items() if page.faults} == {}
    assert {address: page.away for address, page in found.pages.items() if page.away} == {}


def what_was_typed_last_is_shown_to_the_letter(found):
    shown = " ".join(page.words for page in found.pages.values())
    lines = {
        (label, field, plain(line))
        for label, words in found.last.items()
        for field, text in words.items()
        for line in ([text] if isinstance(text, str) else text)
    }
    assert len(lines) > 50
    assert sorted(one for one in lines if one[2] not in shown) == []


def the_export_reads_again(found):
    assert found.export == ""


def the_pdf_of_it_all_carries_nothing_that_runs(found):
    assert found.pdf.status_code == 200
    reader = pypdf.PdfReader(io.BytesIO(found.pdf.content))
    links = [mark.get_object().get("/A", {}) for page in reader.pages for mark in page.get("/Annots", ())]
    assert [str(link["/URI"]) for link in links if "/URI" in link] == []
    assert not any(sign in found.pdf.content for sign in (b"/JavaScript", b"/JS", b"/Launch", b"/EmbeddedFile"))


CHECKS = (
    every_field_of_every_form_is_attacked,
    every_form_keeps_what_is_typed_or_says_why_not,
    every_page_still_opens,
    nothing_that_was_typed_runs_or_leads_away,
    what_was_typed_last_is_shown_to_the_letter,
    the_export_reads_again,
    the_pdf_of_it_all_carries_nothing_that_runs,
)


def test_what_stands_after_the_flood(subtests):
    """One test, so that the flood, minutes long, runs once however many processes share the tests."""
    with override_settings(**OPEN):
        flood = Flood()
        for label, form in FORMS.items():
            run_through(flood, label, form)
        found = look(flood)
    for check in CHECKS:
        with subtests.test(check.__name__):
            check(found)


@pytest.mark.slow
@pytest.mark.skipif(not FULL, reason="ten thousand submissions: ADVERSARIAL=full")
def test_ten_thousand_at_random():
    draw = random.Random(SEED)
    with override_settings(**OPEN):
        flood = Flood()
        for _ in range(SUBMISSIONS):
            label, form = draw.choice(list(FORMS.items()))
            if form.words and draw.random() < 0.5:
                flood.say(label, {field: draw.choice((*SHORT, *LONG)) for field in form.words}, undone=True)
            else:
                fields = [field for field in (*form.narrow, *form.words) if draw.random() < 0.4]
                flood.poke(label, {field: draw.choice((*NARROW, *SHORT)) for field in fields})
    assert {label: wrong for label, wrong in flood.wrong.items() if wrong} == {}
