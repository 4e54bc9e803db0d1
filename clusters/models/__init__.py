"""Who: people, clusters, roles, invitations and findings of the kind finder."""

from clusters.models.cluster import Cluster
from clusters.models.composition import Anchor, Asset
from clusters.models.finding import Finding
from clusters.models.membership import Invitation, Membership
from clusters.models.sheet import Sheet
from clusters.models.user import User

__all__ = ["Anchor", "Asset", "Cluster", "Finding", "Invitation", "Membership", "Sheet", "User"]
