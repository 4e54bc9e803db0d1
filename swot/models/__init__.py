"""What: curated templates, and the workbooks that answer them, by concept."""

from swot.models.answer import Answer, Line
from swot.models.change import Change
from swot.models.comment import Comment, OutsideLink
from swot.models.crossing import Crossing, Score
from swot.models.entry import Entry
from swot.models.evidence import Source
from swot.models.inclusion import FindOut, FirstQuestions, Reading, SelfCheck
from swot.models.outcome import Offer, Outcome
from swot.models.presence import Presence
from swot.models.snapshot import Snapshot
from swot.models.strategy import Action, Ask, Strategy
from swot.models.template import CheckQuestion, Indicator, Prompt, Section, TemplateVersion, Trap, WorkbookTemplate
from swot.models.upgrade import SetAsideCheck, Upgrade, UpgradeChoice
from swot.models.workbook import Workbook

__all__ = [
    "Action",
    "Answer",
    "Ask",
    "Change",
    "CheckQuestion",
    "Comment",
    "Crossing",
    "Entry",
    "FindOut",
    "FirstQuestions",
    "Indicator",
    "Line",
    "Offer",
    "Outcome",
    "OutsideLink",
    "Presence",
    "Prompt",
    "Reading",
    "Score",
    "Section",
    "SelfCheck",
    "SetAsideCheck",
    "Snapshot",
    "Source",
    "Strategy",
    "TemplateVersion",
    "Trap",
    "Upgrade",
    "UpgradeChoice",
    "Workbook",
    "WorkbookTemplate",
]
