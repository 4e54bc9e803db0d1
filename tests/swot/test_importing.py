"""What taking a template's file would do is what it does; a published version and a draft nobody has seen stay as they are."""

import json
from dataclasses import replace
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from clusters.errors import Frozen, Refusal
from swot.importing import Overtaken, pack_of, propose, take, tallies
from swot.models import Prompt, TemplateVersion, WorkbookTemplate
from swot.pack.read import Pack, Stamp, read
from swot.pack.write import write
from tests import factories
from tests.swot.pack.hostile import FILES

pytestmark = pytest.mark.django_db


def worded(content, title="Another title"):
    """The same content under another title."""
    return replace(content, title=title)


def run(name, *args, **options):
    """What a command prints."""
    out = StringIO()
    call_command(name, *args, stdout=out, **options)
    return out.getvalue()


@pytest.fixture
def first():
    """The published version of the district's template."""
    return factories.version("district")


def spanish(first, **changes):
    """A file that translates the district's first version."""
    content = replace(first.content(), language="es", version=0, fingerprint="", **changes)
    return Pack(content, Stamp("district.en", first.fingerprint))


# ---------- proposing and taking ----------


def test_what_a_version_holds_already_is_nothing_to_do(first):
    proposal = propose(pack_of(first))
    assert (proposal.same, proposal.found) == (first, ())
    with pytest.raises(Refusal, match="version 1 holds exactly this already: nothing to do"):
        take(proposal.pack, seen=proposal.seen)
    assert TemplateVersion.objects.count() == 1


def test_another_content_becomes_a_draft_and_the_published_version_stays(first):
    proposal = propose(Pack(worded(first.content())))
    assert (proposal.same, proposal.against, [one.part for one in proposal.found]) == (None, first, ["title"])
    draft = take(proposal.pack, seen=proposal.seen)
    assert (draft.number, draft.state, draft.read_content().title) == (2, "draft", "Another title")
    assert first.is_as_published()
    assert propose(proposal.pack).same == draft


def test_a_template_that_was_never_there_is_all_new(db):
    proposal = propose(Pack(factories.library("network")))
    assert {one.part: one.new for one in tallies(proposal)}["prompt"] == 30
    assert proposal.against is None
    assert take(proposal.pack, seen=proposal.seen).read_content().key == "network.en"


def test_looking_at_a_file_writes_nothing(first):
    propose(Pack(factories.library("network")))
    assert WorkbookTemplate.objects.count() == 1


def test_tallies_count_what_matches_changes_is_new_and_goes(first):
    content = first.content()
    inclusion = content.section_by_code["INC"]
    prompts = (
        replace(inclusion.prompts[0], why="Another reason."),
        *inclusion.prompts[1:-1],
        replace(inclusion.prompts[-1], id="D-INC-9"),
    )
    sections = tuple(replace(one, prompts=prompts) if one.code == "INC" else one for one in content.sections)
    found = {one.part: one for one in tallies(propose(Pack(replace(content, sections=sections))))}
    prompt = found["prompt"]
    assert (prompt.match, prompt.change, prompt.new, prompt.gone) == (28, 1, 1, 1)
    assert (found["section"].match, found["section"].change) == (10, 0)


def test_an_open_draft_is_replaced_only_when_told_to(first):
    draft = first.template.draft(worded(first.content(), "Of a curator"))
    proposal = propose(Pack(worded(first.content())))
    assert proposal.against == draft
    with pytest.raises(Refusal, match="A draft of this template is open"):
        take(proposal.pack, seen=proposal.seen)
    assert draft.read_content().title == "Of a curator"
    assert take(proposal.pack, seen=proposal.seen, replacing=True) == draft
    assert TemplateVersion.objects.get(pk=draft.pk).read_content().title == "Another title"


