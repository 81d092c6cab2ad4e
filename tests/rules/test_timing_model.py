"""The times of a running order against a second model: slow, plain, in whole seconds, written from the rules alone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data.records import Item

Make = Callable[..., Item]
NINE = 9 * 3600
VERBS = ("hold", "resume", "end", "back", "add", "standby", "skip", "unskip", "move")


class Plain:
    """What was done, as a list that is read from the beginning for every question."""

    def __init__(self, items: list[dict[str, Any]], hard_out: int) -> None:
        self.items, self.hard_out = items, hard_out
        self.done: list[dict[str, Any]] = []
        self.runs_made = 0

    def do(self, now: int, verb: str, item: str = "", before: str | None = None, seconds: int = 0) -> bool:
        """Does the act if the rules allow it."""
        live, order = self.live(), self.order()
        if verb == "go":
            gos = [act["at"] for act in self.done if act["verb"] in ("go", "refused go")]
            refused = (gos and 0 <= now - gos[-1] < 1) or self.next() is None
            if refused:
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
        allowed = {
            "hold": not self.held() and (live is not None or self.next() is not None),
            "resume": self.held(),
            "end": live is not None,
            "add": live is not None,
            "standby": item != live and item not in self.skipped(),
            "skip": item not in self.ran(),
            "unskip": True,
            "move": item not in (live, before) and (before is None or before in order),
        }[verb]
        if allowed:
            gos = [act for act in self.done if act["verb"] == "go"]
            run = gos[-1]["run"] if gos and (live is not None or verb == "standby") else None
            if verb in ("skip", "unskip", "move"):
                run = None
            self.done.append({"verb": verb, "at": now, "item": item, "before": before, "seconds": seconds, "run": run})
        return allowed

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
            if act["verb"] == "move":
                ids.remove(act["item"])
                ids.insert(len(ids) if act["before"] is None else ids.index(act["before"]), act["item"])
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
            if act["verb"] == "go" or (act["verb"] == "skip" and act["item"] == called):
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

    def plan(self) -> dict[str, tuple[int, int]]:
        known = {each["id"]: each for each in self.items}
        out: dict[str, tuple[int, int]] = {}
        last = None
        for each in self.order():
            item = known[each]
            start = item["start"] if item["fixed"] or last is None else last
            end = max(start, item["end"]) if item["end"] is not None else start + item["length"]
            out[each] = (start, end)
            if each not in self.skipped():
                last = end
        return out

    def look(self, now: int) -> dict[str, Any]:
        known, plan = {each["id"]: each for each in self.items}, self.plan()
        gos = [act for act in self.done if act["verb"] == "go"]
        live, order = self.live(), self.order()
        answer: dict[str, Any] = {"live": live, "standby": self.next(), "remaining": None}
        offset = 0
        expected: dict[str, tuple[int, int]] = {}
        at = None
        if gos:
            last = gos[-1]
            item = known[last["item"]]
            added = sum(act["seconds"] for act in self.done if act["verb"] == "add" and act["run"] == last["run"])
            ends = [act["at"] for act in self.done if act["verb"] == "end" and act["run"] == last["run"]]
            more = added + self.held_for(now)
            due = (plan[item["id"]][1] if item["end"] is not None else last["at"] + item["length"]) + more
            offset = (ends[0] if ends else max(due, now)) - plan[item["id"]][1]
            if live is not None:
                answer["remaining"] = due - now
                at = max(due, now)
        begin = live if live is not None else self.next()
        ahead = order[order.index(begin) :] if begin else []
        for each in ahead:
            if each == live or each in self.skipped() or (each in self.ran() and each != self.called()):
                continue
            start = max(plan[each][0], now) if at is None else at
            if known[each]["fixed"]:
                start = max(start, plan[each][0])
            end = max(start, plan[each][1]) if known[each]["end"] is not None else start + known[each]["length"]
            if live is None and not expected:
                offset = start - plan[each][0]
            expected[each] = (start, end)
            at = end
        first = gos[0]["at"] - plan[gos[0]["item"]][0] if gos else 0
        answer |= {"offset": offset, "relative": offset - first, "expected": expected, "held": self.held()}
        return answer

    def holds_from(self, item: str, start: int, now: int) -> bool:
        """Does the hard out hold if that item to come starts then, all after it at full length?"""
        known, plan = {each["id"]: each for each in self.items}, self.plan()
        ahead = list(self.look(now)["expected"])
        at = start
        for n, each in enumerate(ahead[ahead.index(item) :]):
            if n and known[each]["fixed"]:
                at = max(at, plan[each][0])
            at = max(at, plan[each][1]) if known[each]["end"] is not None else at + known[each]["length"]
        return at <= self.hard_out


@st.composite
def orders(draw: st.DrawFn) -> list[dict[str, Any]]:
    items, at = [], NINE
    for n in range(draw(st.integers(1, 6))):
        length = draw(st.integers(1, 40)) * 60
        start = at + draw(st.sampled_from([0, 0, 0, 600, 3600, -300]))
        ends_fixed = draw(st.integers(0, 4)) == 0
        items.append({
            "id": f"i{n}", "fixed": n == 0 or draw(st.booleans()), "start": start, "length": length,
            "end": start + length if ends_fixed else None,
        })  # fmt: skip
        at = start + length
    return items


acts = st.lists(
    st.tuples(
        st.integers(0, 1500),
        st.sampled_from(["go", "go", "go", *VERBS]),
        st.integers(0, 5),
        st.integers(0, 6),
        st.integers(-900, 900),
    ),
    max_size=14,
)


def text(seconds: int) -> str:
    plus, seconds = divmod(seconds, 86400)
    clock = f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"
    return f"+1 {clock}" if plus else clock


@settings(max_examples=250, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(order=orders(), deeds=acts, wait=st.integers(0, 3000), lead=st.integers(-1800, 1800))
def test_the_times_agree_with_a_plain_model(
    show: Any, item: Make, order: list[dict[str, Any]], deeds: list[Any], wait: int, lead: int
) -> None:
    last = max(each["start"] + each["length"] for each in order)
    day = show(
        [
            item(
                each["id"],
                each["length"] / 60,
                start=text(each["start"]),
                rule="fixed" if each["fixed"] else "follows",
                until=text(each["end"]) if each["end"] is not None else "",
            )
            for each in order
        ],
        hard_out=text(last),
    )
    plain = Plain(order, last)
    now = NINE + lead
    for gap, verb, which, where, seconds in deeds:
        now += gap
        one, other = f"i{which % len(order)}", f"i{where}" if where < len(order) else None
        words = {"standby": [one], "skip": [one], "unskip": [one], "move": [one, other], "add": [seconds]}.get(verb, [])
        did = plain.do(now, verb, one, other, seconds)
        assert (day.do(text(now), verb, *words) == verb) == did, f"{verb} {words} at {text(now)}"
    now += wait
    times, want = day.at(text(now)), plain.look(now)
    assert (times.live, times.standby, times.remaining) == (want["live"], want["standby"], want["remaining"])
    assert (times.offset, times.relative) == (want["offset"], want["relative"])
    assert (times.state == "held") == want["held"]
    start = day.when("00:00")
    lines = {line.id: line for line in times.items}
    assert {
        each: ((line.planned_start - start).total_seconds(), (line.planned_end - start).total_seconds())
        for each, line in lines.items()
    } == plain.plan()
    assert list(lines) == plain.order()
    assert {
        each: ((line.expected_start - start).total_seconds(), (line.expected_end - start).total_seconds())
        for each, line in lines.items()
        if line.expected_start is not None and line.status != "live"
    } == want["expected"]
    out = (times.hard_out.at - start).total_seconds() if times.hard_out else None
    for each in want["expected"]:
        latest = lines[each].latest_start
        if out != last:
            continue
        if latest is None:
            assert not plain.holds_from(each, 0, now)
        else:
            at = int((latest - start).total_seconds())
            assert plain.holds_from(each, at, now)
            assert not plain.holds_from(each, at + 1, now)
