"""Who may do what: the roles in a cluster and the querysets they open. The only code that knows permissions.

Denied by default: every page asks for sign-in, then takes its object from one of these querysets, and a stranger
finds nothing there. Staff and superusers are not above the roles: they curate templates and read no workbook.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any, Self

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_exempt


class Role(models.TextChoices):
    """What a person may do in a cluster: each role may all that the next one may."""

    LEADER = "leader", _("leader")
    EDITOR = "editor", _("editor")
    VIEWER = "viewer", _("viewer")


READ = (Role.LEADER, Role.EDITOR, Role.VIEWER)
WRITE = (Role.LEADER, Role.EDITOR)
LEAD = (Role.LEADER,)
# What counts as a second factor; recovery codes come with either and do not stand alone.
FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
# What a page opened by a link knows of who opens it: the address is a secret, so it sets no cookie and holds no other
# token, and is the same for somebody who happens to be signed in.
NOBODY: dict[str, Any] = {"csrf_token": "", "user": AnonymousUser(), "messages": ()}

# The cookie of somebody in a room, and for how long their browser keeps it: as long as authors are known. It goes to one
# room alone, so it cannot be a "__Host-" one, which goes to all of a host.
GUEST, GUEST_DAYS = "__Secure-guest" if settings.HTTPS else "guest", 30
# The cookie of somebody who typed the code or photographed the square, and has still to say who they are.
DOOR, DOOR_SECONDS = "__Secure-door" if settings.HTTPS else "door", 2 * 3600


def lacks_second_factor(user: Any) -> bool:
    """Whether this person must have a second factor and has none: curators and superusers may change what all read."""
    if not (user.is_staff or user.is_superuser):
        return False
    return not Authenticator.objects.filter(user=user, type__in=FACTORS).exists()


class ScopedQuerySet(models.QuerySet[Any]):
    """Rows that hang on a cluster, opened by the reader's role in it.

    `to_cluster` is the path from the row to its cluster ("workbook__cluster"), `hidden_by` are the dates of deletion on
    the way. Each row is annotated with the reader's own role, as `role`, or `role_as` where the rows have a role.
    """

    to_cluster = ""
    hidden_by: tuple[str, ...] = ()
    role_as = "role"

    def visible_to(self, user: Any) -> Self:
        """Rows that this person may read."""
        return self._open_to(user, READ)

    def editable_by(self, user: Any) -> Self:
        """Rows that this person may change."""
        return self._open_to(user, WRITE)

    def led_by(self, user: Any) -> Self:
        """Rows of clusters that this person leads."""
        return self._open_to(user, LEAD)

    def live(self) -> Self:
        """Rows that nobody has deleted."""
        return self.filter(**{f"{path}__isnull": True for path in self.hidden_by})

    def deleted_for(self, user: Any, roles: tuple[Role, ...]) -> Self:
        """Rows that were deleted themselves, and would be open to this person in one of these roles otherwise."""
        own, *above = self.hidden_by
        left = {f"{path}__isnull": True for path in above}
        return self._of_role(user, roles).filter(**{f"{own}__isnull": False}, **left)

    def _open_to(self, user: Any, roles: tuple[Role, ...]) -> Self:
        return self.live()._of_role(user, roles)

    def _of_role(self, user: Any, roles: tuple[Role, ...]) -> Self:
        path = f"{self.to_cluster}__memberships" if self.to_cluster else "memberships"
        if not user.is_authenticated:
            return self.none()
        wanted = {f"{path}__user": user, f"{path}__role__in": roles}
        return self.filter(**wanted).annotate(**{self.role_as: F(f"{path}__role")})


def by_token(find: Callable[[str], Any], over: str) -> Callable[..., Any]:
    """A page that a link opens without an account: the view gets the row that `find` knows the token by.

    Where there is none, the page `over` says so with 404. Nothing of it is stored, listed, or told to other sites. The
    address itself is the permission and no cookie is looked at, so no other site can send a form in somebody's name:
    Django's own check would refuse every sending, since a browser that names no referrer names no origin either.
    """

    def decorate(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        @csrf_exempt
        @login_not_required
        @wraps(view)
        def page(request: HttpRequest, token: str) -> HttpResponse:
            row = find(token)
            response = view(request, row) if row else render(request, over, NOBODY, status=404)
            response["Referrer-Policy"] = "no-referrer"
            response["Cache-Control"] = "private, no-store"
            response["X-Robots-Tag"] = "noindex, nofollow"
            return response

        return page

    return decorate


def by_cookie(find: Callable[[Any], Any], who: Callable[[Any, str], Any], over: str) -> Callable[..., Any]:
    """A page for guests of a room: the view gets the room that `find` knows by its key, and the guest of this browser.

    The guest is known by a signed cookie that is sent to this room alone, and is None to whoever has not come in. Where
    there is no such room any more, the page `over` says so with 404. Forms are checked as everywhere.
    """

    def decorate(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        @login_not_required
        @wraps(view)
        def page(request: HttpRequest, pk: Any, **more: Any) -> HttpResponse:
            room = find(pk)
            if room is None:
                response = render(request, over, NOBODY, status=404)
            else:
                key = request.get_signed_cookie(GUEST, default="", salt=str(pk))
                response = view(request, room, who(room, key) if key else None, **more)
            response["Cache-Control"] = "private, no-store"
            response["X-Robots-Tag"] = "noindex, nofollow"
            return response

        return page

    return decorate


def open_door(response: HttpResponse, pk: Any, code: str) -> None:
    """Let this browser come into one room within two hours, by the code that holds now: with another one it is worth nothing."""
    told = {"path": f"/room/{pk}/", "httponly": True, "samesite": "Lax", "secure": settings.HTTPS}
    response.set_signed_cookie(DOOR, "open", salt=f"{pk}/{code}", max_age=DOOR_SECONDS, **told)


def came_by_door(request: HttpRequest, pk: Any, code: str) -> bool:
    """Whether this browser came to the room by the code that holds now, typed or in the square."""
    told: dict[str, Any] = {"salt": f"{pk}/{code}", "max_age": DOOR_SECONDS, "default": ""}
    return request.get_signed_cookie(DOOR, **told) == "open"


def remember_guest(response: HttpResponse, pk: Any, guest: Any) -> None:
    """Let this browser be known in one room as a guest, by their primary key, until authors are forgotten."""
    told = {"path": f"/room/{pk}/", "httponly": True, "samesite": "Lax", "secure": settings.HTTPS}
    response.set_signed_cookie(GUEST, str(guest.pk), salt=str(pk), max_age=GUEST_DAYS * 86_400, **told)
