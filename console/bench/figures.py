"""A figure of the bench: what was measured, in what unit, and how it stands to its limit on this machine."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence

from msgspec import Struct


class Figure(Struct, frozen=True, omit_defaults=True):
    """`ratio_…` is this over `against`, taken in turns in the same run. A figure that was not taken only says why.
    Where several work at once, `failed` got no answer, `lost` were answered and are not in the file, and `double` are
    guests let in twice."""

    name: str
    p50: float | None = None
    p99: float | None = None
    unit: str = ""
    against: str = ""
    against_p50: float | None = None
    against_p99: float | None = None
    ratio_p50: float | None = None
    ratio_p99: float | None = None
    why: str = ""
    failed: int | None = None
    lost: int | None = None
    double: int | None = None


def timed(call: Callable[[], object]) -> float:
    """How long it took, in milliseconds."""
    began = time.perf_counter_ns()
    call()
    return (time.perf_counter_ns() - began) / 1e6


def percentile(values: Sequence[float], share: float) -> float:
    """The value that `share` of the values do not exceed; of the nearest rank."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def figure(
    name: str, values: Sequence[float], against: str, limits: Sequence[float], unit: str = "ms", worst: float = 0.99
) -> Figure:
    """`worst` is the share that p99 is taken at: 0.01 where more is better."""
    p50, p99 = percentile(values, 0.5), percentile(values, worst)
    base50, base99 = percentile(limits, 0.5), percentile(limits, worst)
    return Figure(
        name, _round(p50), _round(p99), unit, against, _round(base50), _round(base99),
        _round(p50 / base50) if base50 else None, _round(p99 / base99) if base99 else None,
    )  # fmt: skip


def alone(name: str, values: Sequence[float], unit: str = "ms") -> Figure:
    """A figure that is a limit itself."""
    return Figure(name, _round(percentile(values, 0.5)), _round(percentile(values, 0.99)), unit)


def _round(value: float) -> float:
    """Three figures are as much as such a measurement knows."""
    return float(f"{value:.3g}")
