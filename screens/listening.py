"""An app that takes commands from outside while it is open, and tells outputs of an item's time; threads do both."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from console.rules.refusals import Refusal
from data.records import Remote
from data.states import EventState
from data.words import _

if TYPE_CHECKING:
    from console.cueing.firing import Firing
    from console.remote.listener import Listener, Listening
    from console.signals import Watch

LINES = 20
PASSING = ("not_signed_in", "not_allowed", "no_token", "port_taken")
"""Why it may be possible a moment later: somebody signs in, or the console that had the port is gone."""
AGAIN = 5
"""Seconds until it is tried again."""


class Ears:
    """`wanted` are the ports asked for where the console was opened, else the event's own; of this machine only.
    What came, and what was wrong with it, is kept for whoever asks."""

    def __init__(self, path: Path, wanted: Remote | None, firing: Callable[[], Firing]) -> None:
        self._path, self._wanted, self._firing = path, wanted, firing
        self._listener: Listener | None = None
        self._watch: Watch | None = None
        self._ports: Remote | None = None
        self.begun: Listening | Refusal | None = None
        self.lines: deque[str] = deque(maxlen=LINES)

    def listen(self, day: EventState, operator: Callable[[], str]) -> None:
        """Begins to listen, where that is wanted and was not possible before: nobody was signed in, say."""
        wanted = self._wanted or (day.event.remote if day.event is not None else None)
        if wanted is None or (wanted.osc, wanted.http) == (None, None):
            return
        if self.begun is not None and not (isinstance(self.begun, Refusal) and self.begun.reason in PASSING):
            return
        from console.remote.doorman import Doors
        from console.remote.listener import Listener

        doors = Doors(wanted.osc, wanted.http)
        keep = self.lines.append
        self._ports = wanted
        self._listener = Listener(self._path, doors, self._firing(), operator, told=keep, trouble=keep)
        self.begun = self._listener.start()

    def watch(self, day: EventState) -> None:
        """Begins to look at the time of items, once the event tells anybody of it."""
        if self._watch is None and any(each.on in ("warning", "danger", "over") for each in day.triggers):
            from console.signals import Watch

            self._watch = Watch(self._path, self._firing().fire)
            self._watch.start()

    def line(self) -> tuple[bool, str]:
        """Is all well, and in words whether this console listens, and what came last."""
        if self._watch is not None and self._watch.trouble:
            return False, self._watch.trouble
        if self.begun is None:
            return True, _("takes no commands by OSC or HTTP")
        if isinstance(self.begun, Refusal):
            again = _("; tried again every few seconds") if self.begun.reason == "port_taken" else ""
            return False, f"{self.begun.message.rstrip('.')}{again}."
        ports = [
            words.format(port=port)
            for port, words in ((self.begun.osc, "OSC {port}"), (self.begun.http, "HTTP {port}"))
            if port is not None
        ]
        last = self.lines[-1] if self.lines else _("nothing came yet")
        return True, _("{ports} on {bind}; {last}").format(ports=", ".join(ports), bind=self.begun.bind, last=last)

    def close(self) -> None:
        if self._listener is not None:
            self._listener.close()
        if self._watch is not None:
            self._watch.close()
