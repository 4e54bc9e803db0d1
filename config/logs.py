"""What stands in the logs: of an address that is a permission, never the secret."""

import logging
from typing import Any

SECRETS = ("token", "key")


class NoSecrets(logging.Filter):
    """Puts "…" in the place of the secret in an address that was opened by one."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Keep every record; Django names the address in those of answers that went wrong."""
        opened: Any = getattr(getattr(record, "request", None), "resolver_match", None)
        for name in SECRETS if opened else ():
            secret = str(opened.kwargs.get(name) or "")
            if secret and isinstance(record.args, tuple):
                record.args = tuple(str(one).replace(secret, "…") for one in record.args)
        return True
