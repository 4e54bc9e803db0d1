"""The square for a camera: every module of it, and the white around it, as the standard has them."""

import re

import pytest
import segno

from swot.pictures.square import QUIET, path, square

ADDRESSES = [
    "https://w.example/",
    "https://workbook.example/workbooks/01a22bf2-1b94-7cc6-8535-92d10fddd218/sections/INC/#D-INC-1",
    "https://" + "long." * 40 + "example/",
]


def modules(svg):
    """The dark modules of a drawing, row by row, and the side of the square."""
    side = int(re.search(r'viewBox="0 0 (\d+) \1"', svg)[1])
    dark = [[0] * side for _row in range(side)]
    for x, y, width in re.findall(r"M(\d+) (\d+)h(\d+)v1h-\3z", svg):
        for at in range(int(x), int(x) + int(width)):
            assert dark[int(y)][at] == 0
            dark[int(y)][at] = 1
    return dark, side


@pytest.mark.parametrize("address", ADDRESSES)
def test_the_modules_are_those_of_the_code_with_four_white_ones_around(address):
    code = segno.make_qr(address, error="m")
    dark, side = modules(square(address, title="Square"))
    assert side == len(code.matrix) + 2 * QUIET
    assert [row[QUIET:-QUIET] for row in dark[QUIET:-QUIET]] == [list(row) for row in code.matrix]
    around = [*dark[:QUIET], *dark[-QUIET:], *(row[:QUIET] + row[-QUIET:] for row in dark)]
    assert not any(map(sum, around))


def test_it_is_drawn_by_itself_with_its_words_and_its_size():
    svg = square("https://w.example/", title='Question 3.1 of "ours" & theirs', size="22mm")
    assert "<title>Question 3.1 of &quot;ours&quot; &amp; theirs</title>" in svg
    assert 'width="22mm" height="22mm"' in svg
    assert 'role="img"' in svg
    assert svg.index('fill="#ffffff"') < svg.index('fill="#000000"')


def test_another_address_is_another_square():
    assert path(segno.make_qr(ADDRESSES[0])) != path(segno.make_qr(ADDRESSES[0] + "a"))
