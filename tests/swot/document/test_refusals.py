"""Each broken rule is refused with one sentence that names its place."""

import pytest

from tests.swot.document.samples import GONE, case, export, faults_of, put, read_dict

PLACE = "answers_by_section/Place & people/0"
AT_PLACE = 'answers_by_section["Place & people"][0]'
PEOPLE = "answers_by_section/Inclusion: who gains, who pays"
AT_PEOPLE = 'answers_by_section["Inclusion: who gains, who pays"]'
CHECK = "inclusion/check"
LONG = "x" * 10_001
NO_EVIDENCE = {"grade": 0}
WORKSPACE_ANSWER = {"prompt_id": "W-PLA-1", "status": "answered", "answer": ["One"]}
NUMBER = {"prompt_id": "D-INF-2", "status": "answered"}
SECOND_S1 = {"id": "S1", "section": "PLA", "text": "Again"}

HEAD = [
    ("schema", 2, "schema: 2 is not a format this program reads (1)"),
    ("schema", True, "schema: true is not a format this program reads (1)"),
    ("slug", GONE, "slug: is needed"),
    ("slug", "../etc", "slug: may have letters without accents, digits, - and _ only"),
    ("slug", "a" * 101, "slug: 101 characters, and 100 is the most"),
    ("title", GONE, "title: is needed"),
    ("title", " ", "title: is needed"),
    ("title", 7, "title: must be a text, not a number"),
    ("about", LONG, "about: 10001 characters, and 10000 is the most"),
    ("status", ["live"], "status: must be a text, not a list"),
    ("as_of", GONE, "as_of: is needed"),
    ("as_of", "2026-02-30", 'as_of: "2026-02-30" is not a date (YYYY-MM-DD)'),
    ("as_of", "20260201", 'as_of: "20260201" is not a date (YYYY-MM-DD)'),
    ("as_of", "9999-12-31", 'as_of: "9999-12-31" is not a date (YYYY-MM-DD)'),
    ("as_of", 20260201, "as_of: must be a text, not a number"),
    ("extra", 1, "extra: not a key of this format"),
    ("line\nbreak", None, '["line\\nbreak"]: not a key of this format'),
    ("template", {"key": "district.en", "version": 9}, 'template: there is no version 9 of "district.en" for the kind district here'),
    ("template", {"key": "region.en", "version": 1}, 'template: there is no version 1 of "region.en" for the kind district here'),
    ("template", {"key": "district.en"}, "template.version: is needed"),
    ("template", {"version": 1}, "template.key: is needed"),
    ("template", {"key": "district.en", "version": 1, "fingerprint": "f"}, "template.fingerprint: is not that of version 1 of district.en here"),
    ("cluster", GONE, "cluster: is needed"),
    ("cluster/name", GONE, "cluster.name: is needed"),
    ("cluster/kind", GONE, "cluster.kind: is needed"),
    ("cluster/kind", "hub", 'cluster.kind: "hub" is not one of: workspace, district, region, network'),
    ("cluster/owner", "me", "cluster.owner: not a key of this format"),
    ("cluster/creative_scope", "wide", 'cluster.creative_scope: "wide" is not one of: highly specialist, sector-specific, broad'),
    ("cluster/history", "old", "cluster.history: must be a list, not a text"),
    ("cluster/history/0", 1950, "cluster.history[0]: must be a text, not a number"),
    ("cluster/contains/0", "", "cluster.contains[0]: must have 1 to 10000 characters"),
    ("cluster/members", [{"band": "giants", "count": 1}], 'cluster.members[0].band: "giants" is not one of: majors, medium, small, micro, freelancers, project-teams, non-profits, cultural-institutions, venues, artists, education'),
    ("cluster/members", [{"band": "venues"}], "cluster.members[0].count: is needed"),
    ("cluster/members", [{"band": "venues", "count": -1}], "cluster.members[0].count: must be a whole number from 0 to 10000000, not -1"),
    ("cluster/members", [{"band": "venues", "count": 1}] * 2, "cluster.members[1].band: venues is used twice"),
    ("classifier/answers/8", "district", "classifier.answers[\"8\"]: not one of the seven questions"),
    ("classifier/points/district", 16, "classifier.points.district: given as 16, but the rules give 17"),
    ("classifier/points/virtual", True, "classifier.points.virtual: given as true, but the rules give 0"),
    ("classifier/points/region", 0, "classifier.points.regional: stands beside region, which is the same kind"),
    ("classifier/points/city", 0, "classifier.points.city: not a kind"),
    ("classifier/result", "Muddled", 'classifier.result: "Muddled" is not one of: Clear, Nested, Hybrid, Scattered'),
    ("first_questions", {"here_before": 3}, "first_questions.here_before: must be a text, not a number"),
]  # fmt: skip

