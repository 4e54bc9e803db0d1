"""Files of a template that must be refused, each with words of the sentence that says where and why."""

import copy
import json

from tests.factories import LIBRARY

RAW = (LIBRARY / "district.en.json").read_bytes()


def good():
    """The district's file as a plain value that may be spoilt."""
    return copy.deepcopy(json.loads(RAW))


def at(body, path):
    """The container and last key of a path."""
    for key in path[:-1]:
        body = body[key]
    return body, path[-1]


def put(*path, value):
    """A file in which one value is another."""

    def make():
        body = good()
        where, key = at(body, path)
        where[key] = value
        return json.dumps(body).encode()

    return make


def drop(*path):
    """A file in which one key is missing."""

    def make():
        body = good()
        where, key = at(body, path)
        del where[key]
        return json.dumps(body).encode()

    return make


def twice(*path):
    """A file in which the first part of a list stands twice."""

    def make():
        body = good()
        where, key = at(body, path)
        where[key].append(where[key][0])
        return json.dumps(body).encode()

    return make


PROMPT = ("sections", 2, "prompts", 0)  # D-INC-1, a number
PULSE = ("sections", 2, "prompts", 3)
CONDITION = {"prompt": "D-AIM-1", "is": "x", "sentence": "Asked when."}

FILES = {
    "not UTF-8": (lambda: b"\xff\xfe{}", "the file is not UTF-8 (byte 0)"),
    "not JSON": (lambda: RAW[:-20], "the file is not JSON (line"),
    "empty": (lambda: b"", "the file is not JSON (line 1, column 1)"),
    "too big": (lambda: RAW + b" " * 2_000_000, "the file is over 2 MB"),
    "too deep": (lambda: b"[" * 500_000, "nested more than 20 levels deep"),
    "a list": (lambda: b"[]", "the file must hold one object"),
    "twice the same key": (lambda: RAW.replace(b'"kind":', b'"title": "x", "kind":', 1), "title: this key stands twice"),
    "not a number": (lambda: RAW.replace(b'"minutes": 8', b'"minutes": NaN', 1), "sections[0].minutes: must be a finite number"),
    "half a character": (put("title", value="\ud800"), "title: holds half a character (a lone surrogate)"),
    "nul": (put("title", value="a\0b"), "title: holds a NUL character"),
    "no format": (drop("format"), "format: is needed"),
    "another format": (put("format", value=2), "format: must be a whole number from 1 to 1, not 2"),
    "format true": (put("format", value=True), "format: must be a whole number from 1 to 1, not true"),
    "unknown key": (put("colour", value=1), "colour: not a key of this format"),
    "unknown key of a prompt": (put(*PROMPT, "colour", value=1), "sections[2].prompts[0].colour: not a key of this format"),
    "unknown key of words": (put("words", "colour", value="x"), "words.colour: not a key of this format"),
    "unknown key of a window": (put("words", "windows", "sixth", value="x"), "words.windows.sixth: not a key of this format"),
    "missing words": (drop("words", "windows", "first"), "words.windows.first: is needed"),
    "missing null": (drop("words", "early_warnings", 0, "prompt"), "words.early_warnings[0].prompt: is needed, or null where there is none"),
    "missing key": (drop(*PROMPT, "why"), "sections[2].prompts[0].why: is needed"),
    "null for a text": (put(*PROMPT, "why", value=None), "sections[2].prompts[0].why: is needed"),
    "missing check": (drop("check"), "check: is needed"),
    "check a list": (put("check", value=[]), "check: must be an object, not a list"),
    "sections an object": (put("sections", value={}), "sections: must be a list, not an object"),
    "prompt a text": (put(*PROMPT, value="x"), "sections[2].prompts[0]: must be an object, not a text"),
    "unknown kind": (put("kind", value="village"), 'kind: "village" is not one of: workspace, district, region, network'),
    "kind a list": (put("kind", value=["district"]), "kind: must be a text, not a list"),
    "unknown language": (put("language", value="English!!"), 'language: "English!!" is not a language code such as en, fr or pt-br'),
    "unknown type": (put(*PROMPT, "type", value="essay"), 'sections[2].prompts[0].type: "essay" is not one of'),
    "unknown window": (put(*PROMPT, "window", value="third"), 'sections[2].prompts[0].window: "third" is not one of'),
    "unknown lens": (put(*PROMPT, "lens", value="money"), 'sections[2].prompts[0].lens: "money" is not one of'),
    "unknown op": (put("indicators", 0, "watch", 0, "op", value="near"), 'indicators[0].watch[0].op: "near" is not one of'),
    "unknown figure": (put("indicators", 0, "watch", 0, "field", value="x"), "indicators[0].watch[0].field: \"x\" is not one of the indicator's further figures"),
    "falls without months": (drop("indicators", 10, "act", 0, "months"), "indicators[10].act[0].months: is needed for falls_by"),
    "falls a half": (put("indicators", 10, "watch", 0, "value", value=0.5), "indicators[10].watch[0].value: must be a whole number"),
    "long question": (put(*PROMPT, "text", value="x" * 401), "sections[2].prompts[0].text: 401 characters, and 400 is the most"),
    "long title": (put("title", value="x" * 201), "title: 201 characters, and 200 is the most"),
    "code twice": (twice("sections", 2, "prompts"), 'sections[2].prompts[4].id: "D-INC-1" is used twice'),
    "code of another kind": (put(*PROMPT, "id", value="W-INC-1"), 'sections[2].prompts[0].id: "W-INC-1" does not fit its place: it must be D-INC- and a number'),
    "code of another section": (put(*PROMPT, "id", value="D-COL-9"), 'sections[2].prompts[0].id: "D-COL-9" does not fit its place'),
    "code of odd digits": (put(*PROMPT, "id", value="D-INC-١"), "does not fit its place"),
    "no code": (put(*PROMPT, "id", value=" "), "sections[2].prompts[0].id: is needed"),
    "section twice": (twice("sections"), 'sections[10].code: "AIM" is used twice'),
    "eleventh section": (put("sections", 0, "code", value="ART"), 'sections[0].code: "ART" is not one of: AIM'),
    "nine sections": (drop("sections", 9), "sections: must hold each of the ten sections; missing: OUT"),
    "anchor a number": (put(*PULSE, "anchors", value=["a", 2, "c", "d", "e"]), "sections[2].prompts[3].anchors[1]: must be a text, not a number"),
    "option blank": (put(*PROMPT, "options", value=["a", " "]), "sections[2].prompts[0].options[1]: must have 1 to"),
    "true for a number": (put("sections", 0, "minutes", value=True), "sections[0].minutes: must be a whole number"),
    "one for true": (put(*PROMPT, "inclusion", value=1), "sections[2].prompts[0].inclusion: must be true or false, not a number"),
    "limit true": (put(*PROMPT, "min", value=True), "sections[2].prompts[0].min: must be a number, not true"),
    "limits crossed": (put(*PROMPT, value={**good()["sections"][2]["prompts"][0], "min": 2.5, "max": 1}), "sections[2].prompts[0].max: 1 is below min, 2.5"),
    "divide by nothing": (put(*PROMPT, "indicator_divide_by", value=0), "indicator_divide_by: must be a whole number from 1"),
    "minutes below nothing": (put("sections", 0, "minutes", value=-1), "sections[0].minutes: must be a whole number from 0"),
    "weight huge": (put("check", "questions", 0, "weight", value=40_000), "check.questions[0].weight: must be a whole number"),
    "number of many digits": (lambda: RAW.replace(b'"minutes": 8', b'"minutes": 1' + b"0" * 5_000, 1), "a number of more than 15 digits"),
    "question twice": (twice("check", "questions"), "check.questions[12].number: 1 is used twice"),
    "indicator twice": (twice("indicators"), 'indicators[11].id: "I2" is used twice'),
    "condition a text": (put(*PROMPT, "show_if", value="always"), "sections[2].prompts[0].show_if: must be an object, not a text"),
    "condition empty": (put(*PROMPT, "show_if", value={}), "sections[2].prompts[0].show_if: needs exactly one of: is, is_not, in"),
    "condition twofold": (put(*PROMPT, "show_if", value={**CONDITION, "is_not": "y"}), "show_if: needs exactly one of"),
    "condition true": (put(*PROMPT, "show_if", value={**CONDITION, "is": True}), "show_if.is: must be a text or a number, not true or false"),
    "condition of none": (put(*PROMPT, "show_if", value={"prompt": "D-AIM-1", "in": [], "sentence": "x"}), "show_if.in: must name at least one"),
    "condition of lists": (put(*PROMPT, "show_if", value={"prompt": "D-AIM-1", "in": [["x"]], "sentence": "x"}), "show_if.in[0]: must be a text or a number"),
    "100,000 prompts": (put("sections", 2, "prompts", value=[{}] * 100_000), "sections[2].prompts: a list of 100000, and 2000 is the most"),
    "2,000 prompts": (put("sections", 2, "prompts", value=[{}] * 2_000), "sections[2].prompts: a list of 2000, and 200 is the most"),
    "100,000 keys": (put("words", value={f"k{n}": "" for n in range(100_000)}), "words.k0: not a key of this format"),
    "a source of its own language": (put("translated_from", value={"key": "district.en", "fingerprint": "0" * 64}), 'translated_from.key: "district.en" is not the same kind in another language'),
    "a source of another kind": (put("translated_from", value={"key": "region.es", "fingerprint": "0" * 64}), "translated_from.key"),
    "a source without a stamp": (put("translated_from", value={"key": "district.es", "fingerprint": "x"}), "translated_from.fingerprint: must be 64 signs"),
    "a source as text": (put("translated_from", value="district.en"), "translated_from: must be an object, not a text"),
}  # fmt: skip
