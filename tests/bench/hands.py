"""People who write in one workbook over HTTP, each signed in, and what stands in the database afterwards."""

import asyncio
import random
import re
import time
from collections import Counter
from dataclasses import dataclass, field
from io import StringIO
from urllib.parse import urlencode

from django.core.management import call_command
from django.test import Client

from clusters.access import Role
from clusters.ids import new_key
from clusters.models import Cluster, Membership, User
from swot.models import Change, Entry, TemplateVersion, Workbook
from tests.bench.stage import HOST, NotEmpty
from workshops.simulator.http import Answer, Cut, ask

REVISION = re.compile(rb'name="revision" value="(\d+)"')
TOKEN = "a" * 32  # the same in cookie and header, as Django wants it
FORM = {"Content-Type": "application/x-www-form-urlencoded", "HX-Request": "true", "X-Autosave": "1"}
PATIENCE = 120.0  # seconds: whoever gives up sooner measures themselves
EDITED, ADDED = "edited", "added"


@dataclass
class Tally:
    """What all met: seconds of answered saves, texts that were acknowledged, late, refused and broken ones."""

    times: list[float] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    added: list[str] = field(default_factory=list)
    late: int = 0
    refused: list[str] = field(default_factory=list)
    broken: int = 0
    told_to_wait: int = 0


@dataclass(frozen=True)
class Stage:
    """A workbook with its entries by ref, and the cookies of those who write in it."""

    workbook: Workbook
    refs: list[str]
    cookies: list[str]


def build(writers: int, entries: int) -> Stage:
    """Tables, templates, one workbook, its entries, and people who are signed in. Only in an empty database."""
    call_command("migrate", verbosity=0)
    if User.objects.exists():
        raise NotEmpty
    call_command("load_library", publish=True, verbosity=0, stdout=StringIO())
    leader = User.objects.create_user("leader@example.org", name="Leader")
    cluster = Cluster.found(by=leader, name="A quarter", kind="district", place="Kelda", country="Ireland")
    book = Workbook.begin(cluster, TemplateVersion.objects.current("district"), by=leader)
    made = [
        book.add_entry(f"Entry {n}", by=leader, section="PLA", key=new_key(), quadrant="strength")
        for n in range(entries)
    ]
    return Stage(book, [entry.ref for entry in made], [_signed_in(cluster, number) for number in range(writers)])


def _signed_in(cluster: Cluster, number: int) -> str:
    user = User.objects.create_user(f"writer-{number}@example.org", name=f"Writer {number}")
    Membership.objects.create(cluster=cluster, user=user, role=Role.EDITOR)
    browser = Client(SERVER_NAME=HOST)
    browser.force_login(user)
    return browser.cookies["sessionid"].value


class Hand:
    """One person who writes; `patient` goes on until it is saved, whatever breaks meanwhile."""

    def __init__(self, port: int, stage: Stage, number: int, tally: Tally) -> None:
        self.port, self.number, self.tally = port, number, tally
        self.pages = f"/workbooks/{stage.workbook.pk}/entries/"
        cookies = f"sessionid={stage.cookies[number]}; csrftoken={TOKEN}"
        self.headers = {"Cookie": cookies, "X-CSRFToken": TOKEN}

    async def edit(self, ref: str, text: str) -> None:
        """Open the page of an entry, write, and write again on top of whoever was first, until it is saved."""
        page = await self._until("GET", f"{self.pages}{ref}/", {})
        revision = _revision(page)
        while True:
            fields = {"text": text, "quadrant": "strength", "evidence_grade": "0", "revision": revision}
            answer = await self._until("POST", f"{self.pages}{ref}/", fields)
            if answer.status == 200:
                self.tally.texts.append(text)
                return
            if answer.status != 409:
                self.tally.refused.append(f"{answer.status} edit")
                return
            self.tally.late += 1
            revision = _revision(answer)

    async def add(self, key: str, text: str) -> None:
        """Add an entry under a key."""
        fields = {"key": key, "text": text, "section": "PLA", "helps": "helps", "ours": "ours", "evidence_grade": "0"}
        answer = await self._until("POST", f"{self.pages}add/", fields)
        if answer.status in (204, 302):
            self.tally.added.append(text)
        else:
            self.tally.refused.append(f"{answer.status} add")

    async def _until(self, method: str, path: str, fields: dict[str, str]) -> Answer:
        """Send until there is an answer that is not of a server in trouble, the same form each time."""
        headers, body = {**self.headers, **(FORM if fields else {})}, urlencode(fields).encode()
        while True:
            began = time.monotonic()
            try:
                answer = await ask(self.port, method, path, headers, body, patience=PATIENCE)
            except Cut:
                self.tally.broken += 1
                await asyncio.sleep(0.1 + 0.2 * random.random())
                continue
            if answer.status == 503 and "retry-after" in answer.headers:
                self.tally.told_to_wait += 1
                await asyncio.sleep(0.2 + 0.3 * random.random())
                continue
            if answer.status >= 500:
                self.tally.refused.append(f"{answer.status} {method}")
                await asyncio.sleep(0.2)
                continue
            if method == "POST":
                self.tally.times.append(time.monotonic() - began)
            return answer


def _revision(answer: Answer) -> str:
    found = REVISION.search(answer.body)
    if found is None:
        raise LookupError(f"{answer.status}: there is no revision on the page. {answer.body[:300]!r}")
    return found[1].decode()


@dataclass(frozen=True)
class Balance:
    """What was acknowledged against what stands there; all are 0 where nothing went wrong."""

    lost: int
    doubled: int
    half: int

    @property
    def is_sound(self) -> bool:
        """Whether nothing went wrong."""
        return not (self.lost or self.doubled or self.half)

    def __str__(self) -> str:
        return f"lost {self.lost}, doubled {self.doubled}, half-written {self.half}"


def balance(book: Workbook, tally: Tally) -> Balance:
    """Compare: each edit is one change, each entry one row, each entry stands as its changes tell."""
    entries = list(Entry.objects.filter(workbook=book).values_list("ref", "text", "revision"))
    changes = list(Change.objects.filter(workbook=book).order_by("pk").values_list("verb", "what", "left_as"))
    edits = Counter(left_as["text"] for verb, _what, left_as in changes if verb == EDITED)
    entered = Counter(left_as["text"] for verb, _what, left_as in changes if verb == ADDED)
    times, added, last = Counter(), Counter(), {}
    for verb, what, left_as in changes:
        times[what] += verb == EDITED
        added[what] += verb == ADDED
        last[what] = left_as.get("text", last.get(what))
    lost = sum(not edits[text] for text in set(tally.texts)) + sum(not entered[text] for text in set(tally.added))
    doubled = sum(n - 1 for n in entered.values()) + sum(n - 1 for n in added.values() if n > 1)
    half = sum(added[ref] != 1 or revision != 1 + times[ref] or text != last[ref] for ref, text, revision in entries)
    return Balance(lost, doubled, half)


def twice(book: Workbook) -> int:
    """How many edits stand in the record more than once: where no answer was lost on its way, none."""
    texts = Change.objects.filter(workbook=book, verb=EDITED).values_list("left_as__text", flat=True)
    return sum(n - 1 for n in Counter(texts).values())
