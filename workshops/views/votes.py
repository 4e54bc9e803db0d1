"""The page of a vote: open it, close it, count hands beside the phones, and see how it came out."""

from typing import Any

from django.contrib import messages
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from clusters.responses import see
from workshops.forms.votes import HandsForm, OpenVoteForm
from workshops.models import Group, HandCount, Step, Workshop
from workshops.page import leading, listens, room_page
from workshops.ranking import results_of, step_of_vote, ties
from workshops.rules.marks import suggested
from workshops.views.press import Pressed, pressed
from workshops.voting import can_be_voted_on

PAGE = "workshops/votes/votes.html"
MAY = ("open-vote", "close-vote", "reopen-vote", "hands", "switch")


@require_http_methods(["GET", "HEAD", "POST"])
def votes(request: HttpRequest, pk: Any) -> HttpResponse:
    """What can be voted on, how many have, or how it came out. What is not taken comes back as typed: 409 or 422."""
    workshop = leading(request, pk)
    if request.method != "POST":
        return render(request, PAGE, {**_context(workshop), **listens(request, workshop)})
    verb = request.POST.get("verb", "")
    unknown = Pressed(422, sentence=_("Press one of the buttons on this page: they say what they do."))
    found = pressed(request, workshop, verb) if verb in MAY else unknown
    if found.done:
        return see(request, "workshops:votes", workshop.pk)
    if not found.wrong:
        messages.error(request, found.sentence)
    return render(request, PAGE, _context(leading(request, pk), found), status=found.status)


def _context(workshop: Workshop, refused: Pressed | None = None) -> dict[str, Any]:
    steps = list(workshop.steps.annotate(cast=Count("ballots", filter=~Q(ballots__marks={}))))
    step = step_of_vote(workshop, steps)
    sent, wrong = (refused.form, refused.wrong) if refused else (None, "")
    told: dict[str, Any] = {"step": step, "is_here": bool(step and step.pk == workshop.step_id)}
    if step and step.vote_on:
        step.workshop = workshop
        groups = {group.pk: group for group in workshop.groups.all()}
        results = results_of(step, groups)
        told |= {"results": results, "ties": ties(results), "voted": getattr(step, "cast", 0)}
        told |= _hands(step, groups, sent)
    else:
        things, alone = can_be_voted_on(workshop)
        budget = suggested(len(things) + len(alone))
        form = sent if isinstance(sent, OpenVoteForm) else OpenVoteForm(initial={"budget": budget})
        told |= {"groups": things, "alone": alone, "form": form, "suggested": budget}
    return room_page(workshop, wrong=wrong, page_errors=bool(wrong), **told)


def _hands(step: Step, groups: dict[int, Group], sent: Any) -> dict[str, Any]:
    """The lines on which hands are typed: what stands, and what was typed where it was not taken."""
    known = {one.group_id: one for one in HandCount.objects.filter(step=step).select_related("by")}
    typed = sent if isinstance(sent, HandsForm) else None
    lines = []
    for pk in step.vote_on:
        count = known.get(pk)
        line = {"group": groups[pk], "stands": count.marks if count else 0, "seen": count.revision if count else 0}
        line |= {"by": count.by if count else None, "value": line["stands"], "errors": []}
        if typed and f"marks_{pk}" in typed.data:
            line |= {"value": typed.data[f"marks_{pk}"], "errors": typed.errors.get(f"marks_{pk}", [])}
        lines.append(line)
    value = typed.data.get("voters", "") if typed else step.hand_voters
    return {"lines": lines, "voters": value, "voters_errors": typed.errors.get("voters", []) if typed else []}
