"""How many marks each person has, and what may be done with them (specification of the workshop, "Vote")."""

from collections.abc import Collection, Mapping
from math import isqrt

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

FEWEST, MOST, MOST_ON_ONE = 3, 7, 2


def suggested(groups: int) -> int:
    """About the square root of the number of groups, three to seven."""
    root = isqrt(max(groups, 0))
    nearest = root + 1 if groups - root * root > root else root
    return min(max(nearest, FEWEST), MOST)


def allowed(marks: Mapping[str, int], *, budget: int, groups: Collection[int]) -> str:
    """ "" for a ballot that counts, else a sentence that says what is wrong with it and what to do."""
    known = {str(group) for group in groups}
    if not all(isinstance(n, int) and not isinstance(n, bool) and n > 0 for n in marks.values()):
        return _("A mark is a whole number. Give your marks again.")
    if not set(marks) <= known:
        return _("One of these is not voted on any more. Give your marks again.")
    if max(marks.values(), default=0) > MOST_ON_ONE:
        return _("At most two marks on one. Take one back.")
    if sum(marks.values()) > budget:
        said = ngettext("You have %(n)d mark. Take some back.", "You have %(n)d marks. Take some back.", budget)
        return said % {"n": budget}
    return ""
