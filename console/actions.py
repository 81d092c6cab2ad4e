"""The action table: every act's key, words and dangers, the one source of key bar, help, palette and README.

A room carries out the act `id` in its method `act_<id>`; one without `keys` lives in the palette only.
"""

from __future__ import annotations

from msgspec import Struct

from data.words import _

ROOMS = ("desk", "stage", "speakers", "cues", "log", "summary", "timer", "setup")
PAGES = ("card", "things", "merge", "scanner", "import")
"""Pages laid over the desk or the setup room, with keys of their own."""
SHOW = ("stage", "cues")
LISTS = ("stage", "speakers", "cues", "log", "summary")
NOTED = ("stage", "speakers", "cues", "log", "summary")


class Action(Struct, frozen=True):
    """One act: `rooms` empty is everywhere, `keys` are Textual's names, `label` is short and `does` a sentence.

    `dangerous` wants a typed word in show mode; `edits` is off in show mode and once the event is closed; `hidden`
    keeps it out of the key bar, `unlisted` out of the palette (moving a cursor). `later` is not built
    yet: its key is kept free and says so.
    """

    id: str
    rooms: tuple[str, ...]
    keys: tuple[str, ...]
    label: str
    does: str
    dangerous: bool = False
    edits: bool = False
    hidden: bool = False
    unlisted: bool = False
    later: bool = False


def everywhere() -> tuple[Action, ...]:
    """The acts that every room has."""
    return (
        Action("help", (), ("f1", "question_mark"), _("help"), _("The keys of this room, then of all others.")),
        Action("room_desk", (), ("f2",), _("desk"), _("Go to the front desk."), hidden=True),
        Action("room_stage", (), ("f3",), _("stage"), _("Go to the running order."), hidden=True),
        Action("room_speakers", (), ("f4",), _("speakers"), _("Go to the speakers."), hidden=True),
        Action("room_cues", (), ("f5",), _("cues"), _("Go to the cues."), hidden=True),
        Action("room_log", (), ("f6",), _("log"), _("Go to the log."), hidden=True),
        Action("room_summary", (), ("f7",), _("summary"), _("Go to the day's figures."), hidden=True),
        Action("room_timer", (), ("f8",), _("timer"), _("Go to the speaker timer."), hidden=True),
        Action("room_setup", (), ("f9",), _("setup"), _("Go to the checks and settings."), hidden=True),
        Action("palette", (), ("ctrl+p",), _("all acts"),
               _("Every act by name, and any guest or item to go to."), unlisted=True),
        Action("lock", (), ("ctrl+l",), _("lock"),
               _("Hide every name in every room; the same key, or a PIN, shows them again.")),
        Action("sign_in", (), (), _("sign in"), _("Somebody else takes over this console with their PIN.")),
        Action("evacuation", (), (), _("evacuation list"),
               _("Write and print who is inside, place by place; ^E does it on the lock.")),
        Action("scanner_test", (), (), _("scanner test"),
               _("What a scanner sends, key by key, and what it is read as; nobody is admitted.")),
        Action("theme", (), (), _("theme"), _("Dark, light or high contrast.")),
        Action("bell", (), (), _("bell"), _("The bell on a refusal, on or off.")),
        Action("quit", (), (), _("quit"), _("Leave the console; asks while something runs.")),
    )  # fmt: skip


