"""Curators: staff who may write templates, and nothing about anybody's workbook."""

from typing import Any

from django.contrib.auth.models import Group, Permission

NAME = "Curators"
PERMISSIONS = (
    "view_workbooktemplate",
    "add_workbooktemplate",
    "view_templateversion",
    "add_templateversion",
    "change_templateversion",
    "delete_templateversion",
    "view_section",
    "change_section",
    *(
        f"{verb}_{model}"
        for model in ("prompt", "checkquestion", "indicator", "trap", "sheet")
        for verb in ("view", "add", "change", "delete")
    ),
)


def curators() -> Group:
    """The group of curators, with exactly these permissions whatever it had before."""
    group, _ = Group.objects.get_or_create(name=NAME)
    group.permissions.set(
        Permission.objects.filter(content_type__app_label__in=("clusters", "swot"), codename__in=PERMISSIONS)
    )
    return group


def make_curator(person: Any) -> None:
    """Let a person open the admin and curate there."""
    person.is_staff = True
    person.save(update_fields=["is_staff"])
    person.groups.add(curators())


def is_curator(person: Any) -> bool:
    """Whether a person may read templates in the admin, drafts as well."""
    return bool(person.is_staff and person.has_perm("swot.view_templateversion"))
