"""Addresses of signing in and of passwords, under the names django-allauth looks for."""

from django.urls import path, re_path

from clusters.views import accounts, signed_out

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
]
