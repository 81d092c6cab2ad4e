"""The scanner test: what a scanner sends, key by key, and what it is read as. A scan here admits nobody."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from datetime import datetime
from typing import cast

from msgspec import Struct
from textual.containers import VerticalScroll
from textual.content import Content
from textual.events import Key
from textual.widget import Widget
from textual.widgets import Static

from console.actions import Action
from console.desk import whose_code
from console.desk.whose_code import Looked
from console.rules import scans
from data.words import _, ngettext
from screens.bursts import ENDS, LEAST, PACE, Burst
from screens.room import Room
from screens.scanners import CONTROLS, Tested, named, pace, span
from screens.scanning import ScanningApp
from screens.widgets.lines import fit_content, ruled, stacked
from screens.widgets.plain import shown, two_scripts

KEPT = 20
"""Scans that are remembered; the oldest go first."""
SLOWEST = 0.25
"""Seconds between two keys of a scanner that is set too slow; a person's are further apart, some of the time."""


class Seen(Struct, frozen=True):
    """One scan on this page: the keys, None for a paste, `slow` where they came at a person's pace, what it was read
    as, and the letters before it that are no part of a code on the list."""

    at: datetime
    raw: str
    burst: Burst | None
    looked: Looked
    prefix: str = ""
    slow: bool = False