ANSWERS = [
    ("answers_by_section/Weather", [], "answers_by_section.Weather: not a section of this template"),
    ("answers_by_section", [], "answers_by_section: must be an object, not a list"),
    (f"{PLACE}/mood", "glad", f"{AT_PLACE}.mood: not a key of this format"),
    (f"{PLACE}/prompt_id", GONE, f"{AT_PLACE}.prompt_id: is needed"),
    (f"{PLACE}/prompt_id", "D-PLA-99", f'{AT_PLACE}.prompt_id: "D-PLA-99" is not a prompt of the template district.en'),
    (PLACE, WORKSPACE_ANSWER, f'{AT_PLACE}.prompt_id: "W-PLA-1" is not a prompt of the template district.en'),
    (f"{PLACE}/prompt_id", "D-CON-2", f'{AT_PLACE}.prompt_id: D-CON-2 belongs under "Connectivity"'),
    (f"{PLACE}/answer_type", "choice", f'{AT_PLACE}.answer_type: must be "list of entries" for D-PLA-1'),
    (f"{PLACE}/status", GONE, f"{AT_PLACE}.status: is needed"),
    (f"{PLACE}/status", "done", f'{AT_PLACE}.status: "done" is not one of: answered, not yet known, passed over'),
    (f"{PLACE}/status", "not yet known", f'{AT_PLACE}.answer: must be null when the status is "not yet known"'),
    (f"{PLACE}/answer", None, f'{AT_PLACE}.answer: is needed when the status is "answered"'),
    (f"{PLACE}/answer", "One line", f"{AT_PLACE}.answer: must be a list, not a text"),
    (f"{PLACE}/answer/0", "x" * 281, f"{AT_PLACE}.answer[0]: must have 1 to 280 characters"),
    (f"{PLACE}/answer/0", "", f"{AT_PLACE}.answer[0]: must have 1 to 280 characters"),
    (f"{PLACE}/answer/0", 5, f"{AT_PLACE}.answer[0]: must be a text or an object, not a number"),
    (f"{PLACE}/answer/0", {"key": "k"}, f"{AT_PLACE}.answer[0].text: is needed"),
    (f"{PLACE}/answer/0", {"key": "k", "text": "x" * 281}, f"{AT_PLACE}.answer[0].text: 281 characters, and 280 is the most"),
    (f"{PLACE}/answer/0", {"key": "k", "text": "t", "by": "Ana"}, f"{AT_PLACE}.answer[0].by: not a key of this format"),
    (f"{PLACE}/answer/0", {"key": "D-PLA-1-2", "text": "t"}, f'{AT_PLACE}.answer[1]: the line key "D-PLA-1-2" is used twice'),
    (f"{PEOPLE}/3/answer", 6, f"{AT_PEOPLE}[3].answer: must be a whole number from 1 to 5, not 6"),
    (f"{PEOPLE}/3/answer", True, f"{AT_PEOPLE}[3].answer: must be a whole number from 1 to 5, not true"),
    (f"{PEOPLE}/3/answer", 2.5, f"{AT_PEOPLE}[3].answer: must be a whole number from 1 to 5, not 2.5"),
    (f"{PEOPLE}/2", {"prompt_id": "D-INC-3", "status": "answered", "answer": True}, f"{AT_PEOPLE}[2].answer: must be a text, not true or false"),
    (f"{PEOPLE}/2", {"prompt_id": "D-INC-3", "status": "answered", "answer": "maybe"}, f'{AT_PEOPLE}[2].answer: "maybe" is not one of: yes, no'),
    (f"{PEOPLE}/2", {"prompt_id": "D-INC-3", "status": "passed over"}, f"{AT_PEOPLE}[2].note: the reason is needed for a prompt that is passed over"),
    ("answers_by_section/Purpose & boundary/1/answer", "Nobody", 'answers_by_section["Purpose & boundary"][1].answer: "Nobody" is not one of: One main owner, A few owners, Many small owners, Mostly public or charity, We do not know'),
    ("answers_by_section/Infrastructure & assets/1", {**NUMBER, "answer": 101}, 'answers_by_section["Infrastructure & assets"][1].answer: 101 is more than D-INF-2 allows (100)'),
    ("answers_by_section/Infrastructure & assets/1", {**NUMBER, "answer": -0.5}, 'answers_by_section["Infrastructure & assets"][1].answer: -0.5 is less than D-INF-2 allows (0)'),
    ("answers_by_section/Infrastructure & assets/1", {**NUMBER, "answer": "half"}, 'answers_by_section["Infrastructure & assets"][1].answer: must be a number, not a text'),
]  # fmt: skip

