"""What the reader makes of a document: today's kinds, lines, twins, readings, defaults."""

import json
from dataclasses import replace
from datetime import date

import pytest

from swot.document.read import read
from swot.document.values import FirstQuestions, Line
from tests.swot.document.samples import GONE, case, case_bytes, content, contents, export, put, read_dict

LEAST = {"slug": "s", "title": "T", "as_of": "2026-02-01", "cluster": {"name": "N", "kind": "workspace"}}
ANSWERS = "answers_by_section"


def answer_of(document, prompt_id):
    return next(answer for answer in document.answers if answer.prompt_id == prompt_id)


def entry_of(document, ref):
    return next(entry for entry in document.entries if entry.id == ref)


def region(**parts):
    return read_dict({**LEAST, "cluster": {"name": "N", "kind": "regional"}, **parts})


def reading(indicator, value, status=None):
    raw = {**LEAST, "inclusion": {"indicators": [{"id": indicator, "value": value, "status": status}]}}
    return read_dict(raw).readings[0]


def test_a_document_may_say_as_little_as_four_things():
    document = read_dict(LEAST)
    assert (document.status, document.check, document.classifier, document.entries) == ("live", None, None, ())
    assert (document.template.key, document.template.version) == ("workspace.en", 1)
    assert not document.is_illustrative


def test_null_and_a_missing_key_mean_the_same():
    keys = ("about", "status", "classifier", "first_questions", ANSWERS, "entries", "inclusion", "find_out", "schema")
    assert read_dict({**LEAST, **dict.fromkeys(keys)}) == read_dict(LEAST)


def test_text_is_read_as_bytes_are():
    assert read(case_bytes("798-district").decode(), contents=contents) == read_dict(case())


@pytest.mark.parametrize(("old", "kind"), [("regional", "region"), ("virtual", "network")])
def test_the_old_words_for_kinds_are_read_as_todays(old, kind):
    finder = {"answers": {"1": old, "2": "district"}, "points": {old: 4, "district": 3}, "result": "Nested"}
    finder |= {"recommended_kind": old, "also": old, "chosen_kind": old}
    found = read_dict({**LEAST, "cluster": {"name": "N", "kind": old}, "classifier": finder})
    assert found.cluster.kind == kind
    assert found.classifier.answers == {"1": kind, "2": "district"}
    assert found.classifier.points == {"workspace": 0, "district": 3, "region": 0, "network": 0} | {kind: 4}
    assert {found.classifier.recommended_kind, found.classifier.also, found.classifier.chosen_kind} == {kind}


def test_points_follow_from_the_answers():
    found = read_dict({**LEAST, "classifier": {"answers": {"1": "workspace", "6": "network"}}}).classifier
    assert found.points == {"workspace": 4, "district": 0, "region": 0, "network": 3}


def test_nobody_yet_is_an_answer_and_an_empty_text_is_none():
    raw = {**LEAST, "first_questions": {"speaks_for_them": "nobody yet", "here_before": ""}}
    assert read_dict(raw).first_questions == FirstQuestions(None, None, "nobody yet")


def test_members_are_kept_in_the_order_of_the_bands():
    raw = put(case(), "cluster/members", [{"band": "venues", "count": 3}, {"band": "majors", "count": 0}])
    assert read_dict(raw).cluster.members == (("majors", 0), ("venues", 3))


def test_lines_of_a_worked_case_are_background_with_keys_of_their_prompt():
    lines = answer_of(read_dict(case()), "D-PLA-2").lines
    assert [(line.key, line.kept) for line in lines] == [("D-PLA-2-1", True), ("D-PLA-2-2", True), ("D-PLA-2-3", True)]


def test_lines_of_an_export_keep_their_keys():
    raw = put(case(), f"{ANSWERS}/Place & people/0/answer", [{"key": "abc", "text": " To the letter "}])
    assert answer_of(read_dict(raw), "D-PLA-1").lines == (Line("abc", " To the letter "),)


def test_the_option_that_means_we_do_not_know_is_stored_as_such():
    raw = put(case(), f"{ANSWERS}/Purpose & boundary/1/answer", "We do not know")
    found = answer_of(read_dict(raw), "D-AIM-2")
    assert (found.status, found.value, found.basis) == ("not yet known", None, "sourced")


@pytest.mark.parametrize(("prompt_id", "title", "value"), [
    ("R-CON-1", "Connectivity", 0),
    ("R-MAR-1", "Markets & supply chain", 12.5),
    ("R-INC-3", "Inclusion: who gains, who pays", "no"),
])  # fmt: skip
def test_numbers_and_yes_or_no_are_read(prompt_id, title, value):
    answers = {title: [{"prompt_id": prompt_id, "status": "answered", "answer": value}]}
    assert answer_of(region(answers_by_section=answers), prompt_id).value == value


def test_a_prompt_of_a_later_template_may_ask_for_a_text():
    of = content("region")
    first, *others = of.sections
    asked = replace(first.prompts[0], type="text")
    later = replace(of, sections=(replace(first, prompts=(asked, *first.prompts[1:])), *others))
    raw = {**LEAST, "cluster": {"name": "N", "kind": "region"}}
    raw[ANSWERS] = {first.title: [{"prompt_id": asked.id, "status": "answered", "answer": "In words"}]}
    document = read(json.dumps(raw), contents=lambda *about: later)
    assert answer_of(document, asked.id).value == "In words"


