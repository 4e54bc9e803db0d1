"""The real server of a test: it reads the database of the test, and can fall over and come back."""

import pytest

pytestmark = pytest.mark.browser


def test_a_hall_reads_what_the_test_wrote_and_comes_back_after_a_fall(cast, hall, inside):
    page = inside(cast.ana)
    page.goto("/")
    assert cast.cluster.name in page.content()
    hall.kill()
    hall.start()
    page.reload()
    assert cast.cluster.name in page.content()
