"""From which number a cluster keeps watch and acts: the starting value in words, or its own with a reason (content 4.1)."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

PLAIN_OPS = ("below", "above", "at_most", "at_least")
LEVELS = ("watch", "act")
LEVEL_NAMES = {"watch": gettext_lazy("Watch"), "act": gettext_lazy("Act")}


def is_plain(rule: Mapping[str, Any]) -> bool:
    """Whether one number alone decides a rule: no further figure, no earlier readings."""
    return rule["op"] in PLAIN_OPS and not rule.get("field") and not rule.get("readings")


def plain_rule(indicator: Any, level: str) -> dict[str, Any] | None:
    """The rule of "watch" or "act" that a cluster may change: the first plain one."""
    return next((rule for rule in getattr(indicator, level) if is_plain(rule)), None)


def limit_words(rule: Mapping[str, Any], unit: str) -> str:
    """A plain rule in a few words: "below 25%", "at 5 or more", "at none"."""
    if rule["op"] == "at_most" and rule["value"] == 0:
        return _("at none")
    words = {
        "below": _("below %s"),
        "above": _("above %s"),
        "at_most": _("at %s or less"),
        "at_least": _("at %s or more"),
    }
    return words[rule["op"]] % number_words(rule["value"], unit)


def number_words(value: float, unit: str) -> str:
    """A threshold as it is said: "25%" where shares are counted, else the number alone."""
    return f"{value:g}{'%' if unit.startswith('%') else ''}"


def own_rules(indicator: Any, own: Mapping[str, Any], language: str) -> Any:
    """An indicator (`swot.content.Indicator`) with the cluster's own numbers in its plain rules.

    The sentence of a changed rule is built anew, since the old one says the old number in words. `started` in the rule
    keeps the starting value.
    """
    changed = {level: _changed(indicator, level, own.get(level), language) for level in LEVELS}
    return replace(indicator, **changed)


def _changed(indicator: Any, level: str, value: float | None, language: str) -> tuple[dict[str, Any], ...]:
    rules: tuple[dict[str, Any], ...] = getattr(indicator, level)
    plain = plain_rule(indicator, level)
    if plain is None or value is None or value == plain["value"]:
        return rules
    ours = {**plain, "value": value, "started": plain["value"]}
    with translation.override(language):
        words = {"what": indicator.what, "limit": limit_words(ours, indicator.unit)}
        ours["sentence"] = _("%(what)s: %(limit)s.") % words
    return tuple(ours if rule is plain else rule for rule in rules)


def changed_words(indicator: Any, own: Mapping[str, Any] | None) -> str:
    """What a cluster changed and why, in a sentence: "Watch: starting value 30%, changed to 25%; by Ana ..."; "" if nothing."""
    rules = {level: plain_rule(indicator, level) for level in LEVELS}
    changed = [
        _("%(level)s: starting value %(started)s, changed to %(now)s")
        % {
            "level": LEVEL_NAMES[level],
            "started": number_words(rule["started"], indicator.unit),
            "now": number_words(rule["value"], indicator.unit),
        }
        for level, rule in rules.items()
        if rule and "started" in rule
    ]
    if not changed or not own:
        return ""
    reason = (own.get("reason") or _("nobody wrote why")).strip().rstrip(".")
    words = {
        "changed": "; ".join(changed),
        "by": own.get("by") or _("a former member"),
        "on": date_format(date.fromisoformat(own["on"]), "j F Y") if own.get("on") else _("a day not known"),
        "reason": reason[:1].lower() + reason[1:] if reason[1:2].islower() else reason,
    }
    return _("%(changed)s by %(by)s on %(on)s because %(reason)s.") % words
