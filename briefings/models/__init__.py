"""Rows of briefings: what was issued."""

from briefings.models.briefing import Briefing, BriefingQuerySet

__all__ = ["Briefing", "BriefingQuerySet"]
