"""What was done to groups, votes and entries, in a sentence each."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from workshops.models import Operation, Workshop

GROUPING = ("group", "ungroup", "merge", "split", "rename", "place")
LAST = 10


def last(workshop: Workshop) -> list[Operation]:
    """The last ten that grouped something, the newest first."""
    return list(workshop.operations.filter(verb__in=GROUPING).select_related("by")[:LAST])


def in_words(operation: Operation) -> str:
    """The sentence of one."""
    return SAID[operation.verb](operation.result)


def _into(told: dict[str, Any]) -> str:
    said = ngettext("%(n)d note went into “%(title)s”.", "%(n)d notes went into “%(title)s”.", told["notes"])
    return said % {"n": told["notes"], "title": told["title"]}


def _out(told: dict[str, Any]) -> str:
    if told["groups"]:
        return ngettext("%(n)d group was dissolved.", "%(n)d groups were dissolved.", told["groups"]) % {
            "n": told["groups"]
        }
    said = ngettext(
        "%(n)d note was taken out of its group.", "%(n)d notes were taken out of their groups.", told["notes"]
    )
    return said % {"n": told["notes"]}


def _joined(told: dict[str, Any]) -> str:
    said = ngettext("“%(title)s” took in %(n)d group.", "“%(title)s” took in %(n)d groups.", told["groups"])
    return said % {"n": told["groups"], "title": told["title"]}


def _split(told: dict[str, Any]) -> str:
    said = ngettext(
        "%(n)d note was split off as “%(title)s”.", "%(n)d notes were split off as “%(title)s”.", told["notes"]
    )
    return said % {"n": told["notes"], "title": told["title"]}


def _renamed(told: dict[str, Any]) -> str:
    return _("“%(was)s” is now called “%(title)s”.") % told


def _placed(told: dict[str, Any]) -> str:
    many = told["notes"] + told["groups"]
    said = {
        "strength": ngettext("%(n)d was moved to Strengths.", "%(n)d were moved to Strengths.", many),
        "weakness": ngettext("%(n)d was moved to Weaknesses.", "%(n)d were moved to Weaknesses.", many),
        "opportunity": ngettext("%(n)d was moved to Opportunities.", "%(n)d were moved to Opportunities.", many),
        "threat": ngettext("%(n)d was moved to Threats.", "%(n)d were moved to Threats.", many),
    }
    return said[told["quadrant"]] % {"n": many}


SAID: dict[str, Callable[[dict[str, Any]], str]] = {
    "group": _into,
    "ungroup": _out,
    "merge": _joined,
    "split": _split,
    "rename": _renamed,
    "place": _placed,
}
