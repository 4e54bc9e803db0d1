"""Addresses of everything."""

from django.conf import settings
from django.contrib import admin
from django.urls import include, path

from config.views import about_data, accessibility, healthz

handler400, handler500 = "config.trouble.bad_request", "config.trouble.server_error"
handler404 = "config.refused.not_found"
urlpatterns = [
    path("", include("clusters.account_urls")),
    path("", include("clusters.urls")),
    path("", include("swot.urls")),
    path("", include("workshops.urls")),
    path("", include("briefings.urls")),
    path(settings.ADMIN_PATH, admin.site.urls),
    path("healthz", healthz, name="healthz"),
    path("accessibility/", accessibility, name="accessibility"),
    path("about-data/", about_data, name="about-data"),
]
