"""Registers the app, and what is asked of the database before anything is served."""

from django.apps import AppConfig
from django.core.checks import Tags, register

from briefings.safekeeping.held import check


class BriefingsConfig(AppConfig):
    """On paper: editions, briefings and everything printed; and what needs everything, such as backups."""

    name = "briefings"

    def ready(self) -> None:
        """Django's own `check` and `migrate` ask as the server does when it starts."""
        register(check, Tags.database)
