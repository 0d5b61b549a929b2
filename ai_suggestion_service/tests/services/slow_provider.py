"""A provider that takes as long to make as the import of a large SDK."""

import time

from api.llm.offline import OfflineProvider

SECONDS = 1.0


class SlowProvider(OfflineProvider):
    """Answers offline, once it is there."""

    def __init__(self) -> None:
        time.sleep(SECONDS)
        super().__init__()
