"""A page as a browser reads it: what it shows, what its fields hold, where its forms go, and what must not be there."""

import re
from html.parser import HTMLParser
from urllib.parse import urlsplit

NEVER = {"style", "iframe", "frame", "object", "embed", "applet", "base", "math"}
LEADS = {"href", "src", "srcset", "action", "formaction", "xlink:href", "poster", "hx-get", "hx-post", "background"}
RUNS = re.compile(r"(javascript|vbscript|data|file|blob):")
AWAY = re.compile(r"(https?:)?[/\\]{2}")
# What is given as a file and is no page.
FILES = {
    "briefings:mine",
    "briefings:mine-pdf",
    "briefings:draft",
    "briefings:draft-file",
    "briefings:pdf",
    "briefings:file",
    "briefings:reader-pdf",
    "briefings:reader-docx",
    "briefings:paper-pdf",
    "briefings:room-pdf",
}
FIELDS = {"input", "select", "textarea", "button"}


class Page(HTMLParser):
    """One page. `faults` are scripts and whatever may run, `away` the hosts it leads to, `forms` (action, names).

    `forms` are those that write. A field belongs to the form it names, else to the one it stands in.
    """

    def __init__(self, response):
        super().__init__(convert_charrefs=True)
        self.faults, self.away, self.forms = [], set(), []
        self.texts, self.fields, self.summary = [], [], ""
        self.open_text = self.in_summary = self.open_form = None
        self.by_id = {}
        self.feed(response.content.decode())
        self.close()

    @property
    def words(self):
        """All it shows and holds, with the white space made plain."""
        return plain(" ".join([*self.texts, *self.fields]))

    def handle_starttag(self, tag, attrs):
        given = {name: value or "" for name, value in attrs}
        self._judge(tag, given)
        if tag == "form":
            self.open_form = self.by_id.setdefault(given["id"], set()) if given.get("id") else set()
            if given.get("method") == "post":
                self.forms.append((given.get("action", ""), self.open_form))
        if tag in FIELDS and given.get("name"):
            self._belongs(given)
        if tag == "input":
            self.fields.append(given.get("value", ""))
        if tag == "textarea":
            self.open_text = len(self.texts)
        if "error-summary" in given.get("class", ""):
            self.in_summary = len(self.texts)

    def _belongs(self, given):
        names = self.by_id.setdefault(given["form"], set()) if given.get("form") else self.open_form
        if names is not None:
            names.add(given["name"])

    def handle_endtag(self, tag):
        if tag == "form":
            self.open_form = None
        if tag == "textarea" and self.open_text is not None:
            self.fields.append("".join(self.texts[self.open_text :]).removeprefix("\n"))
            self.open_text = None
        if tag == "ul" and self.in_summary is not None:
            self.summary, self.in_summary = plain(" ".join(self.texts[self.in_summary :])), None

    def handle_data(self, data):
        self.texts.append(data)

    def _judge(self, tag, given):
        where = f"<{tag} {given}>"[:200]
        local = urlsplit(given.get("src", "")).path.startswith("/static/")
        is_data = given.get("type") == "application/json" and "src" not in given  # no browser runs it
        if tag in NEVER or (tag == "script" and not is_data and not (local and not AWAY.match(given["src"]))):
            self.faults.append(where)
        for name, value in given.items():
            leads = re.sub(r"[\x00-\x20]", "", value).lower() if name in LEADS else ""
            if name.startswith(("on", "hx-on")) or name in ("style", "srcdoc") or RUNS.match(leads):
                self.faults.append(where)
            if AWAY.match(leads) and urlsplit(leads).netloc != "testserver":
                self.away.add(leads)


def plain(text):
    """A text on one line."""
    return " ".join(text.split())


def stays(location):
    """Whether a redirect stays on this site, however a browser reads it."""
    plain = "".join(sign for sign in location if sign > " ").replace("\\", "/")
    parts = urlsplit(plain)
    return not plain.startswith("//") and (not parts.scheme or (parts.scheme, parts.netloc) == ("http", "testserver"))
