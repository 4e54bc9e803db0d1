"""Reads a template from its file; the one way in, for the library, the command and the curators' page.

What a draft may still lack is not a fault here: `swot.problems` says what stands before publishing. Sentences of faults are
English like the keys of the format they speak of.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from swot import content as template_content
from swot.content import LANGUAGE, SECTIONS, TemplateContent
from swot.document import strict_json
from swot.document.faults import Faults, Refused, shown
from swot.pack import strict_yaml
from swot.pack.parts import Parts, is_number
from swot.pack.tables import ROOT
from swot.problems import KIND_LETTERS

__all__ = ["Pack", "Refused", "Stamp", "form_of", "read", "read_value"]

JSON, YAML = "json", "yaml"
FORMS: dict[str, Callable[[bytes | str], Any]] = {JSON: strict_json.parse, YAML: strict_yaml.parse}
ENDINGS = {"json": JSON, "yaml": YAML, "yml": YAML}
PROMPT_NUMBER = re.compile(r"[0-9]{1,4}")
FINGERPRINT = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True)
class Stamp:
    """Which version a file was translated from: "district.en" and the version's fingerprint."""

    key: str
    fingerprint: str


@dataclass(frozen=True)
class Pack:
    """What a file of a template holds: what it asks and, for a translation, of what."""

    content: TemplateContent
    translated_from: Stamp | None = None


def form_of(name: str) -> str:
    """The form in which a file of that name is written; `Refused` when its ending is none that is read."""
    form = ENDINGS.get(name.rpartition(".")[2].lower()) if "." in name else None
    if form is None:
        raise Refused(("the file's name must end in .json, .yaml or .yml",))
    return form


def read(raw: bytes | str, form: str = JSON) -> Pack:
    """What a file holds, or `Refused` with the first ten faults; nothing else is ever raised."""
    return read_value(FORMS[form](raw))


def read_value(body: Any) -> Pack:
    """The same of a value that has been parsed, within the limits of `strict_json`."""
    if not isinstance(body, dict):
        raise Refused(("the file must hold one object, with keys",))
    faults = Faults()
    root = Parts(body, "", faults, ROOT)
    root.read(ROOT)
    for rule in RULES:
        rule(root)
    faults.settle()
    raw = {key: value if key == "words" else _without_nulls(value) for key, value in root.raw.items()}
    stamp = raw.pop("translated_from", None)
    return Pack(template_content.from_dict(raw), Stamp(**stamp) if stamp else None)


# ---------- what one key cannot tell ----------


def _language(root: Parts) -> None:
    language = root.raw.get("language")
    if isinstance(language, str) and not LANGUAGE.fullmatch(language):
        root.fault("language", f"{shown(language)} is not a language code such as en, fr or pt-br")


def _source(root: Parts) -> None:
    raw, kind, language = (root.raw.get(key) for key in ("translated_from", "kind", "language"))
    if not isinstance(raw, dict):
        return
    stamp = Parts(raw, "translated_from", root.faults, raw)
    key, fingerprint = stamp.raw.get("key"), stamp.raw.get("fingerprint")
    begin, _, other = key.partition(".") if isinstance(key, str) else ("", "", "")
    if key is not None and (begin != kind or not LANGUAGE.fullmatch(other) or other == language):
        stamp.fault("key", f"{shown(key)} is not the same kind in another language, such as {shown(f'{kind}.en')}")
    if isinstance(fingerprint, str) and not FINGERPRINT.fullmatch(fingerprint):
        stamp.fault("fingerprint", "must be 64 signs, 0 to 9 and a to f")


def _sections(root: Parts) -> None:
    """Each of the ten once, in any order."""
    seen: set[str] = set()
    for section in _objects(root, "sections"):
        _once(section, "code", seen)
    missing = [code for code in SECTIONS if code not in seen]
    if missing and isinstance(root.raw.get("sections"), list):
        root.fault("sections", f"must hold each of the ten sections; missing: {', '.join(missing)}")


def _prompts(root: Parts) -> None:
    letter, seen = KIND_LETTERS.get(str(root.raw.get("kind"))), set[str]()
    for section in _objects(root, "sections"):
        stem = f"{letter}-{section.raw.get('code')}-"
        for prompt in _objects(section, "prompts"):
            code = prompt.raw.get("id")
            _once(prompt, "id", seen)
            fits = isinstance(code, str) and code.startswith(stem) and PROMPT_NUMBER.fullmatch(code.removeprefix(stem))
            if letter and isinstance(code, str) and code.strip() and not fits:
                prompt.fault("id", f"{shown(code)} does not fit its place: it must be {stem} and a number")
            lowest, highest = prompt.raw.get("min"), prompt.raw.get("max")
            if is_number(lowest) and is_number(highest) and lowest > highest:
                prompt.fault("max", f"{shown(highest)} is below min, {shown(lowest)}")


def _indicators(root: Parts) -> None:
    seen: set[str] = set()
    for indicator in _objects(root, "indicators"):
        _once(indicator, "id", seen)
        figures = {str(figure.raw.get("field")) for figure in _objects(indicator, "also")}
        for key in ("watch", "act"):
            for rule in _objects(indicator, key):
                if isinstance(rule.raw.get("field"), str):
                    rule.pointer("field", figures, "one of the indicator's further figures (also)")


def _check(root: Parts) -> None:
    raw = root.raw.get("check")
    if not isinstance(raw, dict):
        return
    check = Parts(raw, "check", root.faults, raw)
    for key, names in (("questions", ("number", "key")), ("bands", ("key",))):
        seen: dict[str, set[Any]] = {name: set() for name in names}
        for row in _objects(check, key):
            for name in names:
                _once(row, name, seen[name])


RULES: tuple[Callable[[Parts], None], ...] = (_language, _source, _sections, _prompts, _indicators, _check)


def _objects(part: Parts, key: str) -> Iterator[Parts]:
    """The objects of a list that has been read: what is wrong with their shape has been said, and is not said twice."""
    value = part.raw.get(key)
    quiet = Faults()
    listed = Parts({key: value}, part.place, quiet, (key,)).listed(key) if isinstance(value, list) else ()
    for place, raw in listed:
        if isinstance(raw, dict):
            yield Parts(raw, place, part.faults, raw)


def _once(part: Parts, key: str, seen: set[Any]) -> None:
    value = part.raw.get(key)
    if isinstance(value, str | int) and value in seen:
        part.fault(key, f"{shown(value)} is used twice")
    elif isinstance(value, str | int):
        seen.add(value)


def _without_nulls(value: Any) -> Any:
    """The same with every key left out that says null, as if it were missing."""
    if isinstance(value, dict):
        return {key: _without_nulls(part) for key, part in value.items() if part is not None}
    return [_without_nulls(part) for part in value] if isinstance(value, list) else value
