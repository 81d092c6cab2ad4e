"""Ready triggers for well-known programs: `template = "qlab"` in event.toml.

Sources: QLab 5's OSC dictionary (qlab.app/docs/v5/scripting/osc-dictionary-v5: port 53000, `/cue/{number}/start` and
`load`); Companion's remote control (github.com/bitfocus/companion, docs/5_remote_control/osc_control.md and
http_remote_control.md: OSC on port 12321, HTTP on 8000, `/custom-variable/NAME/value`, `POST
/api/custom-variable/NAME/value`); Ontime's OSC API (docs.getontime.no/api/protocols/osc: port 8888,
`/ontime/start/cue`, `/ontime/pause`, `/ontime/addtime/add`).
"""

from __future__ import annotations

from collections.abc import Iterable

from data.records import TriggerOn

Lines = tuple[tuple[TriggerOn, tuple[str, ...]], ...]

_TOLD: tuple[tuple[TriggerOn, tuple[tuple[str, str], ...]], ...] = (
    ("standby", (("callboard_next", "{item}"), ("callboard_next_title", "{title}"))),
    ("start", (("callboard_item", "{item}"), ("callboard_title", "{title}"), ("callboard_phase", "normal"),
               ("callboard_next", "{next}"), ("callboard_next_title", "{next_title}"))),
    ("warning", (("callboard_phase", "warning"),)),
    ("danger", (("callboard_phase", "danger"),)),
    ("over", (("callboard_phase", "over"),)),
    ("hold", (("callboard_phase", "hold"),)),
    ("resume", (("callboard_phase", "normal"),)),
    ("end", (("callboard_phase", "ended"),)),
    ("cue", (("callboard_cue", "{cue}"),)),
)  # fmt: skip
"""The custom variables of Companion that a button shows as `$(custom:callboard_title)`; each must be made there once.
The end of an item comes before the start of the next, whose variables then stand."""


def _variables(form: str) -> Lines:
    def words(pairs: Iterable[tuple[str, str]]) -> tuple[str, ...]:
        return tuple(form.replace("NAME", name).replace("VALUE", value) for name, value in pairs)

    return tuple((on, words(pairs)) for on, pairs in _TOLD)


TEMPLATES: dict[str, dict[str, Lines]] = {
    # The cue of QLab that has the item's number; what stops it is QLab's own, or a trigger of one's own.
    "qlab": {"osc": (("standby", ("/cue/{number}/load",)), ("start", ("/cue/{number}/start",)))},
    "companion": {
        "osc": _variables('/custom-variable/NAME/value "VALUE"'),
        "http": _variables("POST /api/custom-variable/NAME/value VALUE"),
    },
    # Ontime's views follow; a standby is not told, since loading an event there stops the one that runs.
    "ontime": {
        "osc": (
            ("start", ('/ontime/start/cue "{number}"',)),
            ("hold", ("/ontime/pause",)),
            ("resume", ("/ontime/start",)),
            ("add", ("/ontime/addtime/add {added}",)),
        )
    },
}
"""By name and by the output's type."""
