"""Reading by words that are put together once: Django takes longer to write such a query than a database to answer it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from uuid import UUID

from django.db import DEFAULT_DB_ALIAS, connections, models
from django.db.models import F
from django.db.models.base import ModelState

# They stand for the key and the person until somebody asks; no row has either.
NO_KEY, NO_PERSON = UUID(int=0), -1
ALL = ("*",)
KEY = models.UUIDField()


@dataclass(frozen=True)
class Plan:
    """A query in the language of the database, and where what it answers belongs; one process has one database.

    `stand_in` is what stands among the parameters until somebody asks by a key. `convert` says, by column, what makes of
    a stored value one of ours. `own` names the columns of the model, `told` what the query is annotated with, `joined`
    the columns of each row beside: its model, their names, the first of them.
    """

    words: str
    parameters: tuple[Any, ...]
    stand_in: Any
    convert: tuple[tuple[int, Any, Any], ...]
    own: tuple[str, ...]
    told: dict[str, int]
    joined: dict[str, tuple[Any, list[str], int]]


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
    def plan(self) -> Plan:
        """The query as it is asked."""
        columns = {_column(key, one): F(f"{key}__{one.attname}") for key, of in self.beside.items() for one in of}
        compiler = self.query(NO_KEY, NO_PERSON).annotate(**columns).query.get_compiler(DEFAULT_DB_ALIAS)
        (words, parameters), stand_in = compiler.as_sql(), _as_parameter(NO_KEY)
        if stand_in not in parameters:
            raise ValueError("The key is no parameter of this query.")
        convert = compiler.get_converters([expression for expression, _words, _name in compiler.select])
        places = compiler.annotation_col_map
        return Plan(
            words,
            tuple(parameters),
            stand_in,
            tuple((place, how, of) for place, (how, of) in convert.items()),
            tuple(compiler.select[place][0].target.attname for place in compiler.klass_info["select_fields"]),
            {name: place for name, place in places.items() if name not in columns},
            {key: _place(of, places[_column(key, of[0])]) for key, of in self.beside.items()},
        )

    def of(self, key: UUID, person: int = NO_PERSON) -> list[Any]:
        """The rows of one key, with what the query is annotated with and what is joined to them."""
        return self.laid_out(self.told(key, person))

    def told(self, key: UUID, person: int = NO_PERSON) -> list[tuple[Any, ...]]:
        """What the database tells of one key, in its own values; they hold nothing that can be changed in place."""
        plan = self.plan
        asked = {plan.stand_in: _as_parameter(key), NO_PERSON: person}
        with connections[DEFAULT_DB_ALIAS].cursor() as cursor:
            cursor.execute(plan.words, [asked.get(one, one) for one in plan.parameters])
            return cursor.fetchall()

    def laid_out(self, told: list[tuple[Any, ...]]) -> list[Any]:
        """Rows of our models from what the database told, new ones each time."""
        plan, database = self.plan, connections[DEFAULT_DB_ALIAS]
        found = [_ours(plan, list(row), database) for row in told]
        rows = [_row(self.model, plan.own, values) for values in found]
        for row, values in zip(rows, found, strict=True):
            for name, place in plan.told.items():
                setattr(row, name, values[place])
        for name, beside in plan.joined.items():
            _join(rows, found, name, *beside)
        return rows


def put(row: Any, name: str, other: Any) -> None:
    """Lay a row that is known, or nothing, in the place of a foreign key that names it or was not read."""
    row._state.fields_cache[name] = other
    row.__dict__[f"{name}_id"] = other and other.pk


def _ours(plan: Plan, values: list[Any], database: Any) -> list[Any]:
    """Values as the database told them, as ours: SQLite keeps dates and keys as text. Nothing stays nothing."""
    for place, how, of in plan.convert:
        if values[place] is not None:
            for convert in how:
                values[place] = convert(values[place], of, database)
    return values


def _row(model: Any, names: Iterable[str], values: Iterable[Any]) -> Any:
    """A stored row laid out as Django lays out one that was pickled: none of ours does more when it is made."""
    row = model.__new__(model)
    row._state = ModelState()
    row._state.db, row._state.adding = DEFAULT_DB_ALIAS, False
    row.__dict__.update(zip(names, values, strict=False))
    return row


def _join(rows: list[Any], found: list[list[Any]], key: str, model: Any, names: list[str], first: int) -> None:
    """Put what stands beside into its place, made once however many rows share it."""
    known: dict[Any, Any] = {}
    lay = _lay if rows and rows[0]._meta.get_field(key).concrete else setattr
    for row, values in zip(rows, found, strict=True):
        pk = values[first]
        if pk is None:
            continue
        if pk not in known:
            known[pk] = _row(model, names, values[first : first + len(names)])
        lay(row, key, known[pk])


def _lay(row: Any, key: str, other: Any) -> None:
    """What Django's descriptor does for a foreign key, of which the row has the value already, without its checks."""
    row._state.fields_cache[key] = other


def _place(fields: list[Any], first: int) -> tuple[Any, list[str], int]:
    return fields[0].model, [field.attname for field in fields], first


def _column(key: str, field: Any) -> str:
    return f"{key}_its_{field.attname}"


def _as_parameter(key: UUID) -> Any:
    return KEY.get_db_prep_value(key, connections[DEFAULT_DB_ALIAS])
