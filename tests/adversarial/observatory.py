"""The published scale of Mozilla's HTTP Observatory, rule by rule: what a scanner that sees one answer would give it.

Each rule is a function of what was answered and returns points: below 0 they are always taken off, above 0 they count
only from 90 on. That a name is on the browsers' own list (HSTS preload) cannot be known here and earns nothing.
"""

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from tests.adversarial.pages import Page

FROM_BONUS, BEST = 90, 100
GRADES = (
    "F",
    "F",
    "F",
    "F",
    "F",
    "D-",
    "D",
    "D",
    "D+",
    "C-",
    "C",
    "C",
    "C+",
    "B-",
    "B",
    "B",
    "B+",
    "A-",
    "A",
    "A",
    "A+",
)
PRIVATE = {"no-referrer", "same-origin", "strict-origin", "strict-origin-when-cross-origin"}
ELSEWHERE = re.compile(r"<script .*'src': '(https?:)?//")
SIX_MONTHS = 15_768_000


@dataclass(frozen=True)
class Seen:
    """One answer over TLS, and the one to the same address without."""

    answer: object
    plain: object

    def header(self, name):
        """A header as it was sent, "" where there is none."""
        return self.answer.headers.get(name, "")


def policy_of(seen):
    parts = (part.split() for part in seen.header("Content-Security-Policy").split(";"))
    return {part[0]: part[1:] for part in parts if part}


def csp(seen):
    """+10 for `default-src 'none'` with nothing unsafe and forms kept at home; inline styles alone cost the bonus."""
    policy = policy_of(seen)
    if not policy:
        return -25
    default = policy.get("default-src", ["*"])
    scripts, styles = policy.get("script-src", default), policy.get("style-src", default)
    objects, pictures = policy.get("object-src", default), policy.get("img-src", default)
    wide = {"*", "http:", "https:", "data:"}
    if wide & {*scripts, *objects} or "'unsafe-inline'" in scripts:
        return -20
    if any(one.startswith("http:") for one in (*scripts, *styles, *objects)):
        return -20
    if "'unsafe-eval'" in scripts or any(one.startswith("http:") for one in pictures):
        return -10
    if wide & set(styles) or "'unsafe-inline'" in styles:
        return 0
    kept = policy.get("form-action", ["*"]) in (["'self'"], ["'none'"])
    return 10 if default == ["'none'"] and kept else 5


def cookies(seen):
    """+5 when all are Secure and SameSite and a session's is HttpOnly."""
    points = 5 if seen.answer.cookies else 0
    for name, cookie in seen.answer.cookies.items():
        if "sess" in name.lower() and not cookie["secure"]:
            return -40
        if "sess" in name.lower() and not cookie["httponly"]:
            return -30
        if not cookie["secure"] or (cookie["samesite"] or "none").lower() not in ("lax", "strict"):
            points = -20
    return points


def cors(seen):
    """-50 where any site may read it with whoever's cookies."""
    any_origin = seen.header("Access-Control-Allow-Origin") not in ("", "null")
    return -50 if any_origin and seen.header("Access-Control-Allow-Credentials") == "true" else 0


def redirection(seen):
    """-20 where a plain request is not sent on to TLS, -5 where to another host."""
    leads = urlsplit(seen.plain.headers.get("Location", ""))
    if seen.plain.status_code not in (301, 302, 307, 308) or leads.scheme != "https":
        return -20
    return 0 if leads.netloc == "testserver" else -5


def referrer(seen):
    """+5 where other sites are told no more than the host."""
    said = seen.header("Referrer-Policy")
    return 5 if said in PRIVATE else -5 if said else 0


def hsts(seen):
    """-20 without, -10 for less than six months."""
    found = re.search(r"max-age=(\d+)", seen.header("Strict-Transport-Security"))
    return -20 if not found else 0 if int(found[1]) >= SIX_MONTHS else -10


def scripts(seen):
    """-50 where a script of another host is loaded; those of our own need no sum."""
    if not seen.header("Content-Type").startswith("text/html"):
        return 0
    return -50 if any(ELSEWHERE.search(fault) for fault in Page(seen.answer).faults) else 0


def sniffing(seen):
    """-5 where a browser may guess what a file is."""
    return 0 if seen.header("X-Content-Type-Options") == "nosniff" else -5


def framing(seen):
    """+5 where the policy says who may frame it, -20 where nothing does."""
    if "frame-ancestors" in policy_of(seen):
        return 5
    return 0 if seen.header("X-Frame-Options") in ("DENY", "SAMEORIGIN") else -20


def resource(seen):
    """+10 where no other site may put it into its pages."""
    return {"same-origin": 10, "same-site": 10, "cross-origin": 0, "": 0}.get(
        seen.header("Cross-Origin-Resource-Policy"), -5
    )


RULES = (csp, cookies, cors, redirection, referrer, hsts, scripts, sniffing, framing, resource)


def score(seen):
    """The points of one answer and what each rule gave."""
    given = {rule.__name__: rule(seen) for rule in RULES}
    points = BEST + sum(one for one in given.values() if one < 0)
    return (points + sum(one for one in given.values() if one > 0) if points >= FROM_BONUS else max(points, 0)), given


def grade(points):
    """The letter of so many points."""
    return GRADES[min(points, BEST) // 5]
