"""Differences of two versions are typed, so that only words are ever changed underneath a workbook (spec curation.md)."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from swot.content import canonical, from_dict
from swot.rules.differences import (
    ADDED,
    HELP,
    MEANING,
    ORDER,
    REMOVED,
    WORDING,
    are_of_words,
    asks_again,
    differences,
    still_fits,
)
from tests import factories

KINDS = ["workspace", "district", "region", "network"]


def changed(change, kind="district"):
    """What differs once `change` has had its way with the library format."""
    content = factories.library(kind)
    raw = json.loads(canonical(content.as_dict()))
    change(raw)
    return differences(content, from_dict(raw))


def told(found):
    return [(one.what, one.part, one.code) for one in found]


def prompt(raw, code):
    return next(one for section in raw["sections"] for one in section["prompts"] if one["id"] == code)


def scale(raw):
    return next(one for section in raw["sections"] for one in section["prompts"] if one["type"] == "scale")


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_content_has_no_differences(kind):
    assert changed(lambda raw: None, kind) == ()


@pytest.mark.parametrize(
    ("field", "value", "what"),
    [
        ("text", "What was here?", WORDING),
        ("why", "Because.", HELP),
        ("hint", "Look about.", HELP),
        ("example", "A mill.", HELP),
        ("how", "Count.", HELP),
        ("type", "text", MEANING),
        ("options", ["A", "B"], MEANING),
        ("anchors", ["1", "2", "3", "4", "5"], MEANING),
        ("unit", "shops", MEANING),
        ("min", 3, MEANING),
        ("max", 900, MEANING),
        ("indicator", "I5", MEANING),
        ("worrying", "no", MEANING),
        ("window", "benefits", MEANING),
        ("inclusion", True, MEANING),
        ("show_if", {"prompt": "D-AIM-1", "is": "x", "sentence": "Asked if."}, MEANING),
    ],
)
def test_a_changed_field_of_a_prompt_has_its_type(field, value, what):
    found = changed(lambda raw: prompt(raw, "D-PLA-1").update({field: value}))
    assert told(found) == [(what, "prompt", "D-PLA-1")]
    (part,) = found[0].fields
    assert part.name == field
    assert found[0].is_of_words == (what in (WORDING, HELP))


def test_words_and_meaning_of_one_prompt_are_two_differences():
    found = changed(lambda raw: prompt(raw, "D-PLA-1").update(text="What was here?", unit="shops", hint="Look."))
    assert told(found) == [(what, "prompt", "D-PLA-1") for what in (MEANING, WORDING, HELP)]


def test_a_prompt_taken_away_and_one_that_is_new():
    def change(raw):
        prompts = next(section["prompts"] for section in raw["sections"] if section["code"] == "PLA")
        gone = next(one for one in prompts if one["id"] == "D-PLA-1")
        prompts.remove(gone)
        prompts.append({**gone, "id": "D-PLA-90"})

    found = changed(change)
    assert told(found) == [(ADDED, "prompt", "D-PLA-90"), (REMOVED, "prompt", "D-PLA-1")]
    assert [one.code for one in asks_again(found)] == ["D-PLA-1"]


def test_the_sentence_of_a_condition_is_wording_and_its_answer_is_not():
    content = factories.library("district")
    raw = json.loads(canonical(content.as_dict()))
    condition = {"prompt": "D-AIM-1", "is": "x", "sentence": "Asked if x."}
    prompt(raw, "D-PLA-1")["show_if"] = condition
    old = from_dict(json.loads(canonical(raw)))
    prompt(raw, "D-PLA-1")["show_if"] = {**condition, "sentence": "Only asked if x."}
    assert told(differences(old, from_dict(raw))) == [(WORDING, "prompt", "D-PLA-1")]
    prompt(raw, "D-PLA-1")["show_if"] = {**condition, "is": "y"}
    assert told(differences(old, from_dict(raw))) == [(MEANING, "prompt", "D-PLA-1")]


@pytest.mark.parametrize(
    ("field", "value", "what"),
    [("text", "Have rents gone up?", WORDING), ("find_out", "Ask.", HELP), ("weight", 1, MEANING)],
)
def test_a_question_of_the_self_check(field, value, what):
    key = factories.library("district").check.questions[0].key
    found = changed(lambda raw: raw["check"]["questions"][0].update({field: value}))
    assert (what, "check", key) in told(found)


def test_a_band_that_begins_elsewhere_is_another_meaning_and_another_label_is_not():
    found = changed(lambda raw: raw["check"]["bands"][0].update(label="All calm"))
    assert told(found) == [(WORDING, "check", "bands")]
    found = changed(lambda raw: raw["check"]["bands"][0].update(highest=raw["check"]["bands"][0]["highest"] + 1))
    assert told(found) == [(MEANING, "check", "bands")]


def test_a_threshold_is_meaning_and_its_sentence_is_wording():
    def rule(raw):
        return next(one for one in raw["indicators"] if one["watch"])["watch"][0]

    assert told(changed(lambda raw: rule(raw).update(sentence="Look out.")))[0][0] == WORDING
    assert told(changed(lambda raw: rule(raw).update(value=1)))[0][0] == MEANING


def test_words_of_the_kind():
    assert told(changed(lambda raw: raw["words"].update(noun="quarter"))) == [(WORDING, "words", "noun")]
    found = changed(lambda raw: raw["words"]["window_rules"][0].update(order=9))
    assert told(found) == [(MEANING, "words", "window_rules")]
    assert told(changed(lambda raw: raw["words"].pop("noun"))) == [(REMOVED, "words", "noun")]


@given(st.permutations(range(6)))
def test_what_moved_is_the_fewest_things_that_make_the_new_order(order):
    def change(raw):
        section = max(raw["sections"], key=lambda one: len(one["prompts"]))
        assert len(section["prompts"]) >= 3
        section["prompts"] = [section["prompts"][:3][at] for at in order if at < 3] + section["prompts"][3:]

    found = changed(change)
    assert {one.what for one in found} <= {ORDER}
    kept = [at for at in order if at < 3]
    longest = max((n for n in (1, 2, 3) if _has_run(kept, n)), default=0)
    assert len(found) == 3 - longest
    assert are_of_words(found) == (kept == [0, 1, 2])


def _has_run(order, length):
    if length == 1:
        return True
    pairs = [(a, b) for at, a in enumerate(order) for b in order[at + 1 :] if a < b]
    return bool(pairs) if length == 2 else order == sorted(order)


@pytest.mark.parametrize(
    ("changes", "value", "fits"),
    [
        ({}, 3, True),
        ({"max": 2}, 3, False),
        ({"min": 4}, 3, False),
        ({"type": "text"}, 3, False),
        ({"max": 2}, None, True),
    ],
)
def test_a_number_still_fits_within_the_bounds(changes, value, fits):
    raw = json.loads(canonical(factories.library("district").as_dict()))
    before = next(one for section in from_dict(raw).sections for one in section.prompts if one.type == "number")
    prompt(raw, before.id).update({"min": 0, "max": 900, **changes})
    assert still_fits(before, from_dict(raw).prompts[before.id], value) is fits


def test_an_option_fits_word_for_word_and_a_question_that_is_gone_never():
    prompts = factories.library("workspace").prompts.values()
    choice = next(one for one in prompts if one.type == "choice")
    said = next(option for option in choice.options if option != choice.not_known_option)
    assert still_fits(choice, choice, said)
    assert not still_fits(choice, choice, said + ".")
    assert not still_fits(choice, choice, choice.not_known_option or "not an option")
    assert not still_fits(choice, None, said)
