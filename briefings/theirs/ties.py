"""Every foreign key to a person, and what of its row is theirs to take along."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

BOOK, CLUSTER, NOWHERE = "workbook__cluster", "cluster", ""
ROOM = "workshop__workbook__cluster"
BRIEFING = "briefing__workbook__cluster"
SHARE = "share__briefing__workbook__cluster"


@dataclass(frozen=True)
class Tie:
    """One foreign key: a heading, the fields that are told, and the way from the row to its cluster ("" for none).

    `own` says that nobody but the person puts words into such a row. Of other rows somebody may have changed the words
    since, so they are told only of clusters that the person still belongs to. `live` says that words of others are told,
    which are theirs to take back.
    """

    title: str | Promise
    fields: tuple[str, ...]
    cluster: str = BOOK
    own: bool = False
    live: bool = False


TIES = {
    "account.EmailAddress.user": Tie(_("Email addresses"), ("email", "verified", "primary"), NOWHERE, own=True),
    "mfa.Authenticator.user": Tie(_("Ways to sign in"), ("type", "created_at", "last_used_at"), NOWHERE, own=True),
    "clusters.Membership.user": Tie(_("Clusters you belong to"), ("role", "since"), CLUSTER),
    "clusters.Invitation.invited_by": Tie(
        _("Invitations you sent"), ("email", "role", "made_at", "expires_at", "accepted_at"), CLUSTER, own=True
    ),
    "swot.Answer.changed_by": Tie(_("Answers"), ("prompt__text", "status", "value", "note", "basis", "changed_at")),
    "swot.Line.written_by": Tie(_("Lines of answers"), ("prompt__text", "text", "written_at", "deleted_at")),
    "swot.Entry.changed_by": Tie(
        _("Entries"),
        (
            "ref", "text", "quadrant", "evidence_text", "evidence_source", "evidence_url", "impact", "certainty",
            "inclusion_who", "changed_at", "deleted_at",
        ),
    ),
    "swot.Crossing.changed_by": Tie(_("Crossings"), ("inside__ref", "outside__ref", "mark", "changed_at")),
    "swot.Score.by": Tie(_("Scores of your own"), ("entry__ref", "impact", "certainty", "changed_at"), own=True),
    "swot.Strategy.changed_by": Tie(
        _("Strategies"),
        (
            "ref", "text", "who_gains", "who_could_lose", "how_we_will_know", "with_the_grain", "who_must_agree",
            "why_here", "changed_at", "deleted_at",
        ),
    ),
    "swot.Action.changed_by": Tie(
        _("Actions"), ("ref", "text", "owner", "due", "first_step", "measure", "done_on", "changed_at", "deleted_at")
    ),
    "swot.Comment.by": Tie(_("Comments"), ("about", "text", "written_at", "deleted_at"), own=True),
    "swot.Comment.owner": Tie(_("Comments you see to"), ("about", "text", "due"), live=True),
    "swot.Comment.settled_by": Tie(_("Comments you settled"), ("about", "settled_at")),
    "swot.Comment.called": Tie(_("Comments that call you"), ("about", "text", "written_at"), live=True),
    "swot.Source.changed_by": Tie(
        _("Sources"), ("name", "says", "kept_where", "url", "speaks_of", "file_name", "changed_at"), CLUSTER
    ),
    "swot.Reading.read_by": Tie(
        _("Readings"), ("indicator", "value", "figures", "as_of", "source", "note", "read_at"), CLUSTER, own=True
    ),
    "swot.Outcome.changed_by": Tie(_("What became of last time"), ("about", "text", "fate", "note", "changed_at")),
    "swot.Offer.changed_by": Tie(_("Offers taken or declined"), ("declined_at", "changed_at")),
    "clusters.Anchor.changed_by": Tie(
        _("Who is here"), ("name", "people", "what_if", "source", "as_of", "changed_at"), CLUSTER
    ),
    "clusters.Asset.changed_by": Tie(
        _("Infrastructure"), ("name", "owner", "tenure", "ends_on", "note", "changed_at"), CLUSTER
    ),
    "clusters.Finding.found_by": Tie(
        _("The kind finder"),
        ("answers", "recommended_kind", "chosen_kind", "reason", "note", "found_at"), CLUSTER, own=True,
    ),
    "swot.Workbook.begun_by": Tie(_("Workbooks you began"), ("title", "begun_at", "closed_at"), CLUSTER),
    "swot.Upgrade.begun_by": Tie(_("Changes of template"), ("begun_at", "finished_at", "ended_at")),
    "swot.UpgradeChoice.chosen_by": Tie(
        _("Choices in changes of template"), ("code", "choice"), "upgrade__workbook__cluster"
    ),
    "swot.Snapshot.made_by": Tie(_("Snapshots"), ("made_at", "fingerprint")),
    "swot.OutsideLink.made_by": Tie(
        _("Links for neighbours"), ("for_whom", "made_at", "expires_at", "closed_at", "uses"), own=True
    ),
    "workshops.Workshop.made_by": Tie(_("Workshops"), ("title", "where", "held_on", "made_at", "closed_at")),
    "workshops.Operation.by": Tie(_("What you pressed in workshops"), ("verb", "at", "undone_at"), ROOM, own=True),
    "workshops.HandCount.by": Tie(_("Hands you counted"), ("marks",), "step__workshop__workbook__cluster"),
    "workshops.PaperSheet.by": Tie(_("Sheets you typed in"), ("number", "typed_by", "typed_at"), ROOM),
    "briefings.Briefing.issued_by": Tie(_("Briefings you issued"), ("number", "edition", "issued_at"), own=True),
    "briefings.Briefing.withdrawn_by": Tie(
        _("Briefings you withdrew"), ("number", "withdrawn_at", "withdrawn_why"), own=True
    ),
    "briefings.Withdrawal.withdrawn_by": Tie(
        _("Briefings you withdrew for a while"), ("withdrawn_at", "withdrawn_why"), BRIEFING, own=True
    ),
    "briefings.Withdrawal.back_by": Tie(_("Briefings you made hold again"), ("back_at",), BRIEFING, own=True),
    "briefings.Share.made_by": Tie(_("Links to briefings"), ("for_whom", "made_at", "expires_at"), BRIEFING, own=True),
    "briefings.Share.revoked_by": Tie(_("Links you ended"), ("for_whom", "revoked_at"), BRIEFING),
    "briefings.ReaderNote.by": Tie(_("Answers to readers"), ("text", "written_at"), SHARE, own=True),
    "briefings.ReaderNote.hidden_by": Tie(_("Words of readers you hid"), ("hidden_at",), SHARE, own=True),
    "clusters.Sheet.published_by": Tie(
        _("Sheets you published"), ("name", "number", "what_changed", "published_at"), NOWHERE, own=True
    ),
    "swot.TemplateVersion.published_by": Tie(
        _("Templates you published"), ("template__kind", "number", "published_at"), NOWHERE, own=True
    ),
    "admin.LogEntry.user": Tie(
        _("What you did as a curator"), ("action_time", "object_repr", "change_message"), NOWHERE, own=True
    ),
    "swot.Presence.user": Tie(_("Where you were a moment ago"), ("place", "seen_at"), own=True),
    "swot.Change.by": Tie(_("Every change you made"), ("at", "verb", "what", "left_as"), own=True),
}  # fmt: skip
# Ties that are told elsewhere: why there is nothing to tell of them.
TOLD_ELSEWHERE = {"clusters.Cluster.members": "these are the memberships"}
