"""Changing the run sheet of a workshop before and while it runs: add a step, change it, move it, take it out."""

from typing import Any

from django.db.models import F
from django.utils.translation import gettext as _

from clusters.errors import Refusal, Stale
from workshops.models import Step, Workshop
from workshops.operations import Act, Verb


def add(workshop: Workshop, act: Act) -> dict[str, Any]:
    """A new step (`params["fields"]`) after the one of `params["after"]`, a primary key; None: before all others."""
    workshop.refuse_if_over()
    order = 0
    if act.params["after"]:
        order = _step(workshop, act.params["after"]).order
    workshop.steps.filter(order__gt=order).update(order=F("order") + 1)
    made = Step.objects.create(workshop=workshop, order=order + 1, **act.params["fields"])
    return {"step": made.pk}


def edit(workshop: Workshop, act: Act) -> dict[str, Any]:
    """Change a step (`params["step"]`) that still is at `params["revision"]`; `Stale` with it as it stands if not."""
    workshop.refuse_if_over()
    step = _step(workshop, act.params["step"])
    step.swap(seen=act.params["revision"], **act.params["fields"])
    if workshop.step_id == step.pk:
        Workshop.objects.filter(pk=workshop.pk).update(turned=act.place)
    return {"step": step.pk}


def shift(workshop: Workshop, act: Act) -> dict[str, Any]:
    """Move a step one place up or down (`params["up"]`); at the end of the list it stays."""
    workshop.refuse_if_over()
    step = _step(workshop, act.params["step"])
    standing = list(workshop.steps.all())
    place = next(at for at, one in enumerate(standing) if one.pk == step.pk)
    other = place - 1 if act.params["up"] else place + 1
    step.swap(seen=act.params["revision"])
    if 0 <= other < len(standing):
        standing[place], standing[other] = standing[other], standing[place]
        for order, one in enumerate(standing, 1):
            Step.objects.filter(pk=one.pk).exclude(order=order).update(order=order)
    return {"step": step.pk}


def remove(workshop: Workshop, act: Act) -> dict[str, Any]:
    """Take a step out for good; `Refusal` while the room is in it, or where something was written or voted in it."""
    workshop.refuse_if_over()
    step = _step(workshop, act.params["step"])
    if workshop.step_id == step.pk:
        raise Refusal(_("The room is in this step. Go on to another one first."))
    if step.contributions.exists() or step.ballots.exists() or step.paper_sheets.exists():
        raise Refusal(_("Something was written in this step, so it stays. Leave it out instead: nothing is lost then."))
    deleted, _of = Step.objects.filter(pk=step.pk, revision=act.params["revision"]).delete()
    if not deleted:
        raise Stale(step)
    return {"title": step.title}


PLANNING: dict[str, Verb] = {"add-step": add, "edit-step": edit, "move-step": shift, "remove-step": remove}


def _step(workshop: Workshop, pk: int) -> Step:
    found = workshop.steps.filter(pk=pk).first()
    if found is None:
        raise Refusal(_("This step was taken out of the run sheet meanwhile."))
    return found
