"""Moving the dates of a document."""

from datetime import date

from swot.document.move_dates import move_dates
from swot.document.read import read
from swot.document.write import as_dict
from tests import factories


def document(cases):
    """The worked case of a district."""
    content = factories.library("district")
    return read((cases / "798-district.json").read_bytes(), contents=lambda *_: content)


def test_every_kind_of_date_moves(cases):
    before = document(cases)
    after = move_dates(before, 40)
    assert (after.as_of - before.as_of).days == 40
    for name, part in (("actions", "due"), ("readings", "as_of"), ("asks", "by_date")):
        pairs = [
            (getattr(new, part), getattr(old, part))
            for new, old in zip(getattr(after, name), getattr(before, name), strict=True)
            if getattr(old, part)
        ]
        assert pairs
        assert {(new - old).days for new, old in pairs} == {40}


def test_moving_back_gives_the_same_document(cases):
    before = document(cases)
    assert move_dates(move_dates(before, 400), -400) == before


def test_nothing_but_dates_changes(cases):
    before = document(cases)
    after = move_dates(before, 3)
    assert [entry.text for entry in after.entries] == [entry.text for entry in before.entries]
    assert after.answers == before.answers
    assert as_dict(after, factories.library("district"))["as_of"] != before.as_of.isoformat()


def test_a_document_without_dates_besides_its_own_is_moved(cases):
    bare = document(cases)
    assert move_dates(bare, 0) == bare
    assert isinstance(move_dates(bare, -1).as_of, date)
