"""The first account: behind a word, once, and never again."""

import pytest
from django.conf import settings
from django.core.cache import cache
from django.core.management import call_command
from django.test import Client

from clusters.first_word import is_word, new_word, use_word
from clusters.models import User
from tests.meanwhile import before_writing

FIRST = "/first-account/"

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def no_tries_yet():
    cache.clear()


def typed(word, **more):
    return {"name": "Ana Duarte", "email": "Ana@example.org", "password": "correct horse battery", "word": word, **more}


def test_an_empty_installation_points_to_the_first_account(client):
    page = client.get("/", follow=True).content.decode()
    assert "Nobody is here yet" in page
    assert f'href="{FIRST}"' in page


def test_the_printed_address_opens_the_page_with_the_word(client, capsys):
    call_command("first_account_link")
    printed = capsys.readouterr().out
    word = printed.split("word=")[1].split()[0]
    assert printed.startswith(f"Make the first account at {settings.PUBLIC_URL}{FIRST}?word=")
    assert f'value="{word}"' in client.get(FIRST, {"word": word}).content.decode()


def test_the_word_makes_the_account_and_signs_it_in(client):
    answer = client.post(FIRST, typed(new_word().upper()))
    assert (answer.status_code, answer["Location"]) == (302, "/")
    person = User.objects.get()
    assert (person.name, person.email, person.is_staff) == ("Ana Duarte", "ana@example.org", False)
    assert client.session["_auth_user_id"] == str(person.pk)


def test_pressed_twice_one_account_is_made_and_the_second_press_goes_on_in_it(client):
    sent = typed(new_word())
    with before_writing(lambda: Client().post(FIRST, sent)):
        answer = client.post(FIRST, sent)
    assert (answer.status_code, answer["Location"]) == (302, "/")
    assert client.session["_auth_user_id"] == str(User.objects.get().pk)


def test_of_two_who_have_the_word_the_second_is_asked_to_sign_in(client):
    word = new_word()
    with before_writing(lambda: Client().post(FIRST, typed(word))):
        answer = client.post(FIRST, typed(word, email="eve@example.org"))
    assert (answer.status_code, answer["Location"]) == (302, "/accounts/login/")
    assert User.objects.get().email == "ana@example.org"
    assert "Somebody has just made this account." in client.get("/accounts/login/").content.decode()


def test_a_wrong_word_makes_nothing_and_keeps_what_was_typed(client):
    new_word()
    answer = client.post(FIRST, typed("bcdfghjk"))
    assert answer.status_code == 422
    assert "This is not the word." in answer.content.decode()
    assert 'value="Ana Duarte"' in answer.content.decode()
    assert not User.objects.exists()


def test_without_a_printed_word_no_word_is_right(client):
    assert client.post(FIRST, typed("")).status_code == 422
    assert client.post(FIRST, typed("bcdfghjk")).status_code == 422


def test_a_weak_password_is_refused_and_the_word_still_works(client):
    word = new_word()
    assert client.post(FIRST, typed(word, password="ana@example.org")).status_code == 422
    assert client.post(FIRST, typed(word)).status_code == 302


def test_with_an_account_the_page_is_closed(client, cast):
    word = new_word()
    assert client.get(FIRST)["Location"] == "/accounts/login/"
    assert client.post(FIRST, typed(word, email="eve@example.org"))["Location"] == "/accounts/login/"
    assert not User.objects.filter(email="eve@example.org").exists()
    assert "Nobody is here yet" not in client.get("/accounts/login/").content.decode()


def test_with_an_account_the_command_makes_no_word(cast, capsys):
    call_command("first_account_link")
    assert capsys.readouterr().out == f"Sign in at {settings.PUBLIC_URL}/accounts/login/\n"


def test_a_word_works_once_and_a_new_one_puts_the_old_one_out():
    old, word = new_word(), new_word()
    assert (is_word(old), is_word(f" {word} ")) == (False, True)
    use_word()
    assert not is_word(word)
    with pytest.raises(FileNotFoundError):
        use_word()


def test_the_word_itself_is_kept_nowhere_and_its_hash_is_for_the_owner_alone(settings):
    word = new_word()
    path = settings.DATA_DIR / "first-account"
    assert word not in path.read_text()
    assert path.stat().st_mode & 0o077 == 0


def test_the_eleventh_guess_is_answered_429(client):
    new_word()
    codes = [client.post(FIRST, typed("bcdfghjk")).status_code for _n in range(11)]
    assert codes == [422] * 10 + [429]
