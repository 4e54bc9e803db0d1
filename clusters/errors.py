"""What a verb raises when it will not do what it was asked; each carries a sentence for the person."""

from typing import Any

from django.http import Http404
from django.utils.translation import gettext as _


class Refusal(Exception):
    """A verb that was not carried out, with the reason as a sentence."""

    def __init__(self, sentence: str = "") -> None:
        super().__init__(sentence)
        self.sentence = sentence


class Stale(Refusal):
    """Somebody else changed it in the meantime; `current` is the row as it stands now."""

    def __init__(self, current: Any) -> None:
        super().__init__(_("Somebody changed this while you were writing. Both texts are kept."))
        self.current = current


class Frozen(Refusal):
    """A published version, or an issued briefing: it never changes."""


class Closed(Refusal):
    """Too late: an invitation used up, a workbook closed; `what` is the row, where a page can be shown in its place."""

    def __init__(self, sentence: str = "", what: Any = None) -> None:
        super().__init__(sentence)
        self.what = what


class Gone(Http404):
    """Somebody deleted it: 404 like anything that is not there, unless words were sent that can be given back.

    `what` is the hidden row, `workbook` the one it hangs on, `back` whether whoever asks may bring it back.
    """

    def __init__(self, what: Any, workbook: Any, *, back: bool = False, sentence: str = "") -> None:
        super().__init__(sentence)
        self.what, self.workbook, self.back, self.sentence = what, workbook, back, sentence
