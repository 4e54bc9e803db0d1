"""Addresses of signing in, of passwords and of second factors, under the names django-allauth looks for."""

from django.urls import path, re_path

from clusters.views import accounts, factors, signed_out

urlpatterns = [
    path("accounts/login/", accounts.sign_in, name="account_login"),
    path("accounts/logout/", accounts.sign_out, name="account_logout"),
    path("accounts/words/", signed_out.words, name="kept-words"),
    path("accounts/signup/", accounts.sign_up, name="account_signup"),
    path("accounts/password/change/", accounts.change_password, name="account_change_password"),
    path("accounts/password/reset/", accounts.forgotten, name="account_reset_password"),
    path("accounts/password/reset/done/", accounts.forgotten_done, name="account_reset_password_done"),
    path("accounts/password/reset/key/done/", accounts.set_by_link_done, name="account_reset_password_from_key_done"),
    re_path(
        r"^accounts/password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        accounts.set_by_link,
        name="account_reset_password_from_key",
    ),
    path("accounts/code/", accounts.send_code, name="account_request_login_code"),
    path("accounts/code/type/", accounts.type_code, name="account_confirm_login_code"),
    path("accounts/passkey/", factors.sign_in_by_passkey, name="mfa_login_webauthn"),
    path("accounts/second-step/", factors.second_step, name="mfa_authenticate"),
    path("accounts/again/", accounts.again, name="account_reauthenticate"),
    path("accounts/again/code/", factors.second_step_again, name="mfa_reauthenticate"),
    path("accounts/again/passkey/", factors.passkey_again, name="mfa_reauthenticate_webauthn"),
    path("account/elsewhere/", accounts.sign_out_elsewhere, name="sign_out_elsewhere"),
    path("account/second-factor/", factors.second_factor, name="second_factor"),
    path("account/app/", factors.set_up_app, name="mfa_activate_totp"),
    path("account/app/remove/", factors.remove_app, name="mfa_deactivate_totp"),
    path("account/passkeys/add/", factors.add_passkey, name="mfa_add_webauthn"),
    path("account/passkeys/<int:pk>/remove/", factors.remove_passkey, name="mfa_remove_webauthn"),
    path("account/recovery-codes/", factors.recovery_codes, name="mfa_view_recovery_codes"),
    path("account/recovery-codes/new/", factors.new_recovery_codes, name="mfa_generate_recovery_codes"),
]
