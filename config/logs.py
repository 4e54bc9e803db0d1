"""What stands in the logs: never a secret of an address, and of what went wrong the place, not what somebody wrote."""

import logging
import re
import time
import traceback
from types import TracebackType
from typing import Any

SECRETS = ("token", "key")
# As long as a token of 256 bits: in an address that leads nowhere, such as a link that was copied with a sign too many.
LIKE_A_TOKEN = re.compile(r"[\w.~:-]{40,}")
ENDS_A_LINE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]")


class NoSecrets(logging.Filter):
    """Puts "…" in the place of the secret in an address that was opened by one."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Keep every record; Django names the address in those of answers that went wrong."""
        opened: Any = getattr(getattr(record, "request", None), "resolver_match", None)
        secrets = [str(opened.kwargs.get(name) or "") for name in SECRETS] if opened else []
        if isinstance(record.args, tuple):
            record.args = tuple(_without(one, secrets) for one in record.args)
        return True


class NoWords(logging.Formatter):
    """Of an exception the frames and its type: its text may hold what was typed, as a database says which value it refused.

    The time is UTC, as ISO 8601 writes it. A message is one line, whatever is in it, so that nobody can write a second one.
    """

    converter = time.gmtime  # type: ignore[assignment]
    default_time_format = "%Y-%m-%dT%H:%M:%S"
    default_msec_format = "%s.%03dZ"

    def formatMessage(self, record: logging.LogRecord) -> str:
        """The line, with control signs and line ends written as Python writes them."""
        line = super().formatMessage(record)
        return ENDS_A_LINE.sub(lambda sign: sign[0].encode("unicode_escape").decode("ascii"), line)

    def formatException(self, ei: Any) -> str:
        """The chain of exceptions, the cause first, each without its text."""
        return "\n".join(_told(*one) for one in reversed(list(_chain(ei[1]))))


def _without(word: Any, secrets: list[str]) -> Any:
    if isinstance(word, int | float):
        return word
    said = str(word)
    for secret in filter(None, secrets):
        said = said.replace(secret, "…")
    return LIKE_A_TOKEN.sub("…", said)


def _chain(error: BaseException | None) -> Any:
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        yield type(error), error.__traceback__
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)


def _told(kind: type[BaseException], trace: TracebackType | None) -> str:
    frames = "".join(traceback.format_list(traceback.extract_tb(trace)))
    return f"Traceback (most recent call last):\n{frames}{kind.__module__}.{kind.__qualname__}"
