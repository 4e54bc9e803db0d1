"""Handing over, and deleting one's account."""

from tests.adversarial.forms import Form

FORMS = {
    "clusters:hand-over": Form(good=lambda w: {"to": w.membership.pk}, narrow=("to",), query=("to",), loses=True),
    "swot:delete-account": Form(narrow=("password", "along"), loses=True),
}
