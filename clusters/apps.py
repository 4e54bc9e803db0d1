"""Registers the app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ClustersConfig(AppConfig):
    """Who: people, clusters and what each may see."""

    name = "clusters"
    verbose_name = _("People")