def of_the_desk() -> tuple[Action, ...]:
    """The acts of the front desk: no plain letters, since the field has the focus."""
    desk = ("desk",)
    return (
        Action("admit", desk, ("enter",), _("in"), _("Admit the guest picked; two of one name want Up or Down first."),
               unlisted=True),
        Action("out", desk, ("ctrl+o",), _("out"), _("Write down that the guest picked went out.")),
        Action("walk_in", desk, ("ctrl+n",), _("walk-in"), _("Add a guest who is not on the list.")),
        Action("override", desk, ("ctrl+y",), _("let in"),
               _("Answer an ASK: let the guest in with a reason and a supervisor's name.")),
        Action("party", desk, ("ctrl+r",), _("rest of party"),
               _("Show who of the guest's delegation is to come; again lets them all in.")),
        Action("give", desk, ("ctrl+g",), _("give"),
               _("Give or take back a headset, badge or bag; a number alone finds who has it.")),
        Action("meet", desk, ("ctrl+e",), _("met by"),
               _("Who meets the guest was told; again: they confirmed that they are coming.")),
        Action("lead", desk, ("ctrl+k",), _("lead"), _("Call the lead about the guest; again: the lead came.")),
        Action("deputy", desk, ("ctrl+t",), _("instead of"), _("Somebody comes instead of the guest picked.")),
        Action("undo", desk, ("ctrl+z",), _("undo"), _("Take this desk's latest act back; the key bar names it.")),
        Action("look", desk, ("f10",), _("need a look"), _("Show the next ASK that nobody answered.")),
        Action("card", desk, ("ctrl+d",), _("card"),
               _("All of the guest: correct, new ticket, merge, badge, entries and things lent.")),
        Action("door", desk, ("ctrl+s", "f11"), _("door"), _("Work at the next door; of many, choose one.")),
        Action("badge", ("desk", "card"), ("ctrl+b",), _("badge"),
               _("Print the badge of the guest picked, beside check-in.")),
        Action("printer", desk, (), _("printer"), _("Which printer this machine's badges go to, and its paper.")),
        Action("expect", desk, (), _("on the way"), _("When and where the guest picked arrives, and who meets them.")),
        Action("headcount", ("desk", "stage"), (), _("head count"), _("So many people are inside, counted by eye.")),
        Action("everybody", desk, (), _("everybody"), _("List all guests while the field is empty, or nobody again.")),
        Action("things", desk, (), _("things out"), _("What was lent and is not back: who has it, since when.")),
        Action("paper", desk, (), _("paper ticks"), _("Type in the ticks and times of a printed list.")),
        Action("pick_up", desk, ("up",), _("up"), _("The guest above."), hidden=True, unlisted=True),
        Action("pick_down", desk, ("down",), _("down"), _("The guest below."), hidden=True, unlisted=True),
        Action("page_up", desk, ("pageup",), _("page up"), _("A page of guests up."), hidden=True, unlisted=True),
        Action("page_down", desk, ("pagedown",), _("page down"), _("A page of guests down."), hidden=True,
               unlisted=True),
        Action("clear", desk, ("escape",), _("clear"), _("Empty the field; again: the ASK came to nothing."),
               hidden=True, unlisted=True),
    )  # fmt: skip


def of_the_pages() -> tuple[Action, ...]:
    """The acts of the guest's card and of the list of things lent: Enter and Ctrl, since letters go to the desk."""
    card, things, both = ("card",), ("things",), ("merge",)
    moves = (("pick_up", "up", _("up"), _("The line above.")), ("pick_down", "down", _("down"), _("The line below.")))
    return (
        Action("correct", card, ("enter",), _("correct"),
               _("Correct the line picked; an entry or exit: take it back, a thing lent: back in the box.")),
        Action("give", card, ("ctrl+g",), _("give"), _("Give or take back a headset, badge or bag.")),
        Action("ticket", card, ("ctrl+r",), _("new ticket"), _("Replace the ticket; the older one no longer holds.")),
        Action("merge", card, ("ctrl+w",), _("same person"), _("The guest is listed twice: find the other one.")),
        Action("undo", card, ("ctrl+z",), _("undo"), _("Take this desk's latest act back; the key bar names it.")),
        Action("expect", card, ("ctrl+o",), _("on the way"), _("When and where the guest arrives, met by whom.")),
        Action("meet", card, ("ctrl+e",), _("met by"), _("Who meets the guest was told; again: they confirmed.")),
        Action("lead", card, ("ctrl+k",), _("lead"), _("Call the lead about the guest; again: the lead came.")),
        Action("take_back", things, ("enter",), _("take back"), _("The thing picked is back in the box.")),
        Action("undo", things, ("ctrl+z",), _("undo"), _("Take this desk's latest act back; the key bar names it.")),
        Action("merge_now", both, ("enter",), _("same person"), _("Who is picked is taken in by the one who stays.")),
        Action("prefix", ("scanner",), ("ctrl+x",), _("take the prefix off"),
               _("What this scanner puts before a code is taken off from now on, or left on again.")),
        *(Action(name, PAGES, (key,), label, does, hidden=True, unlisted=True) for name, key, label, does in moves),
        Action("close", PAGES, ("escape",), _("close"), _("Back to the room."), unlisted=True),
    )  # fmt: skip


def of_the_import() -> tuple[Action, ...]:
    """The acts of the import page."""
    page = ("import",)
    return (
        Action("import_now", page, ("i",), _("import"), _("Bring the list in as it is shown; the desk goes on.")),
        Action("next_view", page, ("tab",), _("next list"), _("Columns, new, changed, gone, odd, there twice.")),
        Action("field_of", page, ("enter",), _("what it is"), _("Say what the column picked is, by its field's name.")),
        Action("file", page, ("f",), _("file"), _("Pick another list or folder.")),
        Action("stop_import", page, ("x",), _("stop"), _("Stop the import that runs; what is written stays.")),
        Action("field_next", page, ("right",), _("next field"), _("Take the column picked for the next field."),
               hidden=True),
        Action("field_before", page, ("left",), _("field before"), _("Take the column picked for the field before."),
               hidden=True),
        Action("view_before", page, ("shift+tab",), _("list before"), _("The list before."), hidden=True,
               unlisted=True),
        Action("page_up", page, ("pageup",), _("page up"), _("A page up."), hidden=True, unlisted=True),
        Action("page_down", page, ("pagedown",), _("page down"), _("A page down."), hidden=True, unlisted=True),
    )  # fmt: skip


