"""Starts Callboard."""

from __future__ import annotations

import sys

from console.cli.opening import Opening
from console.cli.root import run
from console.crash import hold_tongues


def launch(opening: Opening) -> int:
    """Opens a room; the screens are imported only now."""
    from screens.app import CallboardApp

    app = CallboardApp(
        opening.file,
        room=opening.room or "desk",
        stage=opening.stage,
        door=opening.door,
        operator=opening.operator,
        ascii=opening.ascii,
        lang=opening.language or "",
        remote=opening.remote,
        read_only=opening.read_only,
        department=opening.department,
    )
    app.run()
    return app.return_code or 0


def main() -> None:
    hold_tongues()
    sys.exit(run(sys.argv[1:], launch))


if __name__ == "__main__":
    main()
