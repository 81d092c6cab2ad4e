"""A second model of a running order: slow, plain, in whole seconds, written from the rules alone.

What was done is a list that is read from the beginning for every question. Nothing of the program is asked.
"""

from __future__ import annotations

from copy import deepcopy
from typing import Any

DAY = 86400
NEW_LENGTH = 600
Times = dict[str, tuple[int, int]]


class Plain:
    """Items have `id`, `fixed` (start), `start` (None: none given), `length`, `end` (a fixed one, or None)."""

    def __init__(self, items: list[dict[str, Any]], hard_out: int) -> None:
        self.items, self.hard_out = items, hard_out
        self.done: list[dict[str, Any]] = []
        self.runs_made = 0

    # -- acts ---------------------------------------------------------------------------------------------------------
    def do(self, now: int, verb: str, item: str = "", before: str | None = None, seconds: int = 0) -> bool:
        """Does the act if the rules allow it."""
        live, order = self.live(), self.order()
        if verb == "go":
            gos = [act["at"] for act in self.done if act["verb"] in ("go", "refused go")]
            if (gos and 0 <= now - gos[-1] < 1) or self.next() is None:
                self.done.append({"verb": "refused go", "at": now})
                return False
            self.runs_made += 1
            self.done.append({"verb": "go", "at": now, "item": self.next(), "run": self.runs_made})
            return True
        if verb == "back":
            gos = [act for act in self.done if act["verb"] == "go"]
            if gos:
                run = gos[-1]["run"]
                self.done = [act for act in self.done if act.get("run") != run]
            return bool(gos)
        if verb == "replan":
            return self.replan(now)
        allowed = {
            "hold": not self.held() and (live is not None or self.next() is not None),
            "resume": self.held(),
            "end": live is not None,
            "add": live is not None,
            "standby": item in order and item != live and item not in self.skipped(),
            "skip": item in order and item not in self.ran(),
            "unskip": item in order,
            "move": item in order and item not in (live, before) and (before is None or before in order),
            "remove": item in order and item not in self.ran(),
        }[verb]
        if allowed:
            gos = [act for act in self.done if act["verb"] == "go"]
            run = gos[-1]["run"] if gos and (live is not None or verb == "standby") else None
            if verb in ("skip", "unskip", "move", "remove"):
                run = None
            self.done.append({"verb": verb, "at": now, "item": item, "before": before, "seconds": seconds, "run": run})
        return allowed

    def add_item(self, now: int, new: str, after: str | None, typed: dict[str, int]) -> bool:
        """A new item after another (None: at the end), ten minutes long and following on unless something is typed."""
        order = self.order()
        place = len(order) if after is None else order.index(after) + 1 if after in order else -1
        gos = [act["item"] for act in self.done if act["verb"] == "go"]
        if place <= (order.index(gos[-1]) if gos and gos[-1] in order else -1):
            return False
        before = order[place] if place < len(order) else None
        item = {"id": new, "fixed": False, "start": None, "length": NEW_LENGTH, "end": None}
        self.done.append({"verb": "added", "item": item, "before": before})
        made = self.edited(now, new, typed)
        if made is None:
            self.done.pop()
            return False
        self.done[-1]["item"] = made
        return True

    def edit(self, now: int, item: str, typed: dict[str, int]) -> bool:
        """A start typed is a fixed one; an end typed gives the length, unless the item's end is fixed. What ran stays,
        and so does the start of what is on. An item that is so already is no edit."""
        if item not in self.order() or (item in self.ran() and item != self.live()):
            return False
        was, made = self.known()[item], self.edited(now, item, typed)
        if made is None:
            return False
        starts, lengths = self.anew("starts"), self.anew("lengths")
        moved = (was["start"], was["fixed"]) != (made["start"], made["fixed"]) or (item in starts and "start" in typed)
        longer = (was["length"], was["end"]) != (made["length"], made["end"]) or (
            item in lengths and bool({"length", "end"} & typed.keys())
        )
        if not (moved or longer) or (moved and item == self.live()):
            return False
        self.done.append({"verb": "edited", "item": made, "moved": moved, "longer": longer})
        return True

    def edited(self, now: int, item: str, typed: dict[str, int]) -> dict[str, Any] | None:
        """The item as it would be, None where it would end before it starts, or its times contradict each other."""
        was = self.known()[item]
        begins, ends = self.plan(now)[item]
        until, length = ends if was["end"] is None else was["end"], ends - begins
        made = dict(was)
        if "start" in typed:
            begins = min((typed["start"] + day for day in (-DAY, 0, DAY)), key=lambda at: abs(at - begins))
            made |= {"fixed": True, "start": begins}
        if "length" in typed:
            length = typed["length"]
            until = begins + length
        if "end" in typed:
            names = [typed["end"] % DAY + day for day in (-DAY, 0, DAY, 2 * DAY)]
            later = min(at for at in names if at >= begins)
            earlier = max(at for at in names if at < begins)
            # So little before the start is a slip, and no end of the next day.
            at = earlier if begins - earlier <= 6 * 3600 and later - begins > 12 * 3600 else later
            if "length" in typed and at != until:
                return None
            until, length = at, at - begins
        if was["end"] is not None:
            return made | {"end": until}
        return None if length < 0 else made | {"length": length}

    def replan(self, now: int) -> bool:
        """The times expected become the plan: where a start is given, that moves; else the plan waits, after the item
        before, for as long as it takes."""
        expected, plan, known = self.look(now)["expected"], self.plan(now), self.known()
        starts: dict[str, int] = {}
        waits: dict[str, int] = {}
        had, before, ended = self.anew("waits"), "", 0
        for each in self.order():
            if each in self.skipped():
                continue
            start = expected[each][0] if each in expected else plan[each][0]
            if known[each]["fixed"] or not before:
                if start != plan[each][0]:
                    starts[each] = start
            elif start - ended != had.get(before, 0):
                waits[before] = start - ended
            until = known[each]["end"]
            before, ended = each, start + self.length_of(each) if until is None else max(start, until)
        if not expected or not (starts or waits):
            return False
        self.done.append({"verb": "replanned", "starts": starts, "waits": waits})
        return True

    def recover(self, lengths: dict[str, int], dropped: list[str]) -> None:
        self.done.append({"verb": "recovered", "lengths": lengths})
        for item in dropped:
            self.done.append({"verb": "skip", "item": item})

    def with_recovery(self, lengths: dict[str, int], dropped: list[str]) -> Plain:
        other = deepcopy(self)
        other.recover(lengths, dropped)
        return other

    # -- what stands --------------------------------------------------------------------------------------------------
    def known(self) -> dict[str, dict[str, Any]]:
        found = {each["id"]: each for each in self.items}
        for act in self.done:
            if act["verb"] in ("added", "edited"):
                found[act["item"]["id"]] = act["item"]
        return found

    def anew(self, what: str) -> dict[str, int]:
        """What the day put in the place of given `starts` and `lengths`, and the `waits` after items."""
        found: dict[str, int] = {}
        for act in self.done:
            found |= act.get(what, {})
            if act["verb"] == "edited" and {"starts": act["moved"], "lengths": act["longer"]}.get(what):
                found.pop(act["item"]["id"], None)
        return found

    def length_of(self, item: str) -> int:
        given: int = self.known()[item]["length"]
        return self.anew("lengths").get(item, given)

    def ran(self) -> set[str]:
        return {act["item"] for act in self.done if act["verb"] == "go"}

    def skipped(self) -> set[str]:
        out: set[str] = set()
        for act in self.done:
            if act["verb"] == "skip":
                out.add(act["item"])
            if act["verb"] == "unskip":
                out.discard(act["item"])
        return out - self.ran()

    def order(self) -> list[str]:
        ids = [each["id"] for each in self.items]
        for act in self.done:
            if act["verb"] in ("move", "remove"):
                ids.remove(act["item"])
            if act["verb"] in ("move", "added"):
                item = act["item"] if act["verb"] == "move" else act["item"]["id"]
                ids.insert(len(ids) if act["before"] is None else ids.index(act["before"]), item)
        return ids

    def live(self) -> str | None:
        live = None
        for act in self.done:
            live = act["item"] if act["verb"] == "go" else None if act["verb"] == "end" else live
        return live

    def called(self) -> str | None:
        called = None
        for act in self.done:
            if act["verb"] == "standby":
                called = act["item"]
            if act["verb"] == "go" or (act["verb"] in ("skip", "remove") and act["item"] == called):
                called = None
        return called

    def next(self) -> str | None:
        if self.called() is not None:
            return self.called()
        gos = [act["item"] for act in self.done if act["verb"] == "go"]
        order = self.order()
        after = order[order.index(gos[-1]) + 1 :] if gos else order
        waiting = [each for each in after if each not in self.ran() and each not in self.skipped()]
        return waiting[0] if waiting else None

    def held(self) -> bool:
        held = live = False
        for act in self.done:
            # A wait put on hold is no hold of the item that a back made live again.
            if act["verb"] == "hold" and (act["run"] is not None or not live):
                held = True
            if act["verb"] in ("resume", "end", "go"):
                held = False
            if act["verb"] in ("end", "go"):
                live = act["verb"] == "go"
        return held

    def held_for(self, now: int) -> int:
        """Seconds the live or last item was on hold."""
        total, since, begun = 0, None, False
        for act in self.done:
            if act["verb"] == "go":
                total, since, begun = 0, None, True
            elif begun and act["verb"] == "hold" and act["run"] is not None:
                since = act["at"]
            elif begun and act["verb"] in ("resume", "end") and since is not None:
                total, since = total + act["at"] - since, None
        return total + (now - since if since is not None else 0)

    # -- times --------------------------------------------------------------------------------------------------------
    def plan(self, now: int) -> Times:
        known, order, starts, waits = self.known(), self.order(), self.anew("starts"), self.anew("waits")
        given = [known[each]["start"] for each in order if known[each]["start"] is not None]
        out: Times = {}
        last = None
        for each in order:
            item = known[each]
            if item["fixed"] or last is None:
                # With nothing before it and no start given: where the order begins, else now.
                begin = item["start"] if item["start"] is not None else min(given, default=now)
                start = starts.get(each, begin)
            else:
                start = last
            end = max(start, item["end"]) if item["end"] is not None else start + self.length_of(each)
            out[each] = (start, end)
            if each not in self.skipped():
                last = end + waits.get(each, 0)
        return out

    def out_by(self, now: int) -> int | None:
        """The first such time after the stage's first start."""
        plan = self.plan(now)
        starts = [plan[each][0] for each in self.order() if each not in self.skipped()]
        return min((self.hard_out + day for day in (-DAY, 0, DAY, 2 * DAY) if self.hard_out + day > min(starts)),
                   default=None) if starts else None  # fmt: skip

    def look(self, now: int) -> dict[str, Any]:
        known, plan = self.known(), self.plan(now)
        gos = [act for act in self.done if act["verb"] == "go"]
        live, order = self.live(), self.order()
        answer: dict[str, Any] = {"live": live, "standby": self.next(), "remaining": None}
        offset = 0
        expected: Times = {}
        at = None
        if gos:
            last = gos[-1]
            item = known[last["item"]]
            added = sum(act["seconds"] for act in self.done if act["verb"] == "add" and act["run"] == last["run"])
            more = added + self.held_for(now)
            due = (plan[item["id"]][1] if item["end"] is not None else last["at"] + self.length_of(item["id"])) + more
            ended = self.ended(len(gos) - 1)
            offset = (max(due, now) if ended is None else ended) - plan[item["id"]][1]
            if live is not None:
                answer["remaining"] = due - now
                at = max(due, now)
        begin = live if live is not None else self.next()
        for each in order[order.index(begin) :] if begin else []:
            if each == live or each in self.skipped() or (each in self.ran() and each != self.called()):
                continue
            start = max(plan[each][0], now) if at is None else at
            if known[each]["fixed"]:
                start = max(start, plan[each][0])
            end = max(start, plan[each][1]) if known[each]["end"] is not None else start + self.length_of(each)
            if live is None and not expected:
                offset = start - plan[each][0]
            expected[each] = (start, end)
            at = end
        first = gos[0]["at"] - plan[gos[0]["item"]][0] if gos else 0
        over = {act["item"]: self.ended(n) for n, act in enumerate(gos)}
        ends = [*(end for end in over.values() if end is not None), *([at] if at is not None else []),
                *(end for _start, end in expected.values())]  # fmt: skip
        answer |= {"offset": offset, "relative": offset - first, "expected": expected, "held": self.held()}
        return answer | {"end": max(ends, default=None)}

    def ended(self, n: int) -> int | None:
        """When the nth run ended: at its own end, or with the GO after it."""
        gos = [place for place, act in enumerate(self.done) if act["verb"] == "go"]
        for act in self.done[gos[n] + 1 :]:
            if act["verb"] in ("end", "go"):
                at: int = act["at"]
                return at
        return None

    def holds_from(self, item: str, start: int, now: int) -> bool:
        """Does the hard out hold if that item to come starts then, all after it at full length?"""
        known, plan, out_by = self.known(), self.plan(now), self.out_by(now)
        ahead = list(self.look(now)["expected"])
        at = start
        for n, each in enumerate(ahead[ahead.index(item) :]):
            if n and known[each]["fixed"]:
                at = max(at, plan[each][0])
            at = max(at, plan[each][1]) if known[each]["end"] is not None else at + self.length_of(each)
        return out_by is not None and at <= out_by
