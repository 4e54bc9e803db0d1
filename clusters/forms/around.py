"""Forms of the clusters around one: tie it to another, and say what it shares."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from clusters.kinds import Kind
from clusters.models import Cluster
from clusters.nesting import kinds_above, kinds_beside

MOST_OFFERED = 300


class TieForm(forms.Form):
    """One cluster that the reader belongs to: of a higher level it becomes the one above, else the two are linked."""

    nothing_is_required = True
    other = forms.ModelChoiceField(
        label=_("Which one"),
        help_text=_("Of the clusters you belong to: a larger place it is part of, or what it is linked to."),
        queryset=Cluster.objects.none(),
        error_messages={"required": _("Choose a cluster."), "invalid_choice": _("Choose one of the clusters listed.")},
    )
    line = forms.ChoiceField(
        label=_("Is it one of those written down?"),
        help_text=_("The line goes, and the cluster itself stands in its place."),
        required=False,
    )
    revision = forms.IntegerField(min_value=0, max_value=2_147_483_647, widget=forms.HiddenInput)

    def __init__(self, cluster: Cluster, user: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = (*kinds_above(cluster.kind), *kinds_beside(cluster.kind))
        others = Cluster.objects.visible_to(user).filter(kind__in=kinds).exclude(pk=cluster.pk)
        if cluster.part_of_id:
            others = others.exclude(pk=cluster.part_of_id)
        shown = list(others.order_by("name", "pk")[:MOST_OFFERED])
        field: Any = self.fields["other"]
        field.queryset = others
        above = [(one.pk, _named(one)) for one in shown if one.kind in kinds_above(cluster.kind)]
        beside = [(one.pk, _named(one)) for one in shown if one.kind in kinds_beside(cluster.kind)]
        groups = [(_("Part of"), above), (_("Linked"), beside)]
        field.widget.choices = [("", _("Choose one")), *((label, each) for label, each in groups if each)]
        self.has_choice = bool(shown)
        line: Any = self.fields["line"]
        line.choices = [("", _("No")), *((text, text) for text in cluster.nested_in)]
        if not cluster.nested_in or not above:
            del self.fields["line"]
        self.initial.setdefault("revision", cluster.revision)


class AgreeForm(forms.Form):
    """What a cluster shares along the tree; both can be taken back at any time."""

    nothing_is_required = True
    shares_alerts = forms.BooleanField(
        label=_("Share our open inclusion alerts with the cluster we are part of"),
        help_text=_(
            "Its people then read the sentence of our inclusion strip and our open alerts, with our name. "
            "No answers, no entries, no names of people."
        ),
        required=False,
    )
    offers_down = forms.BooleanField(
        label=_("Offer our strengths and weaknesses to the clusters inside this one"),
        help_text=_(
            "Their people then read the words of our sorted strengths and weaknesses and how well each is known, "
            "even where they do not belong to this cluster."
        ),
        required=False,
    )
    revision = forms.IntegerField(min_value=0, max_value=2_147_483_647, widget=forms.HiddenInput)

    @classmethod
    def of(cls, cluster: Cluster) -> "AgreeForm":
        """As the cluster stands."""
        names = ("shares_alerts", "offers_down", "revision")
        return cls(initial={name: getattr(cluster, name) for name in names})


def _named(cluster: Cluster) -> str:
    kind = str(Kind(cluster.kind).label)
    return f"{cluster.name}, {cluster.place} ({kind})" if cluster.place else f"{cluster.name} ({kind})"
