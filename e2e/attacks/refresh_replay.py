"""S3: fifty refreshes of one token at once: one wins, and the family is revoked."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import requests

from e2e.attacks.stage import Stage
from e2e.pair import Person

AT_ONCE = 50
FAMILIES = 5


def attack(stage: Stage) -> list[str]:
    """Return the families in which more or less than one refresh won, or that went on living."""
    return [line for number in range(FAMILIES) for line in _one_family(stage, number)]


def _one_family(stage: Stage, number: int) -> list[str]:
    person = Person(stage.pair, f"refresh-{number}")
    url, body = f"{person.resumes}/auth/refresh", {"refresh": person.account["refresh"]}
    with ThreadPoolExecutor(AT_ONCE) as pool:
        answers = list(
            pool.map(lambda _: requests.post(url, json=body, timeout=60), range(AT_ONCE))
        )
    stage.tried += AT_ONCE + 2
    winners = [answer.json() for answer in answers if answer.status_code == 200]
    gave_way = [] if len(winners) == 1 else [f"family {number}: {len(winners)} refreshes won"]
    later = requests.post(url, json=body, timeout=60)
    if later.status_code != 401:
        gave_way.append(f"family {number}: the used token got {later.status_code}")
    for tokens in winners:
        newest = requests.post(url, json={"refresh": tokens["refresh"]}, timeout=60)
        if newest.status_code != 401:
            gave_way.append(f"family {number}: the winner's token got {newest.status_code}")
    return gave_way
