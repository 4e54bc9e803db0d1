"""Who is here on paper: whales and plankton, the picture, and sums that tell of no group under five people (content 4.5)."""

from typing import Any

from django.utils.translation import gettext as _

from briefings.charts import composition as composition_chart
from briefings.editions import Part
from briefings.scene import Scene
from briefings.tables import FEWEST_PRINTED, Cell, Row, Table, hidden_small, short_date, sum_printed
from clusters.models.cluster import member_bands
from swot.pictures.composition import PAPER
from swot.pictures.composition import composition as who_is_here
from swot.pictures.members import Anchor, consequence, told

PEOPLE = "people"


def composition(scene: Scene, part: Part) -> dict[str, Any] | None:
    """Whales and plankton: how many of each band, or the summary where nobody has counted by band."""
    cluster = scene.document.cluster
    if not cluster.members and not cluster.members_summary and not cluster.anchors:
        return None
    counted = dict(cluster.members)
    rows = tuple(
        Row(
            (
                Cell(band["label"], small=band["means"]),
                Cell(_how_many(band, counted[band["key"]]), css="n"),
                Cell(band["count_in"]),
            )
        )
        for band in member_bands()
        if band["key"] in counted
    )
    table = Table((_("Who"), _("How many"), _("Counted in")), rows, "t-composition") if rows else None
    shown = {"summary": cluster.members_summary, "table": table, "date": short_date(scene.document.as_of)}
    return shown | ({} if scene.is_brief else whales(scene))


def whales(scene: Scene) -> dict[str, Any]:
    """The picture of who is here, and what follows if one of the named leaves; nothing where nobody is named."""
    cluster = scene.document.cluster
    if not cluster.anchors:
        return {}
    named = [Anchor(one.key, one.name, one.people, one.lean, one.band or "") for one in cluster.anchors]
    shown, counts = told(named, dict(cluster.members), of_people())
    picture = who_is_here(shown, counts, frames=[PAPER])
    return {
        # A ring of unknown size with nobody around it is an empty box.
        "chart": composition_chart(picture) if any(drawing.dots for drawing in picture.drawings) else "",
        "picture": picture,
        "leaving": [consequence(one, shown, counts) for one in shown],
        "is_all": (shown, counts) == (named, dict(cluster.members)),
    }


def of_people() -> set[str]:
    """The bands that are counted in people: of these a group under five is hidden."""
    return {band["key"] for band in member_bands() if band["count_in"] == PEOPLE}


def _how_many(band: dict[str, str], count: int) -> str:
    """The count of a band; of people, none that is small enough to tell who they are."""
    return hidden_small(count) if band["count_in"] == PEOPLE else f"{count:,}"


def composition_figure(scene: Scene, label: str) -> dict[str, Any]:
    """How many there are: the sum of the bands, or the summary in words where nobody has counted."""
    counted = scene.document.cluster.members
    hidden = sum(count for key, count in counted if key in of_people() and count < FEWEST_PRINTED)
    if total := sum(count for _key, count in counted):
        return {
            "label": label,
            "value": sum_printed(total, hidden),
            "source": _("own count"),
            "date": short_date(scene.document.as_of),
        }
    if said := scene.document.cluster.members_summary:
        return {"label": label, "said": said, "source": _("own record"), "date": short_date(scene.document.as_of)}
    return {"label": label}
