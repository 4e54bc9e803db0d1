"""Addresses of briefings."""

from django.urls import path, register_converter

from briefings.formats.registry import FormatConverter
from briefings.views import files, pages, worksheets

app_name = "briefings"
register_converter(FormatConverter, "format")

urlpatterns = [
    path("workbooks/<uuid:pk>/briefings/", pages.index, name="list"),
    path("workbooks/<uuid:pk>/briefings/issue/", pages.issue, name="issue"),
    path("workbooks/<uuid:pk>/briefings/draft.pdf", files.draft, name="draft"),
    path("workbooks/<uuid:pk>/briefings/draft.<format:format>", files.draft, name="draft-file"),
    path("workbooks/<uuid:pk>/asks/<slug:reader>/", pages.ask, name="ask"),
    path("briefings/<uuid:pk>.pdf", files.issued, name="pdf"),
    path("briefings/<uuid:pk>.<format:format>", files.issued, name="file"),
    path("templates/<int:pk>/worksheet.pdf", worksheets.worksheet, name="worksheet"),
]
