"""Hostile texts, by what they try. `SHORT` and `LONG` go into fields of words, `NARROW` into all the others."""

ELSEWHERE = "example.invalid"

MARKUP = (
    "<script>alert(1)</script>",
    "</textarea></script><script src=//example.invalid/x.js></script>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)><animate onbegin=alert(1) attributeName=x>",
    "<style>body{background:url(//example.invalid/a.png)}</style>",
    "</title><link rel=stylesheet href=//example.invalid/a.css>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<base href=//example.invalid/><meta http-equiv=refresh content=0;url=//example.invalid>",
    "</form><form action=//example.invalid><button formaction=javascript:alert(1)>",
    '<math><mi xlink:href="javascript:alert(1)">x</mi></math>',
    "<!--><script>alert(1)</script--> <![CDATA[><script>alert(1)</script>]]>",
    "<b hx-get=//example.invalid hx-trigger=load hx-on:load=alert(1)>x</b>",
    '" onmouseover="alert(1)" autofocus onfocus="alert(1)',
    "' onmouseover='alert(1)' style='position:fixed' x='",
    "x onmouseover=alert(1) style=color:red",
    "&lt;script&gt; &#60;script&#x3e; &amp;amp; &nbsp; &notanentity &#x110000;",
)
TEMPLATES = (
    "{{ settings.SECRET_KEY }}{{ 7|add:7 }}{{ request.user.password }}",
    "{% load static %}{% include '/etc/passwd' %}{% csrf_token %}{# gone #}{% comment %}",
    "${7*7}#{7*7}<%= 7*7 %>{{constructor.constructor('alert(1)')()}}",
    "%s %d %(x)s %(ref)s %% 100% {0} {x!r} {0.__class__} {",
)
SIGNS = (
    "\u202egnp.exe\u202c \u2066turned\u2069 \u200fround",
    "se\u200bcu\u200dri\u2060ty\ufeff\u00ad",
    "Z" + "\u0301\u0489\u0336" * 30 + "a\u0300l" + "\u0316" * 20 + "go",
    "👩🏽‍🚀 🏳️‍🌈 🇮🇪 👨‍👩‍👧‍👦 1️⃣ ❤️",
    "مجمّع إبداعي ١٢٣ (נכתב) שלום",
    "＜script＞alert（1）＜／script＞ ＇＂",
    "\ue000 \U000f0000 \ufffe \U0010ffff 𝒳 ﷽ İıſKǅ",
    "one\u2028two\u2029three\x85four",
    "\x07bell \x08back \x1b[31mred\x1b[0m \x7fdel \x9bcsi",
    "tab\tvertical\x0bform\x0cfile\x1cgroup\x1drecord\x1eunit\x1fend",
    "before\x00after",
    "half \ud83d a character \udc00",
)
FORMULAS = (
    "=1+1",
    '=HYPERLINK("http://example.invalid","x")',
    "=cmd|' /C calc'!A0",
    "+1+1",
    "-1+1",
    "@SUM(1+1)",
    "\t=1+1",
    "＝1＋1 ＋1 －1 ＠SUM",
)
LINKS = (
    "javascript:alert(document.cookie)",
    "JaVa\tScRiPt:alert(1)//",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:msgbox(1)",
    "//example.invalid/x https:example.invalid \\\\example.invalid\\x",
    "file:///etc/passwd http://[::1",
    "http://[",
    "x\r\nSet-Cookie: evil=1\r\n\r\n<script>alert(1)</script>",
    "x%0d%0aLocation:%20//example.invalid",
)
COMMANDS = (
    "'; DROP TABLE swot_entry; --",
    "' OR '1'='1",
    "1) UNION SELECT password FROM clusters_user --",
    "%' ESCAPE '\\",
    "\\",
    "../../../../etc/passwd",
    "..\\..\\windows\\win.ini %2e%2e%2f",
    "`id`; $(id) | id && id > /tmp/x",
    '{"__proto__": {"x": 1}} ["a"',
)
WORDS_OF_THE_PROGRAM = ("tray", "not-known", "line-1", "None", "null", "nobody yet", "__class__", "both")

SHORT = (*MARKUP, *TEMPLATES, *SIGNS, *FORMULAS, *LINKS, *COMMANDS, *WORDS_OF_THE_PROGRAM, "W" * 118)
LONG = (
    "x" * 100_000,
    "<p>" * 33_000,
    "Rents rise & rise. " * 5_000,
    "first" + "\n" * 10_000 + "last",
    "first" + "\r\n" * 4_000 + "last",
    "\n".join(f"Line {number} <b>" for number in range(101)),
    "W" * 9_990,
    "Z" + "\u0301" * 9_000,
    "👩🏽‍🚀" * 2_000,
)

NUMBERS = (
    *("NaN", "Infinity", "-Infinity", "1e309", "1e5", "-0", "+5", "1.5", "1,5", "0x10", "1_000", "٣", "½", "", " 5 "),
    *("-1", "0", "abc", "2147483648", "99999999999999999999", "9" * 5_000, str(2**63), str(2**70), str(-(2**70))),
)
DATES = (
    *("0000-01-01", "0001-01-01", "0999-12-31", "2026-02-30", "9999-12-31", "10000-01-01", "30/02/2026", "29/02/2025"),
    *("2026-1-1", "2026-W05-1", "2026-06-01T00:00:00Z", "02/02/26", "٢٠٢٦-٠٢-٠١", "yesterday", "2026-06-01\x00"),
)
KEYS = (
    *("not-a-key", "00000000-0000-0000-0000-000000000000", "{00000000-0000-4000-8000-00000000000", "k" * 61, "k" * 500),
    *("urn:uuid:01234567-89ab-7cde-8f01-23456789abcd", "ключ", "a\x00b"),
)
CHOICES = (
    *("strength", "Strength", "threat ", "S1", "S999999999", "leader", "king", "done", "on", "off", "yes", "true"),
    *(
        "kept\x00",
        "mine",
        "theirs",
        "agency",
        "100% of %d %(x)s",
        "<script>alert(1)</script>",
        "javascript:alert(1)",
        "http://[",
        "ⓐ@ⓑ.ⓒ",
    ),
)
NARROW = (*NUMBERS, *DATES, *KEYS, *CHOICES)


def decoded(text: str) -> str:
    """A text as a server reads it: bytes that are no character become U+FFFD."""
    return text.encode("utf-8", "surrogatepass").decode("utf-8", "replace")
