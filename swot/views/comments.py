"""Comments in threads on a section, an entry or a strategy: whoever may read may speak."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from clusters.conflict import THEIRS, conflict_of, use_of
from clusters.errors import Refusal, Stale
from clusters.ids import new_key
from clusters.responses import invalid, see, stale
from swot.comments_page import Place, Talks
from swot.document.gather import Rows
from swot.forms.comments import AnswerForm, AssignForm, EditForm, SayForm
from swot.forms.seen import seen, seen_in
from swot.letters import tell_assigned, tell_called
from swot.models import Comment, Strategy, Workbook
from swot.page import brought_back, live, page, readable, speakable
from swot.rules.comments import mentioned
from swot.settling import leave_theirs, saved_by

ALL, ONE, EDIT = "swot/comments.html", "swot/comments_about.html", "swot/comment.html"


@require_safe
def comments(request: HttpRequest, pk: Any) -> HttpResponse:
    """Every thread of a workbook, the open ones first."""
    workbook = readable(request, pk)
    talks = Talks(Rows(workbook), request.user)
    return render(request, ALL, _page(talks, talks.shown()))


@require_http_methods(["GET", "HEAD", "POST"])
def about(request: HttpRequest, pk: Any, about: str) -> HttpResponse:
    """The threads about one place, and the form that begins another."""
    workbook = (speakable if request.method == "POST" else readable)(request, pk)
    talks = Talks(Rows(workbook), request.user)
    if request.method == "POST" and about.upper() not in {*talks.places, *(one.about for one in talks.threads)}:
        live(request, workbook, _subjects(workbook, about), ref=about.upper())
        talks = Talks(Rows(workbook), request.user)
    place = _place(talks, about.upper())
    if request.method != "POST":
        return render(request, ONE, _about_page(talks, place, begun=request.GET.get("text", "")))
    form = SayForm(request.POST)
    if not form.is_valid() or not place.url:
        return invalid(request, ONE, _about_page(talks, place, form=form))
    comment = _say(request, talks, place.about, form)
    messages.success(request, _("Your comment is there."))
    return see(request, _url(talks.workbook, comment))


@require_POST
def answer(request: HttpRequest, pk: Any, comment: int) -> HttpResponse:
    """Answer a thread, and settle it where that was asked; the answer is said whatever becomes of the settling."""
    talks = Talks(Rows(speakable(request, pk)), request.user)
    first = _live(request, talks.workbook, comment, parent=None)
    form = AnswerForm(request.POST, auto_id=f"id_{comment}_%s")
    if not form.is_valid():
        return _again(request, talks, first, f"answer-{comment}", form)
    if form.cleaned_data["text"]:
        _say(request, talks, first.about, form, parent=first)
    if form.cleaned_data["settle"]:
        return settle(request, pk=pk, comment=comment)
    messages.success(request, _("Your answer is there."))
    return see(request, _url(talks.workbook, first))


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, pk: Any, comment: int) -> HttpResponse:
    """One's own words, to change or to take back."""
    workbook = speakable(request, pk)
    row = _live(request, workbook, comment, by=request.user.pk)
    talks = Talks(Rows(workbook), request.user)
    if request.method != "POST":
        form = EditForm(initial={"text": row.text, "revision": row.revision})
        return render(request, EDIT, page(workbook, "comments", talks.rows, form=form, comment=row))
    form = EditForm(request.POST)
    if not form.is_valid():
        return invalid(request, EDIT, page(workbook, "comments", talks.rows, form=form, comment=row))
    if use_of(request, form, {"text": row.text}) == THEIRS:
        leave_theirs(request, workbook, f"comment {row.pk}", {"text": form.cleaned_data["text"]})
        return see(request, _url(workbook, row))
    if form.errors:
        return invalid(request, EDIT, page(workbook, "comments", talks.rows, form=form, comment=row))
    text = form.cleaned_data["text"]
    try:
        called = row.edit(by=request.user, seen=seen_in(form), text=text, called=mentioned(text, talks.names))
    except Stale as conflict:
        return _both_texts(request, talks, form, conflict.current)
    tell_called(request, row, talks.people, called)
    messages.success(request, _("Your comment is changed."))
    return see(request, _url(workbook, row))


@require_POST
def assign(request: HttpRequest, pk: Any, comment: int) -> HttpResponse:
    """Say who sees to a thread by when."""
    talks = Talks(Rows(speakable(request, pk)), request.user)
    first = _handled(request, talks.workbook, comment)
    form = AssignForm(request.POST, people=talks.people, auto_id=f"id_{comment}_%s")
    if not form.is_valid():
        return _again(request, talks, first, f"assign-{comment}", form)
    asked_before = first.owner_id
    try:
        first.assign(by=request.user, seen=seen_in(form), **form.chosen)
    except Stale as conflict:
        return _look_again(request, talks, first, conflict)
    if first.owner_id != asked_before:
        tell_assigned(request, first, first.owner)
    messages.success(request, _("It is written down who sees to it.") if first.owner else _("Nobody sees to it now."))
    return see(request, _url(talks.workbook, first))


@require_POST
def settle(request: HttpRequest, pk: Any, comment: int) -> HttpResponse:
    """Settle a thread; the message has the way back."""
    workbook = speakable(request, pk)
    first = _handled(request, workbook, comment)
    try:
        first.settle(by=request.user, seen=seen(request))
    except Stale as conflict:
        return _look_again(request, Talks(Rows(workbook), request.user), first, conflict)
    except Refusal as refusal:
        messages.error(request, refusal.sentence)
        return see(request, _url(workbook, first))
    undo = f"{reverse('swot:comment-reopen', args=[pk, comment])}?seen={first.revision}"
    messages.success(request, _("Settled. It stays readable."), extra_tags=undo)
    return see(request, _url(workbook, first))


