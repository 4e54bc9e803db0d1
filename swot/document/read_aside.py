"""Reads what was set aside when the workbook went on with a newer version of its template."""

from swot.content import TemplateContent
from swot.document.faults import shown
from swot.document.fields import HIGHEST_VERSION, Fields
from swot.document.read_answers import ANSWER_KEYS, Earlier, Seen, read_answer
from swot.document.read_inclusion import check_answers
from swot.document.values import CheckAside, SelfCheck, SetAside

ASIDES = ("anew", "parked")
SET_ASIDE_KEYS = ("version", "aside", *ANSWER_KEYS[:-1])
CHECK_ASIDE_KEYS = ("version", "name", "answers_in_order", "basis", "as_of")


def read_set_aside(root: Fields, earlier: Earlier, seen: Seen) -> tuple[SetAside, ...]:
    """Answers that do not stand any more, by version and prompt; each is read against the version it was given to."""
    found: list[tuple[int, int, SetAside]] = []
    for fields in root.objects("set_aside", SET_ASIDE_KEYS):
        content = _version(fields, earlier)
        aside = fields.needed_word("aside", ASIDES)
        prompt_id = fields.needed_text("prompt_id")
        prompt = content.prompts.get(prompt_id) if content else None
        if content and prompt is None:
            fields.fault("prompt_id", f"{shown(prompt_id)} is not a prompt of version {content.version}")
        if content and prompt:
            place = list(content.prompts).index(prompt.id)
            answer = read_answer(fields, prompt, seen)
            found.append((content.version, place, SetAside(content.version, aside, prompt.text, prompt.type, answer)))
    return tuple(one for _version, _place, one in sorted(found, key=lambda row: row[:2]))


def read_checks_aside(root: Fields, earlier: Earlier) -> tuple[CheckAside, ...]:
    """Self-checks that did not go along whole, by version."""
    found = []
    for fields in root.objects("checks_aside", CHECK_ASIDE_KEYS):
        content = _version(fields, earlier)
        taken_on = fields.day("as_of")
        if "as_of" not in fields.raw:
            fields.fault("as_of", "is needed")
        if content:
            answers = check_answers(fields, len(content.check.questions))
            check = SelfCheck(fields.text("name") or content.check.title, answers, fields.text("basis"), taken_on)
            found.append(CheckAside(content.version, check))
    return tuple(sorted(found, key=lambda one: one.version))


def _version(fields: Fields, earlier: Earlier) -> TemplateContent | None:
    if "version" not in fields.raw:
        fields.fault("version", "is needed")
    number = fields.whole("version", 0, HIGHEST_VERSION)
    content = earlier(number) if number is not None else None
    if number is not None and content is None:
        fields.fault("version", f"there is no version {number} of this template here")
    return content
