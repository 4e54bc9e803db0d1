"""The worked example of a kind, fitted to whatever a template asks: for looking at pages before anybody has answered."""

import json
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

from clusters.kinds import Kind
from swot import content as template_content
from swot.content import TemplateContent
from swot.document.move_dates import move_dates
from swot.document.read import read
from swot.document.values import Answer, ClusterRecord, Document, SelfCheck, TemplateStamp
from swot.rules.differences import still_fits

LIBRARY = Path(template_content.__file__).resolve().parent / "library"


def example(content: TemplateContent, today: date) -> Document:
    """A document that may be stored on a version with this content, dated `today`.

    The worked example of the kind without what the content does not ask; an empty workbook for a kind that has none.
    """
    stamp = TemplateStamp(content.key, content.version, content.fingerprint)
    path = next(iter(sorted((LIBRARY / "demo").glob(f"*-{content.kind}.json"))), None)
    if path is None:
        cluster = ClusterRecord(name=str(Kind(content.kind).label).capitalize(), kind=content.kind)
        return Document(slug="example", title=content.title, as_of=today, cluster=cluster, template=stamp)
    document, before = _worked(path)
    moved = move_dates(document, (today - document.as_of).days)
    return replace(_fitted(moved, before, content), template=stamp)


@cache
def _worked(path: Path) -> tuple[Document, TemplateContent]:
    """A worked example, and the content of the library that it answers."""
    kind = path.stem.rsplit("-", 1)[-1]
    raw = json.loads((LIBRARY / f"{kind}.en.json").read_text(encoding="utf-8"))
    before = template_content.from_dict(raw, version=1)
    return read(path.read_bytes(), contents=lambda *_asked: before), before


def _fitted(document: Document, before: TemplateContent, after: TemplateContent) -> Document:
    """The document without what `after` does not ask, or asks otherwise."""
    answers = tuple(answer for answer in document.answers if _fits(answer, before, after))
    lines = {line.key for answer in answers for line in answer.lines}
    entries = tuple(
        replace(
            entry,
            prompt_id=entry.prompt_id if entry.prompt_id in after.prompts else None,
            line=entry.line if entry.line in lines else None,
        )
        for entry in document.entries
    )
    return replace(document, answers=answers, entries=entries, check=_check(document.check, before, after))


def _fits(answer: Answer, before: TemplateContent, after: TemplateContent) -> bool:
    return still_fits(before.prompts[answer.prompt_id], after.prompts.get(answer.prompt_id), answer.value)


def _check(check: SelfCheck | None, before: TemplateContent, after: TemplateContent) -> SelfCheck | None:
    """The self-check by the keys of its questions."""
    if check is None:
        return None
    given = dict(zip((question.key for question in before.check.questions), check.answers, strict=False))
    return replace(check, answers=tuple(given.get(question.key) for question in after.check.questions))
