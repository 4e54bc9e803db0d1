"""Clusters, the people in them, accounts."""

from clusters.ids import new_key
from clusters.models import Cluster, User
from clusters.models.cluster import member_bands
from tests.adversarial.forms import Form, newest, revision

PASSWORD = "correct horse battery"
RECORD = ("name", "place", "country", "scope_note", "leader_role", "members_summary")
LISTS = ("nested_in", "contains", "history")

COUNTS = tuple(f"{prefix}_{band['key']}" for prefix in ("count", "people") for band in member_bands())


def ana(world):
    return User.objects.get(pk=world.cast.ana.pk)


FORMS = {
    "clusters:create": Form(
        good=lambda w: {"key": new_key(), "kind": "district", "time_zone": "UTC", "name": "Lantern Quarter"},
        words=("name", "place", "country"),
        narrow=("key", "kind", "time_zone", "creative_scope"),
        query=("q1", "q7", "nesting", "inside", "contains", "chosen", "reason"),
        row=lambda w: Cluster.objects.order_by("-made_at").first(),
    ),
    "clusters:edit": Form(
        good=lambda w: {"revision": revision(w.cluster), "time_zone": "Europe/Dublin"},
        words=(*RECORD, *LISTS),
        lines=LISTS,
        narrow=("revision", "time_zone", "creative_scope", *COUNTS),
        row=lambda w: Cluster.objects.get(pk=w.cluster.pk),
    ),
    "clusters:invite": Form(
        good=lambda w: {"email": "fay@example.org", "role": "viewer"}, narrow=("email", "role"), loses=True
    ),
    "clusters:withdraw": Form(loses=True),
    "clusters:member": Form(good=lambda w: {"become": "editor"}, narrow=("become",), loses=True),
    "clusters:invitation": Form(loses=True),
    "clusters:invitation of somebody new": Form(
        good=lambda w: {"password": PASSWORD},
        words=("name",),
        narrow=("password",),
        row=lambda w: newest(User.objects),
        loses=True,
        person="nobody",
    ),
    "clusters:account": Form(
        good=lambda w: {"email": ana(w).email}, words=("name",), narrow=("email", "password"), row=ana
    ),
    "clusters:first-account": Form(words=("name", "word"), narrow=("email", "password"), person="nobody", loses=True),
    "account_change_password": Form(
        good=lambda w: {"oldpassword": PASSWORD}, narrow=("oldpassword", "password1", "password2"), loses=True
    ),
    "account_login": Form(
        good=lambda w: {"login": "ana@example.org", "password": PASSWORD},
        narrow=("login", "password", "next", "remember"),
        query=("next",),
        person="nobody",
        loses=True,
    ),
    "kept-words": Form(narrow=("kept",), loses=True),
    "account_logout": Form(narrow=("next",), query=("next",), loses=True),
    "account_signup": Form(
        good=lambda w: {"email": "gus@example.org", "password1": PASSWORD},
        words=("name",),
        narrow=("email", "password1", "next"),
        row=lambda w: newest(User.objects),
        person="nobody",
        loses=True,
    ),
    "account_request_login_code": Form(narrow=("email", "next"), query=("next",), person="nobody", loses=True),
    "account_confirm_login_code": Form(narrow=("code", "next"), query=("next",), person="nobody", loses=True),
    "account_reauthenticate": Form(
        good=lambda w: {"password": PASSWORD}, narrow=("password", "next"), query=("next",), loses=True
    ),
    "sign_out_elsewhere": Form(loses=True),
    "mfa_authenticate": Form(narrow=("code", "credential", "next"), query=("next",), person="nobody", loses=True),
    "mfa_reauthenticate": Form(narrow=("code", "next"), query=("next",), loses=True),
    "mfa_reauthenticate_webauthn": Form(narrow=("credential", "next"), query=("next",), loses=True),
    "mfa_login_webauthn": Form(narrow=("credential", "next"), query=("next",), person="nobody", loses=True),
    "mfa_activate_totp": Form(narrow=("code",), loses=True),
    "mfa_deactivate_totp": Form(loses=True),
    "mfa_add_webauthn": Form(narrow=("name", "credential"), loses=True),
    "mfa_remove_webauthn": Form(narrow=("next",), query=("next",), loses=True),
    "mfa_generate_recovery_codes": Form(loses=True),
    "account_reset_password": Form(narrow=("email",), person="nobody", loses=True),
    "account_reset_password_from_key": Form(narrow=("password1", "password2"), person="nobody", loses=True),
}
