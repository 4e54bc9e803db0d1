"""A workbook as it may leave with a briefing: nothing in it that print hides (content 4.5, rule 15; content 6)."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from django.utils import translation
from django.utils.translation import gettext as _

from briefings.editions import LANGUAGE
from briefings.parts.here import of_people
from briefings.pdf.attached import Attachment
from briefings.tables import FEWEST_PRINTED
from swot.content import TemplateContent
from swot.document.values import ClusterRecord, Document
from swot.document.write import to_json
from swot.pictures.members import Anchor, told


def outward(document: Document) -> Document:
    """The same document, but counts of one to four people become unknown, and what no briefing ever prints is left out.

    That is who said what in comments, who changed a threshold, who owns a building or a machine, and where a source is
    kept. Who does an action by when stays: it is what a reader is told. So do counts of firms and venues.
    """
    return replace(
        document,
        cluster=_cluster(document.cluster),
        thresholds=tuple(replace(one, by="") for one in document.thresholds),
        sources=tuple(replace(one, kept_where="") for one in document.sources),
        comments=(),
    )


def enclosures(
    document: Document, content: TemplateContent, today: date, draw: Callable[[Callable[[], str], str], str]
) -> tuple[Attachment, ...]:
    """The files that go out inside an issued briefing: the workbook it was made of.

    `draw(make, name)` gives what `make` makes, or the same from memory.
    """
    with translation.override(LANGUAGE):
        text = draw(lambda: to_json(outward(document), content), "workbook.json")
        described = _("The workbook as data")
    return (Attachment("workbook.json", "application/json", text.encode(), described, today, "Source"),)


def _cluster(cluster: ClusterRecord) -> ClusterRecord:
    named = [Anchor(one.key, one.name, one.people, one.lean) for one in cluster.anchors]
    shown, members = told(named, dict(cluster.members), of_people())
    return replace(
        cluster,
        members=tuple(members.items()),
        people=tuple((band, count) for band, count in cluster.people if not _is_small(count)),
        anchors=tuple(
            replace(one, lean=printed.lean, people=None if _is_small(one.people) else one.people)
            for one, printed in zip(cluster.anchors, shown, strict=True)
        ),
        infrastructure=tuple(replace(one, owner="") for one in cluster.infrastructure),
    )


def _is_small(count: int | None) -> bool:
    return count is not None and 0 < count < FEWEST_PRINTED
