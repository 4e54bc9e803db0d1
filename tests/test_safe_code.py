"""What the code of the program never does, whoever writes it: text that becomes code, weak sums, chance that can be guessed."""

import ast
import re
from functools import cache
from pathlib import Path

from django.conf import settings

ROOT = Path(settings.BASE_DIR)
APPS = ("config", "clusters", "swot", "workshops", "briefings")
# Plays a room against a server of its own, and is no part of what is served.
SIMULATOR = "workshops/simulator/"
STRONG = {"sha256", "sha384", "sha512", "scrypt", "blake2b"}
NETWORK = {"urllib.request", "http.client", "requests", "httpx", "aiohttp", "socket", "ftplib", "smtplib", "telnetlib"}
MAKES_CODE = {"eval", "exec", "compile", "__import__"}
UNSAFE = {"pickle", "marshal", "shelve", "dill", "xml", "xmlrpc", "xml.etree", "xml.sax", "xml.dom"}
SIGNS_OF_CODE = (
    r"\beval\(|new Function|document\.write|outerHTML|insertAdjacentHTML|postMessage|createContextualFragment"
)
# It puts a part of a page in place that this site made and escaped, and nothing else.
PUTS_MARKUP = {"autosave.js"}
# It compares two parts as they are written, and writes none.
READS_MARKUP = {"now.js"}
# They ask for a page of this site anew and take parts of it over; what a parser makes runs no script in it.
PARSES = {"now.js", "outbox.js", "phone.js", "regions.js", "renew.js"}
# What templates of our own drew, each with its escaping.
MARKS_SAFE = {
    "clusters/templatetags/workbook.py",
    "clusters/templatetags/kept.py",
    "swot/pictures/square.py",
    "briefings/charts.py",
}
# They look for words that they escaped the line before.
ESCAPES = {"swot/admin/found.py", "swot/rules/wording.py", "swot/rules/comments.py"}


# The seeds of second factors cannot be kept as sums, since codes are made of them: Fernet enciphers them (AES-128-CBC
# under an HMAC-SHA-256), with a key made of the secret key.
CIPHERS = {
    ("clusters/adapter.py", f"cryptography.fernet{name}") for name in ("", ".Fernet", ".InvalidToken")
}  # fmt: skip


@cache
def files():
    """Each module of the program with its tree, but for migrations."""
    paths = [path for app in APPS for path in sorted((ROOT / app).rglob("*.py")) if "migrations" not in path.parts]
    return {str(path.relative_to(ROOT)): ast.parse(path.read_text(encoding="utf-8")) for path in paths}


@cache
def nodes(kind):
    """Every node of a kind, by the file it stands in."""
    return [(name, node) for name, tree in files().items() for node in ast.walk(tree) if isinstance(node, kind)]


def name_of(call):
    """How a call is written: "secrets.token_urlsafe"."""
    return ast.unparse(call.func)


def imported():
    """Every module that is imported, by the file that does."""
    for name, node in nodes((ast.Import, ast.ImportFrom)):
        if isinstance(node, ast.Import):
            yield from ((name, one.name) for one in node.names)
        elif node.module:
            yield name, node.module
            yield from ((name, f"{node.module}.{one.name}") for one in node.names)


def is_put_together(node):
    """Whether a text is made of parts that may vary: by f"", %, + or format, but for psycopg's own quoting."""
    if isinstance(node, ast.Call):
        quoted = ast.unparse(node).startswith("sql.SQL(")
        return isinstance(node.func, ast.Attribute) and node.func.attr in ("format", "join") and not quoted
    return isinstance(node, ast.BinOp) or bool(varying(node))


def varying(node):
    """The parts of an f"" that are made of anything but constants of the module."""
    parts = [one for one in ast.walk(node) if isinstance(one, ast.FormattedValue)]
    return [
        ast.unparse(part.value)
        for part in parts
        if not all(name.id.isupper() for name in ast.walk(part.value) if isinstance(name, ast.Name))
    ]


# The name of a database or table cannot be given beside: it comes from the catalogue, and stands in quotation marks.
NAMES_TABLES = {"briefings/safekeeping/postgres.py", "briefings/safekeeping/sqlite.py"}


def test_the_files_are_there():
    assert len(files()) > 300


def test_no_text_becomes_code():
    assert [(name, name_of(one)) for name, one in nodes(ast.Call) if name_of(one) in MAKES_CODE] == []
    assert [one for one in imported() if one[1] in UNSAFE] == []
    loads = [(name, name_of(one)) for name, one in nodes(ast.Call) if re.fullmatch(r"yaml\.\w*load\w*", name_of(one))]
    assert loads == []


