"""Where the last event file used is remembered, and where the demo goes that nobody gave a place."""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from pathlib import Path

from data.station import state_folder


def remember(file: Path) -> None:
    # A machine without a folder to write to opens its files by name; that is no reason not to open one.
    with suppress(OSError):
        state_folder().mkdir(parents=True, exist_ok=True)
        part = state_folder() / "last.part"
        part.write_text(str(file.resolve()), encoding="utf-8", errors="surrogateescape")
        part.replace(state_folder() / "last")


def remembered() -> Path | None:
    """The last event file opened here, or None."""
    try:
        text = (state_folder() / "last").read_text(encoding="utf-8", errors="surrogateescape").strip()
    except OSError:
        return None
    return Path(text) if text else None


def demo_path(today: date) -> Path:
    """Today's demo in this user's data folder, or here where there is none to write to."""
    from platformdirs import user_data_path

    folder = user_data_path("callboard")
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        folder = Path()
    return folder / f"demo-{today:%Y-%m-%d}.callboard"
