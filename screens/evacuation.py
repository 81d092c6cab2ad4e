"""An app that writes and prints the evacuation list with one key, in every room and while it is locked."""

from __future__ import annotations

import time

from data.faults import EventFileError
from data.files import open_event
from data.words import _, ngettext
from screens.lock import LockScreen
from screens.signing_in import SigningApp


class EvacuatingApp(SigningApp, inherit_bindings=False):
    """The list is made beside the console, so that nobody waits for a printer; what became of it is said without a
    name, since it is said over the lock too."""

    def act_evacuation(self) -> None:
        self._say(_("The evacuation list is being written …"), "ask")
        self.run_worker(self._evacuate, thread=True, group="evacuation", exclusive=True, exit_on_error=False)

    def tell(self, line: str, tone: str) -> None:
        raise NotImplementedError

    def _say(self, line: str, tone: str) -> None:
        screen = self.screen
        if isinstance(screen, LockScreen):
            screen.say_line(line, tone)
        else:
            self.tell(line, tone)

    def _evacuate(self) -> None:
        from console import crash, evacuation
        from data.writers.whole import WriteError

        try:
            own = open_event(self.file.path)
            try:
                written = evacuation.put_evacuation_list(own, own.path.parent, now=self._clock())
            finally:
                own.close()
        except (EventFileError, WriteError) as why:
            self.call_from_thread(self._say, str(why), "warning")
            return
        except Exception as fault:
            # Said, and no more: scans and GOs go on in a house on fire, and whoever waits must hear that none comes.
            words = _("No evacuation list, by a fault of ours at {place}: use the last one, or the list on paper.")
            self.call_from_thread(self._say, words.format(place=crash.place_of(fault)), "warning")
            raise
        inside = ngettext("{n} inside", "{n} inside", written.people).format(n=written.people)
        self.call_from_thread(self._say, _("{inside}. Written: {path}").format(inside=inside, path=written.path), "in")
        try:
            sent = evacuation.print_evacuation_list(written, _wait)
        except Exception as fault:
            words = _("{inside}. Written: {path}. Not printed, by a fault of ours at {place}.")
            told = words.format(inside=inside, path=written.path, place=crash.place_of(fault))
            self.call_from_thread(self._say, told, "warning")
            raise
        words = _("{inside}. Printed, and written: {path}")
        if not sent.done:
            words = _("{inside}. Written: {path}. Not printed: {why}")
        told = words.format(inside=inside, path=written.path, why=sent.detail)
        self.call_from_thread(self._say, told, "in" if sent.done else "ask")


def _wait(seconds: float) -> bool:
    time.sleep(seconds)
    return False
