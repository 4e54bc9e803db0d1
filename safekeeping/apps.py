"""Registers the app, and with it what is asked of the database before anything is served."""

from django.apps import AppConfig
from django.core.checks import Tags, register

from safekeeping.held import check


class SafekeepingConfig(AppConfig):
    """Backups, restoring, and whether what is stored is sound."""

    name = "safekeeping"

    def ready(self) -> None:
        """Django's own `check` and `migrate` ask as the server does when it starts."""
        register(check, Tags.database)
