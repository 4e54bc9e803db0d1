"""Sessions in the database which end some time after signing in, however much they are used (ASVS 5.0, V7.3.2)."""

import time
from datetime import UTC, datetime, timedelta
from typing import Any

from django.contrib.auth.signals import user_logged_in
from django.contrib.sessions.backends import db
from django.dispatch import receiver
from django.http import HttpRequest

LONGEST = timedelta(days=30)
BEGAN = "began"


class SessionStore(db.SessionStore):
    """Knows when its person signed in, as seconds since 1970; a session in which nobody did ends as Django says."""

    def get_expiry_date(self, **kwargs: Any) -> datetime:
        """When it ends: as Django says, and never later than 30 days after signing in."""
        ends = super().get_expiry_date(**kwargs)
        began = self.get(BEGAN)
        return ends if began is None else min(ends, datetime.fromtimestamp(began, UTC) + LONGEST)


@receiver(user_logged_in)
def begin(sender: Any, request: HttpRequest, **more: Any) -> None:
    """Signing in begins it anew; nothing else does."""
    request.session[BEGAN] = time.time()
