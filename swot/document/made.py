"""What was made of a workbook's rows, used again for as long as the database tells the very same rows.

The rows themselves are compared, all of them: no mark that somebody might forget to move stands between.
"""

from collections import OrderedDict
from threading import Lock
from typing import Any

MOST = 40


class Made:
    """What was made of each workbook, beside the rows that it was made of; the longest unused is thrown away first."""

    def __init__(self, most: int = MOST) -> None:
        self.most = most
        self.kept: OrderedDict[Any, tuple[Any, dict[str, Any]]] = OrderedDict()
        self.lock = Lock()

    def of(self, key: Any, told: Any) -> dict[str, Any]:
        """What was made of these rows by name, to be added to; empty where the rows are others than last time.

        `told` is compared by `==` and must hold nothing that is changed in place.
        """
        with self.lock:
            kept = self.kept.get(key)
        if kept is None or kept[0] != told:
            kept = told, {}
        with self.lock:
            self.kept[key] = kept
            self.kept.move_to_end(key)
            while len(self.kept) > self.most:
                self.kept.popitem(last=False)
        return kept[1]


MADE = Made()
