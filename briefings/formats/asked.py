"""What is asked for when a briefing is made, whichever format it is made in."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from briefings.compose import Page, compose
from briefings.editions import edition
from briefings.scene import Beside
from swot.calendar_file import Event
from swot.content import TemplateContent
from swot.document.values import Document

Events = Callable[[], tuple[Event, ...]]


@dataclass(frozen=True)
class Asked:
    """One briefing in the making: a document in an edition on a paper, on a day; `events` gives its dates when wanted.

    `number` is that of an issued one ("Briefing 3, 22 November 2026"), None for a draft; `name` what its files are called;
    `kept_as` the name by which its PDF is kept, "" for one that may still change.
    """

    name: str
    document: Document
    content: TemplateContent
    edition: str
    paper: str
    today: date
    number: str | None = None
    large: bool = False
    left_out: frozenset[str] = frozenset()
    beside: Beside = field(default_factory=Beside)
    events: Events = tuple
    kept_as: str = ""

    @property
    def said(self) -> dict[str, Any]:
        """What `make.pdf` and `make.printed` are told beside document and template."""
        names = ("edition", "paper", "today", "number", "large", "left_out", "beside")
        return {name: getattr(self, name) for name in names}

    @property
    def page(self) -> Page:
        """All of it composed, nothing shortened to fit a sheet."""
        chosen = edition(self.edition).without(self.left_out)
        told = {"today": self.today, "paper": self.paper, "number": self.number, "beside": self.beside}
        return compose(self.document, self.content, chosen, **told)  # type: ignore[arg-type]
