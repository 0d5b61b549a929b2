"""Start processes, pass their output on, start them again when they die, stop them all.

One thread and one selector: nothing here waits for a process that says nothing.
"""

import os
import selectors
import signal
import subprocess
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from types import FrameType

from scripts.launch import leftovers
from scripts.launch.child import Child
from scripts.launch.processes import Process

TICK = 0.2  # seconds between two looks at the processes
GRACE = 15.0  # seconds a process has to end by itself
QUICK_DEATHS = 5  # deaths in a row after which starting again is given up


class Supervisor:
    """Keep a set of processes running.

    `exhausted` names the process that kept dying, once one did; `echo` shows what they print.
    """

    def __init__(self, processes: Iterable[Process], *, data_dir: Path) -> None:
        logs = data_dir / "logs"
        self.data_dir = data_dir
        self.children = [Child(process, logs / f"{process.name}.log") for process in processes]
        self.echo = False
        self.stopping = False
        self.exhausted: str | None = None
        self.width = max(len(child.process.name) for child in self.children)
        self.selector = selectors.DefaultSelector()
        self.parent = os.getppid()

    def run(self, finished: Callable[[], bool]) -> None:
        """Keep everything running until told to stop, or until `finished` says so."""
        for child in self.children:
            self.start(child)
        try:
            while not (self.stopping or self.exhausted or finished()):
                self.pass_output_on(TICK)
                self.look_after_children()
                self.stopping = self.stopping or self.abandoned()
        finally:
            self.stop()

    def listen_to_signals(self) -> None:
        """Turn the signals that ask a program to end into an orderly stop."""
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self.note_signal)

    def note_signal(self, _number: int, _frame: FrameType | None) -> None:
        """Remember to stop; the loop does it."""
        self.stopping = True

    def abandoned(self) -> bool:
        """Say whether the `make` that started this program is gone."""
        return "MAKELEVEL" in os.environ and os.getppid() != self.parent

    def start(self, child: Child) -> None:
        """Start a process and listen to what it prints."""
        self.selector.register(child.start(), selectors.EVENT_READ, child)
        leftovers.note(self.data_dir, [known.pid for known in self.children if known.alive()])

    def pass_output_on(self, timeout: float) -> None:
        """Write what the processes printed to their logs, and to the screen if wanted."""
        for key, _ in self.selector.select(timeout):
            child: Child = key.data
            lines = child.read()
            if child.closed:
                self.selector.unregister(key.fileobj)
            if self.echo:
                for line in lines:
                    print(f"{child.process.name:<{self.width}} | {line}", flush=True)

    def look_after_children(self) -> None:
        """Start again what has died, later each time."""
        for child in self.children:
            if child.just_died():
                self.report_death(child)
            elif child.due(time.monotonic()):
                self.start(child)

    def report_death(self, child: Child) -> None:
        """Say that a process died, and what happens now."""
        if child.deaths >= QUICK_DEATHS:
            self.exhausted = child.process.name
            print(f"{child.process.name} died {child.deaths} times in a row, giving up. Its log:")
            print(child.tail(), flush=True)
            return
        print(
            f"{child.process.name} ended with {child.describe_end()}; "
            f"starting it again in {child.delay:.0f} s",
            flush=True,
        )

    def stop(self) -> None:
        """Ask every process to end, wait, then kill what is left."""
        living = [child for child in self.children if child.alive()]
        for child in living:
            child.send(signal.SIGTERM)
        deadline = time.monotonic() + GRACE
        while any(child.alive() for child in living) and time.monotonic() < deadline:
            self.pass_output_on(TICK / 4)
        for child in living:
            child.send(signal.SIGKILL)
        self.pass_output_on(0)
        for child in self.children:
            child.close()
        leftovers.note(self.data_dir, [])
        self.selector.close()


def run_in_order(processes: Iterable[Process], logs: Path) -> subprocess.CompletedProcess[str]:
    """Run one-shot commands up to the first that fails; return the last result."""
    for process in processes:
        result = subprocess.run(
            process.command,
            cwd=process.folder,
            env=dict(process.environment),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        (logs / f"{process.name}.log").write_text(result.stdout)
        if result.returncode != 0:
            break
    return result