def test_a_prompt_may_be_passed_over_with_a_reason():
    answers = {"Connectivity": [{"prompt_id": "R-CON-1", "status": "passed over", "note": "No buses here"}]}
    assert answer_of(region(answers_by_section=answers), "R-CON-1").status == "passed over"


def test_answers_stand_in_the_order_of_the_template():
    raw = case()
    raw[ANSWERS] = dict(reversed(raw[ANSWERS].items()))
    assert read_dict(raw) == read_dict(case())


def test_both_twins_know_each_other():
    raw = put(case(), "entries/1/twin_of", None)
    raw["entries"][23]["twin_of"] = "S2"
    document = read_dict(raw)
    assert (entry_of(document, "S2").twin_of, entry_of(document, "T2").twin_of) == ("T2", "S2")


def test_an_entry_may_wait_unsorted_with_the_words_of_a_workshop():
    words = {"workshop": "May", "notes": 3, "original": ["a", "b"], "empty": None}
    raw = {**LEAST, "entries": [{"id": "N1", "section": "PLA", "text": "Tea", "from": words, "horizon": "1-3 years"}]}
    found = read_dict(raw).entries[0]
    assert (found.quadrant, found.evidence.grade) == (None, 0)
    assert list(found.from_.items()) == [("notes", 3), ("original", ["a", "b"]), ("workshop", "May")]


def test_an_entry_may_point_at_its_prompt_and_line():
    raw = put(put(case(), "entries/0/prompt_id", "D-PLA-1"), "entries/0/line", "D-PLA-1-2")
    assert entry_of(read_dict(raw), "S1").line == "D-PLA-1-2"


def test_entries_stand_by_letter_and_number():
    raw = {**LEAST, "entries": [{"id": ref, "section": "PLA", "text": "x"} for ref in ("T1", "S10", "S2")]}
    assert [entry.id for entry in read_dict(raw).entries] == ["S2", "S10", "T1"]


def test_a_check_without_results_is_taken_on_the_documents_date():
    raw = put(case(), "inclusion/check", {"answers_in_order": [None] * 12})
    found = read_dict(raw).check
    assert (found.name, found.taken_on) == (content("district").check.title, date(2026, 2, 1))


@pytest.mark.parametrize(("indicator", "value", "given", "status"), [
    ("I1", 14, "calm", "act"),
    ("I1", 29.5, None, "watch"),
    ("I1", 30, None, "calm"),
    ("I1", 30, "watch", "watch"),
    ("I1", 30, "stale", "calm"),
    ("I3", 10, "calm", "act"),
    ("I3", 4, "act", "calm"),
    ("I1", "a few", "watch", "watch"),
    ("I1", None, None, "unknown"),
])  # fmt: skip
def test_a_number_gets_its_status_by_rule_and_a_text_keeps_its_own(indicator, value, given, status):
    assert reading(indicator, value, given).status == status


def test_an_indicator_without_plain_rules_keeps_the_status_given():
    raw = {**LEAST, "cluster": {"name": "N", "kind": "network"}}
    raw["inclusion"] = {"indicators": [{"id": "I31", "value": 3, "status": "watch"}]}
    assert read_dict(raw).readings[0].status == "watch"


def test_a_reading_with_a_value_has_the_documents_date_unless_it_has_its_own():
    assert reading("I1", 40).as_of == date(2026, 2, 1)
    assert reading("I1", None).as_of is None


def test_a_strategy_may_be_a_draft():
    found = read_dict(put(case(), "strategies/5", {"id": "X6", "family": "WO", "internal_entries": ["W1"]})).strategies
    assert (found[5].family, found[5].kept, found[5].strategy) == ("WO", True, "")


def test_the_family_follows_from_the_entries():
    assert read_dict(put(case(), "strategies/0/family", GONE)).strategies[0].family == "SO"


@pytest.mark.parametrize(("done", "day"), [(True, date(2026, 2, 1)), (False, None), ("2026-01-05", date(2026, 1, 5))])
def test_what_was_found_out_may_be_ticked_or_dated(done, day):
    assert read_dict({**case(), "find_out": [{"about": "check 4", "done": done}]}).find_out[0].done == day


def test_finding_out_stands_by_entry_prompt_and_check_question():
    about = ["check 10", "D-OUT-1", "check 2", "D-AIM-1", "T1", "S1"]
    found = read_dict({**case(), "find_out": [{"about": one} for one in about]}).find_out
    assert [one.about for one in found] == ["S1", "T1", "D-AIM-1", "D-OUT-1", "check 2", "check 10"]


def test_asks_stand_in_the_order_of_readers():
    assert [ask.reader for ask in read_dict(case()).asks] == ["agency", "council", "community"]


@pytest.mark.parametrize(("raw", "key"), [(case(), None), (export(), "district.en")])
def test_the_template_is_asked_for_by_the_stamp_or_else_by_the_kind(raw, key):
    asked = []
    read(json.dumps(raw), contents=lambda *about: asked.append(about) or contents(*about))
    assert asked == [("district", key, 1 if key else None)]
