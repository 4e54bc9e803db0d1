"""Where a draft's prompts stand and what they are called: one step, a copy, another section, the next free code."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from clusters.errors import Refusal
from swot.models import Prompt, Section, TemplateVersion
from swot.models.template_rows import PROMPT_FIELDS
from swot.problems import KIND_LETTERS

# Each of these names one question of a kind: a copy that kept them would be read as the question it was made from.
ONE_QUESTIONS = {"concept": None, "indicator": None, "indicator_divide_by": None}


def locked(version: int) -> TemplateVersion:
    """The draft, held until the end of the transaction; `Frozen` once it has been published."""
    TemplateVersion(pk=version).refuse_if_frozen()
    return TemplateVersion.objects.select_related("template").get(pk=version)


def stem(kind: str, section: str) -> str:
    """What every code of a section begins with, such as "D-COL-"."""
    return f"{KIND_LETTERS[kind]}-{section}-"


def next_codes(kind: str) -> dict[str, str]:
    """The next code of each section by section code, after every number any version in any language has used; one query.

    A section that has never asked anything is missing: `next_code` gives its first.
    """
    codes = Prompt.objects.filter(section__version__template__kind=kind).values_list("code", flat=True).distinct()
    highest: dict[str, int] = {}
    for code in codes.order_by("code"):
        begin, _dash, number = code.rpartition("-")
        if number.isdecimal():
            highest[begin] = max(int(number), highest.get(begin, 0))
    return {begin.rpartition("-")[2]: f"{begin}-{number + 1}" for begin, number in highest.items()}


def next_code(kind: str, section: str) -> str:
    """The next code of one section."""
    return next_codes(kind).get(section, f"{stem(kind, section)}1")


def step(section: Section, code: str, by: int) -> None:
    """Change a prompt's place with its neighbour's; at the end nothing moves."""
    queue = list(section.prompts.all())
    at = next((place for place, prompt in enumerate(queue) if prompt.code == code), None)
    if at is None or not 0 <= at + by < len(queue):
        return
    queue[at], queue[at + by] = queue[at + by], queue[at]
    _number(queue)


def duplicate(section: Section, code: str) -> str | None:
    """Put a copy after a prompt of a draft, under the next code; that code, or None where there is no such prompt.

    The copy names no concept and no indicator, for each belongs to one question.
    """
    queue = list(section.prompts.all())
    at = next((place for place, prompt in enumerate(queue) if prompt.code == code), None)
    if at is None:
        return None
    fields = {name: getattr(queue[at], name) for name in PROMPT_FIELDS} | ONE_QUESTIONS
    new = next_code(section.version.template.kind, section.code)
    copy = Prompt.objects.create(section=section, position=len(queue), code=new, **fields)
    _number([*queue[: at + 1], copy, *queue[at + 1 :]])
    return new


@transaction.atomic
def move(prompt: Prompt, section: Section) -> str:
    """Move a prompt of a draft to the end of another of its sections, under that section's next code; the new code.

    What names it in the draft (conditions, indicators, early warnings) names it by the new code afterwards. `Frozen` once
    published; `Refusal` when somebody moved or removed it first, or the section is of another draft.
    """
    draft = locked(prompt.section.version_id)
    if section.version_id != draft.pk or section.pk == prompt.section_id:
        raise Refusal(_("Choose one of the other sections of this draft."))
    old, new = prompt.code, next_code(draft.template.kind, section.code)
    here = Prompt.objects.filter(pk=prompt.pk, section=prompt.section_id, code=old)
    if not here.update(section=section, code=new, position=section.prompts.count()):
        raise Refusal(_("Somebody moved or removed this question a moment ago. Look at the section again."))
    for row in Prompt.objects.filter(section__version=draft, show_if__prompt=old):
        row.show_if = _renamed(row.show_if, old, new)
        row.save(update_fields=["show_if"])
    draft.indicators.filter(prompt=old).update(prompt=new)
    draft.words = _renamed(draft.words, old, new)
    draft.save(update_fields=["words"])
    _number(list(prompt.section.prompts.all()))
    return new


def is_published(code: str, kind: str) -> bool:
    """Whether leaders have been asked this, so that answers may hang on its code."""
    asked = Prompt.objects.filter(code=code, section__version__template__kind=kind)
    return asked.exclude(section__version__state=TemplateVersion.State.DRAFT).exists()


def _number(queue: list[Prompt]) -> None:
    for place, prompt in enumerate(queue):
        if prompt.position != place:
            Prompt.objects.filter(pk=prompt.pk).update(position=place)


def _renamed(value: Any, old: str, new: str) -> Any:
    """The same data with one code in the place of another."""
    if isinstance(value, dict):
        return {key: _renamed(part, old, new) for key, part in value.items()}
    if isinstance(value, list):
        return [_renamed(part, old, new) for part in value]
    return new if value == old else value
