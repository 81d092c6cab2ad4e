"""The crowd: who comes when, by ticket or by name, who is turned away, who comes unasked, who goes out and in again."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from functools import partial

from console import desk
from console.desk.guests import code_of
from console.rehearsal.day import Play
from console.rehearsal.welcome import Welcome
from console.rules.admission import Override
from console.rules.refusals import Refusal
from data import tables
from data.records import Door
from data.states import GuestState

NO_SHOW = 0.09
LATE = 0.13
BY_TICKET = 0.7
TWICE = 0.03
MISTAKEN = 0.01
STRANGERS = 4
STAYS_TO_THE_END = 0.93
KERB = "car, main kerb"
COACH_STOP = "coach, side street"
TURN_UP = {"expected": 1 - NO_SHOW, "pending": 0.6, "cancelled": 0.3, "regrets": 0.1, "blocked": 0.7}
"""How many of each status come to the door."""
WALK_INS = (
    ("Nora Whitlock", "Quayside Pictures"), ("温雅 WEN Ya", "Riverbend Animation"), ("Idris Okoro", "Lantern Post"),
    ("Maud Fairbrother", ""), ("柏青 BAI Qing", "North Bund Studio"), ("Teodor Lind", "Harbour Sound"),
    ("Wren Achterberg", "Long Acre Press"),
)  # fmt: skip


class Crowd:
    """Everybody who comes to the doors on a played day."""

    def __init__(self, play: Play, speaking: Iterable[tuple[str, datetime]]) -> None:
        self._play = play
        self._welcome = Welcome(play)
        self._speaks: dict[str, datetime] = {}
        for guest, at in speaking:
            self._speaks[guest] = min(at, self._speaks.get(guest, at))

    def comes(self, guests: Iterable[GuestState]) -> None:
        """Puts everybody's coming on the agenda."""
        play, main = self._play, self._play.day.main
        if main is None:
            return
        guests = list(guests)
        self._welcome.chooses_a_coach(guests)
        self._welcome.counts_heads()
        together: dict[str, datetime] = {}
        late_speakers = set(play.dice.sample(sorted(self._speaks), min(2, len(self._speaks))))
        for state in guests:
            guest = state.guest
            speaks = self._speaks.get(guest.id)
            if speaks is None and guest.delegation and guest.delegation == self._welcome.coach:
                if guest.delegation not in together:
                    together[guest.delegation] = at = self._some_time()
                    self._welcome.lets_the_coach_in(at, main, self._came_by_coach)
                if guest.status == "expected":
                    self._welcome.awaits(state, together[guest.delegation], COACH_STOP)
                continue
            if speaks is None and play.dice.random() > TURN_UP.get(guest.status, 0):
                self._welcome.sends_somebody(state, self._some_time(), main)
                continue
            if speaks is not None:
                early, spread = (4, 2) if guest.id in late_speakers else (55, 12)
                at = max(play.around(speaks, -early, spread), play.day.begins - timedelta(minutes=75))
            elif guest.delegation:
                base = together.setdefault(guest.delegation, self._some_time())
                at = play.around(base, 0, 1.2)
            else:
                at = self._some_time()
            if guest.host and guest.status == "expected":
                self._welcome.awaits(state, at, KERB)
            play.agenda.add(at, partial(self._arrive, state, main))
        for name, organisation in WALK_INS:
            play.agenda.add(self._some_time(), partial(self._walk_in, name, organisation, main))
        for _n in range(STRANGERS):
            code = f"TKT-{play.dice.randrange(10**8):08}"
            play.agenda.add(self._some_time(), partial(self._stranger, code, main))

    def _some_time(self) -> datetime:
        """When somebody comes: most in the half hour before the first item, some well after it."""
        play = self._play
        if play.dice.random() < LATE:
            return play.day.begins + timedelta(minutes=play.dice.expovariate(1 / 35))
        return min(play.around(play.day.begins, -24, 13), play.day.begins + timedelta(minutes=10))

    def _arrive(self, state: GuestState, door: Door, now: datetime) -> None:
        play, dice = self._play, self._play.dice
        by_ticket = dice.random() < BY_TICKET
        operator = play.desk()
        answer = self._pass(state, door, now, by_ticket=by_ticket, operator=operator)
        if answer is None:
            return
        if answer.verdict == "refused":
            settled = answer.class_ == "ask" and dice.random() < 0.7
            if settled:
                again = now + timedelta(seconds=dice.uniform(15, 60))
                play.agenda.add(again, partial(self._let_in, state, door))
            return
        self._welcome.lends(state, answer.fact, now)
        if dice.random() < MISTAKEN:
            play.agenda.add(now + timedelta(seconds=8), partial(self._mistaken, answer.fact, operator))
            play.agenda.add(now + timedelta(seconds=40), partial(self._arrive, state, door))
            return
        if dice.random() < TWICE:
            play.agenda.add(now + timedelta(seconds=dice.uniform(3, 90)), partial(self._again, state, door))
        self._later(state, door, now)

    def _later(self, state: GuestState, door: Door, now: datetime) -> None:
        """What somebody does once they are in: other rooms, some air, and home."""
        play, dice = self._play, self._play.dice
        length = (play.day.ends - now).total_seconds()
        if length > 3600 and dice.random() < 0.08:
            out = now + timedelta(seconds=dice.uniform(0.3, 0.7) * length)
            play.agenda.add(out, partial(self._leave, state, door))
            back = out + timedelta(minutes=dice.uniform(5, 25))
            play.agenda.add(back, partial(self._back, state, door))
        for room in play.day.rooms:
            self._visits(state, room, now)
        home = play.around(play.day.ends, 8, 9) if dice.random() < 0.85 else now + timedelta(seconds=0.75 * length)
        if dice.random() < STAYS_TO_THE_END:
            play.agenda.add(max(home, now + timedelta(minutes=10)), partial(self._goes_home, state, door))

    def _came_by_coach(self, answer: desk.Answer, now: datetime) -> None:
        main = self._play.day.main
        state = tables.guest(self._play.file.db, answer.guest.id) if answer.guest is not None else None
        if state is not None and main is not None:
            self._welcome.lends(state, answer.fact, now)
            self._later(state, main, now)

    def _goes_home(self, state: GuestState, door: Door, now: datetime) -> None:
        self._welcome.takes_back(state.guest.id, now)
        self._leave(state, door, now)

    def _visits(self, state: GuestState, room: Door, now: datetime) -> None:
        """Some go to a room inside; a few who may not try it too."""
        play, dice = self._play, self._play.dice
        invited = not room.admits or state.guest.category.casefold() in {word.casefold() for word in room.admits}
        if dice.random() > (0.35 if invited else 0.02):
            return
        opens = self._room_opens(room, now)
        at = max(opens + timedelta(minutes=dice.gauss(4, 6)), now + timedelta(minutes=4))
        play.agenda.add(at, partial(self._enter_room, state, room))

    def _room_opens(self, room: Door, now: datetime) -> datetime:
        from data.moments import MomentError, moment, zone_named

        event = self._play.day.state.event
        if not room.opens or event is None:
            return now + timedelta(minutes=6)
        try:
            return moment(room.opens, event.date, zone_named(event.zone))
        except MomentError:
            return now + timedelta(minutes=6)

    def _enter_room(self, state: GuestState, room: Door, now: datetime) -> None:
        answer = self._pass(state, room, now, by_ticket=True, operator=self._play.desk())
        if answer is not None and answer.verdict == "admitted" and room.exits == "scanned":
            stays = timedelta(minutes=self._play.dice.uniform(15, 60))
            self._play.agenda.add(now + stays, partial(self._leave, state, room))

    def _pass(
        self,
        state: GuestState,
        door: Door,
        now: datetime,
        *,
        by_ticket: bool,
        operator: str,
        force: Override | None = None,
    ) -> desk.Answer | None:
        """One entry; None where the guest is gone from the list meanwhile."""
        code = code_of(self._play.day.state, state) if by_ticket else None
        answer = desk.admit(
            self._play.file, code=code, guest=None if by_ticket else state.guest.id, door=door.id, now=now,
            operator=operator, force=force,
        )  # fmt: skip
        return None if isinstance(answer, Refusal) else answer

    def _let_in(self, state: GuestState, door: Door, now: datetime) -> None:
        """A person settles an ASK."""
        force = Override("on the organiser's list", "Zhao Min")
        answer = self._pass(state, door, now, by_ticket=False, operator=self._play.desk(), force=force)
        if answer is not None and answer.verdict == "admitted":
            self._later(state, door, now)

    def _again(self, state: GuestState, door: Door, now: datetime) -> None:
        """The same ticket a second time: somebody's copy, or somebody's impatience."""
        self._pass(state, door, now, by_ticket=True, operator=self._play.desk())

    def _back(self, state: GuestState, door: Door, now: datetime) -> None:
        self._pass(state, door, now, by_ticket=True, operator=self._play.desk())

    def _leave(self, state: GuestState, door: Door, now: datetime) -> None:
        here = tables.guest(self._play.file.db, state.guest.id)
        if here is None or not here.inside or door.exits != "scanned":
            return
        desk.admit(self._play.file, guest=state.guest.id, door=door.id, now=now, operator=self._play.desk(), way="out")

    def _mistaken(self, act: str, operator: str, now: datetime) -> None:
        desk.undo(self._play.file, act=act, now=now, operator=operator, reason="wrong guest")

    def _walk_in(self, name: str, organisation: str, door: Door, now: datetime) -> None:
        fields = {"name": name, "organisation": organisation, "category": "delegate"}
        desk.walk_in(self._play.file, fields, now=now, operator=self._play.desk(), door=door.id)

    def _stranger(self, code: str, door: Door, now: datetime) -> None:
        """Another evening's ticket."""
        desk.admit(self._play.file, code=code, door=door.id, now=now, operator=self._play.desk())
