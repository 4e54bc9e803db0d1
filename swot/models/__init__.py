"""What: curated templates, and the workbooks that answer them, by concept."""

from swot.models.answer import Answer, Line
from swot.models.change import Change
from swot.models.entry import Entry
from swot.models.inclusion import FindOut, FirstQuestions, Reading, SelfCheck
from swot.models.snapshot import Snapshot
from swot.models.strategy import Action, Ask, Strategy
from swot.models.template import CheckQuestion, Indicator, Prompt, Section, TemplateVersion, Trap, WorkbookTemplate
from swot.models.workbook import Workbook

__all__ = [
    "Action",
    "Answer",
    "Ask",
    "Change",
    "CheckQuestion",
    "Entry",
    "FindOut",
    "FirstQuestions",
    "Indicator",
    "Line",
    "Prompt",
    "Reading",
    "Section",
    "SelfCheck",
    "Snapshot",
    "Strategy",
    "TemplateVersion",
    "Trap",
    "Workbook",
    "WorkbookTemplate",
]
