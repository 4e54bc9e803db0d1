"""Whether a content that people word anew still is what a program can read: its shape, its names, its placeholders."""

import re
from collections.abc import Collection, Iterator
from typing import Any

from django.utils.translation import gettext as _

PLACEHOLDER = re.compile(r"{[^{}]*}")


def has_shape(value: Any, model: Any) -> bool:
    """Whether `value` has the keys and sorts of `model`; a list may grow or shrink, its parts alike in sort."""
    if isinstance(model, dict):
        same = isinstance(value, dict) and set(value) == set(model)
        return same and all(has_shape(value[key], model[key]) for key in model)
    if isinstance(model, list):
        return isinstance(value, list) and (not model or all(_like_one_of(part, model) for part in value))
    if model is None:
        return not isinstance(value, dict | list)
    return value is None or isinstance(value, type(model))


def misworded(value: Any, model: Any, *, fixed: Collection[str], place: str = "") -> Iterator[str]:
    """One sentence for each way in which `value` differs from `model` in more than its words.

    Texts may be worded otherwise, but not be emptied, nor lose or gain a placeholder such as {kind}. Under the keys in
    `fixed`, and in numbers and marks, nothing may differ.
    """
    if type(value) is not type(model):
        yield _("%(place)s is of another sort than it was.") % {"place": place}
    elif isinstance(model, dict):
        if set(value) != set(model):
            yield _("%(place)s has other parts than it had.") % {"place": place or _("The sheet")}
            return
        for key in model:
            here = f"{place}.{key}" if place else str(key)
            if key in fixed and value[key] != model[key]:
                yield _("%(place)s is a name that the program knows, and cannot change.") % {"place": here}
            elif key not in fixed:
                yield from misworded(value[key], model[key], fixed=fixed, place=here)
    elif isinstance(model, list):
        if len(value) != len(model):
            yield _("%(place)s must have %(count)s parts.") % {"place": place, "count": len(model)}
            return
        for at, (one, like) in enumerate(zip(value, model, strict=True)):
            yield from misworded(one, like, fixed=fixed, place=f"{place}[{at}]")
    elif isinstance(model, str):
        yield from _misworded_text(value, model, place)
    elif value != model:
        yield _("%(place)s is %(value)s, and the rules stand on its being %(model)s.") % {
            "place": place,
            "value": value,
            "model": model,
        }


def changes(before: Any, after: Any, place: str = "") -> Iterator[tuple[str, Any, Any]]:
    """Each value that is different: its place, what it was and what it is; None where there is none."""
    if isinstance(before, dict) and isinstance(after, dict):
        for key in {**before, **after}:
            yield from changes(before.get(key), after.get(key), f"{place}.{key}" if place else str(key))
    elif isinstance(before, list) and isinstance(after, list) and len(before) == len(after):
        for at, (one, other) in enumerate(zip(before, after, strict=True), start=1):
            yield from changes(one, other, f"{place} {at}".strip())
    elif before != after:
        yield place, before, after


def _misworded_text(value: str, model: str, place: str) -> Iterator[str]:
    if model.strip() and not value.strip():
        yield _("%(place)s is empty.") % {"place": place}
    elif set(PLACEHOLDER.findall(value)) != set(PLACEHOLDER.findall(model)):
        must = ", ".join(sorted(set(PLACEHOLDER.findall(model)))) or _("none")
        yield _("%(place)s must hold these placeholders: %(must)s.") % {"place": place, "must": must}


def _like_one_of(part: Any, models: list[Any]) -> bool:
    return any(has_shape(part, model) for model in models)