ENTRIES = [
    ("entries/28", SECOND_S1, "entries[28].id: S1 is used twice"),
    ("entries/28", {**SECOND_S1, "id": "X1"}, 'entries[28].id: "X1" is not an id (one of SWOTN and a number)'),
    ("entries/28", {**SECOND_S1, "id": "S07"}, 'entries[28].id: "S07" is not an id (one of SWOTN and a number)'),
    ("entries/28", {"section": "PLA", "text": "No id"}, "entries[28].id: is needed"),
    ("entries/0/colour", "red", "entries[0].colour: not a key of this format"),
    ("entries/6/section", "XXX", 'entries[6].section: "XXX" is not one of: AIM, PLA, INC, IDE, CON, COL, COM, INF, MAR, OUT'),
    ("entries/6/section", GONE, "entries[6].section: is needed"),
    ("entries/0/text", "x" * 201, "entries[0].text: 201 characters, and 200 is the most"),
    ("entries/0/text", GONE, "entries[0].text: is needed"),
    ("entries/0/evidence/grade", 2, "entries[0].certainty: 5 is more than evidence grade 2 allows (4)"),
    ("entries/0/evidence/url", "javascript:alert(1)", "entries[0].evidence.url: must begin with http:// or https://"),
    ("entries/0/evidence/date", "2026-13-01", 'entries[0].evidence.date: "2026-13-01" is not a date (YYYY-MM-DD)'),
    ("entries/0/evidence/page", 3, "entries[0].evidence.page: not a key of this format"),
    ("entries/0/priority", 19, "entries[0].priority: given as 19, but the rules give 20"),
    ("entries/0/band", "park", 'entries[0].band: given as "park", but the rules give "key"'),
    ("entries/0/horizon", "within 1 year", "entries[0].horizon: a strength has none"),
    ("entries/15/horizon", "soon", 'entries[15].horizon: "soon" is not one of: within 1 year, 1-3 years, beyond 3 years'),
    ("entries/0/inclusion", "yes", "entries[0].inclusion: must be true or false, not a text"),
    ("entries/0/inclusion", 1, "entries[0].inclusion: must be true or false, not a number"),
    ("entries/0/twin_of", "T99", 'entries[0].twin_of: "T99" is not an entry of this workbook'),
    ("entries/0/twin_of", "S1", "entries[0].twin_of: S1 is not in another quadrant"),
    ("entries/0/twin_of", "T2", "entries[1].twin_of: T2 is already the twin of S1"),
    ("entries/7/twin_of", "O3", "entries[7].twin_of: W1 is already the twin of S6"),
    ("entries/0/prompt_id", "W-PLA-1", 'entries[0].prompt_id: "W-PLA-1" is not a prompt of the template district.en'),
    ("entries/0/line", "D-PLA-1-9", 'entries[0].line: "D-PLA-1-9" is not the key of a line of this workbook'),
    ("entries/0/from", "a workshop", "entries[0].from: must be an object, not a text"),
    ("entries/0/from", {"words": {"a": 1}}, "entries[0].from.words: must be a text, a number or a list of texts"),
    ("entries/0/from", {"words": [1]}, "entries[0].from.words: must be a text, a number or a list of texts"),
    ("entries/0/from", {"x" * 81: 1}, "entries[0].from: at most 20 keys of at most 80 characters"),
]  # fmt: skip

