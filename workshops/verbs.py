"""Every button of whoever leads: its name in the address, what it does, and the form that checks what comes with it."""

from dataclasses import dataclass

from workshops import grouping, leading, scribing, sending, voting
from workshops.forms import groups, press, send, votes
from workshops.operations import Verb, undo


@dataclass(frozen=True)
class Press:
    """One kind of button."""

    does: Verb
    form: type[press.PressForm]


PRESSES = {
    "move": Press(leading.move, press.MoveForm),
    "go": Press(leading.go, press.GoForm),
    "skip": Press(leading.skip, press.SkipForm),
    "anew": Press(leading.anew, press.PressForm),
    "scribe": Press(scribing.scribe, press.ScribeForm),
    "clock": Press(leading.clock, press.ClockForm),
    "switch": Press(leading.switch, press.SwitchForm),
    "settle": Press(leading.settle, press.SettleForm),
    "judge": Press(leading.judge, press.JudgeForm),
    "block": Press(leading.block, press.BlockForm),
    "group": Press(grouping.group, groups.GroupForm),
    "ungroup": Press(grouping.ungroup, groups.TickedForm),
    "merge": Press(grouping.merge, groups.TickedForm),
    "split": Press(grouping.split, groups.GroupForm),
    "rename": Press(grouping.rename, groups.RenameForm),
    "place": Press(grouping.place, groups.PlaceForm),
    "open-vote": Press(voting.open_vote, votes.OpenVoteForm),
    "close-vote": Press(voting.close_vote, press.PressForm),
    "reopen-vote": Press(voting.reopen_vote, press.PressForm),
    "hands": Press(voting.count_hands, votes.HandsForm),
    "send": Press(sending.send, send.SendForm),
    "unsend": Press(sending.unsend, send.UnsendForm),
    "undo": Press(undo, press.UndoForm),
}
VERBS = {name: one.does for name, one in PRESSES.items()}
