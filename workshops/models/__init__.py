"""Rows of a workshop: the room and its steps, who takes part, what they write, how it is grouped and voted on."""

from workshops.models.ballot import Ballot, HandCount
from workshops.models.contribution import Contribution, PaperSheet, State
from workshops.models.group import Group
from workshops.models.guest import Participant
from workshops.models.operation import Operation
from workshops.models.step import Kind, Step
from workshops.models.workshop import Moderation, Status, Workshop

__all__ = [
    "Ballot",
    "Contribution",
    "Group",
    "HandCount",
    "Kind",
    "Moderation",
    "Operation",
    "PaperSheet",
    "Participant",
    "State",
    "Status",
    "Step",
    "Workshop",
]
