"""What stands between desk and stage, in words: messages that wait, the house, and latecomers at the doors."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from console.rules import house, messages
from console.rules.house import HouseView, Waits
from data.words import _, ngettext
from screens.message_words import FRESH, message_said, seen_so_far, sent_said, waited
from screens.stage_read import StageNow
from screens.widgets.desk_line import DeskView, News, Pin
from screens.widgets.plain import shown

ASKED = "bold $tone-ask"
HELD = "bold $tone-warning"


def desk_view(known: StageNow, now: datetime) -> DeskView:
    """The desk's line on the stage at this moment; asks nothing of the file."""
    view = known.house_at(now)
    answered = sorted(_answered(known, now), key=lambda each: each.at, reverse=True)
    fresh = [each for each in answered if now - each.at <= FRESH]
    # Who was waited for is told the stage at that moment, whatever else waits there.
    came = [each for each in known.news if each.arrival and timedelta(0) <= now - each.at <= FRESH][:1]
    asked = tuple(_asked_here(known, view, now))
    pins: tuple[Pin | News, ...] = (
        *asked[:1], *_late(view), *came, *_hidden(known), *asked[1:], *_asked_there(known, view, now),
        *(Pin(each.at, each.words, each.tail, "$tone-in") for each in fresh),
    )  # fmt: skip
    known_news = (each for each in known.news if each not in came)
    old = (*known_news, *_heard(known), *(each for each in answered if each not in fresh))
    news = sorted(old, key=lambda each: each.at, reverse=True)
    return DeskView(room_words(known, view), tuple(news), house_words(view), pins)


def stage_titles(known: StageNow) -> dict[str, str]:
    return {each.id: shown(each.title or each.id) for each in known.day.stages.values()}


def house_words(view: HouseView) -> str:
    """`house open 13:05, not cleared`; nothing where nobody runs the house here."""
    if not (view.begun or view.asks):
        return ""
    since = f"{view.since:%H:%M}" if view.since is not None else ""
    doors = {"shut": _("house shut"), "open": _("house open {time}"), "closed": _("house closed {time}")}[view.doors]
    if view.cleared is not None:
        cleared = _("cleared {time}").format(time=f"{view.cleared:%H:%M}")
        return _("house {cleared}").format(cleared=cleared) if view.doors != "closed" else f"{_('closed')}, {cleared}"
    said = doors.format(time=since)
    return said if view.started else f"{said}, {_('not cleared')}"


def late_words(held: int, until: str) -> str:
    """`9 latecomers held at the doors until 08 ends`."""
    if not held:
        words = _("latecomers are held until {item} ends, none yet") if until else _("latecomers are held, none yet")
        return words.format(item=shown(until))
    words = ngettext("{n} latecomer held at the doors", "{n} latecomers held at the doors", held).format(n=held)
    return _("{held} until {item} ends").format(held=words, item=shown(until)) if until else words


def step_said(each: Waits) -> str:
    """A step that waits, as the other side reads it."""
    return house.worded(each.step, each.side, each.count, shown(each.item))


def _asked_here(known: StageNow, view: HouseView, now: datetime) -> Iterator[Pin]:
    """What the stage has not answered, the oldest first; the key is with the one that it answers."""
    stages = stage_titles(known)
    words = messages.waiting(known.words, "stage", known.stage.id, now)
    found = [(each.at, message_said(each, stages), each.blink) for each in words]
    found += [(w.at, _("desk: {what}").format(what=step_said(w)), False) for w in view.waiting if w.side == "desk"]
    for place, (at, said, blink) in enumerate(sorted(found)):
        key = _("y seen") if place == 0 else ""
        yield Pin(at, said, f"{waited(at, now)}   {key}".rstrip(), ASKED, blink and now.second % 2 == 1)


def _late(view: HouseView) -> Iterator[Pin]:
    if view.holding is None:
        return
    key = _("o lets them in now")
    if view.at_go:
        key = _("next GO lets them in, or o now")
    yield Pin(view.holding, late_words(view.held, view.until), key, HELD)


def _asked_there(known: StageNow, view: HouseView, now: datetime) -> Iterator[Pin]:
    """What the stage said and nobody has answered, the oldest first."""
    stage = known.stage.id
    for w in view.waiting:
        if w.side == "stage":
            tail = _("desk has not answered  {time}").format(time=waited(w.at, now))
            yield Pin(w.at, _("to desk: {what}").format(what=step_said(w)), tail)
    for each in messages.sent(known.words, messages.here("stage", stage), {stage: known.last_go}, now):
        yield Pin(each.at, sent_said(each), f"{seen_so_far(each)}  {waited(each.at, now)}", "")


def _hidden(known: StageNow) -> Iterator[Pin]:
    since = known.words.hidden.get(known.stage.id)
    if since is not None:
        yield Pin(since, _("NO TIME on the timer"), _("T then 0 shows it"), HELD)


def _answered(known: StageNow, now: datetime) -> Iterator[News]:
    """What the stage said and was answered lately, as it was said."""
    for each in messages.answered(known.words, messages.here("stage", known.stage.id), now):
        seen = each.seen[-1]
        words = _("seen by {room}: {text}").format(room=seen.room, text=shown(each.text))
        yield News(seen.at, words, seen.by)
    for said in known.house.past:
        if said.side == "stage" and said.answered is not None and now - said.answered <= messages.LASTS:
            what = house.worded(said.step, "desk", said.count, shown(said.item))
            yield News(said.answered, _("desk: {what}").format(what=what), said.answered_by)


def _heard(known: StageNow) -> Iterator[News]:
    """What the stage has seen: it can be read again."""
    for each in known.words.past:
        if messages.hears("stage", known.stage.id, each) and each.seen:
            tail = _("seen {name}").format(name=each.seen[-1].by)
            yield News(each.at, message_said(each, stage_titles(known)), tail)
    for said in known.house.past:
        if said.side == "desk":
            what = house.worded(said.step, "desk", said.count, shown(said.item))
            yield News(said.at, _("desk: {what}").format(what=what), said.by)


def room_words(known: StageNow, view: HouseView) -> str:
    """How many are in the room: the house count where no door of its own counts."""
    if view.count is None or any(door.item in known.state.items for door in known.day.doors.values() if door.item):
        return known.room
    time = f"{view.counted:%H:%M}" if view.counted is not None else ""
    words = _("IN THE HOUSE {n}, {time}, {name}")
    return words.format(n=view.count, time=time, name=shown(view.counted_by))
