"""What a password may be, how its fields are drawn, and of what chance a session is."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from clusters.models import User

pytestmark = pytest.mark.django_db
FIELD = re.compile(r"<input[^>]*name=\"[^\"]*password[^\"]*\"[^>]*>")
OF_ANY_SIGNS = (
    "hhhh jjjj kkkk llll",
    "x" * 60 + " кораблик 👩🏽‍🚀 " + "y" * 50,
    "MMMMNNNN(OOOO)",
    "4096 8192 16384 32768",
)
COMMON = ("qwertyuiop", "1234567890", "password123")


def accept(made, password):
    """Take up the invitation with a password; the answer."""
    sent = {"name": "Eve", "password": password}
    return Client().post(reverse("clusters:invitation", args=[made.invitation_token]), sent)


def sign_in(password, email="eve@example.org"):
    client = Client()
    return client, client.post(reverse("account_login"), {"login": email, "password": password})


@pytest.mark.parametrize("password", OF_ANY_SIGNS)
def test_a_password_of_any_signs_and_length_is_taken_exactly_as_typed(password, made):
    assert accept(made, password).status_code == 302
    assert sign_in(password)[1].status_code == 302
    for other in (password[:-1], password[:64] if len(password) > 64 else password + "x", f"{password}x"):
        assert sign_in(other)[1].status_code == 422
    if password != password.swapcase():
        assert sign_in(password.swapcase())[1].status_code == 422


@pytest.mark.parametrize("password", COMMON)
def test_one_of_the_most_common_is_refused_however_long(password, made):
    assert accept(made, password).status_code == 422
    assert not User.objects.filter(email="eve@example.org").exists()


def test_every_field_for_a_password_is_masked_and_says_to_a_manager_what_it_is(made, ana, settings):
    settings.OPEN_SIGNUP = True
    invitation = reverse("clusters:invitation", args=[made.invitation_token])
    pages = [Client().get(one) for one in (reverse("account_login"), reverse("account_signup"), invitation)]
    pages += [ana.get(reverse(name)) for name in ("account_change_password", "clusters:account")]
    for page in pages:
        fields = FIELD.findall(page.content.decode())
        assert fields
        for field in fields:
            assert 'type="password"' in field
            assert re.search(r'autocomplete="(current|new)-password"', field)
            assert not re.search(r'maxlength="([0-9]|[1-5][0-9])"', field)


def test_a_session_is_known_by_a_key_of_chance(made):
    keys = {sign_in("correct horse battery", "ana@example.org")[0].cookies["sessionid"].value for _ in range(5)}
    assert len(keys) == 5
    assert all(re.fullmatch(r"[a-z0-9]{32}", key) for key in keys)
