"""`compose(...)`: a document dressed for one reader, as the plain context that the print templates show."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext as _

from briefings.editions import Edition, Part, rule
from briefings.notes import NOTES
from briefings.parts.close import check_number
from briefings.parts.front import LONGEST_DECIDER, as_sentence, asks, decision_lines
from briefings.parts.registry import MAKERS
from briefings.scene import Beside, Scene
from briefings.tables import EVIDENCE, full_date, short_date
from briefings.text import cleaned, clipped
from swot.content import TemplateContent
from swot.document.values import Document
from swot.rules.inclusion import Strip

TIGHTEST = 5
HEADED = ("decision", "kind_sentence", "messages", "matrix", "inclusion")
PICTOGRAMS = {"workspace": "roof", "district": "street", "region": "map", "network": "network"}


@dataclass(frozen=True)
class PrintedPart:
    """One part as it is printed: what its template shows, or `when_empty` where `data` is None."""

    key: str
    heading: str
    lead: str
    data: dict[str, Any] | None
    when_empty: str
    page_one: bool
    template: str
    note: tuple[Any, Any] | None = None

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
    front: tuple[PrintedPart, ...]
    parts: tuple[PrintedPart, ...]
    strip: Strip
    strip_rest: str
    foot: str
    label: str
    about: str
    last_line: str
    contents: bool
    asks: tuple[dict[str, str], ...]

    @property
    def legend(self) -> list[tuple[int, Any, Any]]:
        """The four evidence words, the surest last."""
        return [(grade, word, means) for grade, (word, means) in enumerate(EVIDENCE)]

    @property
    def front_by_key(self) -> dict[str, PrintedPart]:
        """The parts of page one by key."""
        return {part.key: part for part in self.front}

    @property
    def has_standing_front(self) -> bool:
        """Whether page one is the board: decision, messages, matrix and inclusion box on one page."""
        return "matrix" in self.front_by_key

    @property
    def legend_in_margin(self) -> bool:
        """Whether the margin beside page one is long enough for the legend: nothing of full width interrupts it."""
        order = [part.key for part in self.front]
        return self.has_standing_front and order[-2:] == ["matrix", "inclusion"]


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
    beside: Beside | None = None,
) -> Page:
    """Dress a document for one edition on one day.

    `tight` (0 to 5) shortens the lists of page one so that it stands alone; type never shrinks. `beside` holds what is
    typed for this briefing and the briefing before.
    """
    fingerprint = check_number(document, content)
    scene = Scene(
        cleaned(document),
        content,
        edition.for_kind(content.kind),
        today,
        number=number,
        paper=paper,
        tight=tight,
        beside=cleaned(beside or Beside()),
    )
    printed = [print_part(scene, part) for part in scene.edition.parts]
    return Page(
        **_labels(scene),
        **_said(scene),
        kind=content.words["short"],
        pictogram=PICTOGRAMS[content.kind],
        language=content.language,
        paper=paper,
        large=large or edition.large,
        front=tuple(part for part in printed if part.page_one),
        parts=tuple(part for part in printed if not part.page_one),
        foot=foot(scene, fingerprint),
        contents=edition.key == "full",
    )


def _labels(scene: Scene) -> dict[str, Any]:
    """What names the briefing: cluster, edition, date, and the illustrative label."""
    illustrative = scene.document.is_illustrative
    return {
        "title": title(scene),
        "cluster": clipped(scene.document.cluster.name, 90),
        "edition": scene.edition,
        "dated": clipped(scene.number, 60) if scene.number else full_date(scene.today),
        "label": _("Illustrative, from public sources") if illustrative else "",
        "about": clipped(scene.document.about, 230) if illustrative else "",
    }


def _said(scene: Scene) -> dict[str, Any]:
    """The strip, the last line, and every ask for the contents page of the full workbook."""
    asked = asks(scene) if scene.edition.key == "full" else ()
    rows = (
        {"said": as_sentence(one.decision_asked), "decider": one.decided_by, "by": short_date(one.by_date)}
        for one in asked
    )
    return {
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
        note=NOTES.get(part.key),
    )


def heading(part: Part, data: dict[str, Any] | None) -> str:
    """The edition's heading; the inclusion box of an edition without words of its own takes those of the kind."""
    if part.key == "inclusion" and data and part.heading == "People already here":
        return str(data["heading"])
    return part.heading


def lead(scene: Scene, part: Part) -> str:
    """The lead with its placeholders filled; a sentence of gaps where who decides or the date is not known."""
    ask = scene.ask
    if part.key == "decision" and scene.edition.key == "full" and decision_lines(scene):
        return _("In the words of the workbook. What each reader is asked: next page.")
    known = {
        "kind_sentence": scene.content.words["proximity_sentence"],
        "decider": clipped(ask.decided_by, LONGEST_DECIDER[scene.tight]) if ask else "",
        "date": full_date(ask.by_date) if ask and ask.by_date else "",
    }
    wanted = [name for name in known if "{" + name + "}" in part.lead]
    if all(known[name] for name in wanted):
        return part.lead.format(**known)
    return gaps(part.lead, known, wanted)


def gaps(words: str, known: dict[str, str], wanted: list[str]) -> str:
    """What is known of decider and date, and that the rest is not yet known; sentences without a gap are kept."""
    kept = [sentence for sentence in words.split(". ")[1:] if "{" not in sentence]
    said = []
    if "decider" in wanted and known["decider"]:
        said.append(_("Of %(decider)s.") % {"decider": known["decider"]})
    if "date" in wanted and known["date"]:
        said.append(_("By %(date)s.") % {"date": known["date"]})
    missing = {"decider": _("who decides"), "date": _("by when"), "kind_sentence": _("what kind we are")}
    listed = ", ".join(missing[name] for name in wanted if not known[name])
    said.append(_("Not yet known: %(gaps)s.") % {"gaps": listed})
    return " ".join(said + kept)


def last_line(scene: Scene) -> str:
    """The last line of every briefing: who is asked to decide what, by when; gaps said in words."""
    ask = scene.ask
    said = ask.decision_asked if ask else " ".join(decision_lines(scene))
    if not said:
        return scene_part_empty(scene)
    body = said.strip().rstrip(".")
    return rule("last_line").format(
        decider=(ask.decided_by if ask else "") or _("those who decide (not yet known who)"),
        date=full_date(ask.by_date) if ask and ask.by_date else _("a date not yet known"),
        decision=body[:1].lower() + body[1:] if body[1:2].islower() else body,
    )


def scene_part_empty(scene: Scene) -> str:
    """The sentence of the decision part where none has been named."""
    part = scene.part("decision")
    return part.when_empty if part else ""


def title(scene: Scene) -> str:
    """The title of the PDF: cluster and edition."""
    return f"{scene.document.cluster.name}: {scene.edition.title[:1].lower()}{scene.edition.title[1:]}"


def foot(scene: Scene, fingerprint: str) -> str:
    """The foot of every page: cluster, number or date of the workbook, check number."""
    number = scene.number or _("Workbook of %(date)s") % {"date": full_date(scene.document.as_of)}
    parts: tuple[str | Promise, ...] = (
        clipped(scene.document.cluster.name, 60),
        clipped(number, 60),
        format_lazy("{} {}", _("Check number"), fingerprint),
    )
    return ". ".join(str(part).rstrip(".") for part in parts)