def of_the_show() -> tuple[Action, ...]:
    """The acts of stage and cues: nothing on C V B N M beside Space; what can't be taken lightly wants Shift."""
    stage, cues = ("stage",), ("cues",)
    return (
        Action("go", SHOW, ("space",), _("GO"), _("Fire the next cue, or start what stands by; the panel says which.")),
        Action("standby", SHOW, ("s",), _("standby"), _("Call the item or cue picked, or the next one, to standby.")),
        Action("hold", stage, ("h",), _("hold"), _("Hold, with a reason; again to go on.")),
        Action("more", stage, ("plus", "equals_sign"), _("minute"), _("Give the live item a minute.")),
        Action("less", stage, ("minus",), _("minute"), _("Take a minute from the live item.")),
        Action("undo", SHOW, ("u",), _("undo"), _("Take this room's latest act back; the key bar names it.")),
        Action("back", stage, (), _("back"), _("Take the last GO back with its times; nothing is sent."),
               dangerous=True),
        Action("skip", SHOW, ("X",), _("skip"), _("Skip the item or cue picked; again to take it back in.")),
        Action("end", stage, ("E",), _("end"), _("End the live item with nothing after it."), dangerous=True),
        Action("panic", SHOW, ("f12",), _("PANIC"),
               _("Film and music fade and stop, again cuts; lights, shutters and interpreters stay.")),
        Action("tell", stage, ("t",), _("tell"), _("Tell the desk and the other rooms something.")),
        Action("goto", SHOW, ("g",), _("go to"), _("Go to an item or cue by its number or name.")),
        Action("recover", stage, ("r",), _("recover"), _("Ways to be back on time by the hard out."), later=True),
        Action("message", stage, ("T",), _("on the timer"),
               _("Words on the speaker's timer; the next GO takes them away."), hidden=True),
        Action("mode", stage, (), _("mode"), _("Edit, dry, rehearse or show: what is sent to equipment."),
               dangerous=True),
        Action("move_up", stage, ("K",), _("move up"), _("Move the item picked before the one above."), edits=True,
               hidden=True),
        Action("move_down", stage, ("J",), _("move down"), _("Move the item picked after the one below."), edits=True,
               hidden=True),
        Action("arm", cues, ("a",), _("arm"), _("Arm or disarm the cue picked.")),
        Action("find", cues, ("slash",), _("find"), _("Find a cue by its number or words.")),
        Action("retry", cues, ("r",), _("retry"), _("Send the failed cue again."), hidden=True),
        Action("done", cues, ("d",), _("done by hand"), _("A person did it: mark the cue done."), hidden=True),
        Action("leave", cues, ("l",), _("leave"), _("Leave the failed cue as it is."), hidden=True),
        Action("resume", cues, ("R",), _("resume"), _("Go on from where panic stopped."), hidden=True),
    )  # fmt: skip


def of_the_speakers() -> tuple[Action, ...]:
    """The acts of the speakers room: states by number, in the order they come."""
    room = ("speakers",)
    return (
        Action("away", room, ("1",), _("away"), _("The speaker picked is not expected yet.")),
        Action("coming", room, ("2",), _("coming"), _("On the way, with a time.")),
        Action("here", room, ("3",), _("here"), _("In the building.")),
        Action("miked", room, ("4",), _("miked"), _("Has a microphone.")),
        Action("ready", room, ("5",), _("ready"), _("In the wings.")),
        Action("on", room, ("6",), _("on"), _("On stage.")),
        Action("off", room, ("7",), _("off"), _("Off stage.")),
        Action("absent", room, ("8",), _("absent"), _("Will not come.")),
        Action("undo", room, ("u",), _("undo"), _("Take this room's latest act back; the key bar names it.")),
        Action("replace", room, ("p",), _("replace"), _("Somebody else takes the slot picked.")),
        Action("move_up", room, ("K",), _("earlier"), _("Move the speaker picked up within the item."), hidden=True),
        Action("move_down", room, ("J",), _("later"), _("Move the speaker picked down within the item."), hidden=True),
        Action("find", room, ("slash",), _("find"), _("Find a speaker by name."), hidden=True),
    )


