"""The success alarm where an entry is written or moved: who could be pushed out by this? (content 4.5 rule 11)."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from swot.content import TemplateContent
from swot.models import Entry
from swot.rules.wording import alarm


def rings(entry: Entry, content: TemplateContent) -> bool:
    """Whether an entry calls for its other face: a good thing that pushes people out, and nobody has said whom."""
    return not entry.twin_id and alarm(entry.text, entry.quadrant or None, content)


def ask_who(request: HttpRequest, entry: Entry, content: TemplateContent) -> None:
    """Say the kind's question on the next page, with the way to write the twin; nothing where no alarm rings."""
    if rings(entry, content):
        words: dict[str, Any] = {"ref": entry.ref, "question": content.words["alarm"]["question"]}
        twin = f"{reverse('swot:entry', args=[entry.workbook_id, entry.ref])}#h-twin"
        messages.warning(request, _("%(ref)s: %(question)s") % words, extra_tags=twin)