@require_POST
def reopen(request: HttpRequest, pk: Any, comment: int) -> HttpResponse:
    """Open a settled thread again."""
    workbook = speakable(request, pk)
    first = _handled(request, workbook, comment)
    try:
        if first.settled_at is not None:
            first.reopen(by=request.user, seen=first.revision)
    except Stale as conflict:
        if conflict.current.settled_at is not None:
            return _look_again(request, Talks(Rows(workbook), request.user), first, conflict)
    messages.success(request, _("It is open again."))
    return see(request, _url(workbook, first))


@require_POST
def delete(request: HttpRequest, pk: Any, comment: int) -> HttpResponse:
    """Take a comment back; answers to it stay. The message has the way back."""
    workbook = speakable(request, pk)
    rows = Comment.objects.deletable_by(request.user).filter(workbook=workbook)
    row = live(request, workbook, rows, pk=comment)
    try:
        row.delete_gently(by=request.user, seen=seen(request))
    except Stale as conflict:
        return _look_again(request, Talks(Rows(workbook), request.user), row, conflict)
    except Refusal as refusal:
        messages.error(request, refusal.sentence)
        return see(request, _url(workbook, row))
    undo = reverse("swot:comment-restore", args=[pk, comment])
    messages.success(request, _("The comment is taken back."), extra_tags=undo)
    return see(request, "swot:comments", pk)


@require_POST
def restore(request: HttpRequest, pk: Any, comment: int) -> HttpResponse:
    """Bring back a comment that was taken back."""
    workbook = speakable(request, pk)
    row = brought_back(request, Comment.objects.deletable_by(request.user).filter(workbook=workbook), pk=comment)
    messages.success(request, _("The comment is back."))
    return see(request, _url(workbook, row))


def _live(request: HttpRequest, workbook: Workbook, comment: int, **which: Any) -> Comment:
    """A comment that nobody took back; 404 or `Gone` if there is none."""
    back = Comment.objects.deletable_by(request.user)
    row: Comment = live(request, workbook, workbook.comments.all(), back=back, pk=comment, **which)
    return row


def _handled(request: HttpRequest, workbook: Workbook, comment: int) -> Comment:
    _live(request, workbook, comment, parent=None)
    rows = Comment.objects.handled_by(request.user).filter(workbook=workbook).select_related("owner")
    return get_object_or_404(rows, pk=comment)


def _subjects(workbook: Workbook, about: str) -> Any:
    """The rows among which that is which a ref names, deleted ones too."""
    strategies = Strategy.objects.filter(workbook=workbook)
    return strategies if about.upper().startswith("X") else workbook.entries.all()


def _place(talks: Talks, about: str) -> Place:
    """What a page is about: something that is there, or of which threads are left."""
    if about in talks.places:
        return talks.places[about]
    if any(thread.about == about for thread in talks.threads):
        return Place(about, _("deleted meanwhile"))
    raise Http404


def _say(request: HttpRequest, talks: Talks, about: str, form: SayForm, **fields: Any) -> Comment:
    text = form.cleaned_data["text"]
    called = mentioned(text, talks.names)
    said = {"key": form.cleaned_data["key"], "called": called, "by": request.user, **fields}
    comment, is_new = Comment.say(talks.workbook, about, text, **said)
    if is_new:
        tell_called(request, comment, talks.people, called)
    return comment


def _page(talks: Talks, shown: list[Any], **context: Any) -> dict[str, Any]:
    open_ = [talk for talk in shown if talk.thread.is_open]
    context = {
        "open": open_,
        "settled": [talk for talk in shown if not talk.thread.is_open],
        "outside": sum(talk.thread.waits_outside for talk in open_),
        "names": talks.names,
        "may_speak": not talks.workbook.closed_at,
        **context,
    }
    return page(talks.workbook, "comments", talks.rows, **context)


def _about_page(talks: Talks, place: Place, begun: str = "", **context: Any) -> dict[str, Any]:
    form = context.pop("form", None) or SayForm(initial={"key": new_key(), "text": begun})
    shown = talks.shown(talks.around(place.about), forms=not talks.workbook.closed_at)
    return _page(talks, shown, place=place, form=form, **context)


def _again(request: HttpRequest, talks: Talks, first: Comment, name: str, form: Any) -> HttpResponse:
    """422: the page of the thread with the form as it was sent."""
    talks.bound = {name: form}
    return invalid(request, ONE, _about_page(talks, _place(talks, first.about), forms=[form]))


def _look_again(request: HttpRequest, talks: Talks, row: Comment, conflict: Stale) -> HttpResponse:
    """409 for a button pressed on something older: the thread as it stands now."""
    messages.error(request, _("Somebody changed this a moment ago. Look at it as it stands now, then choose again."))
    return stale(request, ONE, _about_page(talks, _place(talks, row.about)))


def _both_texts(request: HttpRequest, talks: Talks, form: EditForm, current: Comment) -> HttpResponse:
    told = saved_by(talks.workbook, f"comment {current.pk}")
    shown = {"form": form, "comment": current, "conflict": conflict_of(form, {"text": current.text}, current, **told)}
    return stale(request, EDIT, page(talks.workbook, "comments", talks.rows, **shown))


def _url(workbook: Workbook, comment: Comment) -> str:
    there = reverse("swot:comments-about", args=[workbook.pk, comment.about])
    return f"{there}#c{comment.parent_id or comment.pk}"
