"""A room: the frame every place of the console stands in, and the way from a key of the action table to its act.

A room fills in `body`, `refresh_room`, `tick` and one method `act_<id>` for each of its rows in the action table.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import ClassVar, cast

from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content, Span
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Static

from console import actions, permits
from console.actions import Action
from console.desk.lead_calls import LeadWanted, wanted
from console.importing.underway import underway
from console.rules import roles
from console.rules.refusals import Refusal
from data.faults import EventFileError
from data.looking import looks_only
from data.words import _
from screens.board import Board
from screens.lead_wanted import lead_alerts
from screens.widgets.clock_bar import ClockBar
from screens.widgets.key_bar import KeyBar, KeyShown
from screens.widgets.lines import fit_content
from screens.widgets.plain import shown
from screens.widgets.prompt import Prompt

SAID_FOR = 8
"""Seconds a said line stays over the keys."""


class Room(Screen[None]):
    """Subclasses set ROOM (an id of the action table); their .tcss stands beside them as CSS_PATH."""

    ROOM: ClassVar[str] = ""
    AUTO_FOCUS: ClassVar[str | None] = ""
    ALSO: ClassVar[frozenset[str]] = frozenset()
    """Acts of every room that this one's key bar names."""
    DEFAULT_CSS = """
    Room { layout: vertical; background: $background; overflow: hidden; }
    Room > #alerts { height: auto; display: none; text-wrap: nowrap; }
    Room > #alerts.wrong { display: block; }
    """

    def __init_subclass__(cls, **options: bool) -> None:
        bound = [
            Binding(key, f"act('{row.id}')", row.id, show=False)
            for row in actions.table()
            if cls.ROOM in row.rooms
            for key in row.keys
        ]
        cls.BINDINGS = [*bound, *cls.__dict__.get("BINDINGS", [])]
        super().__init_subclass__(**options)

    def __init__(self) -> None:
        super().__init__()
        self._said_at: datetime | None = None
        self._calls: Sequence[LeadWanted] = ()
        self._alerted: list[tuple[str, Sequence[Span]]] = []

    # -- to fill in ---------------------------------------------------------------------------------------------------
    def body(self) -> Iterable[Widget]:
        """The widgets between the bars; composed once."""
        return ()

    def refresh_room(self) -> None:
        """The file changed, or the room came to the front: tell the widgets what stands."""

    def tick(self, now: datetime) -> None:
        """Once a second, at the full second, while the room is in front."""

    def place(self) -> str:
        """The door or stage named in the bar."""
        return ""

    def state_words(self) -> tuple[str, str]:
        """The state in the bar and its tone; the event's state by itself."""
        day = self.board.day
        tones = {"open": "normal", "rehearsal": "warning", "setup": "warning", "closed": "dim"}
        return state_names()[day.state], tones[day.state]

    def alerts(self) -> Iterable[str | Content]:
        """What is wrong now and where to go, one row each; nothing when all is well."""
        return ()

    def from_others(self) -> Iterable[str | Content]:
        """What other rooms say here and nobody answered; stands with what is wrong."""
        return ()

    def label(self, row: Action) -> str:
        """An act's word in the key bar; a room may name what an undo would take back."""
        return row.label

    def in_bar(self, row: Action) -> bool:
        """Does the key bar show this act now? Acts that are not built yet never stand there."""
        return bool(row.keys) and not row.hidden and hasattr(self, f"act_{row.id}")

    def by_importance(self, rows: list[Action]) -> list[Action]:
        """The acts of the key bar in the order that they have a place there; what is last has none at 80 columns."""
        return rows

    def why_not(self, row: Action) -> str | None:
        """The sentence that says why an act can't be done now, or None. Call super."""
        day = self.board.day
        if row.edits and day.mode == "show":
            return _("Editing is off in show mode; setup (F9) changes the mode.")
        if row.edits and day.state == "closed":
            return _("The event is closed; setup (F9) opens it again.")
        if row.rooms and getattr(self, f"act_{row.id}", None) is None:
            return _("{act} is not built yet.").format(act=row.label)
        return None

    def against(self, row: Action) -> str | None:
        """Why an act can't be done now: it is another role's, or `why_not`. Greys the key, and is said when it is
        pressed."""
        if self.board.file.read_only and row.id not in permits.FREE:
            return looks_only()
        act = permits.needed(self.ROOM, row)
        no = act and roles.forbidden(self.board.day.operators, self.board.operator, act)
        return no.message if no else self.why_not(row)

    # -- acts of every room ---------------------------------------------------------------------------------------
    def act_note(self) -> None:
        """A timed note, from wherever one stands."""
        self.ask(_("Note for the log:"), self.note)

    def note(self, text: str, *, incident: bool = False, room: str = "") -> None:
        """Writes a note down, as this room's unless `room` says otherwise; no words, no note."""
        if not text.strip():
            return
        from console import logbook

        board = self.board
        taken = logbook.note(
            board.file, text, now=board.now(), operator=board.operator, incident=incident, room=room or self.ROOM
        )
        if isinstance(taken, Refusal):
            self.say_refusal(taken)
        else:
            self.say(_("Written down."))
        board.changed()

    # -- to use -------------------------------------------------------------------------------------------------------
    @property
    def board(self) -> Board:
        return cast(Board, self.app)

    def say(self, text: str, tone: str = "normal") -> None:
        """One line over the keys for some seconds. Tones: normal, warning, danger, over, in, ask, stop, out, dim."""
        self._said_at = self.board.now()
        self.query_one(KeyBar).say(text, tone)

    def hush(self) -> None:
        """Takes back what was said: it is over."""
        self._said_at = None
        self.query_one(KeyBar).say("")

    def say_refusal(self, refusal: Refusal) -> None:
        """What a rule said no to, with the bell."""
        self.board.ring()
        self.say(refusal.message, "warning")

    def refused(self, answer: object) -> bool:
        """Says a refusal; was it one?"""
        if isinstance(answer, Refusal):
            self.say_refusal(answer)
            return True
        return False

    def ask(
        self, question: str, done: Callable[[str], None], value: str = "", *, hidden: bool = False, beside: str = ""
    ) -> None:
        """Asks for one line at the foot of the room; `done` gets what was typed, nothing happens on Esc. `hidden`: it
        is a secret. What may be typed can stand `beside` it, in the row above."""
        self.query_one(Prompt).ask(question, lambda typed: self.safely(lambda: done(typed)), value, hidden=hidden)
        self.query_one(KeyBar).cover(True, beside)

    def on_prompt_left(self) -> None:
        self.query_one(KeyBar).cover(self.query_one(Prompt).asking)

    # -- the frame ----------------------------------------------------------------------------------------------------
    def compose(self) -> ComposeResult:
        yield ClockBar()
        yield Static("", id="alerts", markup=False)
        yield from self.body()
        yield KeyBar()
        yield Prompt()

    def on_mount(self) -> None:
        self.bindings_updated_signal.subscribe(self, lambda _screen: self._tell_keys())
        self.renew()

    def on_screen_resume(self) -> None:
        if self.stands:
            self.renew()

    @property
    def stands(self) -> bool:
        """Is it there with all its widgets? While the console ends they go before the room does."""
        return self.is_mounted and self.is_attached and bool(self.query(ClockBar)) and bool(self.query(Prompt))

    def renew(self) -> None:
        """Draws everything from the file again."""
        if self.board.hides(self.ROOM):
            return
        self._calls = wanted(self.board.file)
        self.refresh_room()
        now = self._second_begun()
        self._tick_clock(now)
        # The bars say what is wrong at this moment: after the moment was worked out, and not once more for them.
        self.tick(now)
        self._tell_bars()
        self._tell_keys()

    def second(self, now: datetime) -> None:
        """The app calls this at every full second while the room is in front."""
        if self.board.hides(self.ROOM):
            return
        now = now.replace(microsecond=0)
        self._tick_clock(now)
        if self._said_at is not None and (now - self._said_at).total_seconds() >= SAID_FOR:
            self.hush()
        self.tick(now)
        self._tell_alerts()

    def _second_begun(self) -> datetime:
        """What is drawn is of the second that the clock shows, or it and the times left would not add up."""
        return self.board.now().replace(microsecond=0)

    def _tick_clock(self, now: datetime) -> None:
        event = self.board.day.event
        zones = (event.zone, *event.clocks) if event else ("UTC",)
        self.query_one(ClockBar).tick(now, zones)

    def _tell_bars(self) -> None:
        words, tone = self.state_words()
        if self.board.file.read_only:
            words = _("READ ONLY  {state}").format(state=words)
        name = room_names().get(self.ROOM, self.ROOM)
        self.query_one(ClockBar).tell(name, self.place(), words, tone, self.board.who_words())
        self._tell_alerts()

    def _tell_alerts(self) -> None:
        sign = "!!"
        rows: list[Content] = []
        for alert in (*common_alerts(self.board, self._calls, self.size.width), *self.from_others(), *self.alerts()):
            words = alert if isinstance(alert, Content) else Content(shown(alert))
            row = Content.assemble((f" {sign} ", "bold $tone-over"), words.stylize("bold $tone-over"))
            rows.append(fit_content(row, self.size.width))
        told = [(row.plain, row.spans) for row in rows[:3]]
        if told == self._alerted:
            return
        # A room is laid out anew only where there are more rows or fewer.
        layout = len(told) != len(self._alerted)
        self._alerted = told
        wide = self.query_one("#alerts", Static)
        wide.set_class(bool(rows), "wrong")
        wide.update(Content("\n").join(rows[:3]), layout=layout)

    def _tell_keys(self) -> None:
        if not self.query(KeyBar):
            return
        rows = [row for row in actions.table() if self.ROOM in row.rooms and self.in_bar(row)]
        rows = [*self.by_importance(rows), *(row for row in actions.everywhere() if row.id in self.ALSO)]
        keys: list[KeyShown] = []
        for row in rows:
            key = KeyShown(actions.key_name(row.keys[0]), self.label(row), self.against(row) is None)
            if keys and (keys[-1].label, keys[-1].able) == (key.label, key.able):
                # `+` and `-` a minute: two keys of one word share it.
                key = KeyShown(f"{keys.pop().key} {key.key}", key.label, key.able)
            keys.append(key)
        tail = [KeyShown("^P", _("all acts")), KeyShown("F1", _("help")), KeyShown("F2-F9", "")]
        self.query_one(KeyBar).tell(keys, tail)

    # -- acts ---------------------------------------------------------------------------------------------------------
    def action_act(self, name: str) -> None:
        self.do(name)

    def do(self, name: str) -> None:
        """Does an act of the table as its key would: says why not, or asks for the word of a dangerous one first."""
        row = actions.act_of(self.ROOM, name)
        if row is None:
            return
        why = self.against(row)
        if why is not None:
            self.say(why, "warning")
            return
        if row.dangerous and self.board.mode == "show":
            word = row.label.split()[0].upper()
            self.ask(
                _("Show mode. Type {word} to do it, Esc to leave:").format(word=word),
                lambda typed: self._carry_out(name) if typed.upper() == word else self.say(_("Nothing was done.")),
            )
            return
        self._carry_out(name)

    def _carry_out(self, name: str) -> None:
        self.safely(getattr(self, f"act_{name}"))

    def safely(self, act: Callable[[], object]) -> None:
        """Does something with the file; a full disk or a locked file is said, and ends nothing."""
        try:
            act()
        except EventFileError as why:
            self.board.ring()
            self.say(str(why), "over")
        self.board.changed()


