"""The house rules that a machine can check: imports one way, sizes, annotations, no inline script or style."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
APPS = ["clusters", "swot", "workshops", "briefings"]
MAY_IMPORT = {app: set(APPS[: place + 1]) for place, app in enumerate(APPS)} | {"config": {*APPS, "config"}}
CODE = [path for app in MAY_IMPORT for path in sorted((ROOT / app).rglob("*.py")) if "migrations" not in path.parts]
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))


def named(paths):
    return [pytest.param(path, id=str(path.relative_to(ROOT))) for path in paths]


def functions(tree):
    return [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]


def imported(node):
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    return [node.module] if isinstance(node, ast.ImportFrom) and node.module and not node.level else []


@pytest.mark.parametrize("path", named(CODE))
def test_an_app_imports_only_from_its_left(path):
    app = path.relative_to(ROOT).parts[0]
    tops = {name.split(".")[0] for node in ast.walk(ast.parse(path.read_text())) for name in imported(node)}
    assert tops & {*APPS, "config"} <= MAY_IMPORT[app]


@pytest.mark.parametrize("path", named(CODE))
def test_nothing_of_ours_is_imported_inside_a_function(path):
    inside = [
        name for function in functions(ast.parse(path.read_text())) for node in ast.walk(function)
        for name in imported(node)
    ]  # fmt: skip
    assert [name for name in inside if name.split(".")[0] in {*APPS, "config"}] == []


@pytest.mark.parametrize("path", named(CODE))
def test_files_and_functions_stay_short(path):
    text = path.read_text()
    assert len(text.splitlines()) <= 400
    assert [f.name for f in functions(ast.parse(text)) if f.end_lineno - f.lineno + 1 > 50] == []


@pytest.mark.parametrize("path", named(CODE))
def test_every_module_says_what_it_is(path):
    text = path.read_text()
    assert not text.strip() or ast.get_docstring(ast.parse(text))


@pytest.mark.parametrize("path", named(TEMPLATES))
def test_no_template_has_inline_script_or_style(path):
    text = path.read_text()
    assert not re.search(r"<script(?![^>]*\bsrc=)(?![^>]*application/json)", text)
    assert not re.search(
        r"<style|\sstyle=|\son(?:click|change|submit|load|input|key\w+|mouse\w+|focus|blur)=|hx-on|javascript:", text
    )


@pytest.mark.parametrize("path", named(sorted((ROOT / "static" / "js").rglob("*.js"))))
def test_scripts_stay_short(path):
    assert len(path.read_text().splitlines()) <= 150


def test_nothing_points_outside_the_project():
    words = re.compile(r"\.\./shared|/work/|\.library")
    kinds = {".py", ".html", ".md", ".toml", ".js", ".css", ".txt", ""}
    folders = [*MAY_IMPORT, "templates", "static/css", "static/js", "docs", "scripts", ".ci"]
    paths = [p for folder in folders for p in (ROOT / folder).rglob("*") if p.is_file() and p.suffix in kinds]
    assert [str(p.relative_to(ROOT)) for p in paths if words.search(p.read_text(errors="replace"))] == []
