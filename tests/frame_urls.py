"""The addresses the frame of a page links to, for tests of the frame alone."""

from django.http import HttpRequest, HttpResponse
from django.urls import include, path


def nothing(request: HttpRequest, **kwargs: object) -> HttpResponse:
    """An address, no page."""
    return HttpResponse()


PAGES = (
    "board",
    "sort",
    "priorities",
    "profile",
    "evidence",
    "crossings",
    "find-out",
    "strategies",
    "actions",
    "calendar",
    "inclusion",
    "composition",
    "assets",
    "offers",
    "inside",
    "comments",
    "outside-links",
    "search",
    "now",
    "here",
    "compare",
    "return",
    "copy",
    "upgrade",
    "set-aside",
    "history",
    "export",
)
clusters = [path(f"{name}/", nothing, name=name) for name in ("home", "account", "kind-finder")]
clusters.append(path("clusters/<uuid:pk>/", nothing, name="detail"))
workbooks = [path(f"<uuid:pk>/{name}/", nothing, name=name) for name in PAGES]
workbooks.append(path("<uuid:pk>/", nothing, name="workbook"))
briefings = [path(f"<uuid:pk>/{name}/", nothing, name=name) for name in ("list", "paper")]

urlpatterns = [
    path("", include((clusters, "clusters"))),
    path("workbooks/", include((workbooks, "swot"))),
    path("workbooks/", include((briefings, "briefings"))),
    path("workbooks/", include(([path("<uuid:pk>/together/", nothing, name="list")], "workshops"))),
    *(
        path(f"{name}/", nothing, name=name)
        for name in ("account_login", "account_logout", "accessibility", "about-data")
    ),
]
