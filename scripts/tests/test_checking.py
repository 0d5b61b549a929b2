"""What the checks of the tree, the requirements and the variables find."""

import ast
from pathlib import Path

import pytest

from scripts import make_env
from scripts.checking import dependencies, tree, variables
from scripts.launch.instance import ROOT

HOME = "/home/" + "somebody/x"
KEY = "AKIA" + "ABCDEFGHIJKLMNOP"


@pytest.mark.parametrize(
    ("line", "what"),
    [
        (f"path = '{HOME}'", "a path of one machine"),
        ("open('/ro" + "ot/x')", "a path of one machine"),
        ("--index" + "-url https://example.com", "a package registry's address"),
        (f"key = '{KEY}'", "an access key"),
        ("sk-" + "a1" * 20, "an access key"),
        ("eyJ" + "a" * 30 + ".eyJ" + "b" * 30 + "." + "c" * 30, "a signed token"),
        ("-----BEGIN PRIVATE " + "KEY-----", "a private key"),
    ],
)
def test_what_must_not_be_committed_is_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, line: str, what: str
) -> None:
    monkeypatch.setattr(tree, "ROOT", tmp_path)
    file = tmp_path / "file.txt"
    file.write_text(f"harmless\n{line}\n")

    assert list(tree.look_through(file)) == [f"file.txt:2: {what}"]


@pytest.mark.parametrize(
    "line", ["/work/0/name", "/work/12/highlights/0", "networking/work", "sk-1"]
)
def test_what_only_looks_like_it_is_left_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, line: str
) -> None:
    monkeypatch.setattr(tree, "ROOT", tmp_path)
    file = tmp_path / "file.txt"
    file.write_text(line)

    assert list(tree.look_through(file)) == []


def test_imports_are_found_wherever_they_stand(tmp_path: Path) -> None:
    source = tmp_path / "module.py"
    source.write_text(
        "import os, requests.adapters\nfrom . import near\nfrom api.models import users\n"
        "def later():\n    from lxml import etree\n"
    )

    assert dependencies.imported_by([source]) == {"requests": source, "lxml": source}


def test_a_relative_import_is_not_a_requirement() -> None:
    [node] = ast.parse("from .sibling import name").body

    assert dependencies.modules_of(node) == []


@pytest.mark.parametrize(
    "line",
    [
        'env.int("MAX_THINGS", default=1)', 'configuration.required(env, "MAX_THINGS")',
        "os.environ.get('MAX_THINGS')", 'os.environ["MAX_THINGS"]',
    ],
)  # fmt: skip
def test_a_variable_is_seen_however_it_is_read(line: str) -> None:
    assert variables.READ.findall(line) == ["MAX_THINGS"]


def test_each_required_variable_gets_a_secret_of_its_own() -> None:
    text = make_env.fill((ROOT / ".env.example").read_text())

    values = dict(line.split("=", 1) for line in text.splitlines() if line[:1].isupper())
    required = ("RESUME_SECRET_KEY", "AI_SECRET_KEY", "DB_PASSWORD", "DB_ROOT_PASSWORD")
    assert len({values[name] for name in required}) == 4
    assert all(len(values[name]) == 64 for name in required)
    assert values["DB_USER"] == "pair"
    assert values["OPENAI_API_KEY"] == ""
