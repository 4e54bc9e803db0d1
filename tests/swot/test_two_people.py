"""Two people editing throughout lose nothing: Ana and Ben by turns, in the forms of any page, however old it is.

Each sentence that somebody types has a word of its own. What was taken is found in the workbook, until somebody who had
it before their eyes writes otherwise; what was refused is in the answer.
"""

import random
import re
from datetime import timedelta
from html import unescape

import pytest
from django.apps import apps
from django.db.models import CharField, JSONField, TextField
from django.test import Client
from django.urls import reverse

from clusters.models import Anchor, Asset
from tests import factories
from tests.access.world import world
from tests.swot.forms_in import FormsIn

WORD = re.compile(r"\b(?:ana|ben)q\d+q")
# Ways out of the workbook, and what ends it.
NOT_PRESSED = re.compile(r"/(accounts|copy|search|kind|outside|reopen)/|return/begin|/briefings/")
GROUPS = {
    "answers": ["section/PLA", "section/INC"],
    "lines": ["section/CON", "sort", "line"],
    "entries": ["entry", "board", "section/PLA"],
    "weights": ["priorities", "find-out", "entry"],
    "sources": ["evidence", "source", "entry"],
    "comments": ["comments", "comments-about", "comments-about/entry"],
    "crossings": ["crossings", "crossing", "strategies"],
    "strategies": ["strategy", "strategy-add", "strategies"],
    "actions": ["action", "actions", "action-add"],
    "return": ["return", "section/PLA", "first-questions"],
    "inclusion": ["inclusion", "check", "threshold", "reading-add", "ask"],
    "around": ["composition", "anchor", "assets", "asset"],
}


class Stage:
    """The world with what can be held, and a person's pages as they were when they opened them."""

    def __init__(self, seed):
        self.of, self.chance, self.number = world(), random.Random(seed), 0
        cast, self.book = self.of.cast, self.of.workbook
        self.anchor = Anchor.add(self.of.cluster, by=cast.ana, key="anchor", name="Merrow Instruments", people=58)
        self.asset = Asset.add(self.of.cluster, by=cast.ana, key="asset", name="The press room")
        factories.entry(self.book, by=cast.ana, text="Two kilns stand cold", prompt="D-PLA-1")
        self.people = {"ana": Client(), "ben": Client()}
        for name, browser in self.people.items():
            browser.force_login(getattr(cast, name))
        self.held = {name: [] for name in self.people}
        self.said = []

    def url(self, place):
        """The address of a place by its short name."""
        name, _, which = place.partition("/")
        book = [self.book.pk]
        more = {
            "section": [which],
            "line": [self.of.line.pk],
            "entry": ["S1"],
            "source": [self.of.source.pk],
            "comments-about": ["S1" if which else "PLA"],
            "strategy": ["X1"],
            "action": ["A1"],
            "threshold": ["I7"],
            "reading-add": ["I8"],
            "ask": ["agency"],
            "anchor": [self.anchor.pk],
            "asset": [self.asset.pk],
        }
        return reverse(f"{'briefings' if name == 'ask' else 'swot'}:{name}", args=[*book, *more.get(name, [])])

    def open(self, who, place):
        """Somebody opens a page, and keeps it open."""
        url = self.url(place)
        response = self.people[who].get(url)
        if response.status_code == 200:
            self.keep(who, url, response)

    def keep(self, who, url, response, seen=""):
        """A page stays open, with what its reader saw before it on the way there."""
        text = response.content.decode()
        forms = [one for one in FormsIn(text, url).forms if not NOT_PRESSED.search(one.action)]
        self.held[who] = [*self.held[who][-3:], (unescape(text) + seen, forms)] if forms else self.held[who]

    def act(self, who):
        """Somebody fills in a form of a page that they have open, and presses one of its buttons."""
        if not self.held[who]:
            return
        seen, forms = self.chance.choice(self.held[who])
        form = self.chance.choice(forms)
        data, mine, action = self.filled(form, who)
        before = self.standing()
        response = self.people[who].post(action, data)
        self.said.append((who, action, response.status_code))
        self.judge(who, action, data, mine, seen, before, response)
        if response.status_code in (409, 422):
            self.keep(who, action, response, seen)

    def filled(self, form, who):
        """A form as somebody sends it, the words of its own in it, and where it goes."""
        chance, mine = self.chance, set()
        data = {**form.held, **form.chosen}
        for name in form.words:
            if chance.random() < 0.6:
                self.number += 1
                word = f"{who}q{self.number}q"
                mine.add(word)
                data[name] = (
                    f"Nine binders of {word} work here" if chance.random() < 0.7 else f"{data[name]} and {word}"
                )
        for name, options in form.choices.items():
            if chance.random() < 0.7:
                data[name] = [chance.choice(options)] if options else []
        for name, options in form.boxes.items():
            if chance.random() < 0.4:
                data[name] = chance.sample(options, chance.randint(0, len(options)))
        for name in form.numbers:
            data[name] = str(chance.randint(1, 60)) if chance.random() < 0.5 else data[name]
        for name in form.days:
            day = self.of.cluster.today + timedelta(days=chance.randint(1, 20))
            data[name] = day.isoformat() if chance.random() < 0.5 else data[name]
        action = form.action
        if form.buttons:
            name, value, elsewhere = chance.choice(form.buttons)
            data, action = ({**data, name: value} if name else data), elsewhere or action
        return data, mine & {word for words in data.values() for word in WORD.findall(str(words))}, action

    def standing(self):
        """Every word that stands in the database beside the record of changes and what was kept of last time."""
        found = set()
        for model in apps.get_models():
            if model._meta.app_label in ("swot", "clusters", "briefings") and model.__name__ not in (
                "Change",
                "Snapshot",
            ):
                names = [one.name for one in model._meta.fields if isinstance(one, CharField | TextField | JSONField)]
                found |= set(WORD.findall(str(list(model._base_manager.values_list(*names))))) if names else set()
        return found

    def judge(self, who, action, data, mine, seen, before, response):
        """Nothing of anybody's is lost by what was just sent."""
        told = f"{who} sent {data} to {action}: {response.status_code}"
        now, text = self.standing(), unescape(response.content.decode())
        assert response.status_code in (200, 302, 404, 409, 422), told
        gone = {word for word in before - now if word not in seen}
        assert not gone, f"{told}, {gone} went unseen"
        if response.status_code in (404, 409, 422):
            lost = {word for word in mine if word not in text}
            assert not lost, f"{told}, {lost} is not in the answer"
        else:
            recorded = set(WORD.findall(str(list(self.book.changes.values_list("left_as", flat=True)))))
            assert mine <= now | recorded, f"{told}, {mine - now} is nowhere"


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("group", GROUPS)
def test_two_people_editing_throughout_lose_nothing(group, seed, db):
    stage = Stage(f"{group} {seed}")
    for _turn in range(60):
        who = stage.chance.choice(["ana", "ben"])
        stage.open(who, stage.chance.choice(GROUPS[group])) if stage.chance.random() < 0.4 else stage.act(who)
    codes = {code for _who, _action, code in stage.said}
    assert 302 in codes
