"""Signing up and in, codes, passkeys and second factors: on a phone, by keyboard, without script, and nothing in the console."""

import re

import pytest
from allauth.mfa.models import Authenticator
from django.core import mail
from django.core.cache import cache
from django.urls import reverse
from playwright.sync_api import expect

from tests import factories
from tests.browser.hands import Keys
from tests.browser.sweep import NARROW, PHONE, wrong
from tests.clusters.test_second_factor import PASSWORD, code

pytestmark = pytest.mark.browser
AUTHENTICATOR = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture(autouse=True)
def with_email(settings):
    cache.clear()
    settings.EMAIL_SET_UP = settings.ACCOUNT_LOGIN_BY_CODE_ENABLED = settings.OPEN_SIGNUP = True


def well(page, words):
    """The page is open and nothing is wrong with it, on a phone and at 320 px."""
    expect(page.get_by_role("heading", level=1)).to_contain_text(words)
    assert wrong(page, (PHONE, NARROW)) == []
    page.set_viewport_size({"width": PHONE, "height": 844})


def password(page, email="ana@example.org"):
    """Sign in by password, from the page of signing in."""
    page.goto("/accounts/login/")
    if page.get_by_text("Sign in with a password").count():
        page.get_by_text("Sign in with a password").click()
    page.locator("#id_login").fill(email)
    page.locator("#id_password").fill(PASSWORD)
    page.locator("form", has=page.locator("#id_password")).get_by_role("button").click()


def device(page):
    """A device that makes passkeys, in the browser itself."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    session.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})


def test_every_page_before_signing_in_is_well_on_a_phone(window, cast):
    page = window(width=PHONE)
    for url, words in (
        ("/accounts/login/", "Sign in"),
        ("/accounts/signup/", "Make an account"),
        ("/accounts/code/", "Sign in with a code"),
        ("/accounts/password/reset/", "Set a new password"),
        ("/accounts/password/reset/done/", "Look in your letters"),
        ("/accounts/password/reset/key/1-x/", "This link no longer works"),
        ("/accounts/password/reset/key/done/", "Your password is set"),
    ):
        page.goto(url)
        page.said[:] = [line for line in page.said if "404" not in line]
        well(page, words)


def test_a_code_by_email_signs_in(window, cast):
    page = window(width=PHONE)
    page.goto("/account/")
    page.locator("#id_email").fill("ana@example.org")
    page.get_by_role("button", name="Send me a code").click()
    well(page, "Look in your letters")
    page.locator("#id_code").fill("0000")
    page.get_by_role("button", name="Sign in").click()
    expect(page.locator(".error-summary")).to_contain_text("That code is not right")
    well(page, "Look in your letters")
    page.locator("#id_code").fill(re.search(r"^\d{6}$", mail.outbox[-1].body, re.MULTILINE)[0])
    page.get_by_role("button", name="Sign in").click()
    well(page, "Your account")


def test_by_keyboard_alone_a_curator_sets_up_an_app_and_signs_in_with_it(window, cast):
    Authenticator.objects.all().delete()
    page = window(width=PHONE)
    keys = Keys(page)
    password(page, "cleo@example.org")
    well(page, "A second step first")
    keys.press("a", "Set up an app")
    well(page, "Set up an app")
    secret = page.locator("#id_key").input_value()
    keys.to("#id_code")
    page.keyboard.type(code(secret))
    page.keyboard.press("Enter")
    well(page, "Recovery codes")
    assert page.locator(".recovery li").count() == 10
    keys.press("a", "I have kept them")
    well(page, "Your account")
    cache.clear()  # the code that set it up is used up for half a minute
    page.context.clear_cookies()
    password(page, "cleo@example.org")
    well(page, "One more thing")
    keys.to("#id_code")
    page.keyboard.type(code(secret))
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"//[^/]+/$"))


def test_a_passkey_is_made_signs_in_by_itself_and_is_removed(window, cast):
    page = window(width=PHONE)
    device(page)
    password(page)
    page.goto("/account/")
    well(page, "Your account")
    page.get_by_role("link", name="Add a passkey").click()
    well(page, "Add a passkey")
    page.locator("#id_name").fill("My <b>phone</b>")
    page.get_by_role("button", name="Make the passkey").click()
    well(page, "Recovery codes")
    page.goto("/accounts/logout/")
    page.locator("main").get_by_role("button", name="Sign out").click()
    page.goto("/accounts/login/?next=/account/")
    page.get_by_role("button", name="Use a passkey").click()
    well(page, "Your account")
    expect(page.get_by_text("My <b>phone</b>", exact=False).first).to_be_visible()
    page.context.clear_cookies()
    password(page)
    well(page, "One more thing")
    page.get_by_role("button", name="Use a passkey").click()
    expect(page).to_have_url(re.compile(r"//[^/]+/$"))
    page.goto("/account/")
    page.get_by_role("link", name="Remove").first.click()
    well(page, "Remove “My <b>phone</b>”?")
    page.get_by_role("button", name="Remove it").click()
    well(page, "Your account")
    assert not Authenticator.objects.filter(user=cast.ana).exists()


def test_a_passkey_that_was_not_used_says_so_and_leaves_the_other_ways(window, cast):
    page = window(width=PHONE)
    page.add_init_script("navigator.credentials.get = () => Promise.reject(new DOMException('no', 'NotAllowedError'))")
    page.goto("/accounts/login/")
    page.get_by_role("button", name="Use a passkey").click()
    expect(page.get_by_role("status").filter(has_text="The passkey was not used")).to_be_visible()
    well(page, "Sign in")


def test_the_pages_of_ones_own_account_are_well_on_a_phone(window, cast):
    factories.app(cast.ana)
    key = Authenticator.objects.create(user=cast.ana, type="webauthn", data={"name": "A key", "credential": {}})
    page = window(cast.ana, width=PHONE)
    page.goto("/account/app/remove/")
    well(page, "Is it you?")
    page.goto("/accounts/again/code/")
    well(page, "Is it you?")
    page.goto("/accounts/again/?next=/account/app/remove/")
    page.locator("#id_password").fill(PASSWORD)
    page.get_by_role("button", name="Go on").click()
    well(page, "Remove the app?")
    page.goto(reverse("mfa_remove_webauthn", args=[key.pk]))
    well(page, "Remove “A key”?")
    page.goto("/account/recovery-codes/new/")
    well(page, "Make new recovery codes?")
    page.goto("/accounts/password/change/")
    well(page, "Change your password")


def test_without_script_no_passkey_is_offered_and_the_rest_works(window, cast):
    page = window(width=PHONE, script=False)
    password(page)
    page.goto("/account/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Your account")
    page.get_by_role("link", name="Set up an app").click()
    secret = page.locator("#id_key").input_value()
    page.locator("#id_code").fill(code(secret))
    page.get_by_role("button", name="Set it up").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Recovery codes")
    page.goto("/account/passkeys/add/")
    expect(page.get_by_text("Passkeys need script")).to_be_visible()
    assert not page.get_by_role("button", name="Make the passkey").is_visible()
