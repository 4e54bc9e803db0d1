"""The edges of what is taken: whatever a form takes, an export can hold and read again."""

import pytest
from django.urls import reverse

from clusters.forms import fields as clusters_fields
from clusters.ids import sent_key
from clusters.models import Cluster
from swot.document import fields as document_fields
from swot.models import Answer
from tests.adversarial.flood import filled

pytestmark = pytest.mark.django_db
DAYS = {
    "swot:action": "due",
    "swot:entry": "evidence_date",
    "swot:find-out-plan": "due",
    "swot:reading-add": "as_of",
    "briefings:ask": "by_date",
}
TEXTS = {
    "swot:first-questions": "here_before",
    "swot:answer scale": "note",
    "swot:entry": "evidence_text",
    "swot:strategy": "who_could_lose",
    "swot:action": "measure",
    "swot:check": "basis",
    "swot:reading-add": "note",
    "clusters:edit": "members_summary",
    "clusters:create": "place",
}


def post(ana, label, made, **sent):
    address, good = filled(label, made)
    return ana.post(address, {**good, **sent})


def said(response):
    return response.content.decode().replace("&#x27;", "'")


@pytest.mark.parametrize(("label", "field"), DAYS.items())
@pytest.mark.parametrize("day", ["0999-12-31", "0001-01-01", "3000-01-01", "9999-12-31"])
def test_a_day_that_no_export_could_hold_is_refused_with_an_example(label, field, day, made, ana):
    answer = post(ana, label, made, **{field: day})
    assert answer.status_code == 422
    assert "Give a date such as 2026-11-18" in said(answer) or "Give a date that exists" in said(answer)
    assert day in said(answer)


@pytest.mark.parametrize(("label", "field"), DAYS.items())
def test_the_first_day_that_fits_is_taken(label, field, made, ana):
    assert post(ana, label, made, **{field: "1000-01-01"}).status_code == 302


@pytest.mark.parametrize(("label", "field"), TEXTS.items())
def test_ten_thousand_characters_are_taken_and_one_more_is_not(label, field, made, ana):
    at_most = document_fields.LONGEST_TEXT
    assert post(ana, label, made, **{field: "é" * at_most}).status_code == 302
    refused = post(ana, label, made, **{field: "é" * (at_most + 1)})
    assert refused.status_code == 422
    assert "é" * (at_most + 1) in said(refused)


def test_records_and_documents_hold_equally_long_texts():
    assert clusters_fields.LONGEST_TEXT == document_fields.LONGEST_TEXT


def test_a_hundred_lines_are_taken_and_one_more_is_said_not_dropped(made, ana):
    lines = [f"Guild {number}" for number in range(101)]
    refused = post(ana, "clusters:edit", made, history="\n".join(lines))
    assert refused.status_code == 422
    assert "Keep it to 100 lines." in said(refused)
    assert "Guild 100" in said(refused)
    assert post(ana, "clusters:edit", made, history="\n".join(lines[:100])).status_code == 302
    assert Cluster.objects.get(pk=made.cluster.pk).history == lines[:100]


# ---------- two texts that are kept together ----------


def test_two_answers_too_long_together_are_refused_and_nothing_is_changed(made, ana):
    address, _ = filled("swot:answer scale", made)
    made.workbook.answer("D-PLA-3", by=made.cast.ben, seen=0, status="answered", value=4, note="b" * 6_000, basis="")
    sent = {"value": "3", "note": "a" * 6_000, "revision": 1, "use": "both"}
    refused = ana.post(address, sent)
    assert refused.status_code == 422
    assert "Together the two texts are over 10,000 characters" in said(refused)
    assert "a" * 6_000 in said(refused)
    kept = Answer.objects.get(workbook=made.workbook, prompt__code="D-PLA-3")
    assert (kept.value, kept.note, kept.revision) == (4, "b" * 6_000, 1)


def test_two_first_answers_too_long_together_are_refused_and_nothing_is_changed(made, ana):
    row = made.workbook.first_questions
    row.edit(by=made.cast.ben, seen=1, here_before="b" * 6_000)
    sent = {"here_before": "a" * 6_000, "revision": 2, "use": "both"}
    refused = ana.post(reverse("swot:first-questions", args=[made.workbook.pk]), sent)
    assert refused.status_code == 422
    assert "Together the two texts are over 10,000 characters" in said(refused)
    row.refresh_from_db()
    assert (row.here_before, row.revision) == ("b" * 6_000, 2)
    assert (
        ana.post(reverse("swot:first-questions", args=[made.workbook.pk]), {**sent, "use": "mine"}).status_code == 302
    )


@pytest.mark.parametrize("about", ["100%", "%d", "%(x)s", "%' ESCAPE", "<b>", "check 99", "x" * 21])
def test_a_question_that_is_not_on_the_list_is_said_whatever_it_is_called(about, made, ana):
    refused = post(ana, "swot:find-out-plan", made, about=about, owner="Ines")
    assert refused.status_code == 422
    assert "thing to put right" in said(refused)


# ---------- keys that come outside a form ----------


@pytest.mark.parametrize(("text", "key"), [(None, ""), ("", ""), ("a\0b\0", "ab"), ("k" * 500, "k" * 80), ("S1", "S1")])
def test_a_key_is_made_fit_for_any_database(text, key):
    assert sent_key(text) == key


def test_no_nul_reaches_the_database_by_a_key_or_a_ref(made, ana):
    book = made.workbook.pk
    restore = reverse("swot:entry-restore", args=[book, made.gone.entry.ref])
    assert ana.post(f"{restore}?seen=2&twin=T1%00").status_code == 302
    assert ana.post(reverse("swot:sort", args=[book]), {"thing": "line-1\0", "key": "a\0"}).status_code == 409
    offered = made.workbook.answer("D-PLA-3", by=made.cast.ana, seen=0, status="answered", value=5, note="", basis="")
    assert offered.pk
    assert ana.post(reverse("swot:answer-entry", args=[book, "D-PLA-3"]), {"key": "a\0b"}).status_code == 302
    assert not [row.key for row in made.workbook.entries.all() if "\0" in row.key]
