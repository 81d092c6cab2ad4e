"""The console under a clock that stands still until a test moves it: the time is what a file says.

python clocked.py EVENT CLOCK ROOM STAGE
"""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from screens.app import CallboardApp

event, clock, room, stage = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3], sys.argv[4]
CallboardApp(
    event, room=room, stage=stage, operator="Kit", now=lambda: datetime.fromisoformat(clock.read_text(encoding="ascii"))
).run()
