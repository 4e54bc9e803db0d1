"""Versions of a workbook: kept by name, or taken by what happened to it; read as they were, and compared in words."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, OuterRef, Subquery
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from clusters.errors import Refusal
from swot.content import TemplateContent
from swot.document.gather import Rows
from swot.document.values import Action, Document, Entry, Reading, Strategy
from swot.document.write import to_json
from swot.forms.first_questions import FIELDS
from swot.forms.inclusion import ANSWERS
from swot.last_time import LastTime, of_snapshot
from swot.models import Snapshot, Workbook
from swot.models.entry import Grade
from swot.rules.quadrants import LABELS
from swot.rules.said_otherwise import Group, differ
from swot.views.prompts import answer_words


@transaction.atomic
def keep(rows: Rows, *, by: Any, key: UUID, name: str, says: str) -> Snapshot:
    """Keep the workbook as it stands under a name; sent twice with one key, the version's own, it is kept once.

    `Refusal` when the key is a version of another workbook, `Closed` when the workbook is.
    """
    book = rows.workbook
    book.hold()
    known = Snapshot.objects.filter(pk=key).first()
    if known and known.workbook_id == book.pk:
        return known
    if known:
        raise Refusal(_("This version could not be kept. Open the page again and keep it from there."))
    kept = Snapshot.take(book, to_json(rows.whole, book.content()), by=by, pk=key, name=name, says=says)
    book.note("kept version", "version", by=by, name=name)
    return kept


def every(workbook: Workbook) -> list[Snapshot]:
    """The versions of a workbook, the newest first, without their documents, in one query."""
    own = Snapshot.objects.filter(pk=OuterRef("pk")).order_by("briefings__number")
    ended = Workbook.objects.filter(last_time=OuterRef("pk"))
    found = workbook.snapshots.defer("document").select_related("made_by", "upgrade")
    return list(found.annotate(issued_as=Subquery(own.values("briefings__number")[:1]), is_end=Exists(ended)))


def title_of(version: Any) -> str:
    """Its name, or what took it."""
    if version.name:
        return str(version.name)
    if version.issued_as:
        return _("Briefing %(number)d, as it was issued") % {"number": version.issued_as}
    if hasattr(version, "upgrade"):
        return _("Before the questions were renewed")
    return _("As it ended") if version.is_end else _("Kept on the way")


@dataclass(frozen=True)
class Version:
    """One side of a comparison: the workbook then or now, under the name that people know it by."""

    name: str
    document: Document
    content: TemplateContent


def at_snapshot(version: Any) -> Version | None:
    """A version as values; None where this program can no longer read it."""
    found: LastTime | None = of_snapshot(version.pk)
    day = date_format(localtime(version.made_at), "j F Y, H:i")
    return Version(f"{title_of(version)}, {day}", found.document, found.content) if found else None


def now(rows: Rows) -> Version:
    """The workbook as it stands."""
    return Version(_("Now"), rows.with_plans, rows.workbook.content())


def between(then: Version, later: Version) -> tuple[Group, ...]:
    """All that one says otherwise than the other: section by section, then what cuts across them. Groups without any are left out."""
    groups = (*_sections(then, later), *_across(then, later))
    return tuple(group for group in groups if group.things)


def _sections(then: Version, later: Version) -> Iterator[Group]:
    titles = {one.code: one.title for one in (*then.content.sections, *later.content.sections)}
    for code, title in titles.items():
        answers = differ(_answers(then, code), _answers(later, code), lambda one: one[1], lambda one: one[0])
        entries = differ(_entries(then, code), _entries(later, code), said_of_entry, lambda one: one.id)
        yield Group(title, (*answers, *entries))


def _answers(version: Version, section: str) -> list[tuple[str, str]]:
    """Each question of a section that was answered, as it is asked, with the answer in words."""
    prompts = version.content.prompts
    asked = ((prompts[one.prompt_id], one) for one in version.document.answers if one.prompt_id in prompts)
    return [(prompt.text, answer_words(prompt, one)) for prompt, one in asked if prompt.section == section]


def _entries(version: Version, section: str) -> list[Entry]:
    return [one for one in version.document.entries if one.section == section]


def _across(then: Version, later: Version) -> Iterator[Group]:
    one, two = then.document, later.document
    yield Group(_("Three questions first"), differ(_first(then), _first(later), lambda it: it[1], lambda it: it[0]))
    yield Group(_("The self-check"), differ(_check(then), _check(later), lambda it: it[1], lambda it: it[0]))
    yield Group(_("What is counted"), differ(one.readings, two.readings, _reading, _named(later.content)))
    yield Group(_("Strategies"), differ(one.strategies, two.strategies, said_of_strategy))
    yield Group(_("Actions"), differ(one.actions, two.actions, said_of_action))
    yield Group(_("What is asked"), differ(one.asks, two.asks, lambda it: it.decision_asked, lambda it: it.reader))


def _first(version: Version) -> list[tuple[str, str]]:
    asked, told = version.content.words["start_questions"], version.document.first_questions
    pairs = zip(asked, FIELDS, strict=True)
    return [(question["text"], getattr(told, name) or "") for question, name in pairs]


def _check(version: Version) -> list[tuple[str, str]]:
    told, asked = version.document.check, version.content.check.questions
    words = {key: str(label) for key, label in ANSWERS}
    pairs = zip(asked, told.answers, strict=False) if told else ()
    return [(question.text, words.get(said or "", "")) for question, said in pairs]


def said_of_entry(one: Entry) -> str:
    """An entry with its place, its evidence and its weight."""
    where = LABELS[one.quadrant] if one.quadrant else _("Not sorted yet")
    told = [str(Grade(one.evidence.grade).label).partition(":")[0], one.evidence.source, one.evidence.text]
    told += [_("impact %(number)d") % {"number": one.impact}] if one.impact else []
    told += [_("certainty %(number)d") % {"number": one.certainty}] if one.certainty else []
    told += [one.inclusion_who or _("people already here")] if one.inclusion else []
    return f"{where}: {one.text} ({'; '.join(filter(None, told))})"


def said_of_strategy(one: Strategy) -> str:
    """A strategy with the entries it stands on and every answer to its questions."""
    behind = ", ".join((*one.internal_entries, *one.external_entries))
    told = (one.who_gains, one.who_could_lose, one.how_we_will_know, one.how_it_goes_with_the_grain, one.who_must_agree)
    draft = "" if one.kept else _("put aside or a draft")
    return ". ".join(filter(None, [one.strategy.rstrip("."), behind, *told, draft]))


def said_of_action(one: Action) -> str:
    """An action with its owner, its day and whether it is done."""
    due = date_format(one.due, "j F Y") if one.due else ""
    told = (one.action, one.owner, due, one.first_step_within_30_days, one.measure, _("done") if one.done else "")
    return "; ".join(filter(None, told))


def _reading(one: Reading) -> str:
    return _("not yet known") if one.value is None else f"{one.value}"


def _named(content: TemplateContent) -> Any:
    known = content.indicator_by_id
    return lambda one: known[one.id].what if one.id in known else one.id


def linked(groups: Iterable[Group], rows: Rows) -> tuple[Group, ...]:
    """Each thing that still stands with the address of its history, where it can be brought back."""
    pk = rows.workbook.pk
    urls = {
        asked.text: reverse("swot:answer-history", args=[pk, asked.id])
        for asked in rows.workbook.content().prompts.values()
    }
    for name, each in (("entry", rows.entries), ("strategy", rows.strategies), ("action", rows.actions)):
        urls |= {row.ref: reverse(f"swot:{name}-history", args=[pk, row.ref]) for row in each}
    return tuple(
        replace(group, things=tuple(replace(one, url=urls.get(one.about, "")) for one in group.things))
        for group in groups
    )


@dataclass(frozen=True)
class Part:
    """One section as a version says it: its questions with their answers in words, and its entries."""

    title: str
    answers: tuple[tuple[str, str], ...]
    entries: tuple[tuple[str, str], ...]


def parts(version: Version) -> Iterator[Part]:
    """The sections in which something is said."""
    for section in version.content.sections:
        entries = tuple((one.id, said_of_entry(one)) for one in _entries(version, section.code))
        answers = tuple((question, words) for question, words in _answers(version, section.code) if words)
        if answers or entries:
            yield Part(section.title, answers, entries)
