"""What comes in while the last lot is being recorded is taken together as the next."""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")
R = TypeVar("R")


@dataclass(slots=True, eq=False)
class _Waiting(Generic[T, R]):
    item: T
    of: Hashable
    done: "asyncio.Future[R]"


class Tray(Generic[T, R]):
    """Hands items on in lots: one alone when the office is quiet, up to `most` when everybody writes at once.

    `take` gets a lot and gives back an outcome for each, or raises; then each of the lot is tried alone, so that one
    item's trouble is its own, unless it is `everyones`: then all of the lot have it at once. A lot never holds two
    items `of` the same one: the second waits for the first.
    """

    def __init__(
        self,
        take: Callable[[Sequence[T]], Awaitable[Sequence[R]]],
        *,
        everyones: Callable[[Exception], bool] = lambda trouble: False,
        most: int = 16,
        lots: int = 2,
    ) -> None:
        self._take = take
        self._everyones = everyones
        self._most = most
        self._free = lots
        self._waiting: deque[_Waiting[T, R]] = deque()
        self._in_hand: set[Hashable] = set()
        self._tasks: set[asyncio.Task[None]] = set()

    async def put(self, item: T, of: Hashable) -> R:
        """The item's outcome, once its lot is done. A lot that was begun is finished even if nobody waits for it."""
        waiting: _Waiting[T, R] = _Waiting(item, of, asyncio.get_running_loop().create_future())
        self._waiting.append(waiting)
        self._start()
        try:
            return await asyncio.shield(waiting.done)
        except asyncio.CancelledError:
            if waiting in self._waiting:
                self._waiting.remove(waiting)
            raise

    def _start(self) -> None:
        while self._free and (lot := self._next_lot()):
            self._free -= 1
            task = asyncio.get_running_loop().create_task(self._work(lot))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    def _next_lot(self) -> list[_Waiting[T, R]]:
        lot: list[_Waiting[T, R]] = []
        left: deque[_Waiting[T, R]] = deque()
        while self._waiting and len(lot) < self._most:
            one = self._waiting.popleft()
            if one.of in self._in_hand:
                left.append(one)
            else:
                self._in_hand.add(one.of)
                lot.append(one)
        self._waiting.extendleft(reversed(left))
        return lot

    async def _work(self, lot: list[_Waiting[T, R]]) -> None:
        try:
            await self._finish(lot)
        finally:
            self._in_hand.difference_update(one.of for one in lot)
            self._free += 1
            self._start()

    async def _finish(self, lot: list[_Waiting[T, R]]) -> None:
        try:
            outcomes = await self._take([one.item for one in lot])
        except Exception as trouble:  # noqa: BLE001 it belongs to whoever put the item
            if len(lot) > 1 and not self._everyones(trouble):
                for one in lot:
                    await self._finish([one])
                return
            for one in lot:
                if not one.done.done():
                    one.done.set_exception(trouble)
        else:
            for one, outcome in zip(lot, outcomes, strict=True):
                if not one.done.done():
                    one.done.set_result(outcome)
