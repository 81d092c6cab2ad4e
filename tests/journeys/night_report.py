"""The as-run report of the night, worked out by hand: when each item began and ended, and what its lateness was."""

from __future__ import annotations

from typing import Any


def clock_of(text: str | None) -> str | None:
    """`2026-10-25T01:20:00+00:00` as `01:20 +00`."""
    return None if text is None else f"{text[11:16]} {text[19:22]}"


RAN = {
    # Item: first planned, began, ended; late, added, held, over, longer than first planned (all in seconds).
    "G1": ("22:40 +01", "22:44 +01", "23:06 +01", 240, 60, 150, 0, 120),
    "G2": ("23:00 +01", "23:06 +01", "23:54 +01", 360, 0, 0, 180, 180),
    "G3": ("23:45 +01", "23:54 +01", "00:26 +01", 540, 0, 0, 120, 120),
    # 14 minutes for 20; 5:00 past its fixed end.
    "G4": ("00:15 +01", "00:26 +01", "00:40 +01", 660, 0, 0, 300, -360),
    "G5": ("00:35 +01", "00:40 +01", "01:22 +01", 300, 0, 0, 120, 120),
    # 58 minutes: 3:00 over the 55 of the recovery, 2:00 short of the 60 of the first plan; G7 the same.
    "G6": ("01:15 +01", "01:22 +01", "01:20 +00", 420, 0, 0, 180, -120),
    "G7": ("01:15 +00", "01:20 +00", "01:46 +00", 300, 0, 0, 60, -240),
    "G8": ("01:45 +00", None, None, None, 0, 0, 0, None),
    # Without G8 it began 14:00 before its first plan.
    "G9": ("02:00 +00", "01:46 +00", "02:05 +00", -840, 0, 0, 0, -60),
    "S1": ("23:30 +01", "23:33 +01", "00:15 +01", 180, 0, 0, 120, 120),
    "S2": ("00:10 +01", "00:15 +01", "00:35 +01", 300, 0, 0, 0, 0),
    "S3": ("00:30 +01", "00:35 +01", "01:36 +01", 300, 0, 0, 60, 60),
    "S4": ("01:30 +01", "01:36 +01", "01:21 +00", 360, 0, 0, 0, 0),
}


def as_it_ran(report: dict[str, Any]) -> None:
    assert {
        each["item"]: (
            clock_of(each["planned_start"]), clock_of(each["start"]), clock_of(each["end"]), each["late"],
            each["added"], each["held"], each["overrun"], each["longer"],
        )
        for each in report["items"]
    } == RAN  # fmt: skip
    assert [each["how"] for each in report["items"] if each["item"] == "G8"] == ["skipped"]
    main, studio = report["stages"]
    for stage, begins, ends, late, late_end in ((main, "22:40 +01", "02:20 +00", 240, -900),
                                                (studio, "23:30 +01", "01:15 +00", 180, 360)):  # fmt: skip
        assert (clock_of(stage["planned_start"]), clock_of(stage["planned_end"])) == (begins, ends)
        assert (stage["late_start"], stage["late_end"]) == (late, late_end)
    totals = [(each["totals"]["ran"], each["totals"]["skipped"], each["totals"]["added"], each["totals"]["held"],
               each["totals"]["overrun"]) for each in (main, studio, report["day"])]  # fmt: skip
    # Over: 180 + 120 + 300 + 120 + 180 + 60, and 120 + 60.
    assert totals == [(8, 1, 60, 150, 960), (4, 0, 0, 0, 180), (12, 1, 60, 150, 1140)]
    (hold,) = report["holds"]
    assert (hold["item"], hold["seconds"], hold["reason"], hold["by"]) == ("G1", 150, "Bild weg", "Kit")
    assert [(clock_of(each["at"]), each["what"], each["items"] or each["after"]) for each in report["changes"]] == [
        ("00:28 +01", "edited", ["G8"]),
        ("00:45 +01", "recovered", ["G6", "G7"]),
        ("01:05 +00", "skipped", ["G8"]),
        ("01:22 +00", "replanned", ["G7"]),  # the plan goes on later after it
    ]
