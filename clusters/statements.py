"""Writing by words that are put together once: Django takes longer to write such a statement than a database to do it."""

from collections.abc import Callable, Mapping
from functools import cached_property, lru_cache
from typing import Any, cast

from django.db import DEFAULT_DB_ALIAS, connections, models, transaction
from django.db.models import F
from django.db.models.sql import InsertQuery, UpdateQuery

HIGHEST = 2_147_483_647


class Slot(models.Expression):
    """A place in a statement that is filled whenever it is done, with a value of its field."""

    def __init__(self, name: str, field: Any) -> None:
        super().__init__(output_field=field)
        self.name = name

    def as_sql(self, compiler: Any, connection: Any) -> Any:
        """Itself as the parameter."""
        return "%s", [self]

    def filled(self, values: Mapping[str, Any], connection: Any) -> Any:
        """The value as the database takes it; a row stands for its key, and nothing is NULL."""
        value = values[self.name]
        if isinstance(value, models.Model):
            value = value.prepare_database_save(self.field)
        return self.field.get_db_prep_save(value, connection)


class Insert:
    """One new row. `row` makes it with slots in place of what differs; asked again, only these are put in."""

    def __init__(self, row: Callable[[], models.Model]) -> None:
        self.row = row

    @cached_property
    def words(self) -> tuple[str, tuple[Any, ...]]:
        """The statement in the language of the database; one process has one database."""
        row = self.row()
        fields = [field for field in row._meta.concrete_fields if not field.primary_key]
        query = InsertQuery(type(row))
        query.insert_values(fields, [row], raw=True)
        [(words, parameters)] = query.get_compiler(DEFAULT_DB_ALIAS).as_sql()
        return words, tuple(parameters)

    def __call__(self, **values: Any) -> None:
        """Write the row; `IntegrityError` as ever."""
        _done(self.words, values)


def update(model: type[models.Model], seen: int, where: Mapping[str, Any], values: Mapping[str, Any]) -> int:
    """Write `values` to the row at `where` if it still is at revision `seen`, raise that by one, and say whether it was.

    `where` holds no None, and neither holds an expression: a statement is kept by the names in both. A revision that
    no column holds is no row's.
    """
    if not 0 <= seen <= HIGHEST:
        return 0
    named = {f"where {name}": value for name, value in where.items()}
    return _done(_update(model, tuple(where), tuple(values)), {**named, "seen": seen, **values})


@lru_cache(maxsize=500)
def _update(model: type[models.Model], where: tuple[str, ...], values: tuple[str, ...]) -> tuple[str, tuple[Any, ...]]:
    found = {name: Slot(f"where {name}", _field(model, name)) for name in where}
    at = Slot("seen", _field(model, "revision"))
    query = cast(UpdateQuery, model._base_manager.filter(**found, revision=at).query.chain(UpdateQuery))
    query.add_update_values(
        {"revision": F("revision") + 1, **{name: Slot(name, _field(model, name)) for name in values}}
    )
    words, parameters = query.get_compiler(DEFAULT_DB_ALIAS).as_sql()
    return words, tuple(parameters)


def _field(model: type[models.Model], name: str) -> Any:
    return model._meta.pk if name == "pk" else model._meta.get_field(name)


def _done(statement: tuple[str, tuple[Any, ...]], values: Mapping[str, Any]) -> int:
    words, parameters = statement
    connection = connections[DEFAULT_DB_ALIAS]
    given = [one.filled(values, connection) if isinstance(one, Slot) else one for one in parameters]
    with transaction.mark_for_rollback_on_error(DEFAULT_DB_ALIAS), connection.cursor() as cursor:
        cursor.execute(words, given)
        return int(cursor.rowcount)
