"""What runs inside the sandbox."""

from __future__ import annotations

import json

import pytest

from api.extraction.errors import UnreadableFile
from api.extraction.sandbox import ParserSandbox
from api.parsing.entry import read_resume
from api.parsing.parse import PARSER_VERSION
from tests.parsing.test_parse import RESUME


def test_a_file_becomes_plain_json_values() -> None:
    read = read_resume(RESUME.encode(), "txt")

    assert json.loads(json.dumps(read)) == read
    assert read["sections"]["basics"]["name"] == "Jane Doe"
    assert read["parser_version"] == PARSER_VERSION
    assert read["page_count"] == 1


def test_an_empty_file_is_unreadable() -> None:
    with pytest.raises(UnreadableFile):
        read_resume(b"   ", "txt")


def test_the_sandbox_reads_a_resume_without_opening_anything() -> None:
    with ParserSandbox("api.parsing.entry:read_resume", ocr=False) as sandbox:
        read = sandbox.read(RESUME.encode(), "txt")

    assert [job["name"] for job in read["sections"]["work"]] == ["Acme GmbH", "Blue Fin Analytics"]
    assert read["sections"]["languages"][0] == {"language": "English", "fluency": "C1"}


def test_the_sandbox_reads_what_only_some_documents_need() -> None:
    labelled = RESUME.replace("Tools: Docker", "Tools\tDocker")

    with ParserSandbox("api.parsing.entry:read_resume", ocr=False) as sandbox:
        read = sandbox.read(labelled.encode(), "txt")

    assert read["sections"]["skills"][1]["name"] == "Tools"
