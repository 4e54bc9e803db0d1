"""Adding, changing, deleting and bringing back rows of a cluster's record from the pages of a workbook."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from clusters.conflict import THEIRS, conflict_of, use_of
from clusters.errors import Stale
from clusters.ids import new_key
from clusters.responses import invalid, see, stale
from swot.document.gather import Rows
from swot.forms.record import RecordRowForm
from swot.forms.seen import seen, seen_in
from swot.models import Workbook
from swot.page import brought_back, live, page, writable
from swot.settling import leave_theirs, set_aside


@dataclass(frozen=True)
class RecordPages:
    """The pages of one kind of row: its model and form, the template, the beginning of its addresses, and its list."""

    model: Any
    form: type[RecordRowForm]
    template: str
    name: str
    back_to: str

    @method_decorator(require_http_methods(["GET", "HEAD", "POST"]))
    def add(self, request: HttpRequest, pk: Any) -> HttpResponse:
        """A new row; sent twice it is made once."""
        workbook = writable(request, pk)
        form = self.form(request.POST if request.method == "POST" else None, initial={"key": new_key()})
        if request.method == "POST" and form.is_valid():
            key = form.cleaned_data["key"]
            row = self.model.add(workbook.cluster, by=request.user, key=key, **form.as_fields)
            messages.success(request, _("%(name)s is saved.") % {"name": row.name})
            return see(request, self.back_to, workbook.pk)
        return self._answer(request, workbook, form)

    @method_decorator(require_http_methods(["GET", "HEAD", "POST"]))
    def change(self, request: HttpRequest, pk: Any, row: int) -> HttpResponse:
        """A row, changed; 409 with both texts when somebody else did so since."""
        workbook = writable(request, pk)
        found = self._row(request, workbook, row)
        start = {**self.form.of(found), "revision": found.revision}
        form = self.form(request.POST if request.method == "POST" else None, initial=start)
        use = use_of(request, form, self.form.of(found)) if form.is_valid() else ""
        if use == THEIRS:
            leave_theirs(request, workbook, f"{self.name} {found.pk}", form.as_fields)
            return see(request, self.back_to, workbook.pk)
        if not form.is_valid():
            return self._answer(request, workbook, form, found)
        try:
            self._write(workbook, found, form, by=request.user, is_chosen="use" in request.POST)
        except Stale as error:
            conflict = conflict_of(form, self.form.of(error.current), error.current)
            return stale(request, self.template, self._page(workbook, form=form, row=error.current, conflict=conflict))
        messages.success(request, _("%(name)s is saved.") % {"name": found.name})
        return see(request, self.back_to, workbook.pk)

    @method_decorator(require_POST)
    def delete(self, request: HttpRequest, pk: Any, row: int) -> HttpResponse:
        """Hide a row; the message has the way back."""
        workbook = writable(request, pk)
        found = self._row(request, workbook, row)
        try:
            found.delete_gently(by=request.user, seen=seen(request))
        except Stale as error:
            messages.error(request, error.sentence)
            form = self.form(initial={**self.form.of(error.current), "revision": error.current.revision})
            return stale(request, self.template, self._page(workbook, form=form, row=error.current))
        undo = reverse(f"swot:{self.name}-restore", args=[workbook.pk, row])
        messages.success(request, _("%(name)s is deleted.") % {"name": found.name}, extra_tags=undo)
        return see(request, self.back_to, workbook.pk)

    @method_decorator(require_POST)
    def restore(self, request: HttpRequest, pk: Any, row: int) -> HttpResponse:
        """Bring a deleted row back."""
        workbook = writable(request, pk)
        found = brought_back(request, self.model.objects.filter(cluster=workbook.cluster_id), pk=row)
        messages.success(request, _("%(name)s is back.") % {"name": found.name})
        return see(request, self.back_to, workbook.pk)

    @transaction.atomic
    def _write(self, workbook: Workbook, row: Any, form: RecordRowForm, *, by: Any, is_chosen: bool) -> None:
        """Change a row; rows of a cluster have no record of changes, so what was chosen against goes into the workbook's."""
        theirs = self.form.of(row)
        row.edit(by=by, seen=seen_in(form), **form.as_fields)
        if is_chosen:
            set_aside(workbook, f"{self.name} {row.pk}", theirs, by=by)

    def _row(self, request: HttpRequest, workbook: Workbook, row: int) -> Any:
        return live(request, workbook, self.model.objects.filter(cluster=workbook.cluster_id), pk=row)

    def _answer(self, request: HttpRequest, workbook: Workbook, form: Any, row: Any = None) -> HttpResponse:
        answer = invalid if form.errors else render
        return answer(request, self.template, self._page(workbook, form=form, row=row))

    def _page(self, workbook: Workbook, **context: Any) -> dict[str, Any]:
        return page(workbook, "contents", Rows(workbook), **context)
