"""Worked cases through the commands: in, out, exactly what they expect, and in again."""

import json
from io import StringIO
from uuid import UUID

import pytest
from django.core.management import call_command

from swot.models import Workbook
from tests import factories
from tests.swot.document.variants import VARIANTS

pytestmark = pytest.mark.django_db

NAMES = ("798-district", "cockpit-workspace", "kelda-valley-region", "openweft-network")
NEW_KINDS = {"regional": "region", "virtual": "network"}
REMARKS = {"note", "short_list_rule"}


def run(name, *args, **options):
    """What a command prints."""
    out = StringIO()
    call_command(name, *map(str, args), stdout=out, **options)
    return out.getvalue()


def through(path, kind):
    """The id that importing a file ends with, and the export of that workbook."""
    factories.version(NEW_KINDS.get(kind, kind))
    last = run("import_workbook", path, leader="ana@example.org").splitlines()[-1]
    return last, run("export_workbook", last)


def loaded(cases, name):
    """A worked case as its file has it."""
    return json.loads((cases / f"{name}.json").read_text(encoding="utf-8"))


@pytest.fixture
def exported(cases):
    """Imports a worked case and gives the case, and its export as values."""

    def of(name):
        case = loaded(cases, name)
        return case, json.loads(through(cases / f"{name}.json", case["cluster"]["kind"])[1])

    return of


@pytest.mark.parametrize("name", NAMES)
def test_a_worked_case_derives_exactly_what_it_expects(name, exported):
    case, found = exported(name)
    for key in case["expected"].keys() - REMARKS:
        assert found["derived"][key] == case["expected"][key], key


@pytest.mark.parametrize("name", NAMES)
def test_the_check_of_a_worked_case_comes_to_the_results_it_gives(name, exported):
    case, found = exported(name)
    given = case["inclusion"].get("check")
    assert found["derived"]["check"] == (given and {key: given[key] for key in found["derived"]["check"]})
    assert found["inclusion"]["check"] == given


@pytest.mark.parametrize("name", NAMES)
def test_an_import_ends_with_the_id_alone_whatever_the_kind(name, cases):
    last, _ = through(cases / f"{name}.json", loaded(cases, name)["cluster"]["kind"])
    assert Workbook.objects.get(pk=UUID(last)).slug == name
    assert last == str(UUID(last))


@pytest.mark.parametrize("name", NAMES)
def test_the_export_of_an_export_is_the_same_bytes(name, cases, tmp_path):
    kind = loaded(cases, name)["cluster"]["kind"]
    _, first = through(cases / f"{name}.json", kind)
    path = tmp_path / "export.json"
    path.write_text(first, encoding="utf-8")
    again, second = through(path, kind)
    assert second.encode() == first.encode()
    assert run("export_workbook", again) == second


@pytest.mark.parametrize("name", NAMES)
def test_no_text_of_an_entry_action_or_ask_is_lost_on_the_way(name, exported):
    case, found = exported(name)
    for part in ("entries", "strategies", "actions"):
        ours = {row["id"]: row for row in found[part]}
        assert ours.keys() == {row["id"] for row in case[part]}
        for row in case[part]:
            texts = {key: value for key, value in row.items() if isinstance(value, str) and key != "twin_of"}
            assert texts.items() <= ours[row["id"]].items()
    asks = {ask["audience"]: ask for ask in found["briefings"]}
    assert all(ask.items() <= asks[ask["audience"]].items() for ask in case["briefings"])


@pytest.mark.parametrize("name", NAMES)
def test_every_answer_of_a_worked_case_is_in_its_export_with_its_note(name, exported):
    case, found = exported(name)
    for title, answers in case["answers_by_section"].items():
        ours = {answer["prompt_id"]: answer for answer in found["answers_by_section"][title]}
        for answer in answers:
            written = ours[answer["prompt_id"]]
            lines = [line["text"] for line in written["answer"]] if isinstance(written["answer"], list) else None
            assert (lines or written["answer"]) == answer["answer"]
            assert (written["status"], written["note"]) == (answer["status"], answer["note"])


