"""Notes that whoever leads types in for somebody: called out in the room, by people without a phone."""

from typing import Any

from clusters.ids import uuid7
from workshops.models import Contribution, State, Workshop
from workshops.operations import Act


def scribe(workshop: Workshop, act: Act) -> dict[str, Any]:
    """Add a note (`params["text"]`, `params["quadrant"]`) to the present step; nobody is kept as its writer.

    It is shown at once, since whoever leads has read it. Undone, it counts as taken back.
    """
    workshop.refuse_if_over()
    told = {"step": workshop.step, "text": act.params["text"], "quadrant": act.params["quadrant"], "place": act.place}
    note = Contribution.objects.create(workshop=workshop, key=uuid7(), state=State.SHOWN, **told)
    act.before.append(["note", note.pk, {"state": State.WITHDRAWN}, act.place])
    return {"note": note.pk}
