"""Style and script of every page in one file each: put together when static files are collected, apart while written."""

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.core.files.base import ContentFile
from whitenoise.storage import CompressedManifestStaticFilesStorage


class BundledFiles(CompressedManifestStaticFilesStorage):
    """Collected files with their sum in the name, compressed, and the bundles of the settings beside them."""

    def post_process(self, paths: dict[str, Any], dry_run: bool = False, **options: Any) -> Iterator[Any]:
        """Put the bundles together first, so that they are treated as every other file."""
        if not dry_run:
            for name, parts in settings.BUNDLES.items():
                self.delete(name)
                self.save(name, ContentFile("\n".join(self._text(paths, part) for part in parts).encode()))
                paths[name] = (self, name)
        yield from super().post_process(paths, dry_run, **options)

    @staticmethod
    def _text(paths: dict[str, Any], part: str) -> str:
        storage, path = paths[part]
        with storage.open(path) as file:
            return str(file.read().decode())
