"""Starts Callboard."""

from __future__ import annotations

import sys

from console.cli.opening import Opening
from console.cli.root import run


def launch(opening: Opening) -> int:
    """Opens a room; the screens are imported only now."""
    from screens.app import open_room

    return open_room(opening)


def main() -> None:
    sys.exit(run(sys.argv[1:], launch))


if __name__ == "__main__":
    main()
