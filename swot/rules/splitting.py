"""Where a line that holds several points may be split (content 2.1: list answers can be split into several entries)."""

import re

SEAM = re.compile(r"\s*[\r\n•]+\s*|\s*;\s+|(?<=[.!?])\s+(?=[^\W\d_a-z])")


def suggested(text: str) -> list[str]:
    """The points a text seems to hold: at line breaks, bullets, semicolons and ends of sentences. Nothing is lost but
    the seams; a text without one comes back whole.
    """
    return [part for part in SEAM.split(text.strip()) if part] or [text]
