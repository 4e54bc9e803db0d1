"""Passwords made of the words of this place, which whoever guesses tries first (ASVS 5.0, V6.1.2 and V6.2.11)."""

import re
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext

# docs/security.md lists them.
WORDS = ("workbook", "clusters", "cluster", "briefing", "workshop", "creative", "district", "quarter", "swot", "leader")
ENOUGH = 5


class NotOfThisPlace:
    """Refuses a password that holds such a word and fewer than five letters of its own beside it."""

    def validate(self, password: str, user: Any = None) -> None:
        """ValidationError with a sentence that says what to do."""
        rest, found = re.subn("|".join(WORDS), "", password.lower())
        if found and sum(sign.isalpha() for sign in rest) < ENOUGH:
            raise ValidationError(
                gettext("This password is made of words that everybody here knows. Add a few words of your own."),
                code="password_of_this_place",
            )

    def get_help_text(self) -> str:
        """The same, before anything is typed."""
        return gettext("Not made of words of this place alone, such as “cluster” or “workbook”.")
