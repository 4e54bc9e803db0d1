"""A person is known by their email, whatever its case."""

import pytest

from clusters.models import User

pytestmark = pytest.mark.django_db


def test_an_email_is_kept_in_small_letters_without_blanks():
    assert User.objects.create_user("  Eva@Example.ORG ", "correct horse").email == "eva@example.org"


@pytest.mark.parametrize("typed", ["eva@example.org", " EVA@EXAMPLE.ORG"])
def test_a_person_is_found_whatever_the_case(typed):
    eva = User.objects.create_user("eva@example.org")
    assert User.objects.get_by_natural_key(typed) == eva


@pytest.mark.parametrize("typed", ["ſusı@example.org", "susı@example.org", None])
def test_a_person_is_found_by_no_letter_that_only_looks_alike(typed):
    User.objects.create_user("susi@example.org")
    with pytest.raises(User.DoesNotExist):
        User.objects.get_by_natural_key(typed)


def test_without_a_password_nobody_signs_in_by_one():
    eva = User.objects.create_user("eva@example.org")
    assert not eva.has_usable_password()
    assert not eva.check_password("")


def test_a_password_is_kept_as_a_hash():
    eva = User.objects.create_user("eva@example.org", "correct horse")
    assert eva.check_password("correct horse")
    assert "correct horse" not in eva.password


def test_a_new_account_may_sign_in_and_nothing_else():
    eva = User.objects.create_user("eva@example.org")
    assert (eva.is_active, eva.is_staff, eva.is_superuser) == (True, False, False)


def test_a_superuser_opens_the_admin():
    root = User.objects.create_superuser("root@example.org", "correct horse")
    assert (root.is_staff, root.is_superuser) == (True, True)


@pytest.mark.parametrize(
    ("name", "shown", "initials"),
    [
        ("Eva Moreno Ruiz", "Eva Moreno Ruiz", "EM"),
        ("Eva", "Eva", "E"),
        ("", "eva@example.org", "EE"),
        ("  åsa  öberg", "  åsa  öberg", "ÅÖ"),
    ],
)
def test_a_person_is_shown_by_name_or_by_email(name, shown, initials):
    eva = User(email="eva@example.org", name=name)
    assert (str(eva), eva.get_full_name(), eva.initials) == (shown, shown, initials)
