"""Addresses of briefings."""

from django.urls import path, register_converter

from briefings.formats.registry import FormatConverter
from briefings.views import dress, files, issued, pages, paper, room_paper, share, share_reader, theirs, worksheets

app_name = "briefings"
register_converter(FormatConverter, "format")

urlpatterns = [
    path("account/my-data.json", theirs.as_json, name="mine"),
    path("account/my-data.pdf", theirs.to_read, name="mine-pdf"),
    path("workbooks/<uuid:pk>/briefings/", pages.index, name="list"),
    path("workbooks/<uuid:pk>/briefings/issue/", pages.issue, name="issue"),
    path("workbooks/<uuid:pk>/briefings/draft.pdf", files.draft, name="draft"),
    path("workbooks/<uuid:pk>/briefings/draft.<format:format>", files.draft, name="draft-file"),
    path("workbooks/<uuid:pk>/asks/<slug:reader>/", pages.ask, name="ask"),
    path("workbooks/<uuid:pk>/paper/", paper.index, name="paper"),
    path("workbooks/<uuid:pk>/paper/<slug:what>.pdf", paper.sheets, name="paper-pdf"),
    path("workshops/<uuid:pk>/paper/", room_paper.index, name="room-paper"),
    path("workshops/<uuid:pk>/paper/<slug:what>/", room_paper.take, name="room-take"),
    path("workshops/<uuid:pk>/<slug:what>.pdf", room_paper.sheets, name="room-pdf"),
    path("workbooks/<uuid:pk>/briefings/<slug:key>/compose/", dress.dress, name="dress"),
    path("briefings/<uuid:pk>/", issued.issued, name="issued"),
    path("briefings/<uuid:pk>/since/", issued.since, name="since"),
    path("briefings/<uuid:pk>/withdraw/", issued.withdraw, name="withdraw"),
    path("briefings/<uuid:pk>/bring-back/", issued.bring_back, name="bring-back"),
    path("briefings/<uuid:pk>.pdf", files.issued, name="pdf"),
    path("briefings/<uuid:pk>.<format:format>", files.issued, name="file"),
    path("briefings/<uuid:pk>/share/", share.share, name="share"),
    path("briefings/<uuid:pk>/share/<int:link>/revoke/", share.revoke, name="share-revoke"),
    path("briefings/<uuid:pk>/share/notes/<int:note>/answer/", share.answer, name="note-answer"),
    path("briefings/<uuid:pk>/share/notes/<int:note>/hide/", share.hide, name="note-hide"),
    path("b/<str:token>/", share_reader.reader, name="reader"),
    path("b/<str:token>/briefing.pdf", share_reader.reader_pdf, name="reader-pdf"),
    path("b/<str:token>/briefing.docx", share_reader.reader_docx, name="reader-docx"),
    path("templates/<int:pk>/worksheet.pdf", worksheets.worksheet, name="worksheet"),
]
