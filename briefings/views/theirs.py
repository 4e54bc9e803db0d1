"""All that is known of whoever asks: as JSON, and as a PDF to read."""

from django.core.serializers.json import DjangoJSONEncoder
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from briefings.theirs.to_read import pdf
from briefings.theirs.told import as_values
from briefings.views.paper import as_pdf
from clusters.models import User

NAME = "my-data"


@never_cache
@require_safe
def as_json(request: HttpRequest) -> HttpResponse:
    """The file for machines."""
    person = get_object_or_404(User, pk=request.user.pk)
    dumped = {"ensure_ascii": False, "indent": 2}
    response = JsonResponse(as_values(person), encoder=DjangoJSONEncoder, json_dumps_params=dumped)
    response["Content-Disposition"] = f'attachment; filename="{NAME}.json"'
    return response


@never_cache
@require_safe
def to_read(request: HttpRequest) -> HttpResponse:
    """The same to read; a sentence with 422 where it cannot be made now."""
    person = get_object_or_404(User, pk=request.user.pk)
    return as_pdf(request, NAME, lambda: pdf(person))
