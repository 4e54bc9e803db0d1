"""How much one phone, one code and one address may send."""

import pytest

from workshops import limits


class Clock:
    """A clock that is moved by hand."""

    def __init__(self):
        self.now = 1000.0

    def monotonic(self):
        return self.now


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    found = Clock()
    monkeypatch.setattr(limits, "time", found)
    limits.clear()
    yield found
    limits.clear()


def test_a_phone_may_send_ten_notes_at_once_and_then_one_every_two_seconds(clock):
    assert [limits.note(1) for _ in range(10)] == [0.0] * 10
    assert limits.note(1) == pytest.approx(2.0)
    clock.now += 1
    assert limits.note(1) == pytest.approx(1.0)
    clock.now += 1
    assert limits.note(1) == 0
    assert limits.note(1) > 0


def test_one_phone_takes_nothing_from_another():
    for _ in range(11):
        limits.note(1)
    assert limits.note(2) == 0


def test_being_told_to_wait_costs_nothing(clock):
    for _ in range(30):
        limits.note(1)
    clock.now += 2
    assert limits.note(1) == 0


def test_three_hundred_join_within_a_minute_and_a_flood_waits(clock):
    for _ in range(300):
        assert limits.join("one") == 0
        clock.now += 0.2
    assert sum(limits.join("two") == 0 for _ in range(200)) == 50
    assert limits.join("one") == 0


def test_thirty_wrong_codes_of_one_address_and_then_it_waits(clock):
    for _ in range(30):
        assert limits.may_try("192.0.2.1") == 0
        limits.wrong_code("192.0.2.1")
    assert limits.may_try("192.0.2.1") == pytest.approx(20)
    assert limits.may_try("192.0.2.2") == 0
    clock.now += 600
    assert limits.may_try("192.0.2.1") == 0


def test_after_a_thousand_from_everywhere_the_delay_grows_up_to_a_minute_and_goes(clock):
    for n in range(1000):
        limits.wrong_code(f"192.0.2.{n}")
    assert limits.may_try("198.51.100.1") == 0
    waits = []
    for n in range(8):
        limits.wrong_code(f"198.51.100.{n}")
        waits.append(limits.may_try("203.0.113.1"))
    assert waits == [1, 2, 4, 8, 16, 32, 60, 60]
    clock.now += 700
    limits.wrong_code("203.0.113.1")
    assert limits.may_try("203.0.113.2") == 0


def test_memory_is_bounded(monkeypatch):
    buckets = limits.Buckets(2, 1)
    monkeypatch.setattr(buckets, "MOST_KEYS", 50)
    for n in range(500):
        buckets.take(n)
    assert len(buckets._left) <= 51
