"""Letters about comments: to those who are called or asked, where email is set up, once what they tell of is saved."""

from collections.abc import Iterable
from functools import partial

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from clusters.models import User
from swot.models import Comment


def tell_called(request: HttpRequest, comment: Comment, people: Iterable[User], called: Iterable[int]) -> None:
    """Tell those who are called by a comment; nobody hears of their own."""
    wanted = set(called)
    for person in people:
        if person.pk in wanted:
            _tell(request, comment, person, _("%(who)s calls you in a comment, %(cluster)s"))


def tell_assigned(request: HttpRequest, comment: Comment, person: User | None) -> None:
    """Tell somebody that they are asked to see to a thread."""
    if person:
        _tell(request, comment, person, _("%(who)s asks you to see to a comment, %(cluster)s"))


def _tell(request: HttpRequest, comment: Comment, person: User, subject: str) -> None:
    if not settings.EMAIL_SET_UP or not person.is_active or person.pk == request.user.pk:
        return
    there = reverse("swot:comments-about", args=[comment.workbook_id, comment.about])
    link = request.build_absolute_uri(f"{there}#c{comment.parent_id or comment.pk}")
    words = {"who": str(request.user), "cluster": comment.workbook.cluster.name}
    section = comment.workbook.content().section_by_code.get(comment.about)
    about = section.title if section else comment.about
    shown = {"comment": comment, "workbook": comment.workbook, "about": about}
    context = {"subject": subject % words, "link": link, **shown}
    body = render_to_string("swot/email/comment.txt", context)
    title = " ".join((subject % words).split())
    transaction.on_commit(partial(send_mail, title, body, None, [person.email]), robust=True)
