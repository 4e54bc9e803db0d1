"""Brings the templates that come with the program into the database."""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from clusters.errors import Refusal
from swot import content as template_content
from swot.content import TemplateContent
from swot.models import TemplateVersion, WorkbookTemplate

LIBRARY = Path(template_content.__file__).resolve().parent / "library"


class Command(BaseCommand):
    """Applies each file of the library: known already, nothing; else a draft.

    Never changes a published version, and publishes only where a template has none: afterwards curators decide.
    """

    help = "Load the four templates of the library. New content becomes a draft; --publish publishes first versions."

    def add_arguments(self, parser: CommandParser) -> None:
        """Publishing has to be asked for."""
        parser.add_argument(
            "--publish", action="store_true", help="publish where a template has no published version yet"
        )

    def handle(self, *args: Any, publish: bool, **options: Any) -> None:
        """All files or none."""
        try:
            with transaction.atomic():
                told = [_load(_read(path), publish=publish) for path in sorted(LIBRARY.glob("*.json"))]
        except Refusal as refusal:
            raise CommandError(refusal.sentence) from refusal
        for sentence in told:
            self.stdout.write(sentence)


def _read(path: Path) -> TemplateContent:
    try:
        return template_content.from_dict(json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise CommandError(f"{path.name} is not a template of the library: {error}") from error


def _load(content: TemplateContent, *, publish: bool) -> str:
    """Apply one file and say what became of it."""
    template, _ = WorkbookTemplate.objects.get_or_create(kind=content.kind, language=content.language)
    fingerprint = content.reckon_fingerprint()
    known = template.versions.exclude(state=TemplateVersion.State.DRAFT).filter(fingerprint=fingerprint).first()
    if known:
        return f"{known}: nothing to do"
    draft = _draft(template, content)
    if draft.read_content().reckon_fingerprint() != fingerprint:
        return (
            f"{draft}: a curator's draft is open, so the library's new content waits until it is published or deleted"
        )
    if not publish or template.published:
        return f"{draft}: a draft holds the library's content"
    draft.publish(what_changed=draft.what_changed or "From the library that comes with the program.")
    return f"{draft}: published"


def _draft(template: WorkbookTemplate, content: TemplateContent) -> TemplateVersion:
    """The template's one draft: a new one that holds `content`, or the one there is, which is never overwritten."""
    return template.versions.filter(state=TemplateVersion.State.DRAFT).first() or template.draft(content)
