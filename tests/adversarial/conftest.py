"""The stage of the attacks, and Ana's browser, in which a broken answer is an answer."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.adversarial.flood import stage


@pytest.fixture(autouse=True)
def no_limits_of_tries(settings):
    """Attacks come faster than people; the limits have tests of their own."""
    settings.ACCOUNT_RATE_LIMITS = False


@pytest.fixture
def made(db):
    """One of everything in Ana's cluster, and one of everything deleted (`gone`)."""
    return stage()


@pytest.fixture
def ana(made):
    """A browser in which Ana is signed in."""
    client = Client(raise_request_exception=False)
    client.force_login(made.cast.ana)
    return client


@pytest.fixture
def state(made):
    """Asks what Ana's workbook holds, how often it was changed, and who belongs to her cluster."""
    client = Client()
    client.force_login(made.cast.ana)

    def ask():
        export = client.get(reverse("swot:export", args=[made.workbook.pk])).content
        return export, made.workbook.changes.count(), sorted(made.cluster.memberships.values_list("user", "role"))

    return ask
