"""Thresholds of the cluster's own, and what people say from outside."""

from types import SimpleNamespace

from clusters.models import Cluster
from tests.adversarial.forms import Form, revision


def threshold(world):
    return SimpleNamespace(**Cluster.objects.get(pk=world.cluster.pk).thresholds["I7"])


FORMS = {
    "swot:threshold": Form(
        good=lambda w: {"revision": revision(w.cluster), "watch": "25", "reason": "Our streets"},
        words=("reason",),
        narrow=("revision", "watch", "act", "do"),
        row=threshold,
    ),
}
