"""Words in a drawing: as many lines as allowed, none longer than its room, none with a word alone where it can be helped."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from swot.pictures.lettering import breadth, wrapped

RANDOM = settings(deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))


@RANDOM
@given(st.text("ab &:é日本", max_size=60), st.integers(60, 400), st.integers(1, 3))
def test_lines_fit_their_room_and_their_number(text, room, most):
    lines = wrapped(text, room, 15, most)
    assert len(lines) <= most
    words = " ".join(text.split())
    assert all(len(line) <= max(4, int(len(words) * room / breadth(words, 15))) for line in lines)


@RANDOM
@given(st.text("ab &:é", max_size=60), st.integers(60, 400))
def test_nothing_is_lost_without_three_dots(text, room):
    lines = wrapped(text, room, 15, 3)
    assert "".join(text.split()) == "".join(lines).replace(" ", "") or lines[-1].endswith("…")


def test_two_lines_are_of_much_the_same_length():
    assert wrapped("Inclusion: who gains, who pays", 224, 15) == ("Inclusion: who", "gains, who pays")
    assert wrapped("Merrow Instruments", 113, 15) == ("Merrow", "Instruments")
    assert wrapped("Markets & supply chain", 224, 15) == ("Markets & supply chain",)


def test_signs_that_fill_a_square_take_their_room():
    assert breadth("日本", 10) == 20
    assert breadth("", 10) == 0
