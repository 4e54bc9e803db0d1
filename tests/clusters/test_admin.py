"""Accounts in the admin: for superusers, and without passwords."""

import pytest
from django.urls import reverse

from clusters.models import User
from swot.curators import curators, make_curator
from tests import factories

LIST = reverse("admin:clusters_user_changelist")
ADD = reverse("admin:clusters_user_add")


@pytest.fixture
def root(client, db):
    """A browser in which a superuser is signed in."""
    client.force_login(factories.user("Root", is_staff=True, is_superuser=True))
    return client


def test_a_new_account_has_no_password(root):
    root.post(ADD, {"email": "New@Example.org", "name": "New", "is_active": "on"})
    new = User.objects.get(email="new@example.org")
    assert not new.has_usable_password()
    assert not new.is_staff


def test_one_email_has_one_account(root, cast):
    response = root.post(ADD, {"email": "ANA@example.org", "name": "Another Ana"})
    assert response.status_code == 200
    assert User.objects.filter(email__iexact="ana@example.org").count() == 1


def test_a_superuser_makes_a_curator(root, cast):
    url = reverse("admin:clusters_user_change", args=[cast.dev.pk])
    sent = {"email": cast.dev.email, "name": "Dev", "is_active": "on", "is_staff": "on", "groups": [curators().pk]}
    assert root.post(url, sent).status_code == 302
    dev = User.objects.get(pk=cast.dev.pk)
    assert dev.has_perm("swot.change_templateversion")
    assert not dev.is_superuser


def test_an_account_keeps_its_password_when_its_name_changes(root, cast):
    url = reverse("admin:clusters_user_change", args=[cast.dev.pk])
    root.post(url, {"email": cast.dev.email, "name": "Devi", "is_active": "on"})
    dev = User.objects.get(pk=cast.dev.pk)
    assert (dev.name, dev.check_password("correct horse battery")) == ("Devi", True)


def test_accounts_are_never_deleted(root, cast):
    assert root.post(reverse("admin:clusters_user_delete", args=[cast.dev.pk]), {"post": "yes"}).status_code == 403


def test_nobody_is_lifted_by_a_forged_field(client, cast):
    make_curator(cast.cleo)
    client.force_login(cast.cleo)
    sent = {"email": cast.cleo.email, "name": "Cleo", "is_staff": "on", "is_superuser": "on"}
    assert client.post(reverse("admin:clusters_user_change", args=[cast.cleo.pk]), sent).status_code == 403
    assert client.get(LIST).status_code == 403


def test_the_list_costs_the_same_for_few_and_many(root, cast, django_assert_num_queries):
    root.get(LIST)
    for more in (0, 5):
        for _ in range(more):
            factories.user()
        with django_assert_num_queries(7):
            root.get(LIST)
