"""Reading by words that are put together once: Django takes longer to write such a query than a database to answer it."""

from collections.abc import Callable
from functools import cached_property
from typing import Any
from uuid import UUID

from django.db import connection, models
from django.db.models import F

NOBODY = UUID(int=0)


class Prepared:
    """The rows that hang on one thing, by its primary key, a UUID: the query is written at the first reading.

    `query` makes the queryset for a key; its only parameter is that key, so that any other can take its place.
    `joined` names what comes in the same query of the row that a foreign key points to: `changed_by=("name",)`.
    """

    def __init__(self, query: Callable[[UUID], models.QuerySet[Any]], **joined: tuple[str, ...]) -> None:
        self.query = query
        self.joined = joined

    @cached_property
    def words(self) -> str:
        """The query in the language of the database; one process has one."""
        beside = {_column(key, name): F(f"{key}__{name}") for key, names in self.joined.items() for name in names}
        words, parameters = self.query(NOBODY).annotate(**beside).query.sql_with_params()
        if list(parameters) != [_as_parameter(NOBODY)]:
            raise ValueError("A prepared query has one parameter, the key.")
        return words

    @cached_property
    def model(self) -> Any:
        """Of which model its rows are."""
        return self.query(NOBODY).model

    def of(self, key: UUID) -> list[Any]:
        """The rows of one key, with what the query is annotated with and what is joined to them."""
        rows = list(self.model._base_manager.raw(self.words, [_as_parameter(key)]))
        for name, fields in self.joined.items():
            _join(rows, self.model._meta.get_field(name), fields)
        return rows


def _join(rows: list[Any], key: Any, names: tuple[str, ...]) -> None:
    """Put what a foreign key points to into its place, made once however many rows point to it."""
    of, known = key.related_model, dict[Any, Any]()
    fields = [of._meta.pk, *(field for field in of._meta.concrete_fields if field.name in names)]
    for row in rows:
        pk = getattr(row, key.attname)
        if pk is None:
            continue
        if pk not in known:
            told = [pk, *(_from_database(field, getattr(row, _column(key.name, field.name))) for field in fields[1:])]
            known[pk] = of.from_db(connection.alias, [field.attname for field in fields], told)
        setattr(row, key.name, known[pk])


def _column(key: str, name: str) -> str:
    return f"{key}_its_{name}"


def _from_database(field: Any, value: Any) -> Any:
    """A value of a column that was read as it is: SQLite keeps dates as text."""
    for convert in (*connection.ops.get_db_converters(field.cached_col), *field.get_db_converters(connection)):
        value = convert(value, field.cached_col, connection)
    return value


def _as_parameter(key: UUID) -> Any:
    return models.UUIDField().get_db_prep_value(key, connection)
