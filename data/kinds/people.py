"""Facts of people who come together, instead of others or twice in the list, and of what is open about a guest."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from data.kinds.body import Body


class MergedInto(Body, frozen=True, tag="merged_into"):
    """The guest is listed twice and is `into` from now on: their codes and entries are that guest's."""

    into: str


class MergedFrom(Body, frozen=True, tag="merged_from"):
    """The other side of a merge, on the guest who stays."""

    guest: str


class DeputySent(Body, frozen=True, tag="deputy_sent"):
    """On the guest who does not come: `deputy`, a guest too, comes instead."""

    deputy: str


class HandoutGiven(Body, frozen=True, tag="handout_given"):
    """A thing lent to the guest: `item` as the event calls it, `number` as written on it, "" for one without."""

    item: str
    number: str = ""


class HandoutReturned(Body, frozen=True, tag="handout_returned"):
    item: str
    number: str = ""


class OnTheWay(Body, frozen=True, tag="on_the_way"):
    """The guest is expected at `due` (None: no longer), at `place`, met by `met_by`."""

    due: datetime | None
    place: str = ""
    met_by: str = ""


class MeeterTold(Body, frozen=True, tag="meeter_told"):
    """Who meets the guest was told, or said that they are coming."""

    step: Literal["told", "confirmed"]


class LeadCalled(Body, frozen=True, tag="lead_called"):
    """The lead is wanted about this guest, and why."""

    why: str


class LeadCame(Body, frozen=True, tag="lead_came"):
    """The lead dealt with it."""


class BadgeAsked(Body, frozen=True, tag="badge_asked"):
    """A badge was sent to print; `reprint` where one was asked for before, `process` who sends it."""

    printer: str
    reprint: bool = False
    process: str = ""


class BadgePrinted(Body, frozen=True, tag="badge_printed"):
    """What the printer made of it: done, or why not."""

    done: bool
    detail: str = ""


class HeadCounted(Body, frozen=True, tag="head_counted"):
    """Subject `door/ID`: so many people were inside, counted by eye."""

    count: int
