"""Rows of briefings: what was issued, to whom it is shared, what readers say."""

from briefings.models.briefing import Briefing, BriefingQuerySet
from briefings.models.share import Opened, ReaderNote, Share, ShareUse, What

__all__ = ["Briefing", "BriefingQuerySet", "Opened", "ReaderNote", "Share", "ShareUse", "What"]
