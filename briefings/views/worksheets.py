"""A version of a template as a printed worksheet, for curators."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from briefings.make import UnknownPaper
from briefings.pdf.render import CannotRender, TooLong
from briefings.worksheet import pdf
from swot.curators import is_curator
from swot.models import TemplateVersion


@require_safe
def worksheet(request: HttpRequest, pk: int) -> HttpResponse:
    """The PDF of a version, of a draft as well; 404 for whoever curates no templates, 422 where it is too long."""
    if not is_curator(request.user):
        raise Http404
    version = get_object_or_404(TemplateVersion.objects.select_related("template"), pk=pk)
    content = version.content()
    try:
        body = pdf(content, paper=request.GET.get("paper") or "a4", is_draft=not version.is_frozen)
    except UnknownPaper as unknown:
        raise Http404 from unknown
    except (TooLong, CannotRender) as error:
        return render(request, "briefings/pages/too_long.html", {"sentence": str(error)}, status=422)
    response = HttpResponse(body, content_type="application/pdf")
    name = slugify(f"{content.kind} {content.language} {version.number} worksheet")
    response["Content-Disposition"] = f'inline; filename="{name}.pdf"'
    return response
