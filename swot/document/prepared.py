"""Reading by words that are put together once: Django takes longer to write such a query than a database to answer it."""

from collections.abc import Callable
from functools import cached_property
from typing import Any
from uuid import UUID

from django.db import connection, models

NOBODY = UUID(int=0)


class Prepared:
    """The rows that hang on one thing, by its primary key, a UUID: the query is written at the first reading.

    `query` makes the queryset for a key; its only parameter is that key, so that any other can take its place.
    """

    def __init__(self, query: Callable[[UUID], models.QuerySet[Any]]) -> None:
        self.query = query

    @cached_property
    def words(self) -> str:
        """The query in the language of the database; one process has one."""
        words, parameters = self.query(NOBODY).query.sql_with_params()
        if list(parameters) != [_as_parameter(NOBODY)]:
            raise ValueError("A prepared query has one parameter, the key.")
        return words

    def of(self, key: UUID) -> list[Any]:
        """The rows of one key, with what the query is annotated with."""
        return list(self.query(NOBODY).model._base_manager.raw(self.words, [_as_parameter(key)]))


def _as_parameter(key: UUID) -> Any:
    return models.UUIDField().get_db_prep_value(key, connection)
