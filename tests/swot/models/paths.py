"""One row of everything on the guided path beyond the first workbook: source, comment, link, crossing, score, fates."""

import secrets
from datetime import timedelta
from typing import Any

from django.utils import timezone

from swot.models import Comment, Crossing, Entry, Offer, Outcome, OutsideLink, Score, Source, Workbook


def on_the_path(book: Workbook, inside: Entry, outside: Entry, *, by: Any) -> None:
    """One of each."""
    Source.add(book.cluster, by=by, name="Trade directory of 2016")
    Comment.objects.create(workbook=book, about="INC", text="Ask the chandler too", by=by)
    ends = timezone.now() + timedelta(days=90)
    OutsideLink.objects.create(
        workbook=book, for_whom="Residents of Quay Street", token_hash=secrets.token_hex(32), expires_at=ends
    )
    Crossing.objects.create(workbook=book, inside=inside, outside=outside, mark=2, changed_by=by)
    Score.objects.create(workbook=book, entry=inside, by=by, impact=3, certainty=2)
    Outcome.objects.create(workbook=book, about="S1", fate="faded", changed_by=by)
    Offer.objects.create(workbook=book, of=inside, changed_by=by)
