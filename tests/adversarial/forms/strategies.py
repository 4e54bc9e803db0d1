"""Strategies, actions, local inclusion, briefings."""

from clusters.ids import new_key
from swot.models import Ask, SelfCheck, Strategy
from tests.adversarial.forms import Form, book, newest, revision
from tests.swot.pages import ACTION

ANSWERS = (*Strategy.REQUIRED, "why_here")
ACTION_WORDS = ("text", "owner", "first_step", "measure")
ACTION_NARROW = ("due", "cost_band", "strategy", "inclusion", "key", "revision")


def pair(world):
    return {"inside": world.entry.ref, "outside": world.threat.ref, "from_kind": "region"}


def ask(world):
    row = Ask.objects.filter(workbook=world.workbook, reader="agency").first()
    return {"revision": row.revision if row else 0}


def gone(name):
    return Form(args=lambda w: {**book(w), "ref": getattr(w.gone, name).ref}, loses=True)


FORMS = {
    "swot:crossings": Form(
        good=lambda w: {"x_S1_T1": "1", "was_S1_T1": ""}, narrow=("x_S1_T1", "was_S1_T1"), loses=True
    ),
    "swot:crossing": Form(
        good=lambda w: {"inside": "S1", "outside": "T1", "mark": "2"},
        narrow=("inside", "outside", "was", "mark"),
        query=("n",),
        loses=True,
    ),
    "swot:crossing-restore": Form(
        query=("seen",), args=lambda w: {**book(w), "inside": "S1", "outside": "T1"}, loses=True
    ),
    "swot:strategy-add": Form(
        good=lambda w: {**pair(w), "key": new_key()},
        words=ANSWERS,
        narrow=("inside", "outside", "from_kind", "key", "revision", "draft"),
        row=lambda w: newest(w.workbook.strategy_set),
    ),
    "swot:strategy": Form(
        good=lambda w: {**pair(w), "revision": revision(w.strategy)},
        words=ANSWERS,
        narrow=("inside", "outside", "from_kind", "key", "revision", "draft"),
        row=lambda w: w.workbook.strategy_set.get(pk=w.strategy.pk),
    ),
    "swot:strategy-delete": Form(good=lambda w: {"revision": revision(w.strategy)}, narrow=("revision",), loses=True),
    "swot:strategy-restore": gone("strategy"),
    "swot:strategy-park": Form(good=lambda w: {"revision": revision(w.strategy)}, narrow=("revision",), loses=True),
    "swot:strategy-keep": Form(loses=True),
    "swot:review": Form(
        good=lambda w: {"review_on": "2040-01-01", "revision": revision(w.workbook)},
        narrow=("review_on", "revision"),
        loses=True,
    ),
    "swot:action-add": Form(
        good=lambda w: {**ACTION, "key": new_key()},
        words=ACTION_WORDS,
        narrow=ACTION_NARROW,
        row=lambda w: newest(w.workbook.action_set),
    ),
    "swot:action": Form(
        good=lambda w: {**ACTION, "revision": revision(w.action)},
        words=ACTION_WORDS,
        narrow=ACTION_NARROW,
        row=lambda w: w.workbook.action_set.get(pk=w.action.pk),
    ),
    "swot:action-done": Form(good=lambda w: {"revision": revision(w.action)}, narrow=("revision",), loses=True),
    "swot:action-reopen": Form(loses=True),
    "swot:action-delete": Form(good=lambda w: {"revision": revision(w.action)}, narrow=("revision",), loses=True),
    "swot:action-restore": gone("action"),
    "swot:check": Form(
        good=lambda w: {"revision": revision(w.workbook.self_check), "q1": "yes"},
        words=("basis",),
        narrow=("revision", *(f"q{number}" for number in range(1, 13))),
        row=lambda w: SelfCheck.objects.get(workbook=w.workbook),
    ),
    "swot:reading-add": Form(
        good=lambda w: {"as_of": w.cluster.today.isoformat(), "status": "watch"},
        words=("value", "source", "note"),
        narrow=("as_of", "status", "attended"),
        row=lambda w: newest(w.cluster.readings),
    ),
    "briefings:ask": Form(
        good=ask,
        words=("decision", "decided_by", "headline"),
        narrow=("by_date", "revision", "use"),
        row=lambda w: Ask.objects.get(workbook=w.workbook, reader="agency"),
    ),
    "briefings:issue": Form(narrow=("for", "paper"), loses=True),
}
