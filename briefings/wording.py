"""The words around the parts of a briefing: headings, leads, the last line, title and foot."""

from typing import Any

from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext as _

from briefings.editions import Part, catalogue, rule
from briefings.parts.front import LISTED, LONGEST_DECIDER, decision_lines
from briefings.scene import Scene
from briefings.tables import full_date
from briefings.text import clean, clipped

THREE = 3


def heading(part: Part, data: dict[str, Any] | None) -> str:
    """The edition's heading; the inclusion box of an edition without words of its own takes those of the kind.

    A heading that promises three strategies gives way to the title of the part where there are fewer.
    """
    if part.key == "inclusion" and data and part.heading == "People already here":
        return str(data["heading"])
    if part.key == "strategies" and data and len(data["strategies"]) < THREE and part.heading.startswith("Three "):
        return catalogue()["strategies"].title
    return part.heading


def lead(scene: Scene, part: Part) -> str:
    """The lead with its placeholders filled; a sentence of gaps where who decides or the date is not known."""
    ask = scene.ask
    if part.key == "matrix" and LISTED[scene.step(part)] < (part.limit or 0):
        return _("Those that matter most in each, with how we know.")
    if part.key == "decision" and scene.edition.is_whole and decision_lines(scene):
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
    said = ask.decision_asked if ask else "; ".join(line.strip().rstrip(".") for line in decision_lines(scene))
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


def title(scene: Scene, name: str) -> str:
    """The title of the PDF: the cluster in its own letters, since a title needs no font, and the edition."""
    return f"{clean(name)}: {scene.edition.title[:1].lower()}{scene.edition.title[1:]}"


def foot(scene: Scene) -> str:
    """The foot of every page: cluster, number or date of the workbook, check number."""
    number = scene.number or _("Workbook of %(date)s") % {"date": full_date(scene.document.as_of)}
    parts: tuple[str | Promise, ...] = (
        clipped(scene.document.cluster.name, 60),
        clipped(number, 60),
        format_lazy("{} {}", _("Check number"), scene.check_number),
    )
    return ". ".join(str(part).rstrip(".") for part in parts)
