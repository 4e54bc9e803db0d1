"""Rows of briefings: how one is dressed, what was issued, to whom it is shared, what readers say."""

from briefings.models.briefing import Briefing, BriefingQuerySet, Withdrawal
from briefings.models.dress import Dress
from briefings.models.share import Opened, ReaderNote, Share, ShareUse, What

__all__ = ["Briefing", "BriefingQuerySet", "Dress", "Opened", "ReaderNote", "Share", "ShareUse", "What", "Withdrawal"]
