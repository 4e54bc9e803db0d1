"""Registers the app."""

from django.apps import AppConfig


class BriefingsConfig(AppConfig):
    """On paper: editions, briefings and everything printed."""

    name = "briefings"
