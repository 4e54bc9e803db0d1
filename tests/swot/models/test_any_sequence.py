"""Whatever two people do to a workbook in whatever order, it stays whole."""

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from tests import factories
from tests.swot.models.two_writers import TwoWriters


@pytest.mark.slow
def test_any_sequence_of_verbs_by_two_leaves_a_workbook_that_exports_and_comes_back(cast):
    for kind in ("district", "network"):
        factories.version(kind)
    quick = settings(
        max_examples=40,
        stateful_step_count=30,
        deadline=None,
        derandomize=True,
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(lambda: TwoWriters(cast), settings=quick)
