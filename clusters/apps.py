"""Registers the app."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _


class ClustersConfig(AppConfig):
    """Who: people, clusters and what each may see."""

    name = "clusters"
    verbose_name = _("People")

    def ready(self) -> None:
        """Let the log of security hear what happens; it needs the models of all apps."""
        autodiscover_modules("security")
