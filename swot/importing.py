"""Taking a template from its file: what that would do, said before anything is done, and then doing exactly that.

A published version is never changed, and an open draft is replaced only by who has seen what it says.
"""

from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from clusters.errors import Refusal
from swot.content import TemplateContent
from swot.models import CheckQuestion, Indicator, Prompt, Section, TemplateVersion, Trap, WorkbookTemplate
from swot.pack.read import Pack, Stamp
from swot.problems import Problem, problems
from swot.rules.differences import ADDED, CHECK_RULES, PARTS, REMOVED, Difference, differences

State = TemplateVersion.State


@dataclass(frozen=True)
class Proposal:
    """What taking a file would do, as things stand now.

    `same` is the version that holds this content already; `against` the version compared with: the open draft or else the
    newest published one; `found` what is different from it. `source` is the version the new draft will name as translated.
    """

    pack: Pack
    template: WorkbookTemplate | None
    same: TemplateVersion | None
    draft: TemplateVersion | None
    published: TemplateVersion | None
    source: TemplateVersion | None
    found: tuple[Difference, ...]
    seen: str

    @property
    def against(self) -> TemplateVersion | None:
        """The version it was compared with."""
        return self.draft or self.published

    @property
    def lacks_source(self) -> bool:
        """Whether the file names a version it translates, and that is not here."""
        stamp = self.pack.translated_from
        return stamp is not None and (self.source is None or self.source.fingerprint != stamp.fingerprint)

    def problems(self) -> tuple[Problem, ...]:
        """What would stand before publishing it."""
        return problems(self.pack.content, previous=self.published.content() if self.published else None)


@dataclass(frozen=True)
class Tally:
    """How many things of one part match, change, are new or are taken away."""

    part: str
    match: int
    change: int
    new: int
    gone: int


class Overtaken(Refusal):
    """What was shown no longer stands; `proposal` is what taking the file would do now."""

    def __init__(self, proposal: Proposal) -> None:
        super().__init__(_("The template was changed since this was shown. Look again at what would happen now."))
        self.proposal = proposal


def propose(pack: Pack) -> Proposal:
    """What taking the file would do; nothing is written."""
    content = pack.content
    template = WorkbookTemplate.objects.filter(kind=content.kind, language=content.language).first()
    versions = list(template.versions.order_by("-number").select_related("template", "source")) if template else []
    draft = next((one for one in versions if one.state == State.DRAFT), None)
    published = next((one for one in versions if one.state == State.PUBLISHED), None)
    written = draft.read_content() if draft else None
    against = written or (published.content() if published else None)
    fingerprints = {one.fingerprint: one for one in versions if one.is_frozen}
    named = _source(pack.translated_from)
    if draft and written and named in (None, draft.source):
        fingerprints.setdefault(written.reckon_fingerprint(), draft)
    return Proposal(
        pack=pack,
        template=template,
        same=fingerprints.get(content.reckon_fingerprint()),
        draft=draft,
        published=published,
        source=named or (versions[0].source if versions else None),
        found=differences(against, content) if against else (),
        seen=_seen(draft, written, published),
    )


@transaction.atomic
def take(pack: Pack, *, seen: str, replacing: bool = False) -> TemplateVersion:
    """Make a draft of the file; `seen` is that of the proposal that was shown.

    `Overtaken` when something else stands there by now, `Refusal` when nothing is to do or a draft would have to be replaced
    and `replacing` does not say so.
    """
    template, _new = WorkbookTemplate.objects.get_or_create(kind=pack.content.kind, language=pack.content.language)
    _hold(template)
    now = propose(pack)
    if now.seen != seen:
        raise Overtaken(now)
    if now.same:
        raise Refusal(_("%(version)s holds exactly this already: nothing to do.") % {"version": now.same})
    if now.draft is None:
        return _begin(template, now)
    if not replacing:
        raise Refusal(_("A draft of this template is open. Finish or delete it first, or choose to replace it."))
    now.draft.source = now.source
    now.draft.fill(pack.content)
    return now.draft


def tallies(proposal: Proposal) -> tuple[Tally, ...]:
    """The proposal in numbers, part by part; without anything to compare with, all is new."""
    codes = {part: set(_codes(proposal.pack.content, part)) for part in PARTS}
    if proposal.against is None:
        return tuple(Tally(part, 0, 0, len(codes[part]), 0) for part in PARTS)
    found = []
    for part in PARTS:
        added, gone = (
            {d.code for d in proposal.found if d.part == part and d.what == what} for what in (ADDED, REMOVED)
        )
        changed = {d.code for d in proposal.found if d.part == part} - added - gone
        found.append(Tally(part, len(codes[part] - added - changed), len(changed), len(added), len(gone)))
    return tuple(found)


def stamp_of(version: TemplateVersion) -> Stamp | None:
    """The version a version translates, as its file names it."""
    return Stamp(str(version.source.template), version.source.fingerprint) if version.source else None


def pack_of(version: TemplateVersion) -> Pack:
    """What the file of a version holds."""
    return Pack(version.content(), stamp_of(version))


def _source(stamp: Stamp | None) -> TemplateVersion | None:
    if stamp is None:
        return None
    kind, _dot, language = stamp.key.partition(".")
    there = TemplateVersion.objects.exclude(state=State.DRAFT).select_related("template")
    return there.filter(template__kind=kind, template__language=language, fingerprint=stamp.fingerprint).first()


def _seen(draft: TemplateVersion | None, written: TemplateContent | None, published: TemplateVersion | None) -> str:
    """What stands there, so that anything else can be told from it."""
    waiting = f"{draft.pk}:{draft.source_id}:{written.reckon_fingerprint()}" if draft and written else ""
    return f"{published.pk if published else ''}/{waiting}"


def _hold(template: WorkbookTemplate) -> None:
    """Keep everybody else from writing in its draft until this is done."""
    template.hold()
    draft = {"state": State.DRAFT, "template": template}
    of_draft = {f"version__{key}": value for key, value in draft.items()}
    held: tuple[QuerySet[Any], ...] = (
        TemplateVersion.objects.filter(**draft),
        *(model._default_manager.filter(**of_draft) for model in (Section, CheckQuestion, Indicator, Trap)),
        Prompt.objects.filter(**{f"section__{key}": value for key, value in of_draft.items()}),
    )
    for rows in held:
        list(rows.select_for_update(of=("self",)).values_list("pk"))


def _begin(template: WorkbookTemplate, now: Proposal) -> TemplateVersion:
    try:
        with transaction.atomic():
            return template.draft(now.pack.content, source=now.source)
    except IntegrityError:
        raise Refusal(_("Somebody started a draft of this template a moment ago. Show the file again.")) from None


def _codes(content: TemplateContent, part: str) -> list[str]:
    """The codes by which the things of a part are known, as `differences` names them."""
    return {
        "title": ["title"],
        "section": list(content.section_by_code),
        "prompt": list(content.prompts),
        "check": [*(question.key for question in content.check.questions), "words", "bands", *CHECK_RULES],
        "indicator": list(content.indicator_by_id),
        "trap": [str(number) for number in range(1, len(content.traps) + 1)],
        "words": list(content.words),
    }[part]