def state_names() -> dict[str, str]:
    return {"setup": _("SETUP"), "rehearsal": _("REHEARSAL"), "open": _("OPEN"), "closed": _("CLOSED")}


def room_names() -> dict[str, str]:
    """The rooms as the bar names them."""
    return {
        "desk": _("DESK"), "stage": _("STAGE"), "speakers": _("SPEAKERS"), "cues": _("CUES"), "log": _("LOG"),
        "summary": _("SUMMARY"), "timer": _("TIMER"), "setup": _("SETUP"), "backstage": _("BACKSTAGE"),
        "agenda": _("AGENDA"), "help": _("HELP"),
        "card": _("GUEST"), "things": _("THINGS OUT"), "scanner": _("SCANNER TEST"), "merge": _("SAME PERSON"),
        "import": _("IMPORT"), "late": _("COMES LATE"), "missing": _("NOT HERE"), "item": _("ITEM"),
    }  # fmt: skip


def common_alerts(board: Board, calls: Sequence[LeadWanted], width: int) -> Iterable[str | Content]:
    """What is wrong in any room: the lead is wanted, an import was cut off, facts do not count."""
    day = board.day
    yield from lead_alerts(calls, board.now(), width)
    if board.scanners.notice:
        yield board.scanners.notice
    cut_off = [importing for importing in day.importing if not underway(board.file, importing)]
    if cut_off:
        yield _("IMPORT CUT OFF  {source}: run the import again").format(source=cut_off[0].source)
    if day.state == "rehearsal":
        yield _("REHEARSAL  nothing here counts; setup (F9) opens the event")
    if day.event is None:
        yield _("EMPTY FILE  callboard import FILE FOLDER fills it")
