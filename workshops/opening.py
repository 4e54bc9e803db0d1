"""Making a workshop on a workbook: its steps come from a run sheet, with what the workbook knows put into the words."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID, uuid5

from django.db import transaction
from django.utils.translation import gettext as _

from clusters.ids import new_key
from swot.content import TemplateContent
from swot.document.gather import Rows
from swot.models import Workbook
from workshops.asking import question
from workshops.models import Moderation, Step, Workshop
from workshops.people import descriptions
from workshops.run_sheets import RunSheet, questions, usual_section
from workshops.run_sheets import Step as Planned
from workshops.said import PLACEHOLDER, facts


@transaction.atomic
def prepare(
    workbook: Workbook,
    sheet: RunSheet,
    *,
    by: Any,
    held_on: date,
    title: str = "",
    where: str = "",
    moderation: str = Moderation.HIDE,
    key: str = "",
) -> Workshop:
    """A workshop in draft with the steps of a sheet, to be changed before and while it runs; once a key."""
    content = workbook.content()
    told = {
        "title": title or sheet.title,
        "where": where,
        "held_on": held_on,
        "sheet": sheet.key,
        "moderation": moderation,
        "people": descriptions(content.kind),
        "made_by": by,
    }
    pk = _pk(workbook, key or new_key())
    workshop, is_new = Workshop.objects.get_or_create(pk=pk, workbook=workbook, defaults=told)
    if not is_new:
        return workshop
    known = facts(Rows(workbook).with_plans, content, workbook.review_on)
    steps = [_step(workshop, order, planned, content, known) for order, planned in enumerate(sheet.steps, 1)]
    Step.objects.bulk_create(steps)
    workbook.note("prepared", "workshop", by=by, title=workshop.title)
    return workshop


def _pk(workbook: Workbook, key: str) -> UUID:
    """A name-based UUID (RFC 9562, version 5), so that a form that is sent twice means the same workshop."""
    return uuid5(workbook.pk, f"workshop {key}")


def _step(workshop: Workshop, order: int, planned: Planned, content: TemplateContent, known: dict[str, str]) -> Step:
    asked = [question.prompt for _place, found in questions(planned, content) for question in found]
    first = asked[0] if asked else None
    of_window = first if planned.window else None
    return Step(
        workshop=workshop,
        order=order,
        kind=planned.kind,
        title=planned.title,
        question=question(content.kind, planned.quadrants, planned.window),
        minutes=planned.minutes,
        say=_said(planned.say, known),
        screen=planned.screen,
        paper=planned.paper,
        tip=planned.tip,
        section=of_window.section if of_window else usual_section(content, planned.quadrants[0]) if first else "",
        prompt=of_window.id if of_window else "",
        quadrants=list(planned.quadrants),
    )


def _said(lines: Sequence[str], known: dict[str, str]) -> list[str]:
    """The words to say, with no gap left in them: where nobody knows a name or a day, they point at the wall."""
    put = {**_unknown(), **known}
    return [PLACEHOLDER.sub(lambda gap: put[gap[1]], line) for line in lines]


def _unknown() -> dict[str, str]:
    """What is said aloud in the place of what the workbook does not know yet."""
    return {
        "decider": _("those who decide"),
        "decision": _("the one on the wall"),
        "sent_by": _("the day we agree on now"),
        "review_date": _("the day of our return"),
    }
