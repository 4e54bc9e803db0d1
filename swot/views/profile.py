"""Profile: the nine pulses and the SWOT balance by section, each with the table behind it."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from swot.content import TemplateContent
from swot.document.gather import Rows
from swot.page import page, readable
from swot.pictures.balance import balance
from swot.pictures.pulses import Pulse, PulsePicture, pulses_of, values
from swot.pictures.pulses import profile as picture_of


@dataclass(frozen=True)
class PulseRow:
    """One row of the table: a pulse and the sentence that was chosen for it, "" where it is not known."""

    pulse: Pulse
    words: str


@require_safe
def profile(request: HttpRequest, pk: Any) -> HttpResponse:
    """Both pictures, or how to start while nothing is answered."""
    workbook = readable(request, pk)
    rows, content = Rows(workbook), workbook.content()
    pulses = picture_of(pulses_of(content, values(rows.document, content), {}))
    sides = balance(content.sections, rows.document.entries)
    context = {
        "pulses": pulses,
        "pulse_rows": _worded(pulses, content),
        "known": sum(one.now is not None for one in pulses.pulses),
        "balance": sides,
    }
    return render(request, "swot/profile.html", page(workbook, "profile", rows, **context))


def _worded(picture: PulsePicture, content: TemplateContent) -> list[PulseRow]:
    anchors = {one.code: one.pulse.anchors if one.pulse else () for one in content.charted}
    return [
        PulseRow(one, anchors[one.code][one.now - 1] if one.now and len(anchors[one.code]) >= one.now else "")
        for one in picture.pulses
    ]
