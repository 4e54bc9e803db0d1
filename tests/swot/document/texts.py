"""What random documents are made of: texts, dates, numbers, words."""

from datetime import date
from typing import Any

from hypothesis import strategies as st

LETTERS = st.characters(exclude_categories=("Cs",), exclude_characters="\0")
DAYS = st.dates(date(1900, 1, 1), date(2200, 1, 1))
MAYBE_DAY = st.none() | DAYS


def texts(longest: int = 40) -> st.SearchStrategy[str]:
    """Texts that may be empty."""
    return st.text(LETTERS, max_size=longest)


def needed(longest: int = 40) -> st.SearchStrategy[str]:
    """Texts that are not blank."""
    return texts(longest).filter(str.strip)


def maybe(words: Any) -> st.SearchStrategy[Any]:
    """One of the words, or None."""
    return st.sampled_from([None, *words])


def numbers(lowest: float = -1000, highest: float = 1000) -> st.SearchStrategy[int | float]:
    """Numbers as they are written: whole or with two decimals."""
    hundredths = st.integers(round(lowest * 100), round(highest * 100))
    return hundredths.map(lambda n: n // 100 if n % 100 == 0 else n / 100)
