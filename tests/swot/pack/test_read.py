"""Whatever file comes, a template is read whole or refused in sentences that say where and why, quickly."""

import json
import re
from dataclasses import replace

import pytest

from swot import content
from swot.pack.read import FORMS, Pack, Refused, Stamp, form_of, read
from swot.pack.tables import WORDS
from swot.pack.write import write
from swot.problems import WORDS as NEEDED_WORDS
from tests import factories
from tests.pace import is_quick
from tests.swot.pack.hostile import FILES, RAW, good, put

KINDS = ["district", "network", "region", "workspace"]


@pytest.mark.parametrize("name", FILES)
def test_a_hostile_file_is_refused_in_a_sentence(name):
    make, words = FILES[name]
    raw, whole = make(), json.dumps(good()).encode()
    with pytest.raises(Refused, match=re.escape(words)) as refused:
        read(raw)
    assert is_quick(lambda: read(raw), lambda: read(whole), times=250)
    assert 1 <= len(refused.value.faults) <= 10


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("form", FORMS)
def test_a_template_of_the_library_comes_back_whole_in_each_form(kind, form):
    pack = Pack(factories.library(kind), Stamp(f"{kind}.fr", "0" * 64))
    text = write(pack, form)
    assert read(text.encode(), form) == pack
    assert write(read(text, form), form) == text


@pytest.mark.parametrize("kind", KINDS)
def test_the_library_is_read_as_it_is_written(kind):
    raw = (factories.LIBRARY / f"{kind}.en.json").read_bytes()
    assert read(raw) == Pack(content.from_dict(json.loads(raw)))


def test_the_first_ten_faults_are_told_at_once():
    body = good()
    for section in body["sections"]:
        section["minutes"], section["lead"] = "ten", 10
    with pytest.raises(Refused) as refused:
        read(json.dumps(body))
    assert len(refused.value.faults) == 10
    assert refused.value.faults[0] == "sections[0].lead: must be a text, not a number"


def test_a_key_that_says_null_is_a_key_left_out():
    body = good()
    body["sections"][0]["prompts"][0] |= {"hint": None, "offers": None, "options": None, "decimals": None}
    prompt = read(json.dumps(body)).content.prompts["D-AIM-1"]
    assert (prompt.hint, prompt.offers, prompt.options, prompt.decimals) == ("", (), (), 0)


def test_what_a_draft_still_lacks_is_not_refused():
    body = good()
    body["sections"][2]["prompts"][0]["why"] = ""
    body["sections"][2]["prompts"][3]["anchors"] = ["One"]
    found = read(json.dumps(body)).content
    assert (found.prompts["D-INC-1"].why, found.prompts["D-INC-4"].anchors) == ("", ("One",))


def test_a_condition_of_several_answers_is_read():
    rule = {"prompt": "D-AIM-2", "in": ["x", 3], "sentence": "Asked then."}
    raw = put("sections", 2, "prompts", 0, "show_if", value=rule)()
    assert read(raw).content.prompts["D-INC-1"].show_if == rule


def test_every_word_that_publishing_needs_has_its_shape():
    assert sorted(WORDS) == sorted(NEEDED_WORDS)


@pytest.mark.parametrize(
    ("name", "form"), [("a.json", "json"), ("A.JSON", "json"), ("b.yaml", "yaml"), ("b.c.YML", "yaml")]
)
def test_a_name_tells_the_form(name, form):
    assert form_of(name) == form


@pytest.mark.parametrize("name", ["", "json", "a.txt", "a.json.exe", "a."])
def test_a_name_of_no_form_is_refused(name):
    with pytest.raises(Refused, match=r"must end in .json, .yaml or .yml"):
        form_of(name)


def test_keys_have_one_order_whatever_order_they_came_in():
    pack = read(RAW)
    turned = dict(reversed(pack.content.words.items()))
    assert write(Pack(replace(pack.content, words=turned))) == write(pack)
