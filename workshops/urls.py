"""Addresses of doing a workbook together."""

from django.urls import path

from workshops import views

app_name = "workshops"

urlpatterns = [
    path("workbooks/<uuid:pk>/together/", views.choose, name="list"),
    path("workbooks/<uuid:pk>/together/<slug:key>/", views.sheet, name="sheet"),
]
