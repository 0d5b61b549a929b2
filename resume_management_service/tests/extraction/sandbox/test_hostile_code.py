"""An attacker's code inside the child gets nothing done."""

from __future__ import annotations

import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from api.extraction.errors import Unreadable, UnreadableFile
from api.extraction.sandbox import ParserSandbox
from e2e.attacks.parser.hostile import ATTACKS, ENDING

only_linux = pytest.mark.skipif(sys.platform != "linux", reason="the filter exists on Linux only")


@only_linux
@pytest.mark.parametrize("name", sorted(ATTACKS.keys() - ENDING.keys()))
def test_an_attack_from_inside_is_stopped(hostile_sandbox: ParserSandbox, name: str) -> None:
    answer = hostile_sandbox.read(name.encode(), "txt")

    assert answer["succeeded"] == {}
    assert list(answer["stopped"]) == [name]


@pytest.mark.parametrize("name", sorted(ENDING))
def test_greedy_code_ends_as_a_failure_of_its_file(
    suicidal_sandbox: ParserSandbox, name: str
) -> None:
    begun = time.monotonic()

    with pytest.raises(UnreadableFile) as failure:
        suicidal_sandbox.read(name.encode(), "txt")

    assert failure.value.code in ENDING[name]
    assert time.monotonic() - begun < 5


def test_secrets_of_the_service_are_not_in_the_child(
    hostile_sandbox: ParserSandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CANARY_SECRET", "CANARY")
    hostile_sandbox.close()

    answer = hostile_sandbox.read(b"secrets_in_environment inherited_descriptors", "txt")

    assert answer["succeeded"] == {}


def test_memory_of_a_greedy_child_stays_bounded(suicidal_sandbox: ParserSandbox) -> None:
    suicidal_sandbox.peak_kilobytes = 0

    with pytest.raises(UnreadableFile):
        suicidal_sandbox.read(b"take_memory", "txt")

    assert suicidal_sandbox.peak_kilobytes < 300 * 1024


def test_a_hostile_child_does_not_disturb_its_neighbour(suicidal_sandbox: ParserSandbox) -> None:
    attacks = [b"crash", b"abort", b"spin", b"take_memory"]

    with ThreadPoolExecutor(4) as threads:
        ends = list(threads.map(lambda name: _code(suicidal_sandbox, name), attacks))

    assert None not in ends
    assert threading.active_count() < 20


def _code(sandbox: ParserSandbox, name: bytes) -> Unreadable | None:
    try:
        sandbox.read(name, "txt")
    except UnreadableFile as error:
        return error.code
    return None
