"""Run the main job on the samples through a gateway: `python -m scripts.through_gateway URL`."""

import secrets
import sys

from scripts.launch.api import Client, RequestError
from scripts.launch.main_job import RESUME, Visitor, compare

READY_SECONDS = 180.0


def main() -> int:
    """Wait for both services, then compare both job descriptions."""
    gateway = sys.argv[1].rstrip("/")
    try:
        for url in (gateway, f"{gateway}/ai"):
            Client().wait_until_ready(url, READY_SECONDS)
        visitor = Visitor(gateway, gateway, f"demo-{secrets.token_hex(4)}@example.com")
        visitor.register(secrets.token_urlsafe(12))
        compare(visitor, visitor.upload(RESUME))
    except RequestError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