@pytest.mark.parametrize("name", ["kelda-valley-region", "openweft-network"])
def test_the_old_words_of_a_kind_come_out_as_todays(name, exported):
    case, found = exported(name)
    assert found["cluster"]["kind"] == NEW_KINDS[case["cluster"]["kind"]]
    assert found["classifier"]["points"]["region"] == case["classifier"]["points"]["regional"]
    assert found["classifier"]["points"]["network"] == case["classifier"]["points"]["virtual"]
    words = json.dumps({key: part for key, part in found.items() if key in ("cluster", "classifier", "template")})
    assert '"regional"' not in words
    assert '"virtual"' not in words


def test_twins_given_on_one_side_are_written_on_both(exported):
    _, found = exported("kelda-valley-region")
    twins = {entry["id"]: entry["twin_of"] for entry in found["entries"] if entry["twin_of"]}
    assert twins == {"S2": "T1", "T1": "S2", "S10": "T3", "T3": "S10", "O1": "W4", "W4": "O1"}


def test_entries_come_out_by_letter_and_number_wherever_they_stand(exported):
    _, found = exported("kelda-valley-region")
    ids = [entry["id"] for entry in found["entries"]]
    assert ids[:6] == ["N1", "N2", "O1", "O2", "O3", "O4"]
    assert ids.index("S9") + 1 == ids.index("S10")
    assert next(entry for entry in found["entries"] if entry["id"] == "O9")["quadrant"] == "threat"


def test_lines_of_a_case_are_background_and_in_the_order_written(exported):
    _, found = exported("openweft-network")
    answers = found["answers_by_section"]["Inclusion: who gains, who pays"]
    assert answers[0]["answer"] == [
        {"key": "V-INC-1-1", "text": "Weavers who read on old phones", "kept": True},
        {"key": "V-INC-1-2", "text": "members who write in Quechua", "kept": True},
    ]


def test_numbers_come_out_as_they_went_in(exported):
    _, found = exported("openweft-network")
    sections = found["answers_by_section"]
    assert sections["Infrastructure & assets"][0]["answer"] == 0.5
    assert json.dumps(sections["Markets & supply chain"][0]["answer"]) == "100"
    assert [reading["value"] for reading in found["inclusion"]["indicators"]] == [30, "nine, two of them old", 30]


def test_a_number_is_judged_by_rule_and_a_text_by_a_person(exported):
    _, found = exported("kelda-valley-region")
    states = {reading["id"]: (reading["status"], reading["as_of"]) for reading in found["inclusion"]["indicators"]}
    assert states == {"I22": ("watch", "2026-03-31"), "I23": ("unknown", None), "I27": ("act", "2026-03-31")}


def test_drafts_of_strategies_and_actions_stay_drafts(exported):
    _, found = exported("kelda-valley-region")
    strategies = {row["id"]: row for row in found["strategies"]}
    assert list(strategies) == ["X1", "X2", "X3", "X4", "X10"]
    assert (strategies["X10"]["family"], strategies["X10"]["strategy"], strategies["X10"]["kept"]) == (None, None, True)
    assert strategies["X1"]["internal_entries"] == ["S2", "S10"]
    assert (strategies["X4"]["family"], strategies["X4"]["internal_entries"]) == ("ST", [])
    assert [row["id"] for row in found["actions"] if row["due"] is None] == ["A4"]


def test_the_numbers_of_a_case_are_never_given_again(cases, cast):
    last, _ = through(cases / "kelda-valley-region.json", "regional")
    book = Workbook.objects.get(pk=last)
    refs = [
        factories.entry(book, by=cast.ana, text="A new point that nobody has made yet", quadrant=quadrant).ref
        for quadrant in ("strength", "weakness", "opportunity", "threat", "")
    ]
    assert refs == ["S12", "W13", "O10", "T9", "N3"]
    assert book.add_action(by=cast.ana, text="One more").ref == "A11"


@pytest.mark.parametrize("variant", VARIANTS, ids=[variant.name for variant in VARIANTS])
def test_a_variant_derives_what_was_worked_out_by_hand(variant, tmp_path):
    path = tmp_path / "case.json"
    path.write_text(json.dumps(variant.case), encoding="utf-8")
    _, text = through(path, variant.case["cluster"]["kind"])
    derived = json.loads(text)["derived"]
    assert {key: derived[key] for key in variant.expected} == variant.expected
    path.write_text(text, encoding="utf-8")
    assert through(path, variant.case["cluster"]["kind"])[1] == text
