"""Addresses of briefings."""

from django.urls import path

from briefings.views import files, pages, paper, worksheets

app_name = "briefings"

urlpatterns = [
    path("workbooks/<uuid:pk>/briefings/", pages.index, name="list"),
    path("workbooks/<uuid:pk>/briefings/issue/", pages.issue, name="issue"),
    path("workbooks/<uuid:pk>/briefings/draft.pdf", files.draft, name="draft"),
    path("workbooks/<uuid:pk>/asks/<slug:reader>/", pages.ask, name="ask"),
    path("workbooks/<uuid:pk>/paper/", paper.index, name="paper"),
    path("workbooks/<uuid:pk>/paper/<slug:what>.pdf", paper.sheets, name="paper-pdf"),
    path("briefings/<uuid:pk>.pdf", files.issued, name="pdf"),
    path("templates/<int:pk>/worksheet.pdf", worksheets.worksheet, name="worksheet"),
]
