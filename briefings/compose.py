"""`compose(...)`: a document dressed for one reader, as the plain context that the print templates show."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _

from briefings.editions import LANGUAGE, Edition, Part
from briefings.notes import NOTES
from briefings.parts.close import check_number
from briefings.parts.front import as_sentence, asks
from briefings.parts.places import told_in
from briefings.parts.registry import MAKERS
from briefings.pdf.glyphs import NOTE
from briefings.room import CLIPPED
from briefings.scene import Beside, Scene
from briefings.tables import EVIDENCE, full_date, short_date
from briefings.text import cleaned, clipped, shortened
from briefings.wording import foot, heading, last_line, lead, title
from swot.content import TemplateContent
from swot.document.values import Document
from swot.rules.inclusion import Strip

TIGHTEST = 5
RUNS_ON = ("since_last", "method", "versions", "contact", "come_in", "meeting", "next_step", "conditions")
LISTING_ALL = ("entries", "answers")
HEADED = ("decision", "kind_sentence", "messages", "matrix", "inclusion")
PICTOGRAMS = {"workspace": "roof", "district": "street", "region": "map", "network": "network"}


@dataclass(frozen=True)
class PrintedPart:
    """One part as it is printed: what its template shows, or `when_empty` where `data` is None.

    One that `runs_on` has its heading in the line of its text: the short ones of an edition of a promised length.
    """

    key: str
    heading: str
    lead: str
    data: dict[str, Any] | None
    when_empty: str
    page_one: bool
    template: str
    note: tuple[Any, Any] | None = None
    runs_on: bool = False

    @property
    def anchor(self) -> str:
        """Its anchor in the page."""
        return f"part-{self.key}"

    @property
    def heads_itself(self) -> bool:
        """Whether its template places the heading itself on page one."""
        return self.key in HEADED


@dataclass(frozen=True)
class Page:
    """A whole briefing, ready for its template. `label` is the illustrative label, "" on a live workbook."""

    title: str
    cluster: str
    edition: Edition
    kind: str
    pictogram: str
    language: str
    paper: str
    large: bool
    dated: str
    today: date
    front: tuple[PrintedPart, ...]
    parts: tuple[PrintedPart, ...]
    strip: Strip
    strip_rest: str
    foot: str
    label: str
    about: str
    last_line: str
    contents: bool
    is_brief: bool
    has_plain_back: bool
    unprinted: bool
    asks: tuple[dict[str, str], ...]

    @property
    def legend(self) -> list[tuple[int, Any, Any]]:
        """The four evidence words, the surest last."""
        return [(grade, word, means) for grade, (word, means) in enumerate(EVIDENCE)]

    @property
    def front_by_key(self) -> dict[str, PrintedPart]:
        """The parts of page one by key."""
        return {part.key: part for part in self.front}

    @cached_property
    def places(self) -> dict[str, str]:
        """By id of an entry or question the key of the part that links to it lead to: the first that lists all, else the first."""
        order = sorted((*self.front, *self.parts), key=lambda part: part.key not in LISTING_ALL)
        return {about: part.key for part in reversed(order) for about in told_in(part.data or {})}

    @property
    def has_standing_front(self) -> bool:
        """Whether page one is the board: decision, messages, matrix and inclusion box on one page."""
        return "matrix" in self.front_by_key

    @property
    def legend_in_margin(self) -> bool:
        """Whether the margin beside page one is long and wide enough for the legend: nothing of full width interrupts it."""
        order = [part.key for part in self.front]
        return self.has_standing_front and not self.large and order[-2:] == ["matrix", "inclusion"]


def compose(
    document: Document,
    content: TemplateContent,
    edition: Edition,
    *,
    today: date,
    paper: str = "a4",
    number: str | None = None,
    large: bool = False,
    tight: int = 0,
    terse: int = 0,
    beside: Beside | None = None,
) -> Page:
    """Dress a document for one edition on one day.

    `tight` (0 to 5) shortens the lists of page one so that it stands alone, `terse` (0 to 3) those after it so that the
    promised length is kept, and from 4 on long texts too; type never shrinks. `beside` holds what is typed for this
    briefing and the briefing before.
    """
    uncut, cut = _cleaned(document, edition, terse)
    scene = Scene(
        cut,
        content,
        edition.for_kind(content.kind),
        today,
        number=number,
        paper=paper,
        tight=tight,
        terse=terse,
        beside=cleaned(beside or Beside()),
        uncut=uncut,
        check_number=check_number(document, content),
    )
    printed = [print_part(scene, part) for part in scene.edition.parts]
    return Page(
        **_labels(scene),
        title=title(scene, document.cluster.name),
        unprinted=NOTE in repr(uncut) and NOTE not in repr(document),
        **_said(scene),
        today=today,
        language=LANGUAGE,
        paper=paper,
        large=large or edition.large,
        front=tuple(part for part in printed if part.page_one),
        parts=tuple(part for part in printed if not part.page_one),
        contents=edition.is_whole,
        has_plain_back=edition.large and not large,
    )


def _cleaned(document: Document, edition: Edition, terse: int) -> tuple[Document, Document]:
    """A document fit for print, whole and as its texts are cut at a step of terseness."""
    whole, longest = cleaned(document), CLIPPED.get(terse) if edition.page_limit is not None else None
    return whole, shortened(whole, longest) if longest else whole


def _labels(scene: Scene) -> dict[str, Any]:
    """What names the briefing: cluster and its kind, edition, date, and the illustrative label."""
    illustrative = scene.document.is_illustrative
    return {
        "cluster": clipped(scene.document.cluster.name, 90),
        "kind": scene.content.words["short"],
        "pictogram": PICTOGRAMS[scene.kind],
        "edition": scene.edition,
        "dated": clipped(scene.number, 60)
        if scene.number
        else _("Draft of %(date)s") % {"date": full_date(scene.today)},
        "label": _("Illustrative, from public sources") if illustrative else "",
        "about": clipped(scene.document.about, 230) if illustrative else "",
    }


def _said(scene: Scene) -> dict[str, Any]:
    """The strip, foot and last line, and every ask for the contents page of the full workbook."""
    asked = asks(scene) if scene.edition.is_whole else ()
    rows = (
        {"said": as_sentence(one.decision_asked), "decider": one.decided_by, "by": short_date(one.by_date)}
        for one in asked
    )
    return {
        "is_brief": scene.is_brief,
        "foot": foot(scene),
        "strip": scene.strip,
        "strip_rest": clipped(scene.strip.rest, 140),
        "last_line": last_line(scene),
        "asks": tuple(rows),
    }


def print_part(scene: Scene, part: Part) -> PrintedPart:
    """One part with its words filled in."""
    data = MAKERS[part.key](scene, part)
    when_empty = part.when_empty
    if part.key == "since_last" and scene.number and not scene.beside.earlier and scene.beside.earlier_name:
        when_empty = _("Nothing to compare with is kept.")
    return PrintedPart(
        key=part.key,
        heading=heading(part, data),
        lead=lead(scene, part),
        data=data,
        when_empty=when_empty,
        page_one=part.page_one,
        template=f"briefings/print/parts/{part.key}.html",
        note=None if scene.is_brief else NOTES.get(part.key),
        runs_on=scene.is_brief and (data is None or runs_on(part.key, data)),
    )


def runs_on(key: str, data: dict[str, Any]) -> bool:
    """Whether a part is short enough to follow its heading in the same line; a list of changes is not."""
    return key in RUNS_ON and not data.get("lists")
