"""What an event is made of: the plan and the people, as frozen values.

Times are aware UTC instants unless a field says it is text; lengths are seconds. Sources: RULES of the day
(doors, items, slots, cues) and the event folder's column names, which these fields share.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal

from msgspec import Struct, field

Status = Literal["expected", "pending", "cancelled", "regrets", "blocked"]
Kind = str
StartRule = Literal["follows", "fixed"]
EndRule = Literal["length", "fixed"]
EventStage = Literal["setup", "rehearsal", "open", "closed"]
ShowMode = Literal["edit", "dry", "rehearse", "show"]
Role = Literal["desk", "stage", "lead", "viewer"]
SpeakerState = Literal["away", "coming", "here", "miked", "ready", "on", "off", "absent"]
Follow = Literal["stop", "with", "after"]
TriggerOn = Literal["standby", "start", "warning", "danger", "over", "end", "hold", "resume", "add", "cue"]
TRIGGER_WORDS = (
    "on", "event", "stage", "stage_title", "item", "number", "title", "title_alt", "kind", "next", "next_title", "cue",
    "cue_name", "clock", "seconds", "length", "added", "late", "reason", "operator", "source",
)  # fmt: skip
"""What the words of a trigger's actions may hold in braces."""
CueAt = Literal["go", "start"]
SlotKind = Literal["speaker", "moderator", "interpreter"]
Interpreting = Literal["", "none", "consecutive", "simultaneous"]
KitPiece = Literal["mic", "slides", "text"]
"""What a speaker needs: a microphone, their slides, their text with the interpreters."""
KitIs = Literal["wanted", "given", "checked", "returned", "none"]
Chasing = Literal["calling", "no_answer", "reached"]
"""What the desk does about a speaker who is not here."""


class Remote(Struct, frozen=True, omit_defaults=True):
    """The ports on which a console on this event takes commands by OSC and HTTP, of this machine only; None: it does
    not."""

    osc: int | None = None
    http: int | None = None


class Event(Struct, frozen=True, omit_defaults=True):
    """The day itself. `guard`, `panic` and `deadline` are seconds, `call` and `lock` (idle time until the console
    locks: 0 never, None the console's own) are minutes; `media` is the folder of the media files, from the event
    file's own folder; `handouts` are the things lent at the desk; `calls` are seconds before an item's start at which
    it is called; `messages` are texts for the timer that lie ready, nine at most."""

    name: str
    date: date
    zone: str
    name_alt: str = ""
    clocks: tuple[str, ...] = ()
    guard: float = 1.0
    panic: float = 2.0
    deadline: float = 0.5
    call: float = 15.0
    panic_stops: tuple[str, ...] = ()
    media: str = ""
    lock: float | None = None
    handouts: tuple[str, ...] = ("headset", "badge", "bag")
    calls: tuple[float, ...] = (300.0, 60.0)
    remote: Remote | None = None
    messages: tuple[str, ...] = (
        "WRAP UP", "SPEAK UP", "SLOW DOWN", "CLOSER TO MIC", "QUESTIONS", "LAST SLIDE",
    )  # fmt: skip


class Door(Struct, frozen=True, omit_defaults=True):
    """A place where people go in and out. `opens` and `closes` are bare times or ISO text; `tolerance` is minutes."""

    id: str
    title: str = ""
    admits: tuple[str, ...] = ()
    entry: Literal["once", "many"] = "once"
    reentry: bool = True
    opens: str = ""
    closes: str = ""
    tolerance: float = 0
    capacity: int | None = None
    limit: int | None = None
    exits: Literal["scanned", "unscanned"] = "scanned"
    pending: bool = False
    perimeter: bool | None = None
    arrival: bool = True
    shares: str = ""
    item: str = ""


class Stage(Struct, frozen=True, omit_defaults=True):
    """A place where a running order runs. `hard_out` is a bare time or ISO text. `clearance`: the front of house clears
    it before its first item; `lets_in` "go": latecomers come in at the next GO of an item without a flag; `doors` are
    where they wait (none named: those whose item is on it, or the main door where there is only one stage)."""

    id: str
    title: str = ""
    title_alt: str = ""
    hard_out: str = ""
    clearance: bool = False
    lets_in: Literal["", "go"] = ""
    doors: tuple[str, ...] = ()