class ScannerTest(Room):
    """Up and Down pick an older scan, ^X takes a prefix off from now on, Esc leaves."""

    ROOM = "scanner"
    DEFAULT_CSS = """
    ScannerTest VerticalScroll { height: 1fr; scrollbar-size-vertical: 1; }
    ScannerTest #page { height: auto; text-wrap: nowrap; }
    """

    def __init__(self) -> None:
        super().__init__()
        self.seen: deque[Seen] = deque(maxlen=KEPT)
        self.picked = 0
        self._typed: list[tuple[str, float]] = []

    def body(self) -> Iterable[Widget]:
        with VerticalScroll(can_focus=False) as scroll:
            pass
        yield scroll

    def on_mount(self) -> None:
        self.query_one(VerticalScroll).mount(Static("", id="page", markup=False))

    # -- what comes ---------------------------------------------------------------------------------------------------
    def take_scan(self, code: str, burst: Burst | None) -> None:
        """A scan while this page is in front: shown, and nothing else."""
        self._show(burst.raw if burst else code, burst, slow=burst is not None and pace(burst) > PACE * 1000)
        # The second half of CR LF comes a moment later.
        self.set_timer(0.1, self._look_again)

    def _look_again(self) -> None:
        latest = cast(ScanningApp, self.app).bursts.latest
        if self.seen and latest is not None and (was := self.seen[0].burst) is not None and was.times == latest.times:
            first = self.seen[0]
            self.seen[0] = Seen(first.at, first.raw, latest, first.looked, first.prefix, first.slow)
            self._judge(self.seen[0])
            self.tick(self.board.now())

    def _show(self, raw: str, burst: Burst | None, *, slow: bool = False) -> None:
        code = scans.without(raw, self.board.scanners.prefix)
        looked = whose_code.looked(self.board.file, code)
        small = scans.small(raw) if looked.state is not None and not looked.troubles else ()
        if small:
            looked = Looked(looked.state, looked.why, looked.text, small, looked.more)
        prefix = whose_code.prefix_of(self.board.file, code) if looked.why == "unknown" else ""
        seen = Seen(self.board.now(), raw, burst, looked, prefix, slow)
        self.seen.appendleft(seen)
        self.picked = 0
        self._judge(seen)
        self.board.changed()

    def _judge(self, seen: Seen) -> None:
        """A ticket that came through well is a scanner tested."""
        scanners, notice = self.board.scanners, seen.looked.notice
        scanners.notice = scans.sentence(seen.looked.troubles)
        scanners.failed = ""
        if seen.slow:
            scanners.failed = _("too slow: set the delay between its keys to 0 and scan again")
        elif seen.burst is not None and not notice and seen.looked.why in (None, "replaced"):
            scanners.tested = Tested(seen.at, seen.burst.suffix, pace(seen.burst))

    def on_key(self, event: Key) -> None:
        """Keys that were not a scan: a scanner that is set too slow sends such."""
        if event.key in ENDS:
            self._slow_scan(event.time, ENDS[event.key])
        elif event.character is not None and event.is_printable:
            if self._typed and event.time - self._typed[-1][1] > SLOWEST:
                self._typed.clear()
            self._typed.append((event.character, event.time))
            event.stop()

    def _slow_scan(self, end: float, suffix: str) -> None:
        typed, self._typed = self._typed, []
        if len(typed) >= LEAST and end - typed[-1][1] <= SLOWEST:
            text = "".join(character for character, _time in typed)
            self._show(text, Burst(text, tuple(time for _character, time in typed), suffix), slow=True)

    # -- what is shown ------------------------------------------------------------------------------------------------
    def tick(self, now: datetime) -> None:
        for page in self.query("#page").results(Static):
            page.update(self._page())

    def on_resize(self) -> None:
        self.call_after_refresh(self.tick, self.board.now())

    def place(self) -> str:
        return _("nobody is admitted here")

    def _page(self) -> Content:
        width = max(40, self.size.width - 1)
        if not self.seen:
            rows = [
                Content.styled(_(" Scan a ticket of this event with every scanner."), "bold"),
                Content(_(" What it sends is shown here key by key, and nobody is admitted.")),
                Content(_(" Esc goes back to work: from then on a scan counts again.")),
            ]
            return stacked(fit_content(row, width) for row in rows)
        seen = self.seen[self.picked]
        rows = [ruled(Content.styled(f"{seen.at:%H:%M:%S}", "bold"), self._well(seen), width, "=", "$tone-dim")]
        for label, words in self._lines(seen):
            rows += _wrapped(label, words, width)
        scans_words = ngettext("THE LAST SCAN", "THE LAST {n} SCANS", len(self.seen)).format(n=len(self.seen))
        rows.append(ruled(Content.styled(scans_words, "bold"), Content(""), width, "-", "$tone-dim"))
        rows += [self._older(place, each) for place, each in enumerate(self.seen)]
        return stacked(fit_content(row, width) for row in rows)

    def _well(self, seen: Seen) -> Content:
        well = seen.looked.state is not None and not seen.looked.troubles and not seen.slow
        return Content.styled(_("all well"), "bold $tone-in") if well else Content.styled("!!", "bold $tone-stop")

    def _lines(self, seen: Seen) -> Iterable[tuple[str, str]]:
        burst, looked = seen.burst, seen.looked
        yield _("arrived"), characters(seen.raw + (burst.suffix if burst else ""))
        odd = dict.fromkeys(c for c in seen.raw if ord(c) > 0x7E and c.isprintable())
        if odd:
            yield _("unusual"), "  ".join(f"{shown(c) or ' '} U+{ord(c):04X}" for c in odd)
        if burst is None:
            yield _("keys"), _("none: it was pasted")
        else:
            words = _("{n} in {ms:.0f} ms, {pace:.1f} ms a key").format(
                n=len(burst.raw), ms=span(burst), pace=pace(burst)
            )
            slow = _("too slow, a person's pace: set the delay between its keys to 0")
            yield _("keys"), f"{words}; {slow}" if seen.slow else words
            nothing = _("nothing: set the scanner's suffix to Enter (CR); only whole codes of this event are taken so")
            yield _("ends with"), named(burst.suffix) or nothing
        yield _("prefix"), self._prefix(seen)
        yield _("read as"), shown(looked.text) or _("nothing")
        yield _("ticket"), self._whose(looked)
        yield _("keyboard"), scans.sentence(looked.troubles) or _("nothing wrong to be seen")

    def _prefix(self, seen: Seen) -> str:
        taken = self.board.scanners.prefix
        if seen.prefix:
            return _("{prefix}   ^X takes it off from now on, at this console").format(prefix=named(seen.prefix))
        before = scans.kept_off(seen.raw, seen.looked.text)
        if taken and before == taken:
            return _("{prefix}   taken off, as was set here").format(prefix=named(taken))
        return _("{prefix}   taken off by itself").format(prefix=named(before)) if before else _("none")

    def _whose(self, looked: Looked) -> str:
        if looked.state is not None:
            guest = looked.state.guest
            name = _("(hidden)") if self.board.locked else two_scripts(guest.name, guest.name_alt)
            return _("of this event: {name}").format(name=name)
        words = {
            "replaced": _("of this event, replaced by a newer one"),
            "forged": _("like ours, but its signature is wrong: not made here, or read wrongly"),
            "other_event": _("of another event"),
            "unknown": _("no ticket of this event"),
        }[looked.why or "unknown"]
        return f"{words}.  {looked.more}" if looked.more else words

    def _older(self, place: int, seen: Seen) -> Content:
        here = place == self.picked
        text = f"{seen.at:%H:%M:%S}  {characters(seen.raw)}  {self._whose(seen.looked)}"
        return Content.assemble(("=> " if here else "   ", "bold"), (text, "bold" if here else ""))

    # -- acts ---------------------------------------------------------------------------------------------------------
    def in_bar(self, row: Action) -> bool:
        return super().in_bar(row) and (row.id != "prefix" or self.why_not(row) is None)

    def why_not(self, row: Action) -> str | None:
        if row.id == "prefix" and not (self.board.scanners.prefix or (self.seen and self.seen[self.picked].prefix)):
            return _("No letters stand before a code.")
        return super().why_not(row)

    def label(self, row: Action) -> str:
        if row.id == "prefix" and self.board.scanners.prefix:
            return _("leave the prefix on")
        return super().label(row)

    def act_prefix(self) -> None:
        scanners = self.board.scanners
        if scanners.prefix:
            scanners.prefix = ""
            self.say(_("Codes are taken as they come again."))
            return
        scanners.prefix = self.seen[self.picked].prefix
        self.say(_("{prefix} is taken off every code from now on.").format(prefix=named(scanners.prefix)), "in")

    def act_pick_up(self) -> None:
        self.picked = max(0, self.picked - 1)

    def act_pick_down(self) -> None:
        self.picked = max(0, min(len(self.seen) - 1, self.picked + 1))

    def act_close(self) -> None:
        self.app.pop_screen()


def characters(text: str) -> str:
    """The text with every control as its name in angle brackets: `<STX>EV12<CR>`."""
    return "".join(_character(character) for character in text)


def _character(character: str) -> str:
    if character in CONTROLS:
        return f"<{CONTROLS[character]}>"
    return shown(character) or f"<U+{ord(character):04X}>"


def _wrapped(label: str, words: str, width: int) -> list[Content]:
    """A labelled line, over as many rows as it needs."""
    head, room = f" {shown(label, 11)}", max(20, width - 13)
    lines = Content(words).wrap(room)
    first = Content.assemble((head, "$tone-dim"), lines[0] if lines else Content(""))
    return [first, *(Content.assemble(" " * 12, line) for line in lines[1:])]