def test_programs_are_started_with_a_list_and_no_shell():
    calls = [
        (name, one) for name, one in nodes(ast.Call) if re.match(r"subprocess\.|os\.(system|popen|exec)", name_of(one))
    ]
    started = [(name, one) for name, one in calls if one.args]
    assert len(started) >= 3
    assert [name for name, one in calls if any(key.arg == "shell" for key in one.keywords)] == []
    assert [name for name, one in calls if name_of(one).startswith("os.")] == []
    texts = [name for name, one in started if isinstance(one.args[0], ast.Constant | ast.JoinedStr | ast.BinOp)]
    assert texts == []


def test_a_query_is_written_once_and_given_its_values_beside():
    calls = [(name, one) for name, one in nodes(ast.Call) if isinstance(one.func, ast.Attribute)]
    executed = [(name, one) for name, one in calls if one.func.attr in ("execute", "executemany") and one.args]
    assert len(executed) >= 3
    assert {name for name, one in executed if is_put_together(one.args[0])} == NAMES_TABLES
    assert [(name, one.func.attr) for name, one in calls if one.func.attr in ("raw", "extra") and one.args] == []
    assert [name for name, module in imported() if module.endswith("RawSQL")] == []


def test_nothing_that_people_typed_is_marked_safe():
    marked = {name for name, one in nodes(ast.Call) if name_of(one) in ("mark_safe", "SafeString")}
    assert marked == MARKS_SAFE
    templates = [path for path in (ROOT / "templates").rglob("*") if path.suffix in (".html", ".svg", ".xml")]
    off = re.compile(r"\|\s*safe(seq)?\b|autoescape off")
    assert len(templates) > 150
    assert [path.name for path in templates if off.search(path.read_text(encoding="utf-8"))] == []


def test_a_pattern_is_never_made_of_what_people_typed():
    patterns = [(name, one) for name, one in nodes(ast.Call) if re.fullmatch(r"re\.\w+", name_of(one)) and one.args]
    assert len(patterns) > 50
    made = {name for name, one in patterns if isinstance(one.args[0], ast.JoinedStr) and varying(one.args[0])}
    assert made == ESCAPES
    assert all("re.escape" in (ROOT / name).read_text(encoding="utf-8") for name in ESCAPES)


def test_sums_are_strong_and_one_cipher_is_used_in_one_place():
    sums = {one.func.attr for _name, one in nodes(ast.Call) if re.fullmatch(r"hashlib\.\w+", name_of(one))}
    assert sums
    assert sums <= STRONG
    assert {one for one in imported() if one[1].split(".")[0] in ("cryptography", "Crypto", "nacl", "rsa")} == CIPHERS


def test_secrets_are_of_chance_that_nobody_can_guess():
    tokens = [(name, one) for name, one in nodes(ast.Call) if name_of(one).startswith("secrets.token")]
    of_links = [one.args[0].value for name, one in tokens if "/models/" in name]
    assert len(of_links) >= 3
    assert min(of_links) >= 32
    assert min(one.args[0].value for _name, one in tokens) >= 12
    guessed = {name for name, module in imported() if module == "random" and not name.startswith(SIMULATOR)}
    drawn = {name_of(one) for name, one in nodes(ast.Call) if name in guessed and name_of(one).startswith("random.")}
    assert drawn <= {"random.SystemRandom"}


def test_no_other_machine_is_asked():
    assert [one for one in imported() if one[1] in NETWORK and not one[0].startswith(SIMULATOR)] == []


def test_scripts_make_no_code_and_no_markup_of_text():
    scripts = sorted((ROOT / "static" / "js").glob("*.js"))
    assert len(scripts) > 15
    texts = {path.name: path.read_text(encoding="utf-8") for path in scripts}
    assert [name for name, text in texts.items() if re.search(SIGNS_OF_CODE, text)] == []
    assert {name for name, text in texts.items() if "innerHTML" in text} == PUTS_MARKUP | READS_MARKUP
    assert {name for name, text in texts.items() if re.search(r"innerHTML\W*=(?!=)", text)} == PUTS_MARKUP
    assert {name for name, text in texts.items() if "parseFromString" in text} == PARSES
    assert [name for name, text in texts.items() if re.search(r"https?://(?!www\.w3\.org/)", text)] == []
