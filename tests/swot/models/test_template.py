"""Templates: one draft at a time, versions counted, what is published kept in memory, what is used never lost."""

import pytest
from django.core.exceptions import ValidationError
from django.db.models import ProtectedError

from clusters.errors import Frozen, Refusal
from swot.models import Prompt, Section, TemplateVersion, WorkbookTemplate
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def version():
    """The first version of the district template, published."""
    return factories.version()


@pytest.fixture
def template(version):
    return version.template


def draft(template):
    return template.draft(factories.library("district"))


# ---------- numbers and states ----------


def test_versions_are_numbered_from_one(template, version):
    assert (version.number, draft(template).number) == (1, 2)
    assert (str(template), str(version)) == ("district.en", "district.en, version 1")


def test_a_number_is_not_used_again_while_it_is_known(template):
    second = draft(template)
    second.publish()
    assert draft(template).number == 3


def test_a_second_draft_is_refused_and_the_first_stands(template):
    first = draft(template)
    with pytest.raises(Refusal) as refused:
        draft(template)
    assert refused.value.sentence == "There is a draft of this template already. Finish or delete it first."
    assert list(template.versions.filter(state="draft")) == [first]


def test_a_draft_may_be_deleted_and_begun_again(template):
    draft(template).delete()
    assert draft(template).number == 2
    assert Section.objects.filter(version__number=2).count() == Section.objects.filter(version__number=1).count()


def test_the_newest_published_version_is_the_current_one(template, version):
    second = draft(template)
    assert (template.published, TemplateVersion.objects.current("district")) == (version, version)
    second.publish()
    assert (template.published, TemplateVersion.objects.current("district")) == (second, second)
    second.retire()
    assert (template.published, TemplateVersion.objects.current("district")) == (version, version)
    assert list(TemplateVersion.objects.published()) == [version]


@pytest.mark.parametrize(("kind", "language"), [("region", "en"), ("district", "ga")])
def test_another_kind_or_language_has_none(version, kind, language):
    assert TemplateVersion.objects.current(kind, language) is None


def test_a_template_without_a_version_has_none_published():
    assert WorkbookTemplate.objects.create(kind="region", language="en").published is None


@pytest.mark.parametrize("state", ["draft", "retired"])
def test_only_what_is_published_is_retired(template, version, state):
    other = draft(template)
    if state == "retired":
        other.publish()
        other.retire()
    with pytest.raises(Refusal) as refused:
        other.retire()
    assert refused.value.sentence == "Only a published version can be retired."
    assert TemplateVersion.objects.get(pk=other.pk).state == state


# ---------- frozen ----------


def test_what_is_published_says_what_to_do_instead(version):
    with pytest.raises(Frozen) as frozen:
        version.save()
    assert frozen.value.sentence == "A published version never changes. Duplicate it to a draft and change that."


def test_a_retired_version_is_as_frozen(version):
    version.retire()
    for verb in (version.save, version.delete, version.publish, Section.objects.filter(version=version)[0].delete):
        with pytest.raises(Frozen):
            verb()


def test_nothing_is_added_to_a_published_version(version):
    count = version.sections.count()
    with pytest.raises(Frozen):
        version.sections.create(code="NEW", title="New", position=99)
    assert version.sections.count() == count


def test_a_draft_follows_its_rows_and_what_is_published_is_kept(template, version, django_assert_num_queries):
    second = draft(template)
    second.content()
    Section.objects.filter(version=second, code="PLA").update(title="Somewhere else")
    assert second.content().section_by_code["PLA"].title == "Somewhere else"
    version.content(), version.pks()
    with django_assert_num_queries(0):
        assert version.content() is version.content()
        assert version.pks() is version.pks()


def test_the_keys_of_a_draft_are_read_anew(template):
    second = draft(template)
    before = second.pks()
    second.fill(factories.library("district"))
    assert second.pks().sections.keys() == before.sections.keys()
    assert not set(second.pks().prompts.values()) & set(before.prompts.values())


def test_before_is_the_one_published_last_before(template, version):
    assert version.before() is None
    second = draft(template)
    assert second.before() == version.content()
    second.publish()
    assert version.before() is None


def test_problems_are_those_of_the_rows_as_they_stand(template):
    second = draft(template)
    assert second.problems() == ()
    Prompt.objects.filter(section__version=second, code="D-PLA-1").update(why="")
    assert [problem.where for problem in second.problems()] == ["D-PLA-1"]


