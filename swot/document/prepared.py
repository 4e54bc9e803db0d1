"""Reading by words that are put together once: Django takes longer to write such a query than a database to answer it."""

from collections.abc import Callable
from functools import cached_property
from typing import Any
from uuid import UUID

from django.db import connection, models
from django.db.models import F

# They stand for the key and the person until somebody asks; no row has either.
NO_KEY, NO_PERSON = UUID(int=0), -1
ALL = ("*",)


class Prepared:
    """Rows found by a key, a UUID, and where it matters by who asks; the query is written at the first reading.

    `query` makes the queryset for a key and a person's primary key, which stand in it as parameters and nowhere else.
    `joined` names what comes in the same query from the row beside: `changed_by=("name",)`, or `ALL` of it.
    """

    def __init__(self, query: Callable[[UUID, int], models.QuerySet[Any]], **joined: tuple[str, ...]) -> None:
        self.query = query
        self.joined = joined

    @cached_property
    def model(self) -> Any:
        """Of which model its rows are."""
        return self.query(NO_KEY, NO_PERSON).model

    @cached_property
    def beside(self) -> dict[str, list[Any]]:
        """The fields that are read of each joined row, its primary key first."""
        found = {}
        for key, names in self.joined.items():
            of = self.model._meta.get_field(key).related_model._meta
            found[key] = [field for field in of.concrete_fields if field.primary_key or {field.name, "*"} & set(names)]
        return found

    @cached_property
    def words(self) -> tuple[str, tuple[Any, ...]]:
        """The query in the language of the database, and its parameters; one process has one database."""
        columns = {_column(key, one): F(f"{key}__{one.attname}") for key, of in self.beside.items() for one in of}
        words, parameters = self.query(NO_KEY, NO_PERSON).annotate(**columns).query.sql_with_params()
        if _as_parameter(NO_KEY) not in parameters:
            raise ValueError("The key is no parameter of this query.")
        return words, parameters

    def of(self, key: UUID, person: int = NO_PERSON) -> list[Any]:
        """The rows of one key, with what the query is annotated with and what is joined to them."""
        words, parameters = self.words
        asked = {_as_parameter(NO_KEY): _as_parameter(key), NO_PERSON: person}
        rows = list(self.model._base_manager.raw(words, [asked.get(one, one) for one in parameters]))
        for name, fields in self.beside.items():
            _join(rows, name, fields)
        return rows


def _join(rows: list[Any], name: str, fields: list[Any]) -> None:
    """Put what stands beside into its place, made once however many rows share it."""
    known: dict[Any, Any] = {}
    for row in rows:
        pk = getattr(row, _column(name, fields[0]))
        if pk is None:
            continue
        if pk not in known:
            told = [_from_database(field, getattr(row, _column(name, field))) for field in fields]
            known[pk] = fields[0].model.from_db(connection.alias, [field.attname for field in fields], told)
        setattr(row, name, known[pk])


def _column(key: str, field: Any) -> str:
    return f"{key}_its_{field.attname}"


def _from_database(field: Any, value: Any) -> Any:
    """A value of a column that was read as it is: SQLite keeps dates and keys as text, a foreign key like what it names."""
    column = field.get_col(field.model._meta.db_table)
    of_field = column.output_field
    for convert in (*connection.ops.get_db_converters(column), *of_field.get_db_converters(connection)):
        value = convert(value, column, connection)
    return value


def _as_parameter(key: UUID) -> Any:
    return models.UUIDField().get_db_prep_value(key, connection)
