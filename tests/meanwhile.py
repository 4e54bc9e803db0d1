"""What another request does between a look and a write, always at the same place: no test waits for chance."""

from contextlib import contextmanager

from django.db import connection


@contextmanager
def before_writing(act):
    """Carry `act` out once, right before the first transaction begins: a savepoint, since a test is in one already."""
    left = [act]

    def run(execute, sql, *rest):
        if left and sql.startswith("SAVEPOINT"):
            left.pop()()
        return execute(sql, *rest)

    with connection.execute_wrapper(run):
        yield
    assert not left, "nothing was written"
