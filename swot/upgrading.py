"""Going on with a newer version of the template: what is offered, choosing, finishing, taking it back (spec curation.md).

Until it is finished nothing of the workbook is touched. Answers that are kept go along and remember their wording; the
others are set aside where they are. Taking it back is the same the other way round, so neither way loses an answer.
"""

from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef, Subquery
from django.utils import timezone
from django.utils.translation import gettext as _

from clusters.errors import Refusal, Stale
from clusters.patient import patient
from swot.content import CheckQuestion, Prompt, TemplateContent
from swot.document.gather import Rows
from swot.document.values import Answer, Document
from swot.document.write import to_json
from swot.models import Answer as AnswerRow
from swot.models import SetAsideCheck, Snapshot, TemplateVersion, Upgrade, UpgradeChoice, Workbook
from swot.models.moving import bring_back, go, set_aside
from swot.rules.answers import answers_by_id
from swot.rules.differences import Difference, asks_again, differences, still_fits

KEEP, ANEW, PARK = UpgradeChoice.Choice.values


@dataclass(frozen=True)
class Question:
    """One question that a leader has answered and that is asked no more, or means something else in the newer version.

    `code` is a prompt's id, or "check " and a question's key; `after` is None where it is asked no more; `may` are the
    choices there are; with one alone there is nothing to choose.
    """

    code: str
    before: Prompt | CheckQuestion
    after: Prompt | CheckQuestion | None
    answer: Answer | str
    difference: Difference
    may: tuple[str, ...]


@dataclass(frozen=True)
class Offered:
    """A newer version that a workbook may go on with, and what that would change."""

    source: TemplateVersion
    target: TemplateVersion

    @cached_property
    def before(self) -> TemplateContent:
        """What the workbook asks now."""
        return self.source.content()

    @cached_property
    def after(self) -> TemplateContent:
        """What it would ask."""
        return self.target.content()

    @cached_property
    def differences(self) -> tuple[Difference, ...]:
        """Everything that is different."""
        return differences(self.before, self.after)

    def questions(self, document: Document) -> tuple[Question, ...]:
        """The answers of this workbook about which there is something to say, in the order of the newer version."""
        given = answers_by_id(document)
        checked = _checked(document, self.before)
        found = []
        for one in asks_again(self.differences):
            if one.part == "prompt" and one.code in given:
                found.append(self._prompt(one, given[one.code]))
            elif one.part == "check" and checked.get(one.code):
                found.append(self._check(one, checked[one.code]))
        return tuple(found)

    def _prompt(self, one: Difference, answer: Answer) -> Question:
        before, after = self.before.prompts[one.code], self.after.prompts.get(one.code)
        fits = still_fits(before, after, answer.value)
        may = (KEEP, ANEW, PARK) if fits else (ANEW, PARK) if after else (PARK,)
        return Question(one.code, before, after, answer, one, may)

    def _check(self, one: Difference, answer: str) -> Question:
        before, after = (_by_key(content).get(one.code) for content in (self.before, self.after))
        assert before
        return Question(f"check {one.code}", before, after, answer, one, (KEEP, ANEW) if after else (PARK,))


def offered(workbook: Workbook) -> Offered | None:
    """The newest published version of the same template, where the workbook is open and asks by an earlier one."""
    version = workbook.version
    newer = TemplateVersion.objects.published().filter(template=version.template_id, number__gt=version.number)
    target = None if workbook.closed_at else newer.select_related("template").order_by("-number").first()
    return Offered(version, target) if target else None


def with_newest(books: Any) -> Any:
    """Workbooks with the newest published version of their template, as `newest` and `newest_print`."""
    newer = TemplateVersion.objects.published().filter(template=OuterRef("version__template")).order_by("-number")
    return books.annotate(
        newest=Subquery(newer.values("pk")[:1]), newest_print=Subquery(newer.values("fingerprint")[:1])
    )


def told_of(workbook: Any) -> Offered | None:
    """As `offered`, of a workbook that was read `with_newest`: asks nothing once that version was read."""
    if workbook.closed_at or not workbook.newest or workbook.newest == workbook.version_id:
        return None
    target = _kept_version(workbook.newest, workbook.newest_print)
    return Offered(workbook.version, target) if target.number > workbook.version.number else None


@lru_cache(maxsize=64)
def _kept_version(pk: int, fingerprint: str) -> TemplateVersion:
    """A published version by what names it; whether it was retired since is not told by it."""
    return TemplateVersion.objects.select_related("template").get(pk=pk, fingerprint=fingerprint)


