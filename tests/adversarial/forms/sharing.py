"""Links to an issued briefing, what readers say by them, and what is answered."""

from datetime import timedelta

from briefings.models import ReaderNote, Share
from clusters.ids import new_key
from tests.adversarial.forms import Form, newest

FORMS = {
    "briefings:share": Form(
        good=lambda w: {"until": (w.cluster.today + timedelta(days=30)).isoformat(), "may_answer": "on"},
        words=("for_whom",),
        narrow=("until", "may_answer"),
        row=lambda w: newest(Share.objects),
    ),
    "briefings:share-revoke": Form(loses=True),
    "briefings:note-answer": Form(
        good=lambda w: {"key": new_key()},
        words=("text",),
        narrow=("key",),
        row=lambda w: newest(ReaderNote.objects),
    ),
    "briefings:note-hide": Form(narrow=("do",), loses=True),
    "briefings:reader": Form(
        good=lambda w: {"what": "fact", "key": new_key()},
        words=("text", "name"),
        narrow=("what", "about", "email", "key"),
        query=("said",),
        row=lambda w: newest(ReaderNote.objects),
        person="nobody",
        loses=True,
    ),
}
