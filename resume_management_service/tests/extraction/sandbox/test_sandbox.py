"""The sandbox as the service uses it."""

from __future__ import annotations

import io
import os
import signal
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from api.extraction.errors import Unreadable, UnreadableFile
from api.extraction.sandbox import ParserSandbox, SandboxLimits

TARGETS = "tests.extraction.sandbox.targets"


@pytest.fixture(scope="module")
def describing() -> Iterator[ParserSandbox]:
    with ParserSandbox(f"{TARGETS}:describe") as running:
        yield running


def test_the_target_gets_the_bytes_and_the_options(describing: ParserSandbox) -> None:
    answer = describing.read(b"12345", "txt", limits={"max_pages": 3})

    assert answer["size"] == 5
    assert answer["kind"] == "txt"
    assert answer["options"] == {"limits": {"max_pages": 3}}


def test_the_target_is_warmed_up_once_before_any_file(describing: ParserSandbox) -> None:
    answers = [describing.read(b"", "txt") for _ in range(3)]

    assert [answer["loaded"] for answer in answers] == [["before the fork"]] * 3


def test_every_file_has_a_child_of_its_own(describing: ParserSandbox) -> None:
    answers = [describing.read(b"", "txt") for _ in range(4)]

    pids = {answer["pid"] for answer in answers}
    assert len(pids) == 4
    assert pids.isdisjoint({os.getpid(), describing.zygote_pid})


def test_an_open_file_is_read_through_its_descriptor(
    describing: ParserSandbox, tmp_path: Path
) -> None:
    path = tmp_path / "resume"
    path.write_bytes(b"x" * 3_000_000)

    with path.open("rb") as stream:
        stream.read(10)
        answer = describing.read(stream, "txt")

    assert answer["size"] == 3_000_000


def test_a_stream_without_descriptor_is_read_from_its_start(describing: ParserSandbox) -> None:
    stream = io.BytesIO(b"x" * 700_000)
    stream.seek(100)

    assert describing.read(stream, "txt")["size"] == 700_000


def test_many_threads_share_one_sandbox(describing: ParserSandbox) -> None:
    with ThreadPoolExecutor(8) as threads:
        answers = list(threads.map(lambda n: describing.read(b"x" * n, "txt"), range(60)))

    assert [answer["size"] for answer in answers] == list(range(60))


def test_children_run_side_by_side_up_to_the_number_allowed() -> None:
    with ParserSandbox(f"{TARGETS}:pause", children=3) as running:
        running.start()
        begun = time.monotonic()

        with ThreadPoolExecutor(6) as threads:
            list(threads.map(lambda _: running.read(b"0.3", "txt"), range(6)))

    assert 0.6 <= time.monotonic() - begun < 1.5


def test_a_dead_zygote_is_replaced(describing: ParserSandbox) -> None:
    describing.start()
    first = describing.zygote_pid
    _end_zygote(describing)

    assert describing.read(b"x", "txt")["size"] == 1
    assert describing.zygote_pid != first


def test_a_zygote_that_dies_under_a_file_reads_it_again() -> None:
    with ParserSandbox(f"{TARGETS}:pause") as running, ThreadPoolExecutor(1) as threads:
        running.start()
        reading = threads.submit(running.read, b"0.4", "txt")
        time.sleep(0.15)
        _end_zygote(running)

        assert reading.result(timeout=5) == {}


def test_a_closed_sandbox_leaves_no_process_and_opens_again() -> None:
    running = ParserSandbox(f"{TARGETS}:describe")
    running.start()
    first = running.zygote_pid

    running.close()

    assert not _is_alive(first)
    assert running.read(b"x", "txt")["size"] == 1
    running.close()


def test_the_targets_own_refusal_comes_through() -> None:
    with ParserSandbox(f"{TARGETS}:refuse") as running, pytest.raises(UnreadableFile) as failure:
        running.read(b"", "txt")

    assert failure.value.code is Unreadable.BROKEN
    assert failure.value.detail == "as it happens"


def test_an_unexpected_error_tells_its_place_but_none_of_the_text() -> None:
    with ParserSandbox(f"{TARGETS}:stumble") as running, pytest.raises(UnreadableFile) as failure:
        running.read(b"Erika Example", "txt")

    assert failure.value.code is Unreadable.CRASHED
    assert "ValueError in targets.py" in failure.value.detail
    assert "Erika" not in failure.value.detail


def test_an_answer_past_the_limit_is_refused() -> None:
    limits = SandboxLimits(output_bytes=100_000)

    with ParserSandbox(f"{TARGETS}:ramble", limits=limits) as running:
        assert len(running.read(b"90000", "txt")["text"]) == 90_000
        with pytest.raises(UnreadableFile) as failure:
            running.read(b"200000", "txt")

    assert failure.value.code is Unreadable.OUTPUT_TOO_LARGE


def test_a_target_that_cannot_be_imported_is_reported() -> None:
    with (
        ParserSandbox("no.such.module:target") as running,
        pytest.raises(UnreadableFile) as failure,
    ):
        running.read(b"", "txt")

    assert failure.value.code is Unreadable.CRASHED


def _end_zygote(running: ParserSandbox) -> None:
    pid = running.zygote_pid
    assert pid > 1, "a lower number would mean many processes"
    os.kill(pid, signal.SIGKILL)


def _is_alive(pid: int) -> bool:
    return Path(f"/proc/{pid}/stat").exists()
