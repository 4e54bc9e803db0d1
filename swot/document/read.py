"""Reads a document, own export or worked case, into a `Document`; the one way in.

Sentences of faults are English like the keys of the format they speak of.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from swot.content import TemplateContent
from swot.document import strict_json
from swot.document.faults import Faults, Refused, shown
from swot.document.fields import HIGHEST_VERSION, Fields
from swot.document.read_answers import Earlier, Seen, read_answers
from swot.document.read_aside import read_checks_aside, read_set_aside
from swot.document.read_beside import (
    own_thresholds,
    read_comments,
    read_crossings,
    read_last_time,
    read_outcomes,
    read_sources,
    read_thresholds,
)
from swot.document.read_cluster import read_classifier, read_cluster, read_first_questions
from swot.document.read_entries import read_entries
from swot.document.read_inclusion import INCLUSION_KEYS, read_check, read_readings
from swot.document.read_strategies import read_actions, read_asks, read_find_out, read_strategies
from swot.document.values import SCHEMA, Document, TemplateStamp

__all__ = ["Contents", "Refused", "read"]

Contents = Callable[[str, str | None, int | None], TemplateContent | None]

LIVE = "live"
SLUG_SIGNS = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_")
LONGEST_SLUG = 100
IGNORED_KEYS = ("scales", "expected", "derived")
ROOT_KEYS = (
    "schema",
    "slug",
    "title",
    "about",
    "status",
    "as_of",
    "review_on",
    "last_time",
    "template",
    "cluster",
    "classifier",
    "first_questions",
    "answers_by_section",
    "sources",
    "entries",
    "inclusion",
    "crossings",
    "strategies",
    "actions",
    "briefings",
    "find_out",
    "outcomes",
    "set_aside",
    "checks_aside",
    "comments",
    *IGNORED_KEYS,
)
TEMPLATE_KEYS = ("key", "version", "fingerprint")


def read(raw: bytes | str, *, contents: Contents) -> Document:
    """The document a file holds, or `Refused` with the first ten faults; nothing else is ever raised.

    `contents` gives the template of a kind: by key and version, or with None for both the published one in English.
    """
    body = strict_json.parse(raw)
    if not isinstance(body, dict):
        raise Refused(("the file must hold one object, with keys",))
    faults = Faults()
    root = Fields(body, "", faults, ROOT_KEYS)
    head = _head(root)
    content = _content(root, head.cluster.kind, contents)
    if content is None:
        raise Refused(tuple(faults.sentences))
    document = _filled(head, root, content, lambda number: contents(content.kind, content.key, number))
    faults.settle()
    return document


def _head(root: Fields) -> Document:
    """All that can be read without the template; its stamp is still empty."""
    schema = root.raw.get("schema", SCHEMA)
    if type(schema) is not int or schema != SCHEMA:  # True == 1 in Python
        root.fault("schema", f"{shown(schema)} is not a format this program reads ({SCHEMA})")
    return Document(
        slug=_slug(root),
        title=root.needed_text("title"),
        about=root.text("about"),
        status=root.text("status") or LIVE,
        as_of=_as_of(root),
        review_on=root.day("review_on"),
        last_time=read_last_time(root),
        cluster=read_cluster(root),
        template=TemplateStamp("", 0, ""),
        classifier=read_classifier(root),
        first_questions=read_first_questions(root),
    )


def _filled(head: Document, root: Fields, content: TemplateContent, earlier: Earlier) -> Document:
    """The head with all that is read against the template, and against earlier versions of it."""
    seen = Seen()
    answers = read_answers(root, content, earlier, seen)
    sources = read_sources(root)
    entries = read_entries(root, content, {line.key for answer in answers for line in answer.lines}, sources)
    inclusion = root.object("inclusion", INCLUSION_KEYS)
    thresholds = read_thresholds(inclusion, content)
    strategies = read_strategies(root, entries)
    return replace(
        head,
        template=TemplateStamp(content.key, content.version, content.fingerprint),
        answers=answers,
        sources=sources,
        entries=entries,
        thresholds=thresholds,
        crossings=read_crossings(root, entries),
        outcomes=read_outcomes(root, entries),
        set_aside=read_set_aside(root, earlier, seen),
        checks_aside=read_checks_aside(root, earlier),
        comments=read_comments(root, content, entries, strategies),
        check=read_check(inclusion, content, head.as_of),
        readings=read_readings(inclusion, own_thresholds(content, thresholds), head.as_of),
        strategies=strategies,
        actions=read_actions(root, {strategy.id for strategy in strategies}),
        asks=read_asks(root),
        find_out=read_find_out(root, entries, content, head.as_of),
    )


def _slug(root: Fields) -> str:
    slug = root.needed_text("slug", LONGEST_SLUG)
    if not SLUG_SIGNS.issuperset(slug):
        root.fault("slug", "may have letters without accents, digits, - and _ only")
    return slug


def _as_of(root: Fields) -> date:
    if "as_of" not in root.raw:
        root.fault("as_of", "is needed")
    return root.day("as_of") or date.min


def _content(root: Fields, kind: str, contents: Contents) -> TemplateContent | None:
    """The template to read against; None after a fault that leaves no template."""
    stamp = root.object("template", TEMPLATE_KEYS)
    version, fingerprint = stamp.whole("version", 0, HIGHEST_VERSION), stamp.text("fingerprint")
    key = stamp.text("key") or None
    if "template" in root.raw:
        for needed in ("key", "version"):
            if needed not in stamp.raw:
                stamp.fault(needed, "is needed")
    if not kind or ("template" in root.raw and (key is None or version is None)):
        return None
    content = contents(kind, key, version)
    if content is None or content.kind != kind or (key and (content.key, content.version) != (key, version)):
        which = f"version {version} of {shown(key)}" if key else "published template"
        root.fault("template", f"there is no {which} for the kind {kind} here")
        return None
    if fingerprint and fingerprint != content.fingerprint:
        stamp.fault("fingerprint", f"is not that of version {content.version} of {content.key} here")
    return content
