"""Where signing in leads back to, when a session ran out."""

import pytest
from django.urls import reverse

from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def form(cast):
    """An address that only takes forms."""
    book = factories.workbook(cast.cluster, by=cast.ana)
    return reverse("swot:answer", args=[book.pk, "D-INC-1"])


def test_a_page_is_opened_after_signing_in(client):
    assert client.get("/account/?a=1")["Location"] == "/accounts/login/?next=/account/%3Fa%3D1"


def test_a_form_leads_back_to_the_page_it_stood_on(client, form):
    answer = client.post(form, headers={"referer": "http://testserver/workbooks/7/sections/INC/?a=1"})
    assert answer["Location"] == "/accounts/login/?next=/workbooks/7/sections/INC/%3Fa%3D1"


@pytest.mark.parametrize("sender", ["", "http://example.invalid/sections/INC/", "http://testserver.example.invalid/"])
def test_nobody_elses_page_is_led_back_to(sender, client, form):
    assert client.post(form, headers={"referer": sender})["Location"] == f"/accounts/login/?next={form}"


def test_two_slashes_do_not_lead_away(client, form, cast):
    answer = client.post(form, headers={"referer": "http://testserver//example.invalid/"})
    signed_in = client.post(answer["Location"], {"login": cast.ana.email, "password": "correct horse battery"})
    assert signed_in["Location"] == "/"
