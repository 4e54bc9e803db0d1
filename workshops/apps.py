"""Registers the app."""

from django.apps import AppConfig


class WorkshopsConfig(AppConfig):
    """Together: a room on one workbook."""

    name = "workshops"
