"""Which function makes which part."""

from collections.abc import Callable
from typing import Any

from briefings.editions import Part
from briefings.parts import close, counted, front, here, inclusion, plan, record
from briefings.scene import Scene

Maker = Callable[[Scene, Part], dict[str, Any] | None]

MAKERS: dict[str, Maker] = {
    **{name: getattr(front, name) for name in ("decision", "kind_sentence", "messages", "matrix")},
    "inclusion": inclusion.inclusion,
    "composition": here.composition,
    **{
        name: getattr(plan, name)
        for name in (
            *("why_now", "strategies", "cost_risk", "risks", "actions", "find_out"),
            *("threats_dated", "next_step", "promises", "conditions", "changes"),
        )
    },
    **{
        name: getattr(counted, name)
        for name in ("figures", "measures", "indicators", "check", "profile", "counts", "money")
    },
    **{
        name: getattr(record, name)
        for name in (
            *("place", "who_we_are", "history", "nested", "answers", "entries"),
            *("hidden_assets", "loss", "thanks", "classifier"),
        )
    },
    **{
        name: getattr(close, name)
        for name in ("unusual_on_paper", "voices", "since_last", "method", "versions", "contact", "glossary")
    },
    **dict.fromkeys(("covenants", "come_in", "meeting"), close.nothing),
}
