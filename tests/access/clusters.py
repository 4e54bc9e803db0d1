"""Accounts, clusters, the people in them and the kind finder."""

from tests.access import Row

EVERYBODY = "200 200 200 200 200 200"
SIGNED_IN = "200 200 200 200 200 302"
FAULTY = "422 422 422 422 422 302"
AWAY = "302 302 302 302 302 302"
GONE = "404 404 404 404 404 404"


def cluster(world):
    return {"pk": world.cluster.pk}


ROWS = {
    "account_login": Row(get="302 302 302 302 302 200", post="302 302 302 302 302 422"),
    "account_logout": Row(get=SIGNED_IN, post=AWAY),
    "kept-words": Row(get=None, post=GONE),
    "account_signup": Row(get="302 302 302 302 302 200", post="302 302 302 302 302 200"),
    "account_change_password": Row(get=SIGNED_IN, post=FAULTY),
    "account_reset_password": Row(get=EVERYBODY, post="422 422 422 422 422 422"),
    "account_reset_password_done": Row(get=EVERYBODY),
    "account_reset_password_from_key": Row(get=GONE, post=GONE, args=lambda world: {"uidb36": "1", "key": "x-y"}),
    "account_reset_password_from_key_done": Row(get=EVERYBODY),
    # The table knows no email, so codes lead to signing in; and whoever signs in is asked again who they are.
    "account_request_login_code": Row(get=AWAY, post=AWAY),
    "account_confirm_login_code": Row(get=AWAY, post=AWAY),
    "account_reauthenticate": Row(get=SIGNED_IN, post=FAULTY),
    "sign_out_elsewhere": Row(get=None, post=AWAY, needs_account=True),
    "second_factor": Row(get=AWAY, needs_account=True),
    "mfa_authenticate": Row(get=AWAY, post=AWAY),
    "mfa_reauthenticate": Row(get="302 302 302 302 200 302", post="302 302 302 302 422 302"),
    "mfa_reauthenticate_webauthn": Row(get=AWAY, post=AWAY, needs_account=True),
    "mfa_login_webauthn": Row(get=AWAY, post="302 302 302 302 302 422"),
    "mfa_activate_totp": Row(get=AWAY, post=AWAY, needs_account=True),
    "mfa_deactivate_totp": Row(get="404 404 404 404 302 302", post="404 404 404 404 302 302"),
    "mfa_add_webauthn": Row(get=AWAY, post=AWAY, needs_account=True),
    "mfa_remove_webauthn": Row(get=AWAY, post=AWAY, args=lambda world: {"pk": 1}, needs_account=True),
    "mfa_view_recovery_codes": Row(get=AWAY, needs_account=True),
    "mfa_generate_recovery_codes": Row(get=AWAY, post=AWAY, needs_account=True),
    "clusters:home": Row(get=SIGNED_IN),
    "clusters:account": Row(get=SIGNED_IN, post=FAULTY),
    "clusters:first-account": Row(get=AWAY, post=AWAY),
    "clusters:kind-finder": Row(get=EVERYBODY),
    "clusters:kind-finder-result": Row(get=AWAY),
    "clusters:create": Row(get=SIGNED_IN, post=FAULTY),
    "clusters:detail": Row(get="200 200 200 404 404 302", args=cluster),
    "clusters:edit": Row(get="200 200 404 404 404 302", post="422 422 404 404 404 302", args=cluster),
    "clusters:invite": Row(get=None, post="422 404 404 404 404 302", args=cluster),
    "clusters:withdraw": Row(
        get=None,
        post="302 404 404 404 404 302",
        args=lambda world: {**cluster(world), "invitation": world.cluster.invitations.get().pk},
    ),
    "clusters:member": Row(
        get=None,
        post="422 404 422 404 404 302",
        args=lambda world: {**cluster(world), "member": world.membership.pk},
    ),
    "clusters:invitation": Row(
        get=EVERYBODY, post="302 302 302 302 302 422", args=lambda world: {"token": world.invitation_token}
    ),
}
