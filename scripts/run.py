"""Start the pair on this machine (`make run`), or run its main job once (`make demo`)."""

import argparse
import shutil
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

from scripts.launch import instance as instances
from scripts.launch import local_secrets, pair, ports, sample_ats
from scripts.launch.api import RequestError
from scripts.launch.failure import LaunchError
from scripts.launch.instance import Instance
from scripts.launch.main_job import DEMO_EMAIL, FITTING, RESUME, Visitor, compare, describe
from scripts.launch.processes import Setting


def main() -> int:
    """Run until Ctrl-C, or until the demo is done."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--demo", action="store_true", help="main job once, then stop")
    options = parser.parse_args()
    try:
        instance = instances.from_environment()
        return demo(instance) if options.demo else run(instance)
    except LaunchError as error:
        print(error, file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("Stopped.", file=sys.stderr)
        return 130


def run(instance: Instance) -> int:
    """Serve on the instance's ports; on first start show the main job."""
    with instances.claim(instance.data_dir):
        pair.check_place(instance)
        setting = sample_ats.added(prepared(instance))
        status = pair.serve(setting, lambda: welcome(setting), echo=True, stop_afterwards=False)
    print("Stopped.")
    return status


def demo(instance: Instance) -> int:
    """Run the main job for both sample job descriptions on an instance of its own.

    Free ports and a folder of its own: it works beside a running instance.
    """
    instance.data_dir.mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix="demo-", dir=instance.data_dir))
    resume_port, ai_port = ports.find_free(2)
    private = replace(instance, data_dir=folder, resume_port=resume_port, ai_port=ai_port)
    setting = prepared(private)
    status = pair.serve(setting, lambda: both_jobs(setting), echo=False, stop_afterwards=True)
    if status == 0:
        shutil.rmtree(folder)
    return status


def prepared(instance: Instance) -> Setting:
    """Make keys and tables."""
    setting = Setting(instance, local_secrets.load_or_create(instance.data_dir))
    print("Preparing both databases …", flush=True)
    pair.prepare(setting)
    print("Starting both services and their workers …", flush=True)
    return setting


def welcome(setting: Setting) -> None:
    """Show the main job on first start, and the addresses each time."""
    instance, password = setting.instance, setting.secrets["DEMO_PASSWORD"]
    if not (instance.data_dir / "demo.done").exists():
        show_main_job(setting)
    lines = [
        "",
        f"Résumé service  {instance.resume_url}/api/docs",
        f"AI service      {instance.ai_url}/api/docs",
        'Sample ATS      POST /api/data-collection/trigger {"source": "sample", "count": 100}',
        f"Demo login      {DEMO_EMAIL}  {password}",
        f"Data and logs   {instance.data_dir}",
        "Ctrl-C stops everything.",
    ]
    print("\n".join(lines), flush=True)


def show_main_job(setting: Setting) -> None:
    """Make the demo account and print a suggestion; a failure is said and tried at next start."""
    visitor = Visitor(setting.instance.resume_url, setting.instance.ai_url)
    try:
        visitor.register(setting.secrets["DEMO_PASSWORD"])
        suggestion = visitor.suggest(visitor.upload(RESUME), FITTING)
    except RequestError as error:
        print(f"\nThe main job failed on the sample: {error}", flush=True)
        return
    print(f"\n{describe(suggestion, RESUME, FITTING)}", flush=True)
    (setting.instance.data_dir / "demo.done").touch()


def both_jobs(setting: Setting) -> None:
    """Print both suggestions; raise RequestError unless the unrelated job scores lower."""
    visitor = Visitor(setting.instance.resume_url, setting.instance.ai_url)
    visitor.register(setting.secrets["DEMO_PASSWORD"])
    compare(visitor, visitor.upload(RESUME))


if __name__ == "__main__":
    sys.exit(main())
