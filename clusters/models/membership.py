"""Who belongs to a cluster in which role, and who has been asked to."""

import hashlib
import secrets
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from clusters.access import Role, ScopedQuerySet
from clusters.errors import Closed, Refusal

SIGNER = Signer(salt="clusters.Invitation", sep=".")


class MembershipQuerySet(ScopedQuerySet):
    """Memberships of the clusters one belongs to."""

    to_cluster = "cluster"
    hidden_by = ("cluster__deleted_at",)
    role_as = "reader_role"


class Membership(models.Model):
    """One person's role in one cluster."""

    cluster = models.ForeignKey("clusters.Cluster", models.CASCADE, related_name="memberships")
    user = models.ForeignKey("clusters.User", models.CASCADE, related_name="memberships")
    role = models.CharField(gettext_lazy("role"), max_length=10, choices=Role.choices)
    since = models.DateTimeField(auto_now_add=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        ordering = ["role", "pk"]
        constraints = [models.UniqueConstraint(fields=["cluster", "user"], name="one_membership_a_person")]

    def __str__(self) -> str:
        return f"{self.user}, {self.get_role_display()}"

    @transaction.atomic
    def change_role(self, role: str) -> None:
        """Give another role; `Refusal` when the cluster would be left without a leader."""
        self._keep_a_leader(_("A cluster always has a leader. Make somebody else the leader first."), role)
        if not Membership.objects.filter(pk=self.pk).update(role=role):
            raise Refusal(_("This person is no longer a member. Choose somebody else."))
        self.role = role

    @transaction.atomic
    def hand_over(self, to: "Membership") -> None:
        """Make `to` the leader in one's place, and oneself an editor; `Refusal` for whoever leads no longer."""
        if self.pk not in self._leaders():
            raise Refusal(_("Only a leader hands the lead over."))
        to.change_role(Role.LEADER)
        self.change_role(Role.EDITOR)

    @transaction.atomic
    def leave(self) -> None:
        """End the membership; `Refusal` for the last leader."""
        self._keep_a_leader(_("The last leader cannot leave. Hand the cluster over first."), None)
        self.delete()

    def _keep_a_leader(self, sentence: str, becoming: str | None) -> None:
        if becoming != Role.LEADER and self._leaders() == {self.pk}:
            raise Refusal(sentence)

    def _leaders(self) -> set[int]:
        """Who leads; locked, so that two who go at the same moment do not both find the other still there.

        Read again once the rows are held: whoever was made a leader while one waited is not among those found before.
        """
        rows = Membership.objects.filter(cluster=self.cluster_id, role=Role.LEADER).order_by("pk")
        list(rows.select_for_update().values_list("pk"))
        return set(rows.values_list("pk", flat=True))


class InvitationQuerySet(ScopedQuerySet):
    """Invitations to clusters."""

    to_cluster = "cluster"
    hidden_by = ("cluster__deleted_at",)
    role_as = "reader_role"

    def waiting(self) -> "InvitationQuerySet":
        """Those that can still be taken up."""
        return self.filter(accepted_at__isnull=True, expires_at__gt=timezone.now())

    def for_token(self, token: str) -> "InvitationQuerySet":
        """The one a link belongs to, if it still can be taken up; nothing is looked for that was not signed here."""
        try:
            SIGNER.unsign(token)
        except BadSignature:
            return self.none()
        return self.waiting().filter(token_hash=hash_of(token), cluster__deleted_at__isnull=True)


class Invitation(models.Model):
    """One person asked to join one cluster, by a link that works once and for some days."""

    cluster = models.ForeignKey("clusters.Cluster", models.CASCADE, related_name="invitations")
    email = models.EmailField(gettext_lazy("email"))
    role = models.CharField(gettext_lazy("role"), max_length=10, choices=Role.choices, default=Role.EDITOR)
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    invited_by = models.ForeignKey("clusters.User", models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at"]

    def __str__(self) -> str:
        return f"{self.email}, {self.get_role_display()}"

    @classmethod
    @transaction.atomic
    def send(cls, cluster: Any, *, email: str, role: str, by: Any) -> tuple["Invitation", str]:
        """Make an invitation and the token of its link; only the token's hash is kept, so it is shown once.

        An earlier invitation of the same person that still waits stops working.
        """
        cls.objects.waiting().filter(cluster=cluster, email__iexact=email.strip()).delete()
        token = SIGNER.sign(secrets.token_urlsafe(32))
        expires = timezone.now() + timedelta(days=settings.INVITATION_DAYS)
        fields = {"email": email.strip().lower(), "role": role, "invited_by": by, "expires_at": expires}
        return cls.objects.create(cluster=cluster, token_hash=hash_of(token), **fields), token

    @transaction.atomic
    def accept(self, *, by: Any) -> Membership:
        """Take the invitation up once; `Closed` when it was used already. An existing membership keeps its role.

        Its address is let go of: whoever joined may change or delete theirs, and nothing else would find it here.
        """
        unused = Invitation.objects.filter(pk=self.pk, accepted_at__isnull=True)
        if not unused.update(accepted_at=timezone.now(), email=""):
            raise Closed(_("This invitation has been used. Ask for a new one."))
        return Membership.objects.get_or_create(cluster=self.cluster, user=by, defaults={"role": self.role})[0]


def hash_of(token: str) -> str:
    """What is kept of a token: its SHA-256, in hexadecimal."""
    return hashlib.sha256(token.encode()).hexdigest()
