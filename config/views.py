"""Pages that belong to no app."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe


@login_not_required
@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """200 while the process answers."""
    return HttpResponse("ok\n", content_type="text/plain; charset=utf-8")


@login_not_required
@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """What people can count on, whatever they read with."""
    return render(request, "pages/accessibility.html")


@login_not_required
@require_safe
def about_data(request: HttpRequest) -> HttpResponse:
    """What is stored, and who sees it."""
    return render(request, "pages/data.html")
