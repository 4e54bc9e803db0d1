"""A person with an account, known by email."""

from collections.abc import Iterator
from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _


class UserManager(BaseUserManager["User"]):
    """Makes accounts; an account without a password is opened by a link."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """Make an account; without a password it has none until its owner sets one by a link."""
        user = self.model(email=email.strip().lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """Make an account that may do everything in the admin; it reads no workbook there."""
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)

    def get_by_natural_key(self, username: str | None) -> "User":
        """Find by email, whatever its case, as small letters make it: a database that compares in capitals takes ſ for S."""
        return self.get(email=(username or "").strip().lower())


class User(AbstractBaseUser, PermissionsMixin):
    """One person."""

    email = models.EmailField(_("email"), unique=True)
    name = models.CharField(_("name"), max_length=120, blank=True)
    is_staff = models.BooleanField(_("may open the admin"), default=False)
    is_active = models.BooleanField(_("may sign in"), default=True)
    date_joined = models.DateTimeField(_("joined"), default=timezone.now)
    sessions_ended = models.DateTimeField(null=True, editable=False)

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        constraints = [models.UniqueConstraint(Lower("email"), name="one_account_an_email")]

    def __str__(self) -> str:
        return self.name or self.email

    @property
    def marks(self) -> tuple[Any, ...]:
        """What tells the person, as pages show one, from everybody else."""
        return self.pk, self.name, self.email

    @property
    def initials(self) -> str:
        """Two letters for the ring beside a name."""
        words = str(self).replace("@", " ").split()
        return "".join(word[0] for word in words[:2]).upper()

    def get_full_name(self) -> str:
        """The name, or the email where none was given."""
        return str(self)

    def end_sessions(self) -> None:
        """End every session of this person; whoever asks for it then renews the mark of their own."""
        self.sessions_ended = timezone.now()
        type(self).objects.filter(pk=self.pk).update(sessions_ended=self.sessions_ended)

    def get_session_auth_hash(self) -> str:
        """What a session must carry to hold: another password ends it, and so does `end_sessions`."""
        own = super().get_session_auth_hash()
        if self.sessions_ended is None:
            return own
        return salted_hmac("clusters.sessions", f"{own} {self.sessions_ended.timestamp()}").hexdigest()

    def get_session_auth_fallback_hash(self) -> Iterator[str]:
        """None: a session that was made under an older secret key ends."""
        yield from ()
