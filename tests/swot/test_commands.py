"""Import, export, checks and curators from the command line."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from clusters.models import Cluster, User
from swot.curators import NAME, PERMISSIONS
from swot.models import Prompt, Workbook, WorkbookTemplate
from tests import factories

pytestmark = pytest.mark.django_db


def run(name, *args, **options):
    """What a command prints."""
    out = StringIO()
    call_command(name, *args, stdout=out, **options)
    return out.getvalue()


@pytest.fixture
def case(cases):
    """The worked case of a district, whose template is published."""
    factories.version("district")
    return cases / "798-district.json"


@pytest.fixture
def altered(case, tmp_path):
    """Writes the case with some keys changed."""

    def write(**changes):
        path = tmp_path / "altered.json"
        path.write_text(json.dumps({**json.loads(case.read_text()), **changes}), encoding="utf-8")
        return path

    return write


def test_an_import_ends_with_the_id_alone(case):
    lines = run("import_workbook", str(case), leader="ana@example.org").splitlines()
    book = Workbook.objects.get()
    assert lines[-1] == str(book.pk)
    assert book.cluster.memberships.get().user.email == "ana@example.org"


def test_a_new_leader_has_no_password_and_is_told_how_to_set_one(case):
    lines = run("import_workbook", str(case), leader="Ana@Example.org").splitlines()
    assert not User.objects.get(email="ana@example.org").has_usable_password()
    assert "manage.py set_password_link ana@example.org" in lines[-2]


def test_a_known_leader_keeps_the_account(case):
    ana = factories.user("Ana")
    lines = run("import_workbook", str(case), leader="ANA@example.org").splitlines()
    assert Workbook.objects.visible_to(ana).count() == 1
    assert User.objects.count() == 1
    assert "password" not in "".join(lines)


def test_two_imports_make_two_workbooks(case):
    for _ in range(2):
        run("import_workbook", str(case), leader="ana@example.org")
    assert Workbook.objects.count() == Cluster.objects.count() == 2


@pytest.mark.parametrize("changes", [{"as_of": "2026-02-30"}, {"surprise": 1}, {"entries": [{"id": "S1"}]}])
def test_a_refused_import_writes_nothing_not_even_the_account(altered, changes):
    with pytest.raises(CommandError, match=next(iter(changes))):
        run("import_workbook", str(altered(**changes)), leader="ana@example.org")
    assert (User.objects.count(), Cluster.objects.count(), Workbook.objects.count()) == (0, 0, 0)


def test_a_file_that_is_not_there_is_a_sentence(tmp_path):
    with pytest.raises(CommandError, match="cannot be read: No such file"):
        run("import_workbook", str(tmp_path / "none.json"), leader="ana@example.org")


def test_a_leader_needs_an_email(case):
    with pytest.raises(CommandError, match="is not an email address"):
        run("import_workbook", str(case), leader="Ana")


def test_without_a_published_template_nothing_is_imported(cases):
    with pytest.raises(CommandError, match="there is no published template"):
        run("import_workbook", str(cases / "798-district.json"), leader="ana@example.org")


def test_export_gives_the_same_bytes_to_screen_and_file(case, tmp_path):
    pk = run("import_workbook", str(case), leader="ana@example.org").splitlines()[-1]
    path = tmp_path / "out.json"
    assert run("export_workbook", pk, output=str(path)) == ""
    assert path.read_bytes() == run("export_workbook", pk).encode()
    assert "derived" in json.loads(path.read_text())


def test_an_export_can_be_imported_and_gives_itself_back(case, tmp_path):
    pk = run("import_workbook", str(case), leader="ana@example.org").splitlines()[-1]
    path = tmp_path / "out.json"
    run("export_workbook", pk, output=str(path))
    again = run("import_workbook", str(path), leader="ana@example.org").splitlines()[-1]
    assert run("export_workbook", again).encode() == path.read_bytes()


def test_an_export_of_a_retired_version_can_still_be_imported(case, tmp_path):
    pk = run("import_workbook", str(case), leader="ana@example.org").splitlines()[-1]
    path = tmp_path / "out.json"
    run("export_workbook", pk, output=str(path))
    factories.version("district").retire()
    again = run("import_workbook", str(path), leader="ana@example.org").splitlines()[-1]
    assert Workbook.objects.get(pk=again).version.state == "retired"


@pytest.mark.parametrize("unknown", ["nonsense", "01900000-0000-7000-8000-000000000000"])
def test_exporting_an_unknown_workbook_is_a_sentence(unknown):
    with pytest.raises(CommandError, match=f"There is no workbook with the id {unknown}"):
        run("export_workbook", unknown)


def test_a_folder_is_no_place_to_write_to(workbook, tmp_path):
    with pytest.raises(CommandError, match="cannot be written"):
        run("export_workbook", str(workbook.pk), output=str(tmp_path))


def test_unchanged_templates_pass_the_check():
    factories.version("district")
    factories.version("network")
    assert run("check_templates").splitlines() == [
        "district.en, version 1: as published",
        "network.en, version 1: as published",
    ]


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE swot_prompt SET why = 'Slipped in' WHERE code = 'D-PLA-1'",
        "UPDATE swot_indicator SET act = '[]'",
        "UPDATE swot_templateversion SET check_words = '{}'",
        "UPDATE swot_section SET position = 20 WHERE code = 'AIM'",
    ],
)
def test_a_template_changed_behind_the_model_fails_the_check(change):
    factories.version("district")
    with connection.cursor() as cursor:
        cursor.execute(change)
    with pytest.raises(CommandError, match=r"Changed since publishing: district\.en, version 1"):
        run("check_templates")


def test_the_check_lists_what_stands_before_drafts():
    draft = WorkbookTemplate.objects.create(kind="district").draft(factories.library("district"))
    Prompt.objects.filter(section__version=draft, code="D-PLA-1").update(why="")
    assert run("check_templates").splitlines() == [
        "district.en, version 1: a draft, 1 to mend before publishing",
        "  D-PLA-1 does not say why we ask.",
    ]


def test_curators_have_exactly_what_curating_needs():
    cleo = factories.user("Cleo")
    run("make_curators", "cleo@example.org")
    run("make_curators")
    cleo = User.objects.get(pk=cleo.pk)
    assert cleo.is_staff
    assert cleo.get_all_permissions() == {
        f"{'clusters' if name.endswith('_sheet') else 'swot'}.{name}" for name in PERMISSIONS
    }
    assert not any("workbook" in name for name in cleo.get_all_permissions() if "workbooktemplate" not in name)


def test_permissions_given_by_hand_are_taken_back():
    run("make_curators")
    group = User.groups.rel.model.objects.get(name=NAME)
    group.permissions.add(User.user_permissions.rel.model.objects.get(codename="delete_workbook"))
    run("make_curators")
    assert group.permissions.count() == len(PERMISSIONS)


def test_nobody_is_made_a_curator_when_one_is_unknown():
    cleo = factories.user("Cleo")
    with pytest.raises(CommandError, match=r"no account for who@example\.org"):
        run("make_curators", cleo.email, "who@example.org")
    assert not User.objects.get(pk=cleo.pk).is_staff
