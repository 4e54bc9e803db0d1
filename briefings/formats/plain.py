"""Typed text as data: nothing that a file cannot hold, and nothing that a spreadsheet would run."""

import re

from briefings.text import TURNING

LINE_BREAK = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
# What XML 1.0 forbids, and the controls it merely discourages.
NOT_TEXT = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
UNSEEN = "\\s\u00ad\u061c\u200b-\u200f\u2060-\u2064"
# = + - @, and the same in full and in small width, which spreadsheets of East Asia read alike.
STARTS = "=+\\-@\uff1d\uff0b\uff0d\uff20\ufe66\ufe62\ufe63\ufe6b"
# A spreadsheet set to semicolons begins a cell at each of them: a formula could stand behind one, quoted or not.
FORMULA = re.compile(f"(^|;)(?=[{UNSEEN}]*[{STARTS}])")


def plain(text: str) -> str:
    """A text without controls and turning signs; its line breaks are "\\n", its tabs spaces."""
    return NOT_TEXT.sub("", LINE_BREAK.sub("\n", text).replace("\t", " ")).translate(TURNING)


def is_risky(text: str) -> bool:
    """Whether a spreadsheet might take a text for a formula."""
    return FORMULA.search(text) is not None


def inert(text: str) -> str:
    """A text in one line that no spreadsheet takes for a formula: an apostrophe stands before what might be one."""
    return FORMULA.sub(r"\1'", plain(text).replace("\n", " "))
