"""What a room may ask of the app it stands in; the app itself is never imported by a room."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, tzinfo
from typing import TYPE_CHECKING, Protocol

from data.journal import EventFile
from data.records import Role, ShowMode
from data.states import EventState
from screens.listening import Ears
from screens.scanners import Scanners
from screens.visits import Visits

if TYPE_CHECKING:
    from console.badges.printing import Printing
    from console.cueing.firing import Firing


class Board(Protocol):
    """The app as rooms see it. `now` is aware, in the event's zone; `stage` and `door` are ids, "" for none."""

    file: EventFile
    stage: str
    door: str
    operator: str
    plain_signs: bool
    locked: bool
    rings: bool
    visits: Visits
    scanners: Scanners
    ears: Ears
    only_stage: str
    """The stage that the agenda shows; "" for all."""
    department: str
    """Whose notes the backstage room shows; "" for all."""
    key_time: float
    """When the latest key was pressed, on the clock of Textual's events."""

    def now(self) -> datetime: ...

    @property
    def role(self) -> Role | None:
        """What the operator may do; None where the event has no roles."""

    def hides(self, room: str) -> bool:
        """Must this room show nothing yet, since nobody signed in?"""

    def who_words(self) -> str:
        """The operator and their role, for the bar."""

    @property
    def zone(self) -> tzinfo: ...

    @property
    def day(self) -> EventState:
        """The event as it stands: its name, state, mode, doors, stages, outputs."""

    @property
    def mode(self) -> ShowMode: ...

    @property
    def firing(self) -> Firing:
        """Sends cues to equipment (console.cueing.firing); made when first asked for."""

    @property
    def printing(self) -> Printing:
        """Prints badges beside all else (console.badges.printing); made when first asked for."""

    def changed(self) -> None:
        """Something was recorded: the room in front draws itself again, once, soon."""

    def go_room(self, room: str) -> None: ...

    def scanned(self, code: str) -> None:
        """Decides and stores a scan at this desk's door, whatever room is in front."""

    def choose_stage(self, stage: str) -> None:
        """All stage rooms show this stage from now on."""

    def ring(self) -> None:
        """The bell, unless it is off."""

    def confirm(self, question: str, done: Callable[[], None]) -> None:
        """Asks for a yes; Enter is no answer in the first 300 ms."""
