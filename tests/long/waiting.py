"""How tests wait for what other processes do."""

import asyncio
from collections.abc import Callable


async def until(holds: Callable[[], bool], *, patience: float = 120.0, every: float = 0.02) -> None:
    """Raises TimeoutError when it does not come true; patient, because other work may be going on on this machine."""
    async with asyncio.timeout(patience):
        while not holds():  # noqa: ASYNC110 nobody in another process sets an event of ours
            await asyncio.sleep(every)
