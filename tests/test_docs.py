"""What the papers around the program say is so: commands, variables, links, pictures and paths they name exist."""

import os
import re
from pathlib import Path

import pytest
from django.core.management import get_commands, load_command_class

ROOT = Path(__file__).resolve().parent.parent
PAPERS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")])
APPS = {"clusters", "swot", "workshops", "briefings"}
LINK = re.compile(r"(!?)\[([^\]]*)\]\(([^)\s]+)\)")
READ_IN_CODE = re.compile(r"\benv(?:\.\w+)?\(\s*\"([A-Z_]+)\"|os\.environ(?:\.get\(|\[)\s*\"([A-Z_]+)\"")
READ_IN_SHELL = re.compile(r"\$\{([A-Z_]+):-")
FOLDERS = "briefings|clusters|config|docs|scripts|static|swot|templates|tests|workshops"
NAMED_PATH = re.compile(rf"`((?:{FOLDERS})/[\w./-]*)[^`\w./-]?[^`]*`")
MOST_BYTES, WIDEST = 250_000, 1200


def named(paths):
    return [pytest.param(path, id=str(path.relative_to(ROOT))) for path in paths]


def text(name):
    return (ROOT / name).read_text(encoding="utf-8")


def links(path):
    """Alt text or words, and target, of each link and picture that stays in the project."""
    found = [(bool(mark), words, target) for mark, words, target in LINK.findall(path.read_text(encoding="utf-8"))]
    return [one for one in found if not re.match(r"\w+:", one[2])]


def anchors(path):
    """The anchors that headings of a paper have."""
    titles = re.findall(r"^#+ (.+)$", path.read_text(encoding="utf-8"), flags=re.M)
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}


def commands(path):
    return re.findall(r"manage\.py (\w+)([^`\n]*)", path.read_text(encoding="utf-8"))


def own_commands():
    return {name for name, app in get_commands().items() if app in APPS}


def variables_read():
    code = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "config").glob("*.py"))
    shell = text("scripts/setup") + text("scripts/serve")
    return {name for pair in READ_IN_CODE.findall(code) for name in pair if name} | set(READ_IN_SHELL.findall(shell))


@pytest.mark.parametrize("path", named(PAPERS))
def test_every_command_named_exists_with_the_options_named(path):
    for name, rest in commands(path):
        assert name in get_commands()
        if name in own_commands():
            parser = load_command_class(get_commands()[name], name).create_parser("manage.py", name)
            known = {option for action in parser._actions for option in action.option_strings}
            assert set(re.findall(r"--[a-z][a-z-]*", rest)) <= known, name


def test_every_command_of_ours_is_in_the_readme():
    assert own_commands() == {name for name, _rest in commands(ROOT / "README.md")}


def test_operators_read_of_every_variable_and_of_no_other():
    listed = re.findall(r"^\| `([A-Z_]+)` \|", text("docs/operators.md"), flags=re.M)
    assert sorted(listed) == sorted(variables_read())


def test_the_example_of_settings_names_every_variable_and_sets_none():
    lines = [line for line in text(".env.example").splitlines() if "=" in line]
    assert sorted(re.match(r"# ([A-Z_]+)=", line).group(1) for line in lines) == sorted(variables_read())


@pytest.mark.parametrize("path", named(PAPERS))
def test_every_link_and_picture_leads_somewhere(path):
    for _is_picture, _words, target in links(path):
        name, _, anchor = target.partition("#")
        there = (path.parent / name).resolve() if name else path
        assert there.exists(), target
        assert not anchor or anchor in anchors(there), target


@pytest.mark.parametrize("path", named(PAPERS))
def test_every_path_named_exists(path):
    missing = [name for name in NAMED_PATH.findall(path.read_text(encoding="utf-8")) if not (ROOT / name).exists()]
    assert missing == []


def test_pictures_say_what_they_show_and_are_light():
    pictures = [(words, ROOT / target) for is_picture, words, target in links(ROOT / "README.md") if is_picture]
    assert len(pictures) == 2
    for words, path in pictures:
        head = path.read_bytes()[:24]
        assert (head[1:4], len(words) > 80) == (b"PNG", True)
        assert path.stat().st_size < MOST_BYTES
        assert int.from_bytes(head[16:20], "big") <= WIDEST


def test_the_two_commands_exist_and_can_be_run():
    table = text("README.md").partition("## Two commands")[2].partition("\n## ")[0]
    names = re.findall(r"^\| `(scripts/\w+)", table, flags=re.M)
    assert names == ["scripts/serve", "scripts/test"]
    assert all(os.access(ROOT / name, os.X_OK) for name in names)


def test_the_readme_gives_the_options_that_serve_knows():
    given = re.search(r"`scripts/serve ([^`]+)`", text("README.md")).group(1)
    known = re.search(r"Usage: scripts/serve ([^\"]+)\"", text("scripts/serve")).group(1)
    assert given == known
