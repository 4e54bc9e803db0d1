"""All that is known of one person, read by every foreign key that leads to them."""

from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.utils import timezone

from briefings.theirs.ties import TIES, Tie
from clusters.models import Cluster


@dataclass(frozen=True)
class Part:
    """What one foreign key leads to: rows of the tie's fields, newest first, each with the name of its cluster.

    The name is "" where the row has no cluster, and None for a cluster that the person does not belong to any more.
    """

    key: str
    tie: Tie
    rows: tuple[tuple[str | None, dict[str, Any]], ...]


def account(person: Any) -> dict[str, Any]:
    """The row of the person, less what signs them in."""
    names = ("email", "name", "date_joined", "last_login", "is_staff", "is_superuser")
    return {**{name: getattr(person, name) for name in names}, "groups": [str(one) for one in person.groups.all()]}


def parts(person: Any) -> tuple[Part, ...]:
    """Every tie that leads to something, in the order of the table."""
    mine = dict(Cluster.objects.visible_to(person).values_list("pk", "name"))
    found = (Part(key, tie, _rows(key, tie, person, mine)) for key, tie in TIES.items())
    return tuple(part for part in found if part.rows)


def _rows(key: str, tie: Tie, person: Any, mine: dict[Any, str]) -> tuple[tuple[str | None, dict[str, Any]], ...]:
    label, _dot, field = key.rpartition(".")
    rows = apps.get_model(label)._base_manager.filter(**{field: person.pk}).order_by("-pk")
    if tie.cluster and not tie.own:
        rows = rows.filter(**{f"{tie.cluster}__in": list(mine)})
    if tie.live:
        rows = rows.filter(deleted_at=None)
    if not tie.cluster:
        return tuple(("", dict(zip(tie.fields, row, strict=True))) for row in rows.values_list(*tie.fields))
    told = rows.values_list(f"{tie.cluster}__pk", *tie.fields)
    return tuple((mine.get(where), dict(zip(tie.fields, row, strict=True))) for where, *row in told)


def as_values(person: Any) -> dict[str, Any]:
    """The whole as plain values: when it was made, the account, and a list of rows for each tie."""
    return {
        "made_at": timezone.now(),
        "account": account(person),
        "parts": [
            {
                "of": part.key,
                "title": str(part.tie.title),
                "rows": [{"cluster": where, **row} if part.tie.cluster else row for where, row in part.rows],
            }
            for part in parts(person)
        ],
    }
