"""Telling leaders by email, once, that the day has come on which they meant to look again."""

from collections.abc import Iterator
from datetime import timedelta

from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from clusters.access import Role
from swot.models import Workbook

LETTER = "swot/email/look_again.txt"


def due() -> Iterator[Workbook]:
    """Open, live workbooks whose day has come where their cluster is, and whose leaders were not told yet.

    Worked examples are left out: nobody stands behind their addresses.
    """
    newest = timezone.now().date() + timedelta(days=1)
    waiting = Workbook.objects.open().filter(status="live", reminded_on=None, review_on__lte=newest)
    for book in waiting.select_related("cluster").order_by("review_on", "pk"):
        if book.review_on <= book.cluster.today:
            yield book


def remind(book: Workbook) -> bool:
    """Write to the leaders, and say whether this run did: of two at once only one finds it not yet reminded of.

    A mail that cannot be sent leaves it to the next run, and raises.
    """
    subject = _("Time to look again: %(cluster)s") % {"cluster": book.cluster.name}
    mine = Workbook.objects.open().filter(pk=book.pk, reminded_on=None, review_on=book.review_on)
    if not mine.update(reminded_on=book.cluster.today):
        return False
    try:
        send_mail(" ".join(subject.split()), letter(book), None, leaders(book))
    except OSError:
        Workbook.objects.filter(pk=book.pk, reminded_on=book.cluster.today).update(reminded_on=None)
        raise
    return True


def leaders(book: Workbook) -> list[str]:
    """The addresses of those who lead its cluster and have an open account; one letter goes to all of them."""
    leading = book.cluster.memberships.filter(role=Role.LEADER, user__is_active=True)
    return list(leading.order_by("pk").values_list("user__email", flat=True))


def letter(book: Workbook) -> str:
    """The mail in plain text, with the link."""
    link = f"{settings.PUBLIC_URL.rstrip('/')}{reverse('swot:return-begin', args=[book.pk])}"
    return render_to_string(LETTER, {"book": book, "link": link})
