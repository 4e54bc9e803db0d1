"""The record of the cluster and of the work: place, history, around us, answers, entries, how the kind was found."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from briefings.editions import Part
from briefings.parts.front import as_sentence, on_front
from briefings.scene import Scene
from briefings.tables import NOT_KNOWN, Cell, More, Row, Table, cut, entry_cell, figure, stale_words
from briefings.text import clipped, link_to
from clusters.finder_words import words
from swot.content import Prompt, Section
from swot.document.values import ANSWERED, PASSED_OVER, Answer, Entry, entry_order

YES_NO = {"yes": gettext_lazy("Yes"), "no": gettext_lazy("No")}
ROLES = gettext_lazy("Led by")
# Where nothing else keeps a promised length.
SHORTEST_EVIDENCE, SHORTEST_SOURCE = 60, 30


def place(scene: Scene, part: Part) -> dict[str, Any] | None:
    """Address, roots of the place and who controls it."""
    cluster = scene.document.cluster
    lines = []
    if cluster.place or cluster.country:
        where = filter(None, (cluster.place, cluster.country if cluster.country not in cluster.place else ""))
        lines.append((_("Where"), ", ".join(where), _("own record")))
    for concept, label in (("roots", _("What was here before")), ("who-controls", _("Who controls it"))):
        if answer := scene.by_concept(concept):
            said = "; ".join(line.text for line in answer.lines) or figure(answer.value)
            lines.append((label, said, answer.basis))
    if scene.is_tersest:
        lines = [(label, said, clipped(source, SHORTEST_SOURCE)) for label, said, source in lines]
    return {"table": label_table(lines)} if lines else None


def label_table(lines: list[tuple[str, str, str]]) -> Table:
    """A table of labels, what is said and where that comes from."""
    rows = tuple(Row((Cell(label), Cell(said, True), Cell(source or NOT_KNOWN))) for label, said, source in lines)
    return Table((_("About"), _("What we say"), _("Source")), rows, "t-labels")


def who_we_are(scene: Scene, part: Part) -> dict[str, Any] | None:
    """Who leads and in what scope; the legal form is not in the workbook."""
    cluster = scene.document.cluster
    given = (
        (str(ROLES), cluster.leader_role),
        (_("Scope"), cluster.scope_note),
        (_("Members"), cluster.members_summary),
    )
    lines = [(label, said, _("own record")) for label, said in given if said]
    return {"table": label_table(lines)} if lines else None


def history(scene: Scene, part: Part) -> dict[str, Any] | None:
    """The dates of the cluster, as they were written."""
    return {"lines": scene.document.cluster.history} if scene.document.cluster.history else None


def nested(scene: Scene, part: Part) -> dict[str, Any] | None:
    """Clusters around this one and within it."""
    cluster = scene.document.cluster
    if not cluster.nested_in and not cluster.contains:
        return None
    return {"around": cluster.nested_in, "within": cluster.contains}


def answers(scene: Scene, part: Part) -> dict[str, Any] | None:
    """All questions, by section, with the answers; not known and passed over included."""
    if not scene.document.answers:
        return None
    sections = [answers_of(scene, section) for section in scene.content.sections]
    return {"sections": sections}


def answers_of(scene: Scene, section: Section) -> dict[str, Any]:
    """The table of one section."""
    rows = tuple(answer_row(prompt, scene.answers.get(prompt.id)) for prompt in section.prompts)
    return {"title": section.title, "table": Table((_("Question"), _("Answer")), rows, "t-answers")}


def answer_row(prompt: Prompt, answer: Answer | None) -> Row:
    """One question with what was answered, the note and the source."""
    said, note = words_of(prompt, answer)
    source = _("Source: %(source)s") % {"source": answer.basis} if answer and answer.basis else ""
    small = " ".join(filter(None, (as_sentence(note) if note else "", source)))
    return Row(
        (
            Cell(prompt.text, small=prompt.id, about=prompt.id),
            Cell(said, bool(answer and answer.status == ANSWERED), small),
        )
    )


def words_of(prompt: Prompt, answer: Answer | None) -> tuple[str, str]:
    """An answer and its note in words."""
    if answer is None:
        return _("No answer yet"), ""
    if answer.status == PASSED_OVER:
        return _("Passed over"), answer.note
    if answer.status != ANSWERED:
        return _("Not yet known"), answer.note
    if answer.lines:
        return "; ".join(line.text for line in answer.lines), answer.note
    if prompt.type == "scale" and isinstance(answer.value, int) and len(prompt.anchors) >= answer.value:
        return _("%(value)s of 5: %(words)s") % {
            "value": answer.value,
            "words": prompt.anchors[answer.value - 1],
        }, answer.note
    if prompt.type == "yesno":
        return str(YES_NO.get(str(answer.value), answer.value)), answer.note
    return figure(answer.value, prompt.unit or ""), answer.note


def entries(scene: Scene, part: Part) -> dict[str, Any] | None:
    """All entries by section and quadrant, with evidence, scores, twins and where they came from."""
    rows: list[Row] = []
    for section in scene.content.sections:
        found = sorted((one for one in scene.document.entries if one.section == section.code), key=entry_order)
        if found:
            rows.append(Row(heading=section.title))
            rows += [entry_row(scene, one) for one in found]
    head = (_("Entry"), _("How we know"), _("Impact × certainty"))
    return {"table": Table(head, tuple(rows), "t-entries")} if rows else None


def entry_row(scene: Scene, one: Entry) -> Row:
    """One entry with its evidence line, source and date, and its two scores."""
    small = "" if scene.is_brief else remarks(scene, one)
    return Row((entry_cell(one, small), evidence_cell(scene, one), Cell(weight(one), css="n")))


def remarks(scene: Scene, one: Entry) -> str:
    """Twin, workshop, people and horizon of an entry, in a line."""
    found = []
    if one.inclusion_who:
        found.append(_("People: %(who)s.") % {"who": one.inclusion_who})
    if one.twin_of:
        found.append(_("Twin of %(ref)s.") % {"ref": one.twin_of})
    if one.horizon:
        found.append(f"{one.horizon[:1].upper()}{one.horizon[1:]}.")
    if one.from_ and one.from_.get("name"):
        found.append(_("From the workshop %(name)s.") % {"name": one.from_["name"]})
    if one.quadrant is None:
        found.append(_("Not sorted yet."))
    return " ".join(found)


def evidence_cell(scene: Scene, one: Entry) -> Cell:
    """The evidence of an entry: words, source, date and whether that is too long ago, each gap said."""
    known = one.evidence
    source = known.source or (_("no source named") if known.grade else "")
    day = f"{known.date:%Y}" if known.date else ""
    link = link_to(known.url) if known.url.startswith("https://") else ""
    return Cell(
        clipped(known.text, SHORTEST_EVIDENCE) if scene.is_tersest else known.text,
        True,
        ", ".join(filter(None, (source, day, stale_words(known, scene.today)))),
        grade=known.grade,
        link=link,
    )


def weight(one: Entry) -> str:
    """Impact × certainty = priority, or that it is not weighed."""
    if one.priority is None:
        return _("not weighed")
    return f"{one.impact} × {one.certainty} = {one.priority}"


def hidden_assets(scene: Scene, part: Part) -> dict[str, Any] | None:
    """Strengths in identity, infrastructure and markets, each with how we know."""
    found = [
        one for one in scene.document.entries if one.quadrant == "strength" and one.section in ("IDE", "INF", "MAR")
    ]
    found.sort(key=lambda one: -(one.priority or 0))
    shown, more = cut(found, scene.room(part), scene.anchor("entries"))
    return {"table": weighed_table(scene, shown, more)} if shown else None


def weighed_table(scene: Scene, shown: tuple[Entry, ...], more: More | None) -> Table:
    """Entries with how we know and, where there is no promised length, their weight."""
    head = (_("Entry"), _("How we know"), _("Impact × certainty"))[: 2 if scene.is_brief else 3]
    rows = (entry_row(scene, one) for one in shown)
    return Table(head, tuple(Row(row.cells[: len(head)]) for row in rows), "t-entries", more)


def loss(scene: Scene, part: Part) -> dict[str, Any] | None:
    """The strengths on the short list, and who belongs to the cluster."""
    shown, more = cut(scene.listed.get("strength", []), scene.room(part), scene.anchor("entries"))
    summary = "" if scene.is_tersest else scene.document.cluster.members_summary
    return {"table": weighed_table(scene, shown, more), "summary": summary} if shown else None


def thanks(scene: Scene, part: Part) -> dict[str, Any] | None:
    """Those named in the first question, and the answers about who was here first."""
    first = scene.document.first_questions.here_before
    lines = [first] if first and first != "nobody yet" else []
    for prompt in scene.content.prompts.values():
        answer = scene.answered(prompt.id) if prompt.window == "first" else None
        lines += [line.text for line in answer.lines] if answer else []
    shown, more = cut(lines, scene.room(part))
    return {"lines": tuple(on_front(scene, part, line) for line in shown), "more": more} if lines else None


def classifier(scene: Scene, part: Part) -> dict[str, Any] | None:
    """The seven answers, the points, the result, and the reason if another kind was chosen."""
    found = scene.document.classifier
    if not found:
        return None
    rows = tuple(finder_row(question, found.answers.get(str(question["number"]))) for question in words()["questions"])
    points = ", ".join(f"{kind} {count}" for kind, count in found.points.items())
    table = Table((_("Question"), _("Answer"), _("Points")), rows, "t-find")
    return {"found": found, "points": points, "table": table}


def finder_row(question: dict[str, Any], kind: str | None) -> Row:
    """One question of the kind finder with the answer given."""
    words = next((answer["text"] for answer in question["answers"] if answer["kind"] == kind), _("No answer"))
    return Row((Cell(f"{question['number']}. {question['text']}"), Cell(words), Cell(question["points"], css="n")))
