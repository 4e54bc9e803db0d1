"""What the tests of strategies, actions and inclusion share: addresses, pairs of entries, filled-in forms."""

from django.urls import reverse

from tests import factories

ANSWERS = {
    "text": "Use next-door work to hold off rents by renewing leases together",
    "who_gains": "Nine tenants and two apprentices",
    "how_we_will_know": "All nine leases signed by May",
    "with_the_grain": "Print finishing, in Quay Street since 1962",
    "who_must_agree": "The owner and the council",
    "who_could_lose": "The two newest tenants, who pay more",
}
ACTION = {
    "text": "Collect every lease end date in one list",
    "owner": "Tomasz Wilk",
    "due": "2026-12-04",
    "first_step": "Ask the four print studios",
    "cost_band": "low",
    "measure": "46 dates in the list",
    "strategy": "X1",
    "inclusion": "on",
}


def at(name, book, *args):
    """The address of a page of a workbook."""
    return reverse(f"swot:{name}", args=[book.pk, *args])


def pair(book, by):
    """A strength and a threat, S1 and T1 in an empty workbook."""
    threat = factories.entry(book, by=by, text="Asking rents rose by a third", quadrant="threat")
    return [factories.entry(book, by=by), threat]


def strategy(book, by, **fields):
    """A whole strategy on a pair of its own."""
    return book.add_strategy(by=by, entries=pair(book, by), **{**ANSWERS, **fields})


def text_of(response):
    """The page as text."""
    return response.content.decode()


def undo_of(response):
    """The way back that the newest message of a page offers."""
    return [message.extra_tags for message in response.context["messages"]][-1]
