"""Registers the app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SwotConfig(AppConfig):
    """What: the curated templates and the workbooks that answer them."""

    name = "swot"
    verbose_name = _("Templates")
