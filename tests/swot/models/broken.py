"""Every constraint of the database, broken on purpose."""

from collections.abc import Iterable
from typing import Any

from django.apps import apps
from django.db import models


def constraints(app: str) -> set[str]:
    """The names of all constraints of an app's models."""
    found: Iterable[Any] = (row for model in apps.get_app_config(app).get_models() for row in model._meta.constraints)
    return {constraint.name for constraint in found}


def twice(row: models.Model, **fields: Any) -> None:
    """Put a copy of a row beside it, otherwise only in `fields`."""
    copy = type(row)._base_manager.get(pk=row.pk)
    copy.pk, copy._state.adding = None, True
    if type(row)._meta.pk.default is not models.NOT_PROVIDED:
        copy.pk = type(row)._meta.pk.get_default()
    for name, value in fields.items():
        setattr(copy, name, value)
    type(row)._base_manager.bulk_create([copy])


def put(row: models.Model, **fields: Any) -> None:
    """Write fields behind the model's back."""
    type(row)._base_manager.filter(pk=row.pk).update(**fields)
