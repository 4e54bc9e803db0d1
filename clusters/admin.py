"""Accounts in the admin: who may sign in and who curates; what anybody writes is not shown."""

from typing import Any

from allauth.account.decorators import secure_admin_login
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django import forms
from django.contrib import admin
from django.contrib.auth.models import Group
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from clusters.models import User
from clusters.sheet_admin import SheetAdmin

__all__ = ["SheetAdmin", "UserAdmin"]


def change_password(request: HttpRequest, extra_context: Any = None) -> HttpResponse:
    """Lead to the page where everybody changes their password."""
    return redirect("account_change_password")


# Staff sign in and change passwords where everybody does, with the same limits against guessing.
admin.site.login = secure_admin_login(admin.site.login)  # type: ignore[method-assign]
admin.site.password_change = change_password  # type: ignore[method-assign,assignment]
admin.site.unregister([Group, EmailAddress, Authenticator])


class PersonForm(forms.ModelForm):
    """One account; its password is set by its owner, by a link."""

    class Meta:
        model = User
        fields = ["email", "name", "is_active", "is_staff", "groups"]
        widgets = {"groups": forms.CheckboxSelectMultiple}
        help_texts = {
            "is_staff": _("Opens the admin. What may be done there depends on the groups."),
            "groups": _("Curators may write templates."),
        }

    def clean_email(self) -> str:
        """Small letters, as when signing in."""
        return self.cleaned_data["email"].strip().lower()


@admin.register(User)
class UserAdmin(admin.ModelAdmin):
    """Accounts, for superusers."""

    actions = None
    form = PersonForm
    readonly_fields = ["date_joined", "last_login"]
    fields = ["email", "name", "is_active", "is_staff", "groups", "date_joined", "last_login"]
    list_display = ["email", "name", "is_active", "is_staff"]
    list_filter = ["is_active", "is_staff", "groups"]
    search_fields = ["email", "name"]

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """An account is closed by taking away the sign-in: what its owner wrote stays."""
        return False

    def formfield_for_manytomany(self, db_field: Any, request: HttpRequest | None, **kwargs: Any) -> Any:
        """Groups as plain boxes to tick."""
        return db_field.formfield(queryset=Group.objects.order_by("name"), **kwargs)

    def save_model(self, request: HttpRequest, obj: User, form: forms.ModelForm, change: bool) -> None:
        """A new account has no password until its owner sets one."""
        if not change:
            obj.set_unusable_password()
        super().save_model(request, obj, form, change)
