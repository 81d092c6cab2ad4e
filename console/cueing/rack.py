"""The rack: the peers in use, one an output, made when first needed and again when the output's settings change."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable
from functools import partial

from console import outputs
from console.outputs.peer import Health, Peer
from data.records import Output
from data.words import _

PATIENCE = 1.0
"""Seconds beyond its fade that an output has to hear of a panic before its peer is let go."""


class Rack:
    """Shared by the threads of one process. `make` is the registry's; tests put their own equipment in."""

    def __init__(self, make: Callable[[Output], Peer] = outputs.make) -> None:
        self._make = make
        self._peers: dict[str, tuple[Output, Peer]] = {}
        self._asking: dict[str, threading.Thread] = {}
        self._health: dict[str, Health] = {}
        self._stopping: list[tuple[threading.Thread, float]] = []
        self._lock = threading.Lock()

    def peer(self, output: Output) -> Peer:
        with self._lock:
            known = self._peers.get(output.name)
            if known is not None and known[0] == output:
                return known[1]
            made = self._make(output)
            self._peers[output.name] = (output, made)
        if known is not None:
            aside(known[1].close)
        return made

    def healths(self, asked: Iterable[Output], deadline: float) -> dict[str, Health]:
        """How each output is, all asked at once; one that does not answer in `deadline` seconds is down."""
        until = time.monotonic() + deadline
        wanted = list(asked)
        for output in wanted:
            before = self._asking.get(output.name)
            if before is not None and before.is_alive():
                # One that hangs is not asked again while it hangs.
                continue
            self._health.pop(output.name, None)
            self._asking[output.name] = aside(partial(self._ask, output, deadline))
        for output in wanted:
            self._asking[output.name].join(max(0.0, until - time.monotonic()))
        late = Health("down", _("no answer in {seconds} s").format(seconds=deadline))
        return {output.name: self._health.get(output.name, late) for output in wanted}

    def _ask(self, output: Output, deadline: float) -> None:
        self._health[output.name] = self.peer(output).health(deadline)

    def stop(self, asked: Iterable[Output], fade: float) -> None:
        """Panic: each of these outputs fades for so many seconds and stops; nobody waits for another."""
        until = time.monotonic() + fade + PATIENCE
        self._stopping += [(aside(partial(self.peer(output).stop, fade)), until) for output in asked]

    def close(self) -> None:
        """Lets go of the peers, once panic has told them; one that does not listen is not waited for long."""
        while self._stopping:
            thread, until = self._stopping.pop()
            thread.join(max(0.0, until - time.monotonic()))
        with self._lock:
            peers, self._peers = self._peers, {}
        for _output, peer in peers.values():
            aside(peer.close)


def aside(call: Callable[[], object]) -> threading.Thread:
    """Runs it in a thread that keeps nobody waiting, not even the end of the program."""
    thread = threading.Thread(target=call, daemon=True)
    thread.start()
    return thread