def test_of_one_problem_only_its_own_sentence_is_said(template):
    second = draft(template)
    Prompt.objects.filter(section__version=second, code="D-PLA-1").update(why="")
    with pytest.raises(Refusal) as refused:
        second.publish()
    assert refused.value.sentence == "D-PLA-1 does not say why we ask."


def test_of_many_problems_the_first_is_said_and_the_rest_counted(template):
    second = draft(template)
    Prompt.objects.filter(section__version=second, code__in=["D-PLA-1", "D-PLA-2", "D-PLA-3"]).update(why="")
    with pytest.raises(Refusal) as refused:
        second.publish()
    assert refused.value.sentence == "D-PLA-1 does not say why we ask. And 2 things more."


def test_what_changed_was_said_beforehand_and_is_kept(template):
    second = draft(template)
    TemplateVersion.objects.filter(pk=second.pk).update(what_changed="Shorter questions.")
    second.refresh_from_db()
    second.publish()
    assert (second.what_changed, second.published_by) == ("Shorter questions.", None)


# ---------- rows ----------


def test_rows_read_as_what_they_ask(version):
    prompt = Prompt.objects.get(section__version=version, code="D-PLA-1")
    question, indicator, trap = version.check_questions.first(), version.indicators.first(), version.traps.first()
    assert str(prompt) == f"D-PLA-1 {prompt.text}"
    assert (str(prompt.section), str(question)) == (prompt.section.title, f"1. {question.text}")
    assert (str(indicator), str(trap)) == (f"{indicator.code} {indicator.what}", trap.text)


@pytest.mark.parametrize(
    ("fields", "field", "sentence"),
    [
        (
            {"type": "scale", "anchors": ["a"] * 4},
            "anchors",
            "Write five sentences, for 1 to 5; 5 is the healthier end.",
        ),
        ({"type": "scale", "anchors": None}, "anchors", "Write five sentences, for 1 to 5; 5 is the healthier end."),
        ({"type": "choice", "options": ["Yes"]}, "options", "Write at least two options."),
        ({"type": "choice", "options": None}, "options", "Write at least two options."),
    ],
)
def test_a_prompt_that_cannot_be_answered_is_told_at_its_field(fields, field, sentence):
    with pytest.raises(ValidationError) as error:
        Prompt(**fields).clean()
    assert error.value.message_dict == {field: [sentence]}


@pytest.mark.parametrize(
    "fields", [{"type": "scale", "anchors": list("abcde")}, {"type": "choice", "options": ["a", "b"]}, {"type": "text"}]
)
def test_a_prompt_that_can_be_answered_is_in_order(fields):
    assert Prompt(**fields).clean() is None


# ---------- what is used is never lost ----------


def test_a_template_with_versions_is_not_deleted(template):
    with pytest.raises(ProtectedError):
        template.delete()


def test_a_version_that_a_workbook_answers_is_not_deleted_even_behind_the_model(version, workbook):
    with pytest.raises(ProtectedError):
        TemplateVersion.objects.filter(pk=version.pk).delete()
    assert workbook.version.is_as_published()


@pytest.mark.parametrize("what", ["answer", "line", "entry"])
def test_a_prompt_or_section_that_is_answered_is_not_deleted_behind_the_model(version, workbook, cast, what):
    {
        "answer": lambda: workbook.answer("D-PLA-1", by=cast.ana, seen=0, note="x"),
        "line": lambda: workbook.add_line("D-PLA-1", "A ropeworks", by=cast.ana),
        "entry": lambda: workbook.add_entry("Ropes", by=cast.ana, section="PLA", prompt="D-PLA-1"),
    }[what]()
    for rows in (Prompt.objects.filter(code="D-PLA-1"), Section.objects.filter(version=version, code="PLA")):
        with pytest.raises(ProtectedError):
            rows.delete()
    assert version.is_as_published()


def test_a_row_of_a_draft_may_change_and_go(template):
    second = draft(template)
    trap, count = second.traps.first(), second.traps.count()
    trap.text = "Copy the city next door"
    trap.save()
    assert second.content().traps[0].text == "Copy the city next door"
    trap.delete()
    assert second.traps.count() == count - 1
