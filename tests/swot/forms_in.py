"""The forms of a page as a browser without script finds them: where they go, what their fields hold, what may be chosen."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

CHOICES = ("radio", "checkbox")


@dataclass
class Form:
    """One form: `held` are plain fields, `words` those of them that take text, `choices` by name, `buttons` to press."""

    action: str
    held: dict[str, str] = field(default_factory=dict)
    words: list[str] = field(default_factory=list)
    choices: dict[str, list[str]] = field(default_factory=dict)
    boxes: dict[str, list[str]] = field(default_factory=dict)
    chosen: dict[str, list[str]] = field(default_factory=dict)
    numbers: list[str] = field(default_factory=list)
    days: list[str] = field(default_factory=list)
    buttons: list[tuple[str, str, str]] = field(default_factory=list)


class FormsIn(HTMLParser):
    """Every POST form of a page, also fields and buttons that stand elsewhere and name theirs by `form=`."""

    def __init__(self, text, url):
        super().__init__(convert_charrefs=True)
        self.url, self.forms, self.by_id = url, [], {}
        self.form, self.area, self.select, self.typed = None, None, None, ""
        self.later = []
        self.feed(text)
        self.close()
        for name, given in self.later:
            if name in self.by_id:
                self._take(self.by_id[name], *given)

    def handle_starttag(self, tag, attrs):
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.form = Form(given.get("action") or self.url) if given.get("method") == "post" else None
            self.forms += [self.form] if self.form else []
            if given.get("id") and self.form:
                self.by_id[given["id"]] = self.form
        elif tag in ("input", "button"):
            if given.get("form"):
                self.later.append((given["form"], (tag, given)))
            elif self.form:
                self._take(self.form, tag, given)
        elif tag == "textarea" and self.form:
            self.area, self.typed = given.get("name"), ""
        elif tag == "select" and self.form:
            self.select = given.get("name")
            self.form.choices[self.select] = []
        elif tag == "option" and self.select:
            self.form.choices[self.select].append(given.get("value", ""))
            if "selected" in given:
                self.form.chosen[self.select] = [given.get("value", "")]

    def handle_endtag(self, tag):
        if tag == "textarea" and self.area:
            self.form.held[self.area] = self.typed.removeprefix("\n")
            self.form.words.append(self.area)
            self.area = None
        self.select = None if tag == "select" else self.select
        self.form = None if tag == "form" else self.form

    def handle_data(self, data):
        self.typed += data if self.area else ""

    @staticmethod
    def _take(form, tag, given):
        name, kind = given.get("name", ""), given.get("type", "text" if tag == "input" else "submit")
        if tag == "button" or kind == "submit":
            form.buttons.append((name, given.get("value", ""), given.get("formaction", "")))
        elif kind in CHOICES and name:
            (form.choices if kind == "radio" else form.boxes).setdefault(name, []).append(given.get("value", "on"))
            if "checked" in given:
                form.chosen.setdefault(name, []).append(given.get("value", "on"))
        elif name and kind != "file":
            form.held[name] = given.get("value", "")
            kinds = {"number": form.numbers, "date": form.days, "hidden": None}
            kept = kinds.get(kind, form.words)
            if given.get("inputmode") in ("numeric", "decimal"):
                kept = form.numbers
            if kept is not None:
                kept.append(name)
