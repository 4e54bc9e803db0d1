"""The addresses of the product, and the page that everything else is measured against."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import include, path


def bare(request: HttpRequest) -> HttpResponse:
    """H: what the server, the session and the account cost, and nothing else."""
    return HttpResponse(f"{request.user.pk}\n", content_type="text/plain")


def bare_file(request: HttpRequest) -> HttpResponse:
    """A file that only who is signed in gets, with nothing asked about it: what a download costs at least."""
    if not request.user.is_authenticated:
        return HttpResponse(status=404)
    return HttpResponse((settings.DATA_DIR / "bare.pdf").read_bytes(), content_type="application/pdf")


urlpatterns = [path("bare/", bare), path("bare-file/", bare_file), path("", include("config.urls"))]
