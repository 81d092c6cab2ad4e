"""A stage in memory: acts are asked of the running rules, their facts folded, and the times read off."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, time, timedelta
from itertools import count
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from console.rules import running
from console.rules.refusals import Refusal
from console.rules.running import Moment
from console.rules.speakers import slot_plan, slots
from console.rules.speakers.speaking import SpeakersView, lineup
from console.rules.times.timing import Line, Timeline, timeline
from data.facts import VERSION, Draft, Fact, ItemPlanned, SlotPlanned, from_text, kind_of, to_text
from data.folds import speakers as speakers_fold
from data.folds import stage as stage_fold
from data.folds.standing import counted
from data.records import EventStage, Guest, Item, ShowMode, Slot, Stage
from data.states import GuestState, Passage, SpeakersState, StageState


class Show:
    """One stage on one day. Times are written `09:30`, `+1 00:20` for the day after, or in full with their offset."""

    def __init__(self, items: list[Item], hard_out: str = "", day: str = "2026-03-10", zone: str = "Europe/London"):
        self.zone, self.day = ZoneInfo(zone), datetime.fromisoformat(day)
        self.stage = Stage("main", hard_out=hard_out)
        self.mode: ShowMode = "edit"
        self.event: EventStage = "open"
        self.facts: list[Fact] = []
        self.record([Draft("stage/main", ItemPlanned(item)) for item in items], self.when("00:00"))

    def when(self, text: str) -> datetime:
        if "T" in text:
            return datetime.fromisoformat(text).astimezone(UTC)
        plus, text = (1, text[3:]) if text.startswith("+1 ") else (0, text)
        day = (self.day + timedelta(days=plus)).date()
        return datetime.combine(day, time.fromisoformat(text), self.zone).astimezone(UTC)

    def record(self, drafts: list[Draft], at: datetime) -> None:
        act = f"s:{len(self.facts) + 1}"
        for draft in drafts:
            n, kind, body = len(self.facts) + 1, kind_of(draft.body), to_text(draft.body)
            known = from_text(kind, VERSION, body)
            self.facts.append(Fact("s", n, act, n, at, "Kit", "live", draft.subject, kind, VERSION, None, body, known))

    def state(self, until: datetime | None = None) -> StageState:
        state = stage_fold.empty("main")
        for fact in counted(self.facts, "live", until):
            state = stage_fold.step(state, fact)
        return stage_fold.settle(state)

    def do(self, at: str, verb: str, *words: object, clock: str | None = None) -> str:
        """The act's word, or the word of its refusal."""
        moment = Moment(
            self.when(at), clock=self.when(clock) if clock else None, mode=self.mode, event=self.event, source="test"
        )
        state = self.state()
        answer = getattr(running, verb)(state, moment, *words)
        if isinstance(answer, Refusal):
            assert answer.message
            self.record([running.refused(state, verb, answer, None, moment)], moment.at)
            return answer.reason
        self.record(list(answer.drafts), moment.at)
        return verb

    def at(self, text: str) -> Timeline:
        now = self.when(text)
        times = timeline(self.state(now), self.stage, self.zone.key, now)
        why = times.why
        assert abs(why.began + why.added + why.held + why.overrun - times.offset) < 1e-6, "the reasons add up"
        return times

    def line(self, text: str, item: str) -> Line:
        return next(line for line in self.at(text).items if line.id == item)

    def expected(self, text: str) -> dict[str, str | None]:
        """Each item's expected start at that time, as a time of day."""
        return {line.id: clock(line.expected_start) for line in self.at(text).items}

    def planned(self) -> dict[str, tuple[str | None, str | None]]:
        return {line.id: (clock(line.planned_start), clock(line.planned_end)) for line in self.at("+1 23:00").items}


def clock(at: datetime | None) -> str | None:
    return None if at is None else f"{at:%H:%M:%S}".removesuffix(":00")


