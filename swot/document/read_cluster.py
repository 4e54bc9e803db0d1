"""Reads the head of a document: cluster, finding of the kind finder, and the three first questions."""

from swot.document.fields import Fields
from swot.document.read_beside import read_anchors, read_counts, read_infrastructure
from swot.document.values import Classifier, ClusterRecord, FirstQuestions

KINDS = ("workspace", "district", "region", "network")
OLD_KINDS = {"regional": "region", "virtual": "network"}
SCOPES = ("highly specialist", "sector-specific", "broad")
RESULTS = ("Clear", "Nested", "Hybrid", "Scattered")
# Points of the seven questions (content 3).
QUESTION_POINTS = {"1": 4, "2": 3, "3": 3, "4": 2, "5": 2, "6": 3, "7": 2}
MEMBER_BANDS = (
    "majors",
    "medium",
    "small",
    "micro",
    "freelancers",
    "project-teams",
    "non-profits",
    "cultural-institutions",
    "venues",
    "artists",
    "education",
)
CLUSTER_KEYS = (
    "name",
    "kind",
    "proximity_test",
    "place",
    "country",
    "creative_scope",
    "scope_note",
    "leader_role",
    "members_summary",
    "members",
    "people",
    "anchors",
    "infrastructure",
    "nested_in",
    "contains",
    "history",
)
CLASSIFIER_KEYS = ("answers", "points", "result", "recommended_kind", "also", "note", "chosen_kind", "reason")
FIRST_KEYS = ("here_before", "not_in_room", "speaks_for_them")


def read_cluster(root: Fields) -> ClusterRecord:
    """The cluster's record; `kind` is "" after a fault."""
    if "cluster" not in root.raw:
        root.fault("cluster", "is needed")
        return ClusterRecord(name="", kind="")
    fields = root.object("cluster", CLUSTER_KEYS)
    fields.text("proximity_test")
    return ClusterRecord(
        name=fields.needed_text("name"),
        kind=_needed_kind(fields),
        place=fields.text("place"),
        country=fields.text("country"),
        creative_scope=fields.word("creative_scope", SCOPES),
        scope_note=fields.text("scope_note"),
        leader_role=fields.text("leader_role"),
        members_summary=fields.text("members_summary"),
        members=read_counts(fields, "members", MEMBER_BANDS),
        people=read_counts(fields, "people", MEMBER_BANDS),
        anchors=read_anchors(fields, MEMBER_BANDS),
        infrastructure=read_infrastructure(fields),
        nested_in=fields.texts("nested_in"),
        contains=fields.texts("contains"),
        history=fields.texts("history"),
    )


def read_classifier(root: Fields) -> Classifier | None:
    """The finding of the kind finder; points follow from the answers, and given ones must agree."""
    if "classifier" not in root.raw:
        return None
    fields = root.object("classifier", CLASSIFIER_KEYS)
    given = fields.object("answers", tuple(QUESTION_POINTS), "not one of the seven questions")
    answers = {number: kind for number in QUESTION_POINTS if (kind := _kind(given, number))}
    return Classifier(
        answers=answers,
        points=_points(fields, answers),
        result=fields.word("result", RESULTS) or "",
        recommended_kind=_kind(fields, "recommended_kind") or "",
        also=_kind(fields, "also"),
        note=fields.text("note"),
        chosen_kind=_kind(fields, "chosen_kind"),
        reason=fields.text("reason"),
    )


def read_first_questions(root: Fields) -> FirstQuestions:
    """The three first questions; an empty text is no answer."""
    fields = root.object("first_questions", FIRST_KEYS)
    return FirstQuestions(*(fields.text(key) or None for key in FIRST_KEYS))


def points_of(answers: dict[str, str]) -> dict[str, int]:
    """The points of each kind, from the answers to the seven questions (content 3)."""
    return {
        kind: sum(QUESTION_POINTS[number] for number, answer in answers.items() if answer == kind) for kind in KINDS
    }


def _needed_kind(fields: Fields) -> str:
    if "kind" not in fields.raw:
        fields.fault("kind", "is needed")
    return _kind(fields, "kind") or ""


def _kind(fields: Fields, key: str) -> str | None:
    """A kind by either of its words; what is kept is today's."""
    value = fields.raw.get(key)
    if isinstance(value, str) and value in OLD_KINDS:
        return OLD_KINDS[value]
    return fields.word(key, KINDS)


def _points(fields: Fields, answers: dict[str, str]) -> dict[str, int]:
    given = fields.object("points", (*KINDS, *OLD_KINDS), "not a kind")
    expected = points_of(answers)
    for old, kind in OLD_KINDS.items():
        if old in given.raw and kind in given.raw:
            given.fault(old, f"stands beside {kind}, which is the same kind")
    for key in given.raw:
        given.agrees(key, expected[OLD_KINDS.get(key, key)])
    return expected