def test_a_draft_written_in_since_it_was_shown_is_not_replaced(first):
    draft = first.template.draft(worded(first.content(), "Of a curator"))
    proposal = propose(Pack(worded(first.content())))
    Prompt.objects.filter(section__version=draft, code="D-INC-1").update(why="Written meanwhile.")
    with pytest.raises(Overtaken) as overtaken:
        take(proposal.pack, seen=proposal.seen, replacing=True)
    assert draft.read_content().prompts["D-INC-1"].why == "Written meanwhile."
    assert overtaken.value.proposal.seen != proposal.seen


def test_a_draft_begun_since_it_was_shown_is_not_replaced(first):
    proposal = propose(Pack(worded(first.content())))
    draft = first.template.draft(worded(first.content(), "Of a curator"))
    with pytest.raises(Overtaken):
        take(proposal.pack, seen=proposal.seen, replacing=True)
    assert draft.read_content().title == "Of a curator"


def test_a_version_published_since_it_was_shown_is_told(first):
    proposal = propose(Pack(worded(first.content())))
    first.template.draft(worded(first.content(), "Second")).publish()
    with pytest.raises(Overtaken):
        take(proposal.pack, seen=proposal.seen)


# ---------- translations ----------


def test_a_translation_names_the_version_it_was_made_of(first):
    pack = spanish(first)
    draft = take(pack, seen=propose(pack).seen)
    assert (draft.template.language, draft.source) == ("es", first)
    assert pack_of(draft).translated_from == pack.translated_from


def test_a_source_that_is_not_here_is_said_and_not_named(first):
    pack = replace(spanish(first), translated_from=Stamp("district.en", "0" * 64))
    proposal = propose(pack)
    assert proposal.lacks_source
    assert take(pack, seen=proposal.seen).source is None


def test_a_file_that_names_no_source_keeps_that_of_the_template(first):
    pack = spanish(first)
    take(pack, seen=propose(pack).seen).publish()
    again = Pack(worded(pack.content))
    assert take(again, seen=propose(again).seen).source == first


def test_the_same_draft_of_another_source_is_something_to_do(first):
    pack = Pack(spanish(first).content)
    draft = take(pack, seen=propose(pack).seen)
    named = spanish(first)
    proposal = propose(named)
    assert (draft.source, proposal.same) == (None, None)
    take(named, seen=proposal.seen, replacing=True)
    assert TemplateVersion.objects.get(pk=draft.pk).source == first


def test_a_draft_follows_a_newer_version_once(first):
    pack = spanish(first)
    draft = take(pack, seen=propose(pack).seen)
    second = first.template.draft(worded(first.content()))
    with pytest.raises(Refusal, match="follows a published version"):
        draft.follow(second, seen=first.pk)
    second.publish()
    draft.follow(second, seen=first.pk)
    assert draft.source == second
    with pytest.raises(Refusal, match="Somebody moved this translation"):
        draft.follow(second, seen=first.pk)
    draft.publish()
    with pytest.raises(Frozen):
        draft.follow(first, seen=second.pk)


def test_nothing_follows_its_own_language(first):
    draft = first.template.draft(first.content())
    with pytest.raises(Refusal, match="in another language"):
        draft.follow(first, seen=None)


# ---------- commands ----------


@pytest.mark.parametrize("form", ["json", "yaml"])
def test_what_is_exported_is_imported_as_nothing_to_do(first, form, tmp_path):
    path = tmp_path / f"district.{form}"
    assert run("export_template", "district.en", form=form, output=str(path)) == ""
    text = run("export_template", "district.en", "--version", "1", "--format", form)
    assert path.read_text(encoding="utf-8") == text
    assert run("import_template", str(path)).splitlines()[-1] == (
        "district.en, version 1 holds exactly this already: nothing to do."
    )
    assert TemplateVersion.objects.count() == 1


def test_a_draft_is_exported_by_its_number(first):
    first.template.draft(worded(first.content()))
    assert read(run("export_template", "district.en", "--version", "2")).content.title == "Another title"
    assert read(run("export_template", "district.en")).content.title == first.title


