"""The addresses of the product, and the page that everything else is measured against."""

from django.http import HttpRequest, HttpResponse
from django.urls import include, path


def bare(request: HttpRequest) -> HttpResponse:
    """H: what the server, the session and the account cost, and nothing else."""
    return HttpResponse(f"{request.user.pk}\n", content_type="text/plain")


urlpatterns = [path("bare/", bare), path("", include("config.urls"))]
