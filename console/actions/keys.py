"""Keys as they are written on the screen."""

from __future__ import annotations

SHORT = {
    "question_mark": "?", "slash": "/", "plus": "+", "equals_sign": "=", "minus": "-", "space": "Space",
    "enter": "Enter", "escape": "Esc", "up": "Up", "down": "Down", "pageup": "PgUp", "pagedown": "PgDn",
    "home": "Home", "ampersand": "&", "end": "End", "left": "Left", "right": "Right", "shift+tab": "Shift+Tab",
    "tab": "Tab",
}  # fmt: skip


def key_name(key: str) -> str:
    """A key as it is written on the screen: `^O`, `F5`, `Space`, `X`."""
    if key.startswith("ctrl+"):
        return "^" + key.removeprefix("ctrl+").upper()
    if len(key) > 1 and key[0] == "f" and key[1:].isdigit():
        return key.upper()
    return SHORT.get(key, key)
