"""The one-time word that opens the page for the first account. Only its hash is kept, in the data folder."""

import secrets
from pathlib import Path

from django.conf import settings
from django.utils.crypto import constant_time_compare, salted_hmac

# No vowels, and no sign that reads like another: 24 signs, eight of them are 36 bits, behind ten tries in ten minutes.
SIGNS = "bcdfghjkmnpqrstvwxz23456"
LENGTH = 8


def new_word() -> str:
    """Make a word and keep its hash; the word before it no longer works."""
    word = "".join(secrets.choice(SIGNS) for _place in range(LENGTH))
    path = _path()
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch(mode=0o600)
    path.write_text(_hash_of(word), encoding="ascii")
    return word


def is_word(word: str) -> bool:
    """Whether this is the word."""
    path = _path()
    return path.exists() and constant_time_compare(path.read_text(encoding="ascii"), _hash_of(word))


def use_word() -> None:
    """Take the word away; FileNotFoundError when somebody else just did, which undoes what was made with it."""
    _path().unlink()


def _path() -> Path:
    return Path(settings.DATA_DIR) / "first-account"


def _hash_of(word: str) -> str:
    return salted_hmac("clusters.first_word", word.strip().lower(), algorithm="sha256").hexdigest()