INCLUSION = [
    ("inclusion/mood", 1, "inclusion.mood: not a key of this format"),
    (f"{CHECK}/answers_in_order", GONE, "inclusion.check.answers_in_order: is needed"),
    (f"{CHECK}/answers_in_order", ["yes"], "inclusion.check.answers_in_order: 1 answers, and the check has 12 questions"),
    (f"{CHECK}/answers_in_order/0", "perhaps", 'inclusion.check.answers_in_order[0]: "perhaps" is not one of: yes, no, unsure'),
    (f"{CHECK}/weights/0", 2, "inclusion.check.weights: must be the template's: 3, 3, 2, 3, 2, 2, 2, 1, 2, 2, 1, 1"),
    (f"{CHECK}/weights/11", True, "inclusion.check.weights: must be the template's: 3, 3, 2, 3, 2, 2, 2, 1, 2, 2, 1, 1"),
    (f"{CHECK}/confirmed_score", 9, "inclusion.check.confirmed_score: given as 9, but the rules give 8"),
    (f"{CHECK}/could_be_score", 22, "inclusion.check.could_be_score: given as 22, but the rules give 23"),
    (f"{CHECK}/max", 25, "inclusion.check.max: given as 25, but the rules give 24"),
    (f"{CHECK}/confirmed_band", "calm", 'inclusion.check.confirmed_band: given as "calm", but the rules give "watch"'),
    (f"{CHECK}/could_be_band", "calm", 'inclusion.check.could_be_band: given as "calm", but the rules give "displacing now"'),
    (f"{CHECK}/not_known_enough", False, "inclusion.check.not_known_enough: given as false, but the rules give true"),
    (f"{CHECK}/not_known_enough", 1, "inclusion.check.not_known_enough: given as 1, but the rules give true"),
    ("inclusion/indicators/0/id", "I99", 'inclusion.indicators[0].id: "I99" is not an indicator of the template district.en'),
    ("inclusion/indicators/0/id", "I5", "inclusion.indicators[1].id: I5 is used twice"),
    ("inclusion/indicators/0/id", GONE, "inclusion.indicators[0].id: is needed"),
    ("inclusion/indicators/0/value", True, "inclusion.indicators[0].value: must be a number or a text, not true or false"),
    ("inclusion/indicators/0/value", LONG, "inclusion.indicators[0].value: 10001 characters, and 10000 is the most"),
    ("inclusion/indicators/0/status", "red", 'inclusion.indicators[0].status: "red" is not one of: calm, watch, act, unknown, stale'),
]  # fmt: skip

PLANS = [
    ("strategies/5", {"id": "X2"}, "strategies[5].id: X2 is used twice"),
    ("strategies/5", {"id": "5X"}, 'strategies[5].id: "5X" is not an id (a letter and a number)'),
    ("strategies/0/family", "WT", "strategies[0].family: WT is not what its entries make it (SO)"),
    ("strategies/0/family", "SS", 'strategies[0].family: "SS" is not one of: SO, ST, WO, WT'),
    ("strategies/0/internal_entries/0", "S99", 'strategies[0].internal_entries[0]: "S99" is not an entry of this workbook'),
    ("strategies/0/internal_entries/0", ["S1"], "strategies[0].internal_entries[0]: a list is not an entry of this workbook"),
    ("strategies/0/internal_entries/1", "S1", "strategies[0].internal_entries[1]: S1 is named twice"),
    ("strategies/0/internal_entries/1", "O3", "strategies[0].internal_entries[1]: O3 is neither strength nor weakness"),
    ("strategies/0/external_entries/1", "W1", "strategies[0].external_entries[1]: W1 is neither opportunity nor threat"),
    ("strategies/0/internal_entries/1", "W1", "strategies[0].internal_entries: must be all of one quadrant, strength or weakness"),
    ("strategies/0/why", "so", "strategies[0].why: not a key of this format"),
    ("actions/1/id", "A1", "actions[1].id: A1 is used twice"),
    ("actions/0/strategy", "X9", 'actions[0].strategy: "X9" is not a strategy of this workbook'),
    ("actions/0/cost_band", "huge", 'actions[0].cost_band: "huge" is not one of: low, medium, high'),
    ("actions/0/due", "soon", 'actions[0].due: "soon" is not a date (YYYY-MM-DD)'),
    ("actions/0/done", True, "actions[0].done: must be a text, not true or false"),
    ("briefings/0/audience", "press", 'briefings[0].audience: "press" is not one of: economic development agency, local council and planning, bank, investor or funder, community and residents'),
    ("briefings/0/audience", "community and residents", 'briefings[1].audience: "community and residents" is asked twice'),
    ("find_out", [{"about": "S99"}], 'find_out[0].about: "S99" is no entry, prompt or check question of this workbook'),
    ("find_out", [{"about": "check 13"}], 'find_out[0].about: "check 13" is no entry, prompt or check question of this workbook'),
    ("find_out", [{"about": "S1"}, {"about": "S1"}], "find_out[1].about: S1 is planned twice"),
    ("find_out", [{"owner": "Ana"}], "find_out[0].about: is needed"),
    ("find_out", [{"about": "S1", "done": "yes"}], 'find_out[0].done: "yes" is not a date (YYYY-MM-DD)'),
]  # fmt: skip

