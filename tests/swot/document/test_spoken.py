"""The open alerts as people read them: every fact of the derived alerts, in words and never with an id."""

import re

import pytest

from swot.document.derive import alerts
from swot.document.spoken import spoken_alerts
from swot.rules.check import score
from tests.swot.rules.build import action, answer, check, content, document, entry

TAGGED = entry("S1", 1, 1, inclusion=True)
ID = re.compile(r"\b[A-Z]-[A-Z]{3}-\d")


def told(kind="district", speak=spoken_alerts, **parts):
    """The sentences of a document in which nothing else is amiss, but for the parts given."""
    passed = tuple(answer(prompt.id, status="passed over") for prompt in content(kind).prompts.values())
    made = document(kind, **{"check": check(kind=kind), "answers": passed, "entries": (TAGGED,), **parts})
    return list(speak(made, content(kind), score(made.check, content(kind).check) if made.check else None))


def test_a_check_is_told_with_both_figures_or_as_not_taken():
    assert told() == ["Displacement self-check: confirmed 0 of 24 (calm); could be 0 (calm)."]
    assert told("network", check=None) == ["Locked-out check: not taken yet."]


def test_an_answer_not_known_is_told_by_its_section():
    unknown = (answer("D-INC-1", status="not yet known"),)
    found = told(answers=unknown)
    assert "1 answer not known yet, in: Inclusion: who gains, who pays." in found
    assert any("questions about people already here are not answered" in sentence for sentence in found)


def test_a_question_that_warns_on_its_own_is_told_in_its_words():
    first = content().check.questions[0].text
    assert f"Find out first: {first}" in told(check=check("unsure"))
    assert f"A yes that warns on its own: {first}" in told(check=check("yes"))


def test_a_heavy_unsure_question_is_told_once():
    first = content().check.questions[0].text
    found = told(check=check(*["unsure"] * 12))
    assert [sentence for sentence in found if first in sentence] == [f"To find out within 60 days: {first}"]


def test_a_band_asks_for_what_is_missing():
    found = told(check=check(*["yes"] * 12), entries=())
    assert "No entry yet about people already here." in found
    assert any(
        sentence.endswith("asks for a strategy about people already here before a briefing is ready.")
        for sentence in found
    )


@pytest.mark.parametrize("kind", ["workspace", "district", "region", "network"])
def test_no_alert_is_without_words_and_none_has_an_id(kind):
    parts = {"check": check(*[None] * 10, kind=kind), "answers": (), "entries": (), "actions": (action("A1"),)}
    found = told(kind, **parts)
    assert any(ID.search(sentence) for sentence in told(kind, alerts, **parts))
    assert not any(ID.search(sentence) for sentence in found)
    assert "Fewer than one in five open actions is about people already here: 0 of 1." in found
