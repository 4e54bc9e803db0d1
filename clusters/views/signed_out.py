"""The way back for words that were sent after a session had run out."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from clusters import signed_out


@login_not_required
@csrf_exempt
@require_POST
def words(request: HttpRequest) -> HttpResponse:
    """The words once more, in a form with a token of the new session; 404 for anybody but whoever wrote them.

    Signing in changes the token that the page holds, so it is proved by our signature instead. Nothing is written here.
    """
    kept = request.POST.get("kept", "")
    found = signed_out.waiting(kept)
    if found is None:
        raise Http404
    if not request.user.is_authenticated:
        return signed_out.page(request, kept, found.typed)
    if request.user.pk != found.owner:
        raise Http404
    return render(request, "clusters/words_back.html", {"waiting": found})