# One mistake that makes others follow: the first sentence is the one to act on.
WITH_OTHERS = [
    ("cluster", [], "cluster: must be an object, not a list"),
    ("classifier/answers/1", "city", 'classifier.answers["1"]: "city" is not one of: workspace, district, region, network'),
    (f"{PEOPLE}/3/prompt_id", "D-INC-1", f"{AT_PEOPLE}[3].prompt_id: D-INC-1 is answered twice"),
    ("entries", {}, "entries: must be a list, not an object"),
    ("entries/28", "T7", "entries[28]: must be an object, not a text"),
    ("entries/0/quadrant", "plus", 'entries[0].quadrant: "plus" is not one of: strength, weakness, opportunity, threat'),
    ("entries/26/evidence/grade", 4, "entries[26].evidence.grade: must be a whole number from 0 to 3, not 4"),
]  # fmt: skip


@pytest.mark.parametrize(("path", "value", "sentence"), HEAD + ANSWERS + ENTRIES + INCLUSION + PLANS)
def test_one_broken_rule_is_told_in_one_sentence(path, value, sentence):
    raw = put(case(), path, value)
    assert faults_of(lambda: read_dict(raw)) == (sentence,)


@pytest.mark.parametrize(("path", "value", "sentence"), WITH_OTHERS)
def test_the_first_sentence_is_about_the_mistake_itself(path, value, sentence):
    raw = put(case(), path, value)
    assert faults_of(lambda: read_dict(raw))[0] == sentence


def test_a_root_that_is_no_object_is_refused():
    assert faults_of(lambda: read_dict([])) == ("the file must hold one object, with keys",)


def test_a_certainty_over_the_cap_names_its_place():
    raw = put(case(), "entries/1/certainty", 5)
    assert "entries[1].certainty: 5 is more than evidence grade 2 allows (4)" in faults_of(lambda: read_dict(raw))


def test_a_twin_that_is_not_sorted_yet_is_refused():
    raw = case()
    raw["entries"] += [{"id": "N1", "section": "PLA", "text": "In the tray", "twin_of": "S1"}]
    assert faults_of(lambda: read_dict(raw)) == ("entries[28].twin_of: S1 is not in another quadrant",)


def test_the_first_ten_faults_are_told_at_once():
    raw = case()
    for number in range(12):
        raw[f"extra{number}"] = 1
    faults = faults_of(lambda: read_dict(raw))
    assert faults == tuple(f"extra{number}: not a key of this format" for number in range(10))


def test_reading_goes_on_after_a_fault():
    raw = put(put(put(case(), "title", GONE), "entries/0/impact", 9), "find_out", "?")
    assert [fault.split(":")[0] for fault in faults_of(lambda: read_dict(raw))] == [
        "title",
        "entries[0].impact",
        "entries[0].priority",
        "entries[0].band",
        "find_out",
    ]


def test_faults_of_an_unknown_kind_come_with_those_of_the_head():
    raw = put(put(case(), "cluster/kind", "hub"), "title", GONE)
    assert len(faults_of(lambda: read_dict(raw))) == 2


@pytest.mark.parametrize("key", ["scales", "expected", "derived"])
def test_words_for_readers_and_results_may_hold_anything(key):
    raw = put(export(), key, {"anything": [{"at": "all"}]})
    assert read_dict(raw) == read_dict(export())
