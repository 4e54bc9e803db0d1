"""Which template version a document belongs to."""

from swot.content import TemplateContent
from swot.document.values import TemplateStamp
from swot.models import TemplateVersion


def published_content(kind: str, key: str | None, version: int | None) -> TemplateContent | None:
    """What a document of this kind was answered against: by key and version, or the published one in English."""
    found = _version(key, version) if key else TemplateVersion.objects.current(kind)
    return found.content() if found else None


def version_of(stamp: TemplateStamp) -> TemplateVersion:
    """The version a document that has been read is pinned to."""
    found = _version(stamp.key, stamp.version)
    if found is None:
        raise TemplateVersion.DoesNotExist(f"{stamp.key}, version {stamp.version}")
    return found


def _version(key: str, number: int | None) -> TemplateVersion | None:
    """A published or retired version; drafts change, so nothing is ever pinned to one."""
    if number is None:
        return None
    kind, _, language = key.partition(".")
    frozen = TemplateVersion.objects.exclude(state=TemplateVersion.State.DRAFT).select_related("template")
    return frozen.filter(template__kind=kind, template__language=language, number=number).first()
