"""Reads the answers of a document against the prompts of its template."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

from swot.content import Prompt, TemplateContent
from swot.document.faults import Faults, named, shown
from swot.document.fields import HIGHEST_VERSION, Fields
from swot.document.values import ANSWER_TYPES, ANSWERED, NOT_KNOWN, PASSED_OVER, Answer, Line
from swot.rules.readings import is_number

LONGEST_LINE = 280
LONGEST_KEY = 80
STATUSES = (ANSWERED, NOT_KNOWN, PASSED_OVER)
ANSWER_KEYS = ("prompt_id", "prompt", "answer_type", "status", "answer", "note", "basis", "given_to")
LINE_KEYS = ("key", "text", "kept")

Earlier = Callable[[int], TemplateContent | None]


@dataclass
class Seen:
    """Prompts and line keys that were met already: each may be there once."""

    prompts: set[str] = field(default_factory=set)
    lines: set[str] = field(default_factory=set)


def read_answers(root: Fields, content: TemplateContent, earlier: Earlier, seen: Seen) -> tuple[Answer, ...]:
    """The answers in the order of the template's prompts; `earlier` gives other versions of it by number."""
    sections = root.object("answers_by_section", content.section_by_title, "not a section of this template")
    found = {}
    for title in sections.raw:
        for fields in sections.objects(title, ANSWER_KEYS):
            prompt = _prompt(fields, title, content, seen)
            if prompt:
                found[prompt.id] = _given_to(fields, read_answer(fields, prompt, seen), content, earlier)
    return tuple(found[prompt_id] for prompt_id in content.prompts if prompt_id in found)


def _prompt(fields: Fields, title: str, content: TemplateContent, seen: Seen) -> Prompt | None:
    prompt_id = fields.needed_text("prompt_id")
    if not prompt_id:
        return None
    prompt = content.prompts.get(prompt_id)
    if prompt is None:
        fields.fault("prompt_id", f"{shown(prompt_id)} is not a prompt of the template {content.key}")
        return None
    belongs = content.section_by_code[prompt.section].title
    if belongs != title:
        fields.fault("prompt_id", f"{prompt_id} belongs under {shown(belongs)}")
    if prompt_id in seen.prompts:
        fields.fault("prompt_id", f"{prompt_id} is answered twice")
    seen.prompts.add(prompt_id)
    return prompt


def _given_to(fields: Fields, answer: Answer, content: TemplateContent, earlier: Earlier) -> Answer:
    """With the version to whose wording it was given."""
    number = fields.whole("given_to", 0, HIGHEST_VERSION)
    if number is None:
        return answer
    given = earlier(number)
    if number == content.version or given is None or answer.prompt_id not in given.prompts:
        fields.fault(
            "given_to", f"there is no other version {number} of this template here that asks {answer.prompt_id}"
        )
    return replace(answer, given_to=number)


def read_answer(fields: Fields, prompt: Prompt, seen: Seen) -> Answer:
    """One answer as the prompt takes it."""
    fields.text("prompt")
    answer_type = ANSWER_TYPES[prompt.type]
    if fields.text("answer_type") not in ("", answer_type):
        fields.fault("answer_type", f"must be {shown(answer_type)} for {prompt.id}")
    status = fields.needed_word("status", STATUSES)
    note = fields.text("note")
    if status == PASSED_OVER and not note.strip():
        fields.fault("note", "the reason is needed for a prompt that is passed over")
    answer = Answer(prompt.id, status, note=note, basis=fields.text("basis"))
    return _answered(answer, fields, prompt, seen) if status == ANSWERED else _unanswered(answer, fields)


def _unanswered(answer: Answer, fields: Fields) -> Answer:
    if "answer" in fields.raw and answer.status:
        fields.fault("answer", f"must be null when the status is {shown(answer.status)}")
    return answer


def _answered(answer: Answer, fields: Fields, prompt: Prompt, seen: Seen) -> Answer:
    if "answer" not in fields.raw:
        fields.fault("answer", 'is needed when the status is "answered"')
        return answer
    if prompt.type == "list":
        return replace(answer, lines=_lines(fields, prompt, seen))
    value = READ_VALUE[prompt.type](fields, prompt)
    if value is not None and value == prompt.not_known_option:
        return replace(answer, status=NOT_KNOWN)
    return replace(answer, value=value)


def _scale(fields: Fields, prompt: Prompt) -> int | None:
    return fields.whole("answer", 1, 5)


def _choice(fields: Fields, prompt: Prompt) -> str | None:
    return fields.word("answer", prompt.options)


def _yes_or_no(fields: Fields, prompt: Prompt) -> str | None:
    return fields.word("answer", ("yes", "no"))


def _text(fields: Fields, prompt: Prompt) -> str:
    return fields.needed_text("answer")


def _number(fields: Fields, prompt: Prompt) -> int | float | None:
    value: Any = fields.raw["answer"]
    if not is_number(value):
        fields.fault("answer", f"must be a number, not {named(value)}")
        return None
    if prompt.min is not None and value < prompt.min:
        fields.fault("answer", f"{value} is less than {prompt.id} allows ({prompt.min})")
    if prompt.max is not None and value > prompt.max:
        fields.fault("answer", f"{value} is more than {prompt.id} allows ({prompt.max})")
    return value


READ_VALUE: dict[str, Callable[[Fields, Prompt], Any]] = {
    "scale": _scale,
    "choice": _choice,
    "number": _number,
    "yesno": _yes_or_no,
    "text": _text,
}


def _lines(fields: Fields, prompt: Prompt, seen: Seen) -> tuple[Line, ...]:
    found = []
    for number, (place, raw) in enumerate(fields.listed("answer"), 1):
        line = _line(raw, place, f"{prompt.id}-{number}", fields.faults)
        if line.key in seen.lines:
            fields.faults.add(place, f"the line key {shown(line.key)} is used twice")
        seen.lines.add(line.key)
        found.append(line)
    return tuple(found)


def _line(raw: Any, place: str, key: str, faults: Faults) -> Line:
    """A line as an object, or, in a worked case, as a text: then it is background and gets the given key."""
    if isinstance(raw, str):
        if not raw.strip() or len(raw) > LONGEST_LINE:
            faults.add(place, f"must have 1 to {LONGEST_LINE} characters")
        return Line(key, raw, kept=True)
    if not isinstance(raw, dict):
        faults.add(place, f"must be a text or an object, not {named(raw)}")
        return Line(key, "")
    fields = Fields(raw, place, faults, LINE_KEYS)
    return Line(
        fields.needed_text("key", LONGEST_KEY), fields.needed_text("text", LONGEST_LINE), kept=fields.flag("kept")
    )
