"""Forms of accounts: those of django-allauth in our words, and our own."""

from typing import Any

from allauth.account import forms as allauth
from allauth.account.models import EmailAddress
from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from clusters.forms.fields import say_what_is_needed
from clusters.models import User

AT_LEAST_TEN = gettext_lazy("At least ten signs. A few plain words in a row are easier to remember than one hard one.")
PRESENT = gettext_lazy("Your present password")
NEW = gettext_lazy("New password")
SIX_FIGURES = gettext_lazy("Six figures")
AGAIN = gettext_lazy("New password, once more")


class InOurWords:
    """Takes placeholders away and sets labels and hints."""

    words: dict[str, tuple[Any, Any]] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():  # type: ignore[attr-defined]
            field.widget.attrs.pop("placeholder", None)
            field.label, field.help_text = self.words.get(name, (field.label, ""))
            if name == "code":
                field.widget.attrs |= {
                    "class": "digits",
                    "inputmode": "numeric",
                    "maxlength": 20,
                    "spellcheck": "false",
                }
        say_what_is_needed(self)  # type: ignore[arg-type]


class SignInForm(InOurWords, allauth.LoginForm):
    """Email and password."""

    words = {"login": (gettext_lazy("Email"), "")}


class SendCodeForm(InOurWords, allauth.RequestLoginCodeForm):
    """The address a code to sign in with goes to."""

    words = {"email": (gettext_lazy("Email"), "")}


class CodeForm(InOurWords, allauth.ConfirmLoginCodeForm):
    """The code that came by email."""

    words = {"code": (SIX_FIGURES, gettext_lazy("From the letter. They hold for ten minutes."))}


class AgainForm(InOurWords, allauth.ReauthenticateForm):
    """The password, once more."""

    words = {"password": (PRESENT, "")}


class SignUpForm(InOurWords, allauth.SignupForm):
    """A new account where anybody may make one."""

    name = forms.CharField(max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    field_order = ["name", "email", "password1"]
    words = {
        "name": (gettext_lazy("Your name"), gettext_lazy("As others in your cluster know you.")),
        "password1": (gettext_lazy("Password"), AT_LEAST_TEN),
    }

    def validate_unique_email(self, value: str) -> str:
        """No second account with one address; said here, since no letter goes out to tell it otherwise."""
        if User.objects.filter(email__iexact=value).exists():
            raise ValidationError(_("There is an account with this address. Sign in with it."))
        return value

    def custom_signup(self, request: Any, user: Any) -> None:
        """Keep the name."""
        user.name = self.cleaned_data["name"]
        user.save(update_fields=["name"])


class ForgottenForm(InOurWords, allauth.ResetPasswordForm):
    """The address a link to set a password goes to."""

    words = {"email": (gettext_lazy("Email"), "")}


class NewPasswordForm(InOurWords, allauth.ResetPasswordKeyForm):
    """A password set by a link."""

    words = {"password1": (NEW, AT_LEAST_TEN), "password2": (AGAIN, "")}


class ChangePasswordForm(InOurWords, allauth.ChangePasswordForm):
    """The present password and a new one."""

    words = {"oldpassword": (PRESENT, ""), "password1": (NEW, AT_LEAST_TEN), "password2": (AGAIN, "")}


class NewPersonForm(forms.ModelForm):
    """A name and a password for a new account, made behind a link."""

    password = forms.CharField(
        label=gettext_lazy("Password"),
        help_text=AT_LEAST_TEN,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    class Meta:
        model = User
        fields = ["name"]
        labels = {"name": gettext_lazy("Your name")}
        help_texts = {"name": gettext_lazy("As others in your cluster know you.")}
        widgets: dict[str, forms.Widget] = {"name": forms.TextInput(attrs={"autocomplete": "name"})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].required = True
        say_what_is_needed(self)

    def _post_clean(self) -> None:
        """Judge the password beside the name and the address, which it must not resemble."""
        super()._post_clean()  # type: ignore[misc]
        if password := self.cleaned_data.get("password"):
            try:
                validate_password(password, self.instance)
            except ValidationError as error:
                self.add_error("password", error)

    def make(self, email: str) -> User:
        """Make the account."""
        return User.objects.create_user(email, self.cleaned_data["password"], name=self.cleaned_data["name"])


class FirstAccountForm(NewPersonForm):
    """The account of the first leader, behind the word that the server printed."""

    word = forms.CharField(
        label=gettext_lazy("Word from the server"),
        help_text=gettext_lazy("Printed where the workbook was started: eight signs. It works once."),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false", "autocapitalize": "off"}),
    )
    field_order = ["name", "email", "password", "word"]

    class Meta(NewPersonForm.Meta):
        fields = ["name", "email"]
        widgets = {**NewPersonForm.Meta.widgets, "email": forms.EmailInput(attrs={"autocomplete": "email"})}


class AccountForm(forms.ModelForm):
    """Name and email; another email asks for the password."""

    password = forms.CharField(
        label=gettext_lazy("Your password"),
        help_text=gettext_lazy("Only needed for another email."),
        required=False,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )

    class Meta:
        model = User
        fields = ["name", "email"]
        widgets = {
            "name": forms.TextInput(attrs={"autocomplete": "name"}),
            "email": forms.EmailInput(attrs={"autocomplete": "email"}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].required = True
        say_what_is_needed(self)

    def clean_email(self) -> str:
        """An address of one's own, whatever its case."""
        email = self.cleaned_data["email"].strip().lower()
        if User.objects.filter(email__iexact=email).exclude(pk=self.instance.pk).exists():
            raise ValidationError(_("This address cannot be used here. Choose another one."))
        return email

    def clean(self) -> dict[str, Any]:
        """The password, where the email is another one."""
        cleaned = super().clean() or self.cleaned_data
        moved = "email" in cleaned and cleaned["email"] != self.initial["email"]
        if moved and not self.instance.check_password(cleaned.get("password", "")):
            self.add_error("password", _("This is not your present password."))
        return cleaned

    def save(self, commit: bool = True) -> User:
        """Write both; an address of old no longer signs in."""
        user = super().save(commit=commit)
        EmailAddress.objects.filter(user=user).exclude(email__iexact=user.email).delete()
        return user