@pytest.mark.parametrize(
    ("key", "number", "sentence"),
    [
        ("district.fr", None, "There is no published version of a template district.fr"),
        ("district", None, "There is no published version of a template district"),
        ("district.en", 7, "There is no version 7 of a template district.en"),
        ("district.en", -1, "There is no version -1"),
        ("district.en", 10**30, "There is no version 1000"),
    ],
)
def test_what_is_not_there_is_not_exported(first, key, number, sentence):
    with pytest.raises(CommandError, match=sentence):
        run("export_template", key, number=number)


def test_an_import_tells_first_and_makes_a_draft(first, tmp_path):
    path = tmp_path / "a.yml"
    path.write_text(write(Pack(worded(first.content())), "yaml"), encoding="utf-8")
    told = run("import_template", str(path), "--dry-run").splitlines()
    assert told[0] == "district.en: compared with district.en, version 1."
    assert "prompt: 30 match, 0 change, 0 new, 0 taken away" in told
    assert told[-2:] == ["title title: wording (title)", "Nothing was written."]
    assert TemplateVersion.objects.count() == 1
    assert (
        run("import_template", str(path)).splitlines()[-1]
        == "district.en, version 2: a draft holds what the file says."
    )


def test_the_command_replaces_no_draft(first, tmp_path):
    draft = first.template.draft(worded(first.content(), "Of a curator"))
    path = tmp_path / "a.json"
    path.write_text(write(Pack(worded(first.content()))), encoding="utf-8")
    with pytest.raises(CommandError, match="A draft of this template is open"):
        run("import_template", str(path))
    assert draft.read_content().title == "Of a curator"


@pytest.mark.parametrize("name", ["not UTF-8", "not JSON", "code twice", "100,000 prompts", "anchor a number"])
def test_a_hostile_file_leaves_no_row(db, name, tmp_path):
    make, words = FILES[name]
    path = tmp_path / "a.json"
    path.write_bytes(make())
    with pytest.raises(CommandError) as refused:
        run("import_template", str(path))
    assert words in str(refused.value)
    assert WorkbookTemplate.objects.count() == 0


def test_a_file_of_no_form_and_one_that_is_not_there_are_refused(db, tmp_path):
    for name, words in (("a.txt", "must end in .json"), ("a.json", "cannot be read: No such file")):
        with pytest.raises(CommandError, match=words):
            run("import_template", str(tmp_path / name))


def test_the_library_of_the_program_loads_a_translation_after_its_source(db, tmp_path, monkeypatch):
    english = factories.library("district")
    stamp = Stamp("district.en", english.reckon_fingerprint())
    (tmp_path / "district.de.json").write_text(write(Pack(replace(english, language="de"), stamp)), encoding="utf-8")
    (tmp_path / "district.en.json").write_text(write(Pack(english)), encoding="utf-8")
    monkeypatch.setattr("briefings.management.commands.load_library.LIBRARY", tmp_path)
    run("load_library", publish=True)
    german = TemplateVersion.objects.get(template__language="de")
    assert (german.state, german.source.template.language) == ("published", "en")
    assert run("load_library").splitlines() == [
        "district.en, version 1: nothing to do",
        "district.de, version 1: nothing to do",
    ]


def test_a_broken_library_is_refused_with_the_place(db, tmp_path, monkeypatch):
    body = json.loads((factories.LIBRARY / "district.en.json").read_text(encoding="utf-8"))
    body["sections"][2]["prompts"][0]["type"] = "essay"
    (tmp_path / "district.en.json").write_text(json.dumps(body), encoding="utf-8")
    monkeypatch.setattr("briefings.management.commands.load_library.LIBRARY", tmp_path)
    with pytest.raises(CommandError, match=r"district.en.json is not a template.*sections\[2\].prompts\[0\].type"):
        run("load_library")