@pytest.fixture
def item() -> Callable[..., Item]:
    """Makes items: `item("A", 20, start="10:00")` is twenty minutes from a fixed 10:00, `until` a fixed end."""
    places = count()

    def make(
        item_id: str,
        minutes: float | None = None,
        *,
        start: str = "",
        until: str = "",
        rule: str = "",
        least: float | None = None,
        day: str = "2026-03-10",
        zone: str = "Europe/London",
        out: str = "",
        **more: object,
    ) -> Item:
        def on(text: str) -> datetime | None:
            if not text:
                return None
            plus, text = (1, text[3:]) if text.startswith("+1 ") else (0, text)
            wall = datetime.fromisoformat(f"{day}T{text}") + timedelta(days=plus)
            return wall.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)

        return Item(
            id=item_id,
            stage="main",
            pos=next(places),
            title=f"Item {item_id}",
            start=on(start),
            end=on(until),
            length=None if minutes is None else minutes * 60,
            start_rule=rule or ("fixed" if start else "follows"),  # type: ignore[arg-type]  # tests write it as text
            end_rule="fixed" if until else "length",
            least_length=None if least is None else least * 60,
            hard_out=on(out),
            **more,  # type: ignore[arg-type]  # tests write it as text
        )

    return make


@pytest.fixture
def show() -> type[Show]:
    return Show


@pytest.fixture
def morning(item: Callable[..., Item]) -> Show:
    """Doors 09:30, opening 10:00, talk 10:20, a break until a fixed 11:15, and a film at a fixed 12:00."""
    return Show(
        [
            item("doors", 30, start="09:30"),
            item("opening", 20),
            item("talk", 40),
            item("break", until="11:15", kind="break"),
            item("film", 90, start="12:00", flag=True),
        ]
    )


class Talks:
    """The speakers of a `Show`, by the same kind of facts."""

    def __init__(self, show: Any, planned: list[Slot]) -> None:
        self.show, self.facts, self.guests = show, [], {}  # type: ignore[var-annotated]  # filled below
        self.record([Draft("speakers/main", SlotPlanned(slot)) for slot in planned], show.when("00:00"))

    def record(self, drafts: Any, at: datetime) -> None:
        act = f"s:{len(self.facts) + 1}"
        for draft in drafts:
            n, kind, body = len(self.facts) + 1, kind_of(draft.body), to_text(draft.body)
            known = from_text(kind, 1, body)
            self.facts.append(Fact("s", n, act, n, at, "Kit", "live", draft.subject, kind, 1, None, body, known))

    def state(self) -> SpeakersState:
        state = speakers_fold.empty("main")
        for fact in counted(self.facts, "live"):
            state = speakers_fold.step(state, fact)
        return speakers_fold.settle(state)

    def do(self, at: str, verb: str, *words: Any) -> str:
        answer = getattr(slots, verb, None) or getattr(slot_plan, verb)
        answer = answer(self.state(), *words)
        if isinstance(answer, Refusal):
            return answer.reason
        self.record(answer.drafts, self.show.when(at))
        return verb

    def arrives(self, at: str, guest: str, way: str = "in") -> None:
        known = self.guests.get(guest) or GuestState(Guest(guest, f"Guest {guest}"), 1)
        entry = Passage("d:1", "d:1", way, "main", "main", self.show.when(at), "Mei")  # type: ignore[arg-type]  # as text
        self.guests[guest] = GuestState(known.guest, 1, passages=(*known.passages, entry))

    def at(self, text: str, call: float = 15) -> SpeakersView:
        order = self.show.state(self.show.when(text))
        return lineup(self.state(), order, self.show.at(text), self.guests, call)

    def starts(self, text: str) -> dict[str, str | None]:
        return {s.id: f"{s.expected_start:%H:%M}" if s.expected_start else None for s in self.at(text).slots}

    def states(self, text: str) -> dict[str, str]:
        return {slot.id: slot.state for slot in self.at(text).slots}


@pytest.fixture
def talking() -> type[Talks]:
    """The speakers of a show: `talking(show, slots)`."""
    return Talks