@transaction.atomic
def choose(workbook: Workbook, offer: Offered, choices: dict[str, str], *, by: Any, seen: int) -> Upgrade:
    """Note what becomes of answers, by code; nothing of the workbook changes yet.

    `seen` is 0 where no choice was made yet, else the revision of the choices that the writer saw; `Stale` if they moved
    on, unless they say just this already. Choices that were made for another version are let go of: they were made about
    other questions.
    """
    others = workbook.upgrades.open().exclude(source=offer.source, target=offer.target)
    others.update(ended_at=timezone.now())
    same = {"workbook": workbook, "source": offer.source, "target": offer.target}
    upgrade, is_new = Upgrade.objects.get_or_create(**same, finished_at=None, ended_at=None, defaults={"begun_by": by})
    if not is_new and {**upgrade.said, **choices} == upgrade.said:
        return upgrade
    if is_new and seen:
        raise Stale(upgrade)
    if not is_new:
        upgrade.swap(seen=seen)
    for code, choice in choices.items():
        UpgradeChoice.objects.update_or_create(upgrade=upgrade, code=code, defaults={"choice": choice, "chosen_by": by})
    return upgrade


def cancel(workbook: Workbook, *, seen: int) -> None:
    """Let go of the choices made; the workbook was not touched, and the newer version stays on offer. `Stale`."""
    upgrade = workbook.upgrades.open().first()
    if upgrade:
        upgrade.swap(seen=seen, ended_at=timezone.now())


@patient
def finish(workbook: Workbook, offer: Offered, *, by: Any) -> Upgrade:
    """Go on with the newer version; a snapshot is taken before.

    `Refusal` while something is to be chosen, `Stale` when another version was chosen for or published since.
    """
    book = Workbook.objects.alone(workbook.pk)
    if book.closed_at:
        raise book.closed()
    upgrade = book.upgrades.open().filter(source=book.version_id, target=offer.target).first()
    if book.version_id != offer.source.pk or offer.target.state != TemplateVersion.State.PUBLISHED:
        raise Stale(book)
    upgrade = upgrade or choose(book, offer, {}, by=by, seen=0)
    rows = Rows(book)
    said, questions = upgrade.said, offer.questions(rows.document)
    open_ = [one for one in questions if len(one.may) > 1 and said.get(one.code) not in one.may]
    if open_:
        codes = ", ".join(one.code for one in open_)
        raise Refusal(_("Choose first what becomes of your answers to %(codes)s.") % {"codes": codes})
    snapshot = Snapshot.take(book, to_json(rows.whole, book.content()), by=by)
    chosen = {one.code: said[one.code] if len(one.may) > 1 else one.may[0] for one in questions}
    _part(book, offer.source, {code: how for code, how in chosen.items() if how != KEEP}, upgrade)
    again = [one.code for one in questions if one.code in offer.before.prompts]
    go(book, offer.source, offer.target, again=again)
    _carry_check(book, offer, upgrade, [one.removeprefix("check ") for one, how in chosen.items() if how == ANEW])
    upgrade.swap(seen=upgrade.revision, snapshot=snapshot, finished_at=timezone.now())
    book.note("upgraded", "questions", by=by, version=offer.target.number)
    return upgrade


def history(workbook: Workbook) -> list[Upgrade]:
    """Every upgrade of a workbook that was finished or is being chosen for, the last one first, in one query.

    `is_told`: whether a briefing was issued or the workbook closed since it was finished.
    """
    since = Snapshot.objects.filter(
        workbook=OuterRef("workbook"), made_at__gt=OuterRef("finished_at"), upgrade=None, name=""
    )
    rows = workbook.upgrades.exclude(finished_at=None, ended_at__isnull=False).annotate(is_told=Exists(since))
    beside = ("source__template", "target__template", "begun_by", "snapshot__made_by")
    return list(rows.select_related(*beside).defer("snapshot__document"))


def undoable(workbook: Workbook, past: list[Upgrade] | None = None) -> Upgrade | None:
    """The upgrade that may still be taken back: the last one, until a briefing is issued or the workbook closed."""
    past = history(workbook) if past is None else past
    last = next((one for one in past if one.finished_at and not one.ended_at), None)
    if last is None or last.target_id != workbook.version_id or workbook.closed_at or last.is_told:
        return None
    return last


