"""The colours: dark, light and high contrast, with one colour a meaning; blue and orange stay apart for every eye."""

from __future__ import annotations

from textual.theme import Theme

THEMES = ("callboard-dark", "callboard-light", "callboard-contrast")


def _tones(**colours: str) -> dict[str, str]:
    """A colour a meaning, to use in a style as `$tone-in` … `$tone-over`."""
    return {f"tone-{name}": colour for name, colour in colours.items()}


def themes() -> tuple[Theme, ...]:
    return (
        Theme(
            "callboard-dark", primary="#5fa8ff", secondary="#8a93a5", accent="#ffb454", foreground="#d8dce4",
            background="#0f1217", surface="#161a21", panel="#1e242e", warning="#ffb454", error="#ff6b5e",
            success="#4fc38a", dark=True,
            variables=_tones(
                **{"in": "#4fc38a"}, ask="#ffb454", stop="#ff6b5e", out="#6cb6ff", normal="#4fc38a", warning="#ffb454",
                danger="#ff8a5c", over="#ff6b5e", dim="#8a93a5", bar="#1e242e",
            ),
        ),
        Theme(
            "callboard-light", primary="#0b57b0", secondary="#5a6475", accent="#9a5b00", foreground="#1a1e26",
            background="#fbfaf7", surface="#f3f1ec", panel="#e4e1d9", warning="#8a5200", error="#b3261e",
            success="#146c43", dark=False,
            variables=_tones(
                **{"in": "#146c43"}, ask="#8a5200", stop="#b3261e", out="#0b57b0", normal="#146c43", warning="#8a5200",
                danger="#a63c00", over="#b3261e", dim="#5a6475", bar="#e4e1d9",
            ),
        ),
        Theme(
            "callboard-contrast", primary="#ffff00", secondary="#ffffff", accent="#00ffff", foreground="#ffffff",
            background="#000000", surface="#000000", panel="#000000", warning="#ffff00", error="#ff9d9d",
            success="#9dff9d", dark=True,
            variables=_tones(
                **{"in": "#9dff9d"}, ask="#ffff00", stop="#ff9d9d", out="#9dd4ff", normal="#ffffff", warning="#ffff00",
                danger="#ffc07a", over="#ff9d9d", dim="#dddddd", bar="#000000",
            ),
        ),
    )  # fmt: skip
