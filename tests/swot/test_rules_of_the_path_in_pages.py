"""The rules of the guided path (content 2.1, 5.1) as a person meets them: what a click makes, and that nothing else does."""

import pytest

from clusters.ids import new_key
from clusters.models import Cluster
from tests import factories
from tests.swot.pages import at

KINDS = ("workspace", "district", "region", "network")


def book_of(cast, kind):
    cluster = Cluster.found(by=cast.ana, name=f"Of a {kind}", kind=kind)
    return factories.workbook(cluster, by=cast.ana)


def worst(prompt):
    """The answer to a question that offers most."""
    return {"scale": "1", "number": str(prompt.max or 0), "yesno": prompt.worrying}.get(prompt.type, "")


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_is_added_without_a_click(kind, cast, ana):
    book = book_of(cast, kind)
    for prompt in book.content().prompts.values():
        if prompt.type in ("scale", "number", "yesno"):
            ana.post(at("answer", book, prompt.id), {"value": worst(prompt), "revision": 0})
        elif prompt.type == "list":
            ana.post(at("line-add", book, prompt.id), {"text": "Rents rose; visitors doubled", "key": new_key()})
    offers = sum(ana.get(at("section", book, one.code)).text.count("This could be") for one in book.content().sections)
    assert offers >= 9
    assert not book.entries.exists()


@pytest.mark.parametrize(("value", "quadrant"), [(1, "weakness"), (2, "weakness"), (4, "strength"), (5, "strength")])
def test_an_entry_made_of_a_pulse_has_its_section_its_anchor_and_an_empty_evidence_box(
    value, quadrant, ana, cast, workbook
):
    workbook.answer("D-CON-3", by=cast.ana, seen=0, value=value)
    ana.post(at("answer-entry", workbook, "D-CON-3"), {"key": new_key()})
    made = workbook.entries.get()
    assert (made.section.code, made.quadrant) == ("CON", quadrant)
    assert made.text == workbook.content().prompts["D-CON-3"].anchors[value - 1]
    assert (made.evidence_text, made.evidence_source, made.evidence_grade) == ("", "", 0)
    assert (made.impact, made.certainty) == (None, None)


@pytest.mark.parametrize(("value", "offers"), [("no", True), ("yes", False), ("not-known", True)])
def test_a_no_or_do_not_know_to_an_inclusion_question_offers_a_weakness(value, offers, ana, cast, workbook):
    ana.post(at("answer", workbook, "D-INC-3"), {"value": value, "revision": 0})
    assert ("This could be a weakness:" in ana.get(at("section", workbook, "INC")).text) is offers


def test_a_number_past_its_threshold_offers_and_within_it_does_not(ana, cast, workbook):
    answer = workbook.answer("D-INF-2", by=cast.ana, seen=0, value=19.5)
    assert "This could be a weakness:" in ana.get(at("section", workbook, "INF")).text
    workbook.answer("D-INF-2", by=cast.ana, seen=answer.revision, value=60)
    assert "This could be a weakness:" not in ana.get(at("section", workbook, "INF")).text


def test_a_list_answer_is_split_into_entries_line_by_line(ana, cast, workbook):
    line = workbook.add_line("D-PLA-1", "Rope was made here; nets are still mended", by=cast.ana)
    text = ana.get(at("line-split", workbook, line.pk)).context["form"]["text"].value()
    ana.post(at("line-split", workbook, line.pk), {"text": text, "revision": 1})
    for row, deed in zip(
        workbook.lines.order_by("pk"), ({"do": "no"}, {"helps": "helps", "ours": "ours"}), strict=True
    ):
        said = {"quadrant": "strength", "evidence_grade": 1} if deed.get("helps") else {}
        sent = {"thing": f"line-{row.pk}", "revision": row.revision, "text": row.text, "key": new_key(), **deed, **said}
        ana.post(at("sort", workbook), sent)
    assert [(row.text, row.kept) for row in workbook.lines.order_by("pk")] == [
        ("Rope was made here", True),
        ("nets are still mended", False),
    ]
    assert [entry.text for entry in workbook.entries.all()] == ["nets are still mended"]


def test_a_two_faced_entry_offers_its_twin_where_it_was_written(ana, cast, workbook, client):
    line = workbook.add_line("D-PLA-1", "Visitors rose by a third", by=cast.ana)
    entry = factories.entry(workbook, by=cast.ana, text=line.text, line=line, prompt="D-PLA-1")
    asked = workbook.content().words["alarm"]["question"]
    link = f'href="{at("entry", workbook, entry.ref)}#h-twin"'
    page = ana.get(at("section", workbook, "PLA")).text
    assert asked in page
    assert link in page
    twin = factories.entry(workbook, by=cast.ana, text="The market loses its stalls", quadrant="threat")
    entry.link_twin(twin, by=cast.ana)
    assert link not in ana.get(at("section", workbook, "PLA")).text


@pytest.mark.parametrize(("kind", "code"), [("workspace", "MAR"), ("region", "COL")])
def test_a_hidden_question_says_its_condition_and_can_be_answered_all_the_same(kind, code, cast, ana):
    book = book_of(cast, kind)
    prompt = next(p for p in book.content().prompts.values() if p.show_if)
    book.answer(prompt.show_if["prompt"], by=cast.ana, seen=0, value=prompt.show_if["is_not"])
    page = ana.get(at("section", book, code)).text
    assert prompt.show_if["sentence"] in page
    assert "Answer it all the same" in page


def test_an_entry_has_at_most_200_characters(ana, workbook):
    sent = {"text": "a" * 201, "section": "PLA", "helps": "helps", "ours": "ours", "quadrant": "strength"}
    response = ana.post(at("entry-add", workbook), {**sent, "key": new_key(), "evidence_grade": 0})
    assert response.status_code == 422
    assert not workbook.entries.exists()


@pytest.mark.parametrize(
    "text",
    [
        "Rents rose last year",
        "We have a good location near the river",
        "We should open the yard on Saturdays for all",
        "Rents are too high and nobody buys art in winter",
    ],
)
def test_wording_hints_warn_and_never_block(text, ana, cast, workbook):
    entry = factories.entry(workbook, by=cast.ana)
    sent = {"text": text, "quadrant": "strength", "evidence_grade": 0, "revision": 1}
    assert ana.post(at("entry", workbook, entry.ref), sent).status_code == 302
    entry.refresh_from_db()
    assert entry.text == text
    assert ana.get(at("entry", workbook, entry.ref)).context["hints"]
