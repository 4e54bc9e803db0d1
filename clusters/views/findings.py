"""What the kind finder found for a cluster that is there already: look at it, and keep it."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from clusters.finder_answers import FinderAnswers
from clusters.models import Cluster
from clusters.responses import see


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest, pk: Any) -> HttpResponse:
    """The result beside the kind the cluster has; keeping it changes nothing else. Without answers, to the first question."""
    cluster = get_object_or_404(Cluster.objects.led_by(request.user), pk=pk)
    given = request.POST if request.method == "POST" else request.GET
    answers = FinderAnswers.from_query({**given.dict(), "cluster": str(cluster.pk)})
    if not answers.is_whole:
        return redirect(f"{reverse('clusters:kind-finder')}?{answers.query()}")
    if request.method == "POST":
        cluster.find_again(answers.as_finding(), by=request.user)
        messages.success(request, _("The result is kept with the cluster."))
        return see(request, "clusters:detail", cluster.pk)
    carried = [(name, value) for name, value in answers.fields().items() if name != "cluster"]
    back = f"{reverse('clusters:kind-finder-result')}?{answers.query()}"
    context = {"cluster": cluster, "found": answers.found, "kind": answers.kind, "carried": carried, "back": back}
    return render(request, "clusters/finding.html", context)
