"""Which slots of the engine hold which constant beginning of prompts, so that nobody reads it twice.

llama.cpp answers in the idle slot that holds most of the beginning of a prompt. With as many slots for each beginning
as there are articles at a time, every question finds one that holds its beginning, whatever the others are asking.
"""

import threading

# Constant beginnings of one strategy; a third group of slots takes the questions that have none.
BEGINNINGS = 2
# What all slots together remember, in tokens: 0.94 GB with the default model. More articles at a time wait for a slot.
MOST_TOKENS = 32_768


def at_once(parallel: int, context: int) -> int:
    """Return how many articles the memory allows at a time, of `parallel` wanted, with `context` tokens for each."""
    return max(1, min(parallel, MOST_TOKENS // context))


class SlotGroups:
    """The slots of one engine in groups, one for each beginning; for one article at a time there is one slot."""

    def __init__(self, parallel: int = 1) -> None:
        self._parallel = parallel
        self._held: list[str | None] = [None] * (1 if parallel == 1 else BEGINNINGS)
        self._turn = 0
        # Held while slots are given to another beginning.
        self.changing = threading.Lock()

    @property
    def slots(self) -> int:
        """Return how many slots there are, those that no beginning gets included."""
        return 1 if self._parallel == 1 else (BEGINNINGS + 1) * self._parallel

    @property
    def names(self) -> list[str]:
        """Return the beginnings that have slots."""
        return [name for name in self._held if name is not None]

    def hold(self, name: str) -> bool:
        """Tell whether the beginning of this name has slots."""
        return name in self._held

    def give(self, name: str) -> range:
        """Return the slots for a beginning: its own, or those whose turn it is, which their beginning then loses."""
        if name not in self._held:
            self._held[self._turn] = name
            self._turn = (self._turn + 1) % len(self._held)
        group = self._held.index(name)
        return range(group * self._parallel, (group + 1) * self._parallel)

    def forget(self, name: str) -> None:
        """Take the slots away from a beginning that they do not hold after all."""
        if name in self._held:
            self._turn = self._held.index(name)
            self._held[self._turn] = None
