"""The supervisor against real processes."""

import os
import signal
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from scripts.launch import child as children
from scripts.launch import leftovers, supervisor
from scripts.launch.processes import Process


@pytest.fixture(name="data_dir")
def make_data_dir(tmp_path: Path) -> Path:
    (tmp_path / "logs").mkdir()
    return tmp_path


def python(name: str, code: str, folder: Path) -> Process:
    return Process(name, (sys.executable, "-u", "-c", code), folder, {"PATH": os.defpath})


def after(seconds: float) -> Callable[[], bool]:
    end = time.monotonic() + seconds
    return lambda: time.monotonic() > end


def when(condition: Callable[[], bool], seconds: float = 20.0) -> Callable[[], bool]:
    late = after(seconds)
    return lambda: condition() or late()


def test_output_goes_to_the_screen_with_the_name_and_to_the_log(
    data_dir: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    talker = python("talker", "print('one'); print('two'); import time; time.sleep(60)", data_dir)
    log = data_dir / "logs" / "talker.log"
    pair = supervisor.Supervisor([talker], data_dir=data_dir)
    pair.echo = True

    pair.run(when(lambda: log.read_text().count("\n") == 2))

    assert capsys.readouterr().out == "talker | one\ntalker | two\n"
    assert log.read_text() == "one\ntwo\n"


def test_a_process_that_dies_is_started_again(
    data_dir: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    mortal = python("mortal", "print('born')", data_dir)
    log = data_dir / "logs" / "mortal.log"
    pair = supervisor.Supervisor([mortal], data_dir=data_dir)

    pair.run(when(lambda: log.read_text() == "born\nborn\n"))

    assert log.read_text() == "born\nborn\n"
    assert "mortal ended with status 0; starting it again in 1 s" in capsys.readouterr().out


def test_a_process_that_keeps_dying_stops_all(
    data_dir: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(children, "LONGEST_DELAY", 0.01)
    steady = python("steady", "import time; time.sleep(60)", data_dir)
    broken = python("broken", "raise SystemExit('no database')", data_dir)
    pair = supervisor.Supervisor([steady, broken], data_dir=data_dir)

    pair.run(after(30))

    assert pair.exhausted == "broken"
    assert "  no database" in capsys.readouterr().out
    assert not any(process.alive() for process in pair.children)


def test_a_process_that_will_not_end_is_killed_with_all_it_started(
    data_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(supervisor, "GRACE", 0.5)
    code = (
        "import os, signal, subprocess, sys, time;"
        "signal.signal(signal.SIGTERM, signal.SIG_IGN);"
        "below = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)']);"
        "print(below.pid); time.sleep(60)"
    )
    log = data_dir / "logs" / "stubborn.log"
    stubborn = python("stubborn", code, data_dir)
    pair = supervisor.Supervisor([stubborn], data_dir=data_dir)

    pair.run(when(lambda: log.read_text().endswith("\n")))

    grandchild = int(log.read_text())
    assert pair.children[0].describe_end() == "SIGKILL"
    assert wait_until(lambda: not leftovers.start_time(grandchild))


def test_a_signal_ends_the_run_in_order(data_dir: Path) -> None:
    before = {number: signal.getsignal(number) for number in (2, 15, 1)}
    waiter = python("waiter", "import time; time.sleep(60)", data_dir)
    pair = supervisor.Supervisor([waiter], data_dir=data_dir)
    pair.listen_to_signals()
    threading.Timer(0.5, os.kill, (os.getpid(), signal.SIGTERM)).start()

    pair.run(after(20))

    for number, handler in before.items():
        signal.signal(number, handler)
    assert pair.stopping
    assert pair.children[0].describe_end() == "SIGTERM"


def test_processes_of_a_killed_launcher_are_stopped_at_the_next_start(data_dir: Path) -> None:
    orphan = children.Child(
        python("orphan", "import time; time.sleep(60)", data_dir), data_dir / "logs" / "o.log"
    )
    orphan.start()
    leftovers.note(data_dir, [orphan.pid])

    stopped = leftovers.stop(data_dir)

    orphan.close()
    assert stopped == 1
    assert orphan.describe_end() == "SIGTERM"


def test_a_process_that_only_got_an_old_id_is_left_alone(data_dir: Path) -> None:
    stranger = children.Child(
        python("stranger", "import time; time.sleep(60)", data_dir), data_dir / "logs" / "s.log"
    )
    stranger.start()
    (data_dir / "run.pids").write_text(f"{stranger.pid} 12345\n")

    stopped = leftovers.stop(data_dir)

    assert stopped == 0
    assert stranger.alive()
    stranger.send(signal.SIGKILL)
    stranger.close()


def wait_until(condition: Callable[[], bool], seconds: float = 5.0) -> bool:
    late = after(seconds)
    while not condition() and not late():
        time.sleep(0.05)
    return condition()
