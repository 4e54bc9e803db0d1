"""The table of access: who gets what from every address, by method."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

# The six whom a row tells apart, and three who get what one of them gets unless a row says otherwise (`but`): Fay
# belonged to the cluster, root is a superuser and no member, a guest is known to the room on the workbook by a cookie.
PEOPLE = ("ana", "ben", "caro", "dev", "cleo", "nobody")
LIKE = {"fay": "dev", "root": "cleo", "guest": "nobody"}
EVERYBODY = (*PEOPLE, *LIKE)
SIGNED_OUT = ("nobody", "guest")
METHODS = ("get", "head", "options", "put", "patch", "delete", "trace", "post")


@dataclass(frozen=True)
class Row:
    """What one address answers to leader, editor, viewer, stranger, curator, nobody, in this order.

    `get`, `post`, `put` and `delete` are six codes each, with nothing sent; None is a method that is not allowed (405,
    or the way to sign in for nobody). Where all six are led away, `needs_account` says that nobody is led to sign in.
    HEAD is as GET, and `options` six codes where it is answered at all. `but` says by method what one of the three others
    gets that is not as the one they are like.
    """

    get: str | None
    post: str | None = None
    args: Callable[[Any], dict[str, Any]] = lambda world: {}
    put: str | None = None
    delete: str | None = None
    needs_account: bool = False
    options: str | None = None
    but: Mapping[str, Mapping[str, int]] = field(default_factory=dict)

    def expected(self, method: str, person: str) -> int:
        """The status this person gets."""
        method = "get" if method == "head" else method
        told = self.but.get(person, {}).get(method)
        if told is not None:
            return told
        codes = getattr(self, method, None)
        if codes is None:
            return 302 if person in SIGNED_OUT and not self.is_public else 405
        return int(codes.split()[PEOPLE.index(LIKE.get(person, person))])

    @property
    def is_public(self) -> bool:
        """Whether it needs no account."""
        codes = (self.get or self.post or self.put or "").split()
        return not self.needs_account and (codes[-1] != "302" or len(set(codes)) == 1)
