"""Verbs that write to many rows at once, and give way to whoever is just writing in one of them."""

from collections.abc import Callable
from functools import wraps
from time import sleep
from typing import Any, TypeVar, cast

from django.db import OperationalError, connection, transaction
from django.utils.translation import gettext as _

from clusters.errors import Refusal

Verb = TypeVar("Verb", bound=Callable[..., Any])

# Shorter than the second after which PostgreSQL looks for deadlocks, so that the writer is never the one it ends.
LONGEST_WAIT = "200ms"
TRIES, PAUSE = 25, 0.05  # times, seconds
LOCKED, DEADLOCK = "55P03", "40P01"


def patient(verb: Verb) -> Verb:
    """Carry a verb out in a transaction, from its beginning again when a row it needs stays locked; then `Refusal`.

    Whoever writes in a workbook locks a row first and the workbook after it; a verb that holds the workbook and then
    wants all rows would wait for them for ever, and they for it. SQLite has one writer at a time anyhow.
    """

    @wraps(verb)
    def tried(*args: Any, **kwargs: Any) -> Any:
        for _time in range(TRIES):
            try:
                with transaction.atomic():
                    _be_brief()
                    return verb(*args, **kwargs)
            except OperationalError as error:
                if getattr(error.__cause__, "sqlstate", "") not in (LOCKED, DEADLOCK):
                    raise
            sleep(PAUSE)
        raise Refusal(_("Others are just writing here. Wait a moment, then press again."))

    return cast("Verb", tried)


def _be_brief() -> None:
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"SET LOCAL lock_timeout = '{LONGEST_WAIT}'")
