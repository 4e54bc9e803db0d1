"""Who and what a cluster lives on: its anchors ("whales"), and the infrastructure it does not own."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy

from clusters.models.cluster_row import ClusterRow


class Anchor(ClusterRow):
    """One large body that many others depend on ("whale"), and what happens if it leaves.

    `lean` is {band key: how many members of that band do more than half of their business through it}.
    """

    name = models.TextField(gettext_lazy("name"))
    band = models.CharField(gettext_lazy("kind of member"), max_length=30, blank=True)
    people = models.PositiveIntegerField(gettext_lazy("people"), null=True, blank=True)
    lean = models.JSONField(gettext_lazy("who leans on it"), default=dict, blank=True)
    what_if = models.TextField(gettext_lazy("if this one leaves"), blank=True)
    source = models.TextField(gettext_lazy("who knows this"), blank=True)
    as_of = models.DateField(gettext_lazy("since when"), null=True, blank=True)

    class Meta(ClusterRow.Meta):
        verbose_name = gettext_lazy("anchor")

    def __str__(self) -> str:
        return self.name


class Tenure(models.TextChoices):
    """By what right the cluster uses something."""

    OWNED = "owned", gettext_lazy("we own it")
    LONG = "long", gettext_lazy("agreement of three years or more")
    SHORT = "short", gettext_lazy("agreement that ends within three years")
    GOODWILL = "goodwill", gettext_lazy("goodwill, nothing written")
    UNKNOWN = "unknown", gettext_lazy("we do not know")


class Asset(ClusterRow):
    """One piece of infrastructure that members need: who owns it, by what right it is used, what else could serve."""

    name = models.TextField(gettext_lazy("what it is"))
    owner = models.TextField(gettext_lazy("who owns it"), blank=True)
    tenure = models.CharField(
        gettext_lazy("by what right we use it"), max_length=10, choices=Tenure.choices, default=Tenure.UNKNOWN
    )
    ends_on = models.DateField(gettext_lazy("until"), null=True, blank=True)
    is_only_one = models.BooleanField(gettext_lazy("nothing else could serve"), default=False)
    note = models.TextField(gettext_lazy("who needs it, and how we know"), blank=True)

    class Meta(ClusterRow.Meta):
        verbose_name = gettext_lazy("infrastructure")
        verbose_name_plural = gettext_lazy("infrastructure")
        constraints = [
            *ClusterRow.Meta.constraints,
            models.CheckConstraint(condition=Q(tenure__in=Tenure.values), name="asset_tenure_is_known"),
        ]

    def __str__(self) -> str:
        return self.name
