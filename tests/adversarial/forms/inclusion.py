"""Thresholds of the cluster's own, and what people say from outside."""

from types import SimpleNamespace

from clusters.ids import new_key
from clusters.models import Cluster
from swot.models import Comment, OutsideLink
from tests.adversarial.forms import Form, newest, revision


def threshold(world):
    return SimpleNamespace(**Cluster.objects.get(pk=world.cluster.pk).thresholds["I7"])


FORMS = {
    "swot:outside-links": Form(
        good=lambda w: {"for_whom": "The school", "days": "30"},
        words=("for_whom",),
        narrow=("days",),
        row=lambda w: newest(OutsideLink.objects),
    ),
    "swot:outside-close": Form(loses=True),
    "swot:outside": Form(
        good=lambda w: {"place": "first", "key": new_key()},
        words=("text", "name"),
        narrow=("place", "key"),
        query=("said",),
        row=lambda w: newest(Comment.objects),
        person="nobody",
        loses=True,
    ),
    "swot:threshold": Form(
        good=lambda w: {"revision": revision(w.cluster), "watch": "25", "reason": "Our streets"},
        words=("reason",),
        narrow=("revision", "watch", "act", "do"),
        row=threshold,
    ),
}
