"""Where a line may be split."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from swot.rules.splitting import SEAM, suggested


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Rope; hemp; tar", ["Rope", "hemp", "tar"]),
        ("The quay floods. Nobody insures it", ["The quay floods.", "Nobody insures it"]),
        ("Rents rose!  Makers left? Some did", ["Rents rose!", "Makers left?", "Some did"]),
        ("One\r\ntwo\n\nthree", ["One", "two", "three"]),
        ("• One • two", ["One", "two"]),
        ("About 3.5 tons a year, e.g. rope and tar", ["About 3.5 tons a year, e.g. rope and tar"]),
        ("Ropes, nets and sails", ["Ropes, nets and sails"]),
        (";", [";"]),
        ("", [""]),
    ],
)
def test_a_line_is_split_where_points_end(text, parts):
    assert suggested(text) == parts


@given(st.text(max_size=200))
def test_nothing_but_seams_and_white_space_is_lost(text):
    joined = "".join("".join(suggested(text)).split())
    assert joined == "".join(SEAM.sub(" ", text.strip()).split()) or suggested(text) == [text]
