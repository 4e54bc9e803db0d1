"""The table of access: who gets what from every address, by method."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

PEOPLE = ("ana", "ben", "caro", "dev", "cleo", "nobody")


@dataclass(frozen=True)
class Row:
    """What one address answers to leader, editor, viewer, stranger, curator, nobody, in this order.

    `get`, `post`, `put` and `delete` are six codes each, with nothing sent; None is a method that is not allowed (405,
    or the way to sign in for nobody). Where all six are led away, `needs_account` says that nobody is led to sign in.
    """

    get: str | None
    post: str | None = None
    args: Callable[[Any], dict[str, Any]] = lambda world: {}
    put: str | None = None
    delete: str | None = None
    needs_account: bool = False

    def expected(self, method: str, person: str) -> int:
        """The status this person gets."""
        codes = {"get": self.get, "post": self.post, "put": self.put, "delete": self.delete}.get(method)
        if codes is None:
            return 302 if person == "nobody" and not self.is_public else 405
        return int(codes.split()[PEOPLE.index(person)])

    @property
    def is_public(self) -> bool:
        """Whether it needs no account."""
        codes = (self.get or self.post or self.put or "").split()
        return not self.needs_account and (codes[-1] != "302" or len(set(codes)) == 1)
