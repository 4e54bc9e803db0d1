"""Every address there is, and one whose view breaks."""

from django.contrib.auth.decorators import login_not_required
from django.urls import include, path


@login_not_required
def breaks(request):
    raise RuntimeError("a secret that no page may tell")


urlpatterns = [path("", include("config.urls")), path("breaks/", breaks)]
