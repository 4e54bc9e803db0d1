"""A person's clusters: the list, a new one, its page and its record."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import F, FilteredRelation, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from clusters.access import READ, Role
from clusters.conflict import THEIRS, conflict_of, use_of
from clusters.errors import Stale
from clusters.finder_answers import FinderAnswers
from clusters.forms.cluster import NewClusterForm, RecordForm
from clusters.forms.people import InviteForm
from clusters.ids import new_key
from clusters.models import Cluster, Membership
from clusters.models.cluster import member_bands
from clusters.responses import invalid, see, stale
from clusters.tree import around

PAGE_SIZE = 20
BOOK = ("book_pk", "book_title", "book_status", "book_review_on")
OPEN = Q(workbooks__deleted_at=None, workbooks__closed_at=None)


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """One's clusters, those joined last first, each with its open workbook.

    Counted without the joins of the list: looking each cluster up took most of the time of whoever has thousands.
    """
    book = {name: F(f"open_book__{name.removeprefix('book_')}") for name in BOOK}
    clusters = Cluster.objects.visible_to(request.user)
    clusters = clusters.annotate(open_book=FilteredRelation("workbooks", condition=OPEN)).annotate(**book)
    pages = Paginator(clusters.order_by("-memberships__pk"), PAGE_SIZE)
    deleted = Cluster.objects.filter(deleted_at__isnull=False)
    pages.count = Membership.objects.filter(user=request.user.pk).exclude(cluster__in=deleted).count()
    page = pages.get_page(request.GET.get("page"))
    return render(request, "clusters/home.html", {"page": page})


@require_http_methods(["GET", "HEAD", "POST"])
def create(request: HttpRequest) -> HttpResponse:
    """Make a cluster, of the kind that the answers in the address come to."""
    answers = FinderAnswers.from_query(request.GET)
    mine = Cluster.objects.visible_to(request.user).order_by("-made_at").first()
    guess = {"key": new_key(), "time_zone": mine.time_zone if mine else "UTC"}
    form = NewClusterForm(request.POST if request.method == "POST" else None, answers=answers, initial=guess)
    context = {"form": form, "answers": answers, "query": answers.query()}
    if request.method != "POST":
        return render(request, "clusters/create.html", context)
    if not form.is_valid():
        return invalid(request, "clusters/create.html", context)
    return see(request, "clusters:detail", form.found(by=request.user).pk)


@require_safe
def detail(request: HttpRequest, pk: Any) -> HttpResponse:
    """The cluster: record, people, workbooks."""
    cluster = get_object_or_404(Cluster.objects.visible_to(request.user), pk=pk)
    return render(request, "clusters/detail.html", detail_context(request, cluster))


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, pk: Any) -> HttpResponse:
    """The record, changed; 409 with both texts when somebody else did so since."""
    rows = Cluster.objects.editable_by(request.user)
    cluster, mine = get_object_or_404(rows, pk=pk), get_object_or_404(rows, pk=pk)
    form = RecordForm(request.POST if request.method == "POST" else None, instance=mine)
    context: dict[str, Any] = {"form": form, "cluster": cluster}
    if request.method != "POST":
        return render(request, "clusters/edit.html", context)
    if form.is_valid() and use_of(request, form, form.saved) == THEIRS:
        messages.success(request, _("The record stays as it was saved."))
        return see(request, "clusters:detail", cluster.pk)
    if not form.is_valid():
        return invalid(request, "clusters/edit.html", context)
    try:
        cluster.edit(seen=form.seen, **form.record)
    except Stale as error:
        saved = RecordForm(instance=error.current).saved
        conflict = conflict_of(form, saved, error.current, is_kept=False, name="record")
        return stale(request, "clusters/edit.html", {**context, "conflict": conflict})
    messages.success(request, _("The record is saved."))
    return see(request, "clusters:detail", cluster.pk)


def detail_context(request: HttpRequest, cluster: Cluster, form: Any = None) -> dict[str, Any]:
    """What the page of a cluster shows; `form` is one that was not in order."""
    books = list(cluster.workbooks.live())
    leads = cluster.role == Role.LEADER  # type: ignore[attr-defined]
    return {
        "cluster": cluster,
        "around": around(cluster, request.user),
        "leads": leads,
        "may_write": cluster.role != Role.VIEWER,  # type: ignore[attr-defined]
        "memberships": sorted(cluster.memberships.select_related("user"), key=lambda each: READ.index(each.role)),
        "invitations": cluster.invitations.waiting() if leads else (),
        "books": books,
        "open_book": next((book for book in books if book.closed_at is None), None),
        "finding": cluster.findings.first(),
        "counts": [(band, count) for band in member_bands() if (count := cluster.member_counts.get(band["key"]))],
        "invite_form": form if isinstance(form, InviteForm) else InviteForm(cluster),
        "form": form,
    }
