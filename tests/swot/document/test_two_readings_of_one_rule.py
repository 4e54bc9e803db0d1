"""Where two parts of the product know the same rule, they must not part ways: points, caps, bands, schema, letters."""

import json
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from clusters.kind_finder import find, library, points
from swot.document.read_cluster import KINDS, QUESTION_POINTS, points_of
from swot.document.schema import schema
from swot.document.values import EVIDENCE_CAPS, HORIZONS, QUADRANT_LETTERS
from swot.document.write import as_dict, to_json
from swot.models.entry import Grade, Horizon, Quadrant
from tests.swot.document.samples import case, content, contents, read_dict
from tests.swot.document.strategies import documents
from tests.swot.document.variants import VARIANTS

VALID = Draft202012Validator(schema(), format_checker=Draft202012Validator.FORMAT_CHECKER)
RANDOM = settings(deadline=None, max_examples=60, derandomize=True)
OTHER_KINDS = ("region", "network")


@given(st.dictionaries(st.sampled_from("1234567"), st.sampled_from(KINDS), min_size=7))
def test_reader_and_kind_finder_count_the_same_points(answers):
    assert points_of(answers) == points(answers)


@pytest.mark.parametrize("check", library()["checks"], ids=[check["cluster"] for check in library()["checks"]])
def test_each_worked_check_of_the_kind_finder_can_be_imported_as_it_was_found(check):
    answers = dict(zip("1234567", check["answers"], strict=True))
    found = find(answers)
    raw = {"answers": answers, "points": found.points, "result": found.result, "recommended_kind": found.recommended}
    read = read_dict(case() | {"classifier": raw | {"also": found.also}}).classifier
    assert (read.points, read.result, read.recommended_kind) == (found.points, found.result, found.recommended)
    assert sum(read.points.values()) == sum(QUESTION_POINTS.values()) == 19


def test_quadrants_grades_and_horizons_of_the_tables_are_those_of_the_format():
    assert Quadrant.values == list(QUADRANT_LETTERS)
    assert Grade.values == list(EVIDENCE_CAPS)
    assert Horizon.values == list(HORIZONS)


@pytest.mark.parametrize("kind", KINDS)
def test_every_score_of_a_check_has_exactly_one_band(kind):
    check = content(kind).check
    for points_found in range(check.highest + 1):
        assert [band for band in check.bands if band.lowest <= points_found <= band.highest] == [
            check.band(points_found)
        ]
    assert [band.key for band in check.bands][:3] == ["calm", "watch", "pressing"]


@pytest.mark.parametrize("variant", VARIANTS, ids=[variant.name for variant in VARIANTS])
def test_what_is_written_of_a_variant_is_valid_by_the_published_schema(variant):
    found = read_dict(variant.case)
    assert list(VALID.iter_errors(as_dict(found, content(found.cluster.kind)))) == []


@RANDOM
@given(documents(OTHER_KINDS))
def test_regions_and_networks_are_written_as_the_schema_says_and_read_as_they_were(found):
    of = content(found.cluster.kind)
    written = as_dict(found, of)
    assert list(VALID.iter_errors(written)) == []
    assert read_dict(written) == found


@RANDOM
@given(documents(OTHER_KINDS), st.randoms(use_true_random=False))
def test_the_order_of_keys_in_a_file_changes_no_byte_of_its_export(found, random):
    of = content(found.cluster.kind)
    turned = shuffled(json.loads(to_json(found, of)), random)
    assert to_json(read_dict(turned), of) == to_json(found, of)


def shuffled(value, random):
    """The same values with the keys of each object in another order, as a database may give them back."""
    if isinstance(value, list):
        return [shuffled(part, random) for part in value]
    if not isinstance(value, dict):
        return value
    keys = list(value)
    random.shuffle(keys)
    return {key: shuffled(value[key], random) for key in keys}


@pytest.mark.parametrize(("kind", "other"), [pair for pair in product(KINDS, repeat=2) if pair[0] != pair[1]])
def test_no_kind_knows_the_prompts_of_another(kind, other):
    assert not content(kind).prompts.keys() & content(other).prompts.keys()
    assert contents(kind, f"{other}.en", 1) is None