def of_the_books() -> tuple[Action, ...]:
    """The acts of log, summary, timer and setup."""
    log, summary, setup = ("log",), ("summary",), ("setup",)
    return (
        Action("find", log, ("slash",), _("filter"), _("Show only lines with these words.")),
        Action("follow", log, ("f",), _("follow"), _("Stay on the newest line, or stop doing so.")),
        Action("problems", log, ("p",), _("problems"), _("Only refusals, failures and incidents, or all again.")),
        Action("open", log, ("enter",), _("details"), _("Show all of the line picked."), unlisted=True),
        Action("undo", log, ("u",), _("undo this"), _("Take back the act of the line picked."), dangerous=True),
        Action("incident", log, ("i",), _("incident"), _("Write an incident down, now.")),
        Action("write", summary, ("e",), _("write files"), _("Write the summary as Markdown and JSON.")),
        Action("as_of", summary, ("a",), _("as of"), _("The figures as they were at a time.")),
        Action("state", setup, ("s",), _("state"), _("Setup, rehearsal, open or closed."), dangerous=True),
        Action("mode", setup, ("m",), _("mode"), _("Edit, dry, rehearse or show: what is sent to equipment.")),
        Action("check", setup, ("p",), _("check"), _("Run the checks again.")),
        Action("import", setup, ("i",), _("import"), _("Bring in or update a guest list; looked at before it counts.")),
        Action("scanner_test", setup, ("t",), _("scanner test"),
               _("What a scanner sends, key by key, and what it is read as; nobody is admitted."), unlisted=True),
        Action("note", NOTED, ("w",), _("note"), _("Write a timed note for the log and the report.")),
        Action("note", ("desk", "timer", "setup"), (), _("note"), _("Write a timed note for the log and the report.")),
        Action("other_stage", ("stage", "speakers", "cues", "timer"), ("o",), _("other stage"),
               _("The next stage of the event.")),
        Action("cursor_up", LISTS, ("up", "k"), _("up"), _("The line above."), hidden=True, unlisted=True),
        Action("cursor_down", LISTS, ("down", "j"), _("down"), _("The line below."), hidden=True, unlisted=True),
        Action("first", ("speakers", "log", "summary"), ("home",), _("first"), _("The first line."), hidden=True,
               unlisted=True),
        Action("last", LISTS, ("G", "end"), _("last"), _("The last line."), hidden=True, unlisted=True),
        Action("close", (*LISTS, "timer", "setup"), ("escape",), _("close"), _("Leave what is transient."),
               hidden=True, unlisted=True),
    )  # fmt: skip


def table() -> tuple[Action, ...]:
    """Every act, in the language chosen; a room's own acts first."""
    return (
        of_the_desk()
        + of_the_pages()
        + of_the_import()
        + of_the_show()
        + of_the_speakers()
        + of_the_books()
        + everywhere()
    )


def of_room(room: str) -> tuple[Action, ...]:
    """The acts of one room, its own first, then those of every room."""
    rows = table()
    return tuple(row for row in rows if room in row.rooms) + tuple(row for row in rows if not row.rooms)


def act_of(room: str, name: str) -> Action | None:
    """The row of an act as this room has it."""
    return next((row for row in of_room(room) if row.id == name), None)


SHORT = {
    "question_mark": "?", "slash": "/", "plus": "+", "equals_sign": "=", "minus": "-", "space": "Space",
    "enter": "Enter", "escape": "Esc", "up": "Up", "down": "Down", "pageup": "PgUp", "pagedown": "PgDn",
    "home": "Home", "end": "End", "left": "Left", "right": "Right", "shift+tab": "Shift+Tab", "tab": "Tab",
}  # fmt: skip


def key_name(key: str) -> str:
    """A key as it is written on the screen: `^O`, `F5`, `Space`, `X`."""
    if key.startswith("ctrl+"):
        return "^" + key.removeprefix("ctrl+").upper()
    if len(key) > 1 and key[0] == "f" and key[1:].isdigit():
        return key.upper()
    return SHORT.get(key, key)


def table_markdown() -> str:
    """The key table of the README."""
    lines = ["| room | key | act | does |", "| --- | --- | --- | --- |"]
    for row in table():
        if row.later:
            continue
        keys = " ".join(f"`{key_name(key)}`" for key in row.keys) or "palette"
        rooms = ", ".join(row.rooms) or "all"
        lines.append(f"| {rooms} | {keys} | {row.label} | {row.does} |")
    return "\n".join(lines) + "\n"
