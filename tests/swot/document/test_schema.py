"""The published schema is what the writer writes, and its file is current."""

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from jsonschema import Draft202012Validator

from clusters import kinds
from swot.document.read_cluster import KINDS, MEMBER_BANDS, QUESTION_POINTS
from swot.document.schema import schema, schema_text
from swot.document.write import as_dict
from tests.swot.document.samples import CASE_NAMES, content, export, put
from tests.swot.document.strategies import documents

FILE = Path(__file__).parents[3] / "docs" / "workbook.schema.json"
VALIDATOR = Draft202012Validator(schema(), format_checker=Draft202012Validator.FORMAT_CHECKER)


def problems(raw):
    return [error.message for error in VALIDATOR.iter_errors(raw)]


def objects(part):
    """Every schema of an object inside a schema."""
    if isinstance(part, dict):
        if "properties" in part and isinstance(part.get("type"), str):
            yield part
        for inner in part.values():
            yield from objects(inner)
    elif isinstance(part, list):
        for inner in part:
            yield from objects(inner)


def test_the_schema_is_a_schema():
    Draft202012Validator.check_schema(schema())


def test_the_file_is_current():
    assert FILE.read_text(encoding="utf-8") == schema_text(), "write schema_text() to docs/workbook.schema.json"


def test_no_object_may_have_other_keys():
    found = list(objects(schema()))
    assert len(found) > 15
    assert all(part["additionalProperties"] is False for part in found)


@pytest.mark.parametrize("name", CASE_NAMES)
def test_exports_of_the_worked_cases_are_valid(name):
    assert problems(export(name)) == []


@settings(deadline=None, max_examples=60, derandomize=True, suppress_health_check=list(HealthCheck))
@given(documents())
def test_any_document_is_written_validly(document):
    assert problems(as_dict(document, content(document.cluster.kind))) == []


@pytest.mark.parametrize(("path", "value"), [
    ("extra", 1),
    ("schema", 2),
    ("as_of", "yesterday"),
    ("cluster/kind", "regional"),
    ("entries/0/impact", 6),
    ("entries/0/id", "X1"),
    ("strategies/0/family", "SS"),
    ("answers_by_section/Connectivity/0/status", "done"),
    ("derived/counts/strength", -1),
])  # fmt: skip
def test_what_the_writer_never_writes_is_invalid(path, value):
    assert problems(put(export(), path, value))


def test_kinds_bands_and_points_are_those_of_the_library():
    library = Path(kinds.__file__).parent / "library"
    finder = json.loads((library / "kind_finder.json").read_text(encoding="utf-8"))
    bands = json.loads((library / "member_bands.json").read_text(encoding="utf-8"))
    assert tuple(kinds.Kind.values) == KINDS
    assert tuple(band["key"] for band in bands) == MEMBER_BANDS
    assert {str(question["number"]): question["points"] for question in finder["questions"]} == QUESTION_POINTS
