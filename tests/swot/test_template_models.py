"""Drafts may change, published versions never."""

import pytest
from django.db import connection

from clusters.errors import Frozen, Refusal
from swot.models import Prompt, TemplateVersion, WorkbookTemplate
from tests import factories

pytestmark = pytest.mark.django_db
PUBLISH = 'UPDATE "swot_templateversion" SET "state" = \'published\' WHERE "id" = %s'


@pytest.fixture
def draft():
    """A draft of the district template that may be published."""
    template = WorkbookTemplate.objects.create(kind="district", language="en")
    return template.draft(factories.library("district"))


def test_rows_give_back_the_library_to_the_letter(draft):
    assert draft.read_content().as_dict() == factories.library("district").as_dict()


def test_publishing_stamps_and_fingerprints(draft):
    cleo = factories.user("Cleo")
    draft.publish(by=cleo, what_changed="The first one.")
    assert draft.state == "published"
    assert (draft.published_by, draft.what_changed) == (cleo, "The first one.")
    assert draft.fingerprint == factories.library("district").reckon_fingerprint()


def test_publishing_is_refused_while_there_are_problems(draft):
    Prompt.objects.filter(section__version=draft, code__in=["D-PLA-1", "D-PLA-2"]).update(why="")
    with pytest.raises(Refusal) as refused:
        draft.publish()
    assert refused.value.sentence == "D-PLA-1 does not say why we ask. And one thing more."
    draft.refresh_from_db()
    assert (draft.state, draft.fingerprint) == ("draft", "")


def test_problems_compare_with_the_version_published_before(draft):
    draft.publish()
    second = draft.template.draft(draft.content())
    Prompt.objects.filter(section__version=second, code="D-PLA-1").update(concept="other")
    assert [problem.where for problem in second.problems()] == ["D-PLA-1"]


@pytest.mark.parametrize("code", ["sections", "check_questions", "indicators", "traps"])
def test_rows_of_a_published_version_neither_change_nor_go(draft, code):
    draft.publish()
    row = getattr(draft, code).first()
    with pytest.raises(Frozen):
        row.save()
    with pytest.raises(Frozen):
        row.delete()


def test_a_prompt_of_a_published_version_never_changes(draft):
    draft.publish()
    prompt = Prompt.objects.get(section__version=draft, code="D-PLA-1")
    prompt.text = "Something else"
    with pytest.raises(Frozen):
        prompt.save()
    assert draft.is_as_published()


def test_a_published_version_is_neither_saved_filled_nor_deleted(draft):
    draft.publish()
    for verb in (draft.save, draft.delete, lambda: draft.fill(factories.library("district"))):
        with pytest.raises(Frozen):
            verb()
    assert TemplateVersion.objects.get(pk=draft.pk).is_as_published()


def test_a_version_is_published_once(draft):
    same = TemplateVersion.objects.get(pk=draft.pk)
    draft.publish(what_changed="Mine.")
    with pytest.raises(Frozen):
        same.publish(what_changed="Theirs.")
    assert TemplateVersion.objects.get(pk=draft.pk).what_changed == "Mine."


def test_of_two_publishers_at_the_same_moment_one_wins(draft):
    """The other's update arrives after this one has checked, just before it writes."""

    def overtaken(execute, sql, params, many, context):
        if sql.startswith('UPDATE "swot_templateversion"'):
            execute(PUBLISH, [draft.pk], False, context)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(overtaken), pytest.raises(Frozen):
        draft.publish(what_changed="Too late.")
    after = TemplateVersion.objects.get(pk=draft.pk)
    assert after.what_changed == ""


def test_a_change_behind_the_model_is_found_by_the_fingerprint(draft):
    draft.publish()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE swot_prompt SET text = 'Slipped in' WHERE code = 'D-PLA-1'")
    assert not draft.is_as_published()


def test_a_template_has_one_draft(draft):
    with pytest.raises(Refusal):
        draft.template.draft(factories.library("district"))


def test_only_a_published_version_is_retired(draft):
    with pytest.raises(Refusal):
        draft.retire()
    draft.publish()
    draft.retire()
    assert draft.state == "retired"
    assert TemplateVersion.objects.current("district") is None
