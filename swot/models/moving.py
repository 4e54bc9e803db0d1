"""Rows of workbooks that go from one version of a template to another.

An answer goes with its question and remembers to which wording it was given. One that does not go is set aside with its
lines where it is, on the prompt it was given to: nothing is copied and nothing is deleted.
"""

from collections.abc import Collection, Mapping
from typing import Any

from django.db.models import Case, F, IntegerField, QuerySet, Value, When
from django.db.models.functions import Coalesce, NullIf

from swot.models.answer import Answer, Line
from swot.models.change import Change
from swot.models.entry import Entry
from swot.models.workbook import Workbook


def move(
    books: Collection[Any], prompts: Mapping[int, int], sections: Mapping[int, int], *, again: Collection[int] = ()
) -> None:
    """Let what hangs on these prompts and sections hang on those of another version, for workbooks by primary key.

    Both mappings are primary keys, old to new. Answers to prompts in `again` count as changed, so that whoever is just
    writing to the old question is told. Deleted lines and entries go along, for they can be brought back.
    """
    if prompts:
        to = _cases("prompt_id", prompts)
        mine = {"workbook__in": books, "prompt__in": list(prompts)}
        Answer.objects.filter(aside="", **mine).update(
            given_to_id=NullIf(Coalesce(F("given_to_id"), F("prompt_id")), to),
            revision=F("revision") + Case(When(prompt_id__in=list(again), then=Value(1)), default=Value(0)),
            prompt_id=to,
        )
        Line.objects.filter(aside_with=None, **mine).update(prompt_id=to)
        Entry.objects.filter(**mine).update(prompt_id=to)
    if sections:
        Entry.objects.filter(workbook__in=books, section__in=list(sections)).update(
            section_id=_cases("section_id", sections)
        )


def go(book: Workbook, source: Any, target: Any, *, again: Collection[str] = ()) -> None:
    """Let one workbook, which its caller holds alone, go from one version to another with all that was not set aside.

    Whoever read it before and writes in it now is told that its questions are new. `again` are codes as in `move`.
    """
    old, new = source.pks(), target.pks()
    move([book.pk], _pairs(old.prompts, new.prompts), _pairs(old.sections, new.sections), again=_pks(old, again))
    if book.version_id != target.pk:
        book.swap(seen=book.revision, version=target)


def take_along(books: QuerySet[Workbook], source: Any, target: Any) -> None:
    """Let workbooks that are pinned to `source` go on with `target`, which differs in words only."""
    mine = [book.pk for book in books.select_for_update().filter(version=source).order_by("pk")]
    if not mine:
        return
    old, new = source.pks(), target.pks()
    move(mine, _pairs(old.prompts, new.prompts), _pairs(old.sections, new.sections))
    Workbook.objects.filter(pk__in=mine).update(version=target, revision=F("revision") + 1)
    told = {"verb": "reworded", "what": "questions", "left_as": {"version": target.number}}
    Change.objects.bulk_create(Change(workbook_id=pk, **told) for pk in mine)


def set_aside(answers: QuerySet[Answer], aside: str, *, by: Any) -> None:
    """Put answers away with the lines that are shown with them; `by` is the upgrade that does."""
    for answer in answers.filter(aside=""):
        lines = Line.objects.filter(workbook=answer.workbook_id, prompt=answer.prompt_id, aside_with=None)
        lines.filter(deleted_at=None).update(aside_with=answer)
    answers.filter(aside="").update(aside=aside, aside_by=by)


def bring_back(answer: Answer) -> None:
    """Let an answer that was set aside stand again on the prompt it hangs on; the caller knows that no other does."""
    Line.objects.filter(aside_with=answer.pk).update(aside_with=None)
    Answer.objects.filter(pk=answer.pk).update(aside="", aside_by=None, revision=F("revision") + 1)


def _pks(keys: Any, codes: Collection[str]) -> list[int]:
    return [keys.prompts[code] for code in codes]


def _pairs(old: Mapping[str, int], new: Mapping[str, int]) -> dict[int, int]:
    return {pk: new[code] for code, pk in old.items() if code in new}


def _cases(name: str, pairs: Mapping[int, int]) -> Case:
    cases = [When(**{name: old}, then=Value(new)) for old, new in pairs.items()]
    return Case(*cases, output_field=IntegerField())
