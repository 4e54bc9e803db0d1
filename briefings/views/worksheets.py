"""A version of a template on paper, for curators: the whole of it, or blank sheets as a workbook of it has them."""

from functools import partial

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from briefings import worksheet as whole
from briefings.make import UnknownPaper
from briefings.paper.choice import KINDS, PACK, Choice
from briefings.paper.forms import PaperForm
from briefings.paper.make import pdf
from briefings.views.paper import as_pdf
from swot.content import TemplateContent
from swot.curators import is_curator
from swot.models import TemplateVersion

WHOLE = "whole"


@require_safe
def worksheet(request: HttpRequest, pk: int) -> HttpResponse:
    """The PDF of a version, of a draft as well; 404 for whoever curates no templates, 422 where it is too long.

    `what` is a kind of sheet but the pack, which has no sense without a workbook; without it every question is printed.
    """
    if not is_curator(request.user):
        raise Http404
    version = get_object_or_404(TemplateVersion.objects.select_related("template"), pk=pk)
    content, what, is_draft = version.content(), request.GET.get("what") or WHOLE, not version.is_frozen
    name = f"{content.kind} {content.language} {version.number} {'worksheet' if what == WHOLE else what}"
    try:
        if what == WHOLE:
            make = partial(whole.pdf, content, paper=request.GET.get("paper") or "a4", is_draft=is_draft)
        else:
            make = partial(pdf, _choice(request, what, content), content, is_draft=is_draft)
        return as_pdf(request, slugify(name), make)
    except UnknownPaper as unknown:
        raise Http404 from unknown


def _choice(request: HttpRequest, what: str, content: TemplateContent) -> Choice:
    """The sheets an address asks for; 404 where there are none of that name."""
    form = PaperForm(what, content, "a4", request.GET) if what in KINDS and what != PACK else None
    if form is None or not form.is_valid():
        raise Http404
    return form.choice()
