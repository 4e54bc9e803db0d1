"""Letters about what readers say of a briefing, where email is set up, once what they tell of is saved."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from briefings.kept import name_of
from briefings.models import ReaderNote
from swot.reminders import leaders


def tell_leaders(request: HttpRequest, note: ReaderNote) -> None:
    """Tell those who lead the cluster that a reader said something."""
    briefing = note.share.briefing
    there = reverse("briefings:share", args=[briefing.pk])
    link = request.build_absolute_uri(f"{there}#note-{note.pk}")
    context = {"note": note, "name": name_of(briefing), "link": link}
    subject = _("A reader of a briefing writes, %(cluster)s") % {"cluster": briefing.workbook.cluster.name}
    _send("briefings/email/note.txt", subject, leaders(briefing.workbook), context)


def tell_reader(note: ReaderNote, answer: ReaderNote) -> None:
    """Tell a reader who left an address that they are answered; the link is theirs alone and not known here."""
    briefing = note.share.briefing
    context = {"note": note, "answer": answer, "name": name_of(briefing)}
    subject = _("Your words are answered, %(cluster)s") % {"cluster": briefing.workbook.cluster.name}
    _send("briefings/email/answer.txt", subject, [note.email] if note.email else [], context)


def _send(template: str, subject: str, to: Sequence[str], context: dict[str, Any]) -> None:
    if not settings.EMAIL_SET_UP or not to:
        return
    title = " ".join(subject.split())
    body = render_to_string(template, {**context, "subject": title})
    transaction.on_commit(partial(send_mail, title, body, None, list(to)), robust=True)