class Guest(Struct, frozen=True, omit_defaults=True):
    """Somebody on the list. `code` is another system's ticket code; `host` is who meets the guest; `say` is how the
    name is said; `family` is which part of `name` is the family name, as the guest writes it. `give` is what they are
    handed ("headset 041, bag"), `assistance` what they need to leave the building, `photo` "no" for who must not be
    photographed, `flag` "yes" for whose arrival rings a bell on the stage."""

    id: str
    name: str
    name_alt: str = ""
    code: str = ""
    organisation: str = ""
    title: str = ""
    category: str = ""
    delegation: str = ""
    email: str = ""
    phone: str = ""
    seat: str = ""
    host: str = ""
    attention: str = ""
    status: Status = "expected"
    plus_one_of: str = ""
    valid_from: datetime | None = None
    valid_until: datetime | None = None
    say: str = ""
    family: str = ""
    give: str = ""
    assistance: str = ""
    photo: str = ""
    flag: str = ""
    extra: dict[str, str] = field(default_factory=dict)


class Item(Struct, frozen=True, omit_defaults=True, gc=False):
    """One line of a stage's running order. `length`, `warning` and `danger` are seconds; `pos` is its place in it.
    `auto` starts the next item by itself when this one is due to end; `calls` are seconds before its start at which it
    is called (None: the event's own); `notes_for` is what a department must know, by department; what is not `public`
    stands in no agenda; `interpreting` is that of its slots which say nothing of their own."""

    id: str
    stage: str
    pos: int
    title: str
    title_alt: str = ""
    kind: Kind = ""
    start: datetime | None = None
    end: datetime | None = None
    length: float | None = None
    start_rule: StartRule = "follows"
    end_rule: EndRule = "length"
    least_length: float | None = None
    droppable: bool = False
    flag: bool = False
    hard_out: datetime | None = None
    warning: float = 120
    danger: float = 60
    film: str = ""
    notes: str = ""
    skip: bool = False
    auto: bool = False
    calls: tuple[float, ...] | None = None
    notes_for: dict[str, str] = field(default_factory=dict)
    public: bool = True
    interpreting: Interpreting = ""


class Slot(Struct, frozen=True, omit_defaults=True):
    """One speaker's turn inside an item. `guest` ties it to the guest list; `length` is seconds, or None. `rank` is the
    protocol's (1 goes first), `say` how the name is said; consecutive `interpreting` doubles the turn, and "" is as
    the item has it; `mic` is the microphone meant for them, `slides` that they show some."""

    id: str
    item: str
    pos: int
    name: str
    name_alt: str = ""
    role: str = ""
    length: float | None = None
    guest: str = ""
    kind: SlotKind = "speaker"
    rank: int | None = None
    say: str = ""
    interpreting: Interpreting = ""
    mic: str = ""
    slides: bool = False


class Film(Struct, frozen=True, omit_defaults=True):
    """A film's technical sheet, as the booth reads it. `runtime` is seconds."""

    id: str
    title: str
    title_alt: str = ""
    file: str = ""
    runtime: float | None = None
    format: str = ""
    aspect: str = ""
    sound: str = ""
    subtitles: str = ""
    certificate: str = ""
    kdm_from: datetime | None = None
    kdm_until: datetime | None = None


class Action(Struct, frozen=True, omit_defaults=True):
    """What one output is told: `text` is the words after its name, e.g. `/eos/cue/1/4/fire` or `play a.mp4 in=0.2`."""

    output: str
    text: str


class Cue(Struct, frozen=True, omit_defaults=True):
    """One moment that equipment or a person answers to. `number` is text; waits are seconds; `manual` is
    what a person does instead."""

    number: str
    item: str
    pos: int = 0
    name: str = ""
    at: CueAt = "go"
    actions: tuple[Action, ...] = ()
    follow: Follow = "stop"
    pre_wait: float = 0
    post_wait: float = 0
    armed: bool = True
    manual: str = ""


class Operator(Struct, frozen=True, omit_defaults=True):
    """Somebody who works at the console. `pin` is the argon2 hash of their PIN, "" where they need none."""

    name: str
    role: Role = "desk"
    pin: str = ""


class Output(Struct, frozen=True, omit_defaults=True):
    """A piece of equipment, or a person, that cues speak to. `options` are the remaining keys of its table, as text."""

    name: str
    type: str
    url: str = ""
    required: bool = True
    live_only: bool = False
    panic: bool = False
    options: dict[str, str] = field(default_factory=dict)


class Trigger(Struct, frozen=True, omit_defaults=True):
    """What outputs are told when something happens on a stage: on the standby, start, warning … of an item, or when a
    cue fires; of one `stage`, `item` or `cue` only where that is said. The words of `actions` may hold {item}, {title}
    and the like, which are filled in at that moment."""

    on: TriggerOn
    actions: tuple[Action, ...]
    stage: str = ""
    item: str = ""
    cue: str = ""
