"""Checks that every published template and sheet is still what it was when it was published."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from clusters.models import Sheet
from swot.models import TemplateVersion


class Command(BaseCommand):
    """Recomputes the fingerprint of each published version from its rows, and lists what stands before drafts."""

    help = "Recompute the fingerprint of every published template version; exit 1 when one has changed."

    def handle(self, *args: Any, **options: Any) -> None:
        """One line a version; the exit tells whether all published ones are unchanged."""
        versions = TemplateVersion.objects.select_related("template").order_by("template__kind", "template", "number")
        changed: list[Any] = [version for version in versions if not self._told(version)]
        changed += [sheet for sheet in Sheet.objects.published().order_by("name", "number") if not self._told(sheet)]
        if changed:
            names = ", ".join(map(str, changed))
            raise CommandError(f"Changed since publishing: {names}. Restore them from a backup; never edit the rows.")

    def _told(self, version: TemplateVersion | Sheet) -> bool:
        """Print what one version is like, and say whether it is as it should be."""
        if version.is_frozen:
            is_same = _is_as_published(version)
            self.stdout.write(f"{version}: {'as published' if is_same else 'CHANGED since it was published'}")
            return is_same
        found = version.problems()
        self.stdout.write(f"{version}: a draft, {len(found)} to mend before publishing")
        for problem in found:
            self.stdout.write(f"  {getattr(problem, 'sentence', problem)}")
        return True


def _is_as_published(version: TemplateVersion | Sheet) -> bool:
    """Whether the rows still give the fingerprint; rows that can no longer be read do not."""
    try:
        return version.is_as_published()
    except (KeyError, TypeError):
        return False
