"""Start the whole pair, do something with it, stop it."""

import sys
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from scripts.launch import leftovers, ports, supervisor
from scripts.launch.api import Client, RequestError
from scripts.launch.failure import LaunchError
from scripts.launch.instance import Instance
from scripts.launch.processes import Setting, preparations, servers

READY_SECONDS = 60.0


def check_place(instance: Instance) -> None:
    """Stop what a killed launcher left behind; raise LaunchError when a port is taken."""
    stopped = leftovers.stop(instance.data_dir)
    if stopped:
        print(f"Stopped {stopped} processes that an interrupted run had left behind.")
    ports.require_free("RESUME_PORT", instance.resume_port)
    ports.require_free("AI_PORT", instance.ai_port)


def prepare(setting: Setting) -> None:
    """Migrate both databases side by side; raise LaunchError with the output of a failure."""
    logs = setting.instance.logs
    logs.mkdir(exist_ok=True)
    lanes = preparations(setting)
    with ThreadPoolExecutor(len(lanes)) as pool:
        results = list(pool.map(lambda lane: supervisor.run_in_order(lane, logs), lanes))
    for result in results:
        if result.returncode != 0:
            command = " ".join(result.args[1:])
            raise LaunchError(f"{command} failed:\n{result.stdout}")


class Task:
    """Work done beside the running pair, in a thread of its own.

    `error` holds what went wrong; `done` is set at the end either way.
    """

    def __init__(self, instance: Instance, work: Callable[[], None]) -> None:
        self.instance = instance
        self.work = work
        self.done = threading.Event()
        self.error: RequestError | None = None
        # A daemon: Ctrl-C must not wait for an answer that is on its way.
        self.thread = threading.Thread(target=self.run, daemon=True)

    def run(self) -> None:
        """Wait for both services, then work."""
        try:
            for url in (self.instance.resume_url, self.instance.ai_url):
                Client().wait_until_ready(url, READY_SECONDS)
            self.work()
        except RequestError as error:
            self.error = error
        finally:
            self.done.set()


def serve(setting: Setting, work: Callable[[], None], *, echo: bool, stop_afterwards: bool) -> int:
    """Run the pair and the work; return the exit status.

    Without `stop_afterwards` the pair serves on until a signal ends it, and with `echo` what the
    processes print is shown once the work is done.
    """
    task = Task(setting.instance, work)
    pair = supervisor.Supervisor(servers(setting), data_dir=setting.instance.data_dir)
    pair.listen_to_signals()

    def finished() -> bool:
        done = task.done.is_set()
        pair.echo = echo and done
        return done and (stop_afterwards or task.error is not None)

    task.thread.start()
    pair.run(finished)
    if task.error is not None and not pair.exhausted:
        print(task.error, file=sys.stderr)
        print(f"The logs are in {setting.instance.logs}.", file=sys.stderr)
    return status(pair, task, stop_afterwards=stop_afterwards)


def status(pair: supervisor.Supervisor, task: Task, *, stop_afterwards: bool) -> int:
    """Return 0 for an orderly end, 1 for a failure, 130 when the work was interrupted."""
    if pair.exhausted or task.error is not None:
        return 1
    return 130 if stop_afterwards and not task.done.is_set() else 0
