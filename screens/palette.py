"""Every act by name, and any guest or item to go to, for ctrl+p."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, cast

from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.content import Content

from console import actions, permits
from console.actions import Action
from console.rules import roles
from data import tables
from data.words import _
from screens.room import room_names
from screens.widgets.plain import shown, two_scripts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from screens.app import CallboardApp

GUESTS = 8
NAMED, ITEM, GUEST, TOLD, SCATTERED = 8.0, 6.0, 5.0, 3.0, 1.0
"""What stands above what: acts of that name, items and guests, acts whose sentence has the words, and acts that have
its letters somewhere."""


class ActProvider(Provider):
    """The acts of the room in front and of every room; those of other rooms lead there first."""

    def _rows(self) -> Iterator[tuple[Action, str]]:
        here = getattr(self.screen, "ROOM", "")
        rows = actions.table()
        for row in rows:
            if not row.unlisted and here in row.rooms:
                yield row, ""
        for row in rows:
            if not row.unlisted and not row.rooms:
                yield row, ""
        for row in rows:
            if not row.unlisted and row.rooms and here not in row.rooms and row.rooms[0] in actions.ROOMS:
                yield row, row.rooms[0]

    def _title(self, row: Action, room: str) -> str:
        keys = " ".join(actions.key_name(key) for key in row.keys)
        where = f"{room_names()[room]}: " if room else ""
        return f"{where}{row.label}  {keys}".rstrip()

    def _act(self, row: Action, room: str) -> Callable[[], None]:
        app = cast("CallboardApp", self.app)
        if room:
            return partial(app.go_room, room)
        return partial(app.do, row.id)

    def _against(self, row: Action, room: str) -> str | None:
        """What the operator's role keeps from them; the act says it too, should it be chosen."""
        app = cast("CallboardApp", self.app)
        act = permits.needed(room or getattr(self.screen, "ROOM", ""), row)
        no = act and roles.forbidden(app.day.operators, app.operator, act)
        return no.message if no else None

    async def discover(self) -> Hits:
        rows = [(row, self._against(row, room)) for row, room in self._rows() if not room]
        # What can't be done stands below what can; the order is the table's otherwise.
        for row, no in sorted(rows, key=lambda each: each[1] is not None):
            title = Content.styled(self._title(row, ""), "$tone-dim strike" if no else "")
            yield DiscoveryHit(title, self._act(row, ""), help=no or row.does)

    async def search(self, query: str) -> Hits:
        matcher = self.matcher(query)
        for row, room in self._rows():
            title = self._title(row, room)
            score = _score(query, title, row) or (SCATTERED if matcher.match(row.label) > 0 else 0.0)
            if score > 0:
                if row.label.casefold().startswith(query.casefold()):
                    # Who types an act's own name means that act, and this room's before another's.
                    score += 1 if room else 2
                no = self._against(row, room)
                painted = Content.styled(title, "$tone-dim strike" if no else "")
                yield Hit(score, painted, self._act(row, room), text=title, help=no or row.does)


def _score(query: str, title: str, row: Action) -> float:
    """Every word stands in the act's name, or else in what it does."""
    words = query.casefold().split()
    if all(word in title.casefold() for word in words):
        return NAMED
    return TOLD if all(word in f"{title} {row.does}".casefold() for word in words) else 0.0


class GoProvider(Provider):
    """Guests by the desk's own search, items by number or title."""

    async def search(self, query: str) -> Hits:
        app = cast("CallboardApp", self.app)
        for stage in tables.stages_holding(app.file.db):
            for item in tables.stage(app.file.db, stage).items.values():
                words = f"{item.id} {item.title} {item.title_alt}"
                if query.casefold() in words.casefold():
                    title = f"{shown(item.id)}  {two_scripts(item.title, item.title_alt)}"
                    yield Hit(ITEM, Content(title), partial(app.go_item, stage, item.id), text=title, help=_("item"))
        from console import desk

        for number, match in enumerate(desk.find(app.file, query, limit=GUESTS).matches):
            # Two people of one name are told apart here as they are at the desk.
            title = f"{two_scripts(match.name, match.name_alt)}  {shown(match.apart or match.organisation)}"
            help_line = _("guest, shown at the desk")
            yield Hit(GUEST - number / 100, Content(title), partial(app.go_guest, match.id), text=title, help=help_line)