@patient
def undo(workbook: Workbook, which: int, *, by: Any) -> Upgrade:
    """Go back to the version before, with every answer as it was; what was answered anew since is parked.

    `which` is the primary key of the upgrade that the writer saw. `Refusal` where that one can no longer be taken back.
    """
    book = Workbook.objects.alone(workbook.pk)
    last = undoable(book)
    if last is None or last.pk != which:
        raise Refusal(_("This can no longer be taken back: a briefing was issued since, or it was taken back already."))
    if last.source.is_closed_on(book.cluster.today):
        raise Refusal(_("The version before is closed, so there is no way back to it."))
    kept_back = book.answers.filter(aside_by=last, prompt__section__version=last.source_id)
    codes = set(kept_back.values_list("prompt__code", flat=True))
    gone = set(last.target.pks().prompts) - set(last.source.pks().prompts)
    _part(book, last.target, dict.fromkeys(codes | gone, PARK), last)
    go(book, last.target, last.source)
    for answer in kept_back:
        bring_back(answer)
    _restore_check(book, last)
    last.swap(seen=last.revision, ended_at=timezone.now())
    book.note("went back", "questions", by=by, version=last.source.number)
    return last


@patient
def use_again(workbook: Workbook, answer: AnswerRow, *, by: Any) -> None:
    """Let an answer that was set aside stand again, where its question is asked and has no other answer. `Refusal`."""
    book = Workbook.objects.alone(workbook.pk)
    code = answer.prompt.code
    now = book.content().prompts.get(code)
    given = answer.prompt.section.version.content().prompts[code]
    if not still_fits(given, now, answer.value):
        raise Refusal(_("This question is asked otherwise now, so the old answer can only be read."))
    if book.answers.standing().filter(prompt__code=code).exists():
        raise Refusal(_("This question has an answer already. Park or change that one first."))
    bring_back(answer)
    go(book, answer.prompt.section.version, book.version)
    book.note("used again", f"prompt {code}", by=by)


def _part(book: Workbook, version: TemplateVersion, choices: dict[str, str], upgrade: Upgrade) -> None:
    """Set answers aside that do not go along, each as it was chosen."""
    pks = version.pks().prompts
    aside = {ANEW: AnswerRow.Aside.ANEW, PARK: AnswerRow.Aside.PARKED}
    for how, word in aside.items():
        prompts = [pks[code] for code, chosen in choices.items() if chosen == how and code in pks]
        set_aside(book.answers.filter(prompt__in=prompts), word, by=upgrade)


def _carry_check(book: Workbook, offer: Offered, upgrade: Upgrade, anew: list[str]) -> None:
    """Answers of the self-check go along by the keys of their questions; what does not is kept as it was taken."""
    check = book.self_check
    if check.taken_on is None:
        return
    given = dict(zip(_by_key(offer.before), check.answers, strict=False))
    carried = {key: given.get(key) for key in _by_key(offer.after) if key not in anew}
    _lay_down(book, given, carried, offer.source, upgrade)
    _answer_check(book, [carried.get(key) for key in _by_key(offer.after)])


def _restore_check(book: Workbook, last: Upgrade) -> None:
    """The self-check as it was before, with answers given since to questions that had none."""
    check = book.self_check
    if check.taken_on is None:
        return
    row = book.checks_aside.filter(upgrade=last, version=last.source).first()
    now = dict(zip(_by_key(last.target.content()), check.answers, strict=False))
    keys = list(_by_key(last.source.content()))
    then = dict(zip(keys, row.answers, strict=False)) if row else {}
    carried = {key: then.get(key) or now.get(key) for key in keys}
    _lay_down(book, now, carried, last.target, last)
    _answer_check(book, [carried[key] for key in keys])
    if row:
        row.delete()


def _lay_down(
    book: Workbook, given: dict[str, Any], carried: dict[str, Any], version: TemplateVersion, upgrade: Upgrade
) -> None:
    check = book.self_check
    if any(answer and carried.get(key) != answer for key, answer in given.items()):
        told = {"name": check.name, "answers": list(given.values()), "basis": check.basis, "taken_on": check.taken_on}
        SetAsideCheck.objects.create(workbook=book, version=version, upgrade=upgrade, **told)


def _answer_check(book: Workbook, answers: list[Any]) -> None:
    check = book.self_check
    if list(check.answers) != answers:
        check.swap(seen=check.revision, answers=answers)


def _checked(document: Document, content: TemplateContent) -> dict[str, Any]:
    """Answers of the self-check by the key of their question; none before it was taken."""
    return dict(zip(_by_key(content), document.check.answers, strict=False)) if document.check else {}


def _by_key(content: TemplateContent) -> dict[str, CheckQuestion]:
    return {question.key: question for question in content.check.questions}
