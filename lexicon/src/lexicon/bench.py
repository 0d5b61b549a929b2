"""Print how long reading takes: `python -m lexicon.bench`."""

import statistics
import sys
import time
from collections.abc import Callable

from lexicon.dates import find_ranges
from lexicon.degrees import find_degrees
from lexicon.languages import find_languages
from lexicon.skills import default_vocabulary

_ROUNDS = 50
_LENGTH = 6000
_RESUME = """Jane Roe
Senior Software Engineer, Musterstadt, Germany, jane@example.com, +49 30 1234567
Experience
Software Engineer, Example GmbH, Jan 2019 – Present
• Designed micro-services in Go, Python and Rust on AWS and Kubernetes, cutting costs by 30%.
• Led a team of five; built CI/CD pipelines with Jenkins, Docker, Terraform and GitHub Actions.
• Wrote SQL for PostgreSQL and tuned queries; introduced code reviews and pair programming.
• Reported weekly to the board and explained what the figures meant for the months to come.
Developer, Sample AG, 05/2015 – 12/2018
• Implemented REST APIs with Django and Flask; a front end in React and TypeScript.
• Excelled at talking with customers, took part in go-to-market planning and trained new staff.
• Answered questions of users in three countries and wrote the handbook that is still in use.
Education
M.Sc. Computer Science, University of Example, 2013 – 2015
Skills: C, C++, Excel, Tableau, Spark, Kafka, Scrum, project management
Languages: German (native), English (C1), French: basic
"""


def main() -> None:
    """Print the figures of one run, in milliseconds of processor time."""
    begin = time.process_time()
    vocabulary = default_vocabulary()
    _print("load the vocabulary", time.process_time() - begin)
    text = (_RESUME * (_LENGTH // len(_RESUME) + 1))[:_LENGTH]
    readers: list[tuple[str, Callable[[str], object]]] = [
        ("find skills", vocabulary.find),
        ("find ranges of dates", find_ranges),
        ("find degrees", find_degrees),
        ("find languages", find_languages),
    ]
    for name, read in readers:
        _print(name, statistics.median(_seconds(read, text) for _ in range(_ROUNDS)))


def _seconds(read: Callable[[str], object], text: str) -> float:
    begin = time.process_time()
    read(text)
    return time.process_time() - begin


def _print(name: str, seconds: float) -> None:
    sys.stdout.write(f"{name:24}{seconds * 1000:8.2f} ms\n")


if __name__ == "__main__":
    main()
