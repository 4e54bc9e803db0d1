"""Where every button of whoever leads goes: one operation an id, then back to the page it stood on."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from clusters.errors import Refusal, Stale
from workshops.forms.press import PressForm
from workshops.models import Operation, Workshop
from workshops.operations import operate
from workshops.page import leading, room_page
from workshops.verbs import PRESSES, VERBS


def led(request: HttpRequest, pk: Any) -> Workshop:
    """The workshop, for those who may write in its workbook; 404 for viewers and strangers."""
    found: Workshop = get_object_or_404(Workshop.objects.editable_by(request.user).with_it(), pk=pk)
    return found


@dataclass(frozen=True)
class Pressed:
    """What came of a press: 200 with what was `done`, 409 where the workshop moved on, 422 with what is wrong with `form`."""

    status: int
    done: Operation | None = None
    sentence: str = ""
    form: PressForm | None = None

    @property
    def wrong(self) -> str:
        """What is wrong with what was sent; "" where it only came too late."""
        return self.sentence if self.status == 422 else ""


@require_POST
def press(request: HttpRequest, pk: Any, verb: str) -> HttpResponse:
    """One press: 200 with its result for a script, else back to the page. 409 where it moved on, 422 with what is wrong."""
    workshop = led(request, pk)
    if verb not in PRESSES:
        raise Http404
    found = pressed(request, workshop, verb)
    if found.done is None and found.form and found.form.words and not _wants_json(request):
        return _again(request, workshop, found)
    return _answer(request, workshop, found)


def pressed(request: HttpRequest, workshop: Workshop, verb: str) -> Pressed:
    """Carry out what was sent; for pages that show themselves again where it was not taken, with all that was typed."""
    form = PRESSES[verb].form(request.POST)
    if not form.is_valid():
        sentence = " ".join(str(error) for errors in form.errors.values() for error in errors)
        return Pressed(422, sentence=sentence, form=form)
    key = form.cleaned_data["key"]
    try:
        done = operate(workshop, VERBS, verb, key=key, by=request.user, **form.params())
    except Stale:
        return Pressed(409, sentence=_("The workshop moved on meanwhile. Look again, then press."), form=form)
    except Refusal as refusal:
        sentence = refusal.sentence or _("This workshop is put away. Nothing more is taken.")
        return Pressed(409, sentence=sentence, form=form)
    return Pressed(200, done)


def _again(request: HttpRequest, workshop: Workshop, found: Pressed) -> HttpResponse:
    """Where words were typed without script and were not taken, a page that gives them back with the sentence."""
    own = leading(request, workshop.pk)
    kept = [(name, value) for name, value in request.POST.items() if name in ("back", "base", "key")]
    context = room_page(own, form=found.form, sentence=found.sentence, kept=kept, back=_back(request, workshop))
    return render(request, "workshops/lead/again.html", context, status=found.status)


def _wants_json(request: HttpRequest) -> bool:
    return request.headers.get("Accept", "").startswith("application/json")


def _back(request: HttpRequest, workshop: Workshop) -> str:
    """The page of ours that a press came from, or the one that everything is led from."""
    back = request.POST.get("back", "")
    is_ours = back.startswith("/") and url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()})
    return back if is_ours else reverse("workshops:lead", args=[workshop.pk])


def _answer(request: HttpRequest, workshop: Workshop, found: Pressed) -> HttpResponse:
    done = found.done
    if _wants_json(request):
        told = {"id": str(done.key), "operation": done.pk, **done.result} if done else {"sentence": found.sentence}
        return JsonResponse(told, status=found.status)
    if found.sentence:
        messages.error(request, found.sentence)
    return redirect(_back(request, workshop))
