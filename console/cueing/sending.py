"""All actions at once, each in a thread of its own with the deadline, or in lanes; the answers as they come."""

from __future__ import annotations

import queue
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial

from msgspec import Struct

from console.cueing.rack import Rack, aside
from console.outputs.peer import Reply
from data.records import Action, Output, ShowMode
from data.words import _


class Answer(Struct, frozen=True):
    """What came back for the action at `index`."""

    index: int
    reply: Reply


def send(
    rack: Rack,
    outputs: Mapping[str, Output],
    actions: Sequence[Action],
    mode: ShowMode,
    deadline: float,
    *,
    resume: bool = False,
    lanes: Iterable[Sequence[int]] | None = None,
) -> Iterator[list[Answer]]:
    """Sends the actions and yields their answers in the batches they come in; the last batch holds what never came.
    Those of a lane go one after the other, all within the deadline; without lanes each has its own.

    In edit and dry nothing is sent; in rehearse, nothing to outputs that are `live_only`.
    """
    came: queue.SimpleQueue[Answer] = queue.SimpleQueue()
    until = time.monotonic() + deadline
    for lane in lanes or ([index] for index in range(len(actions))):
        going: list[tuple[int, Output, str]] = []
        for index in lane:
            action = actions[index]
            output = outputs.get(action.output)
            if mode in ("edit", "dry") or (mode == "rehearse" and output is not None and output.live_only):
                came.put(Answer(index, Reply("dry", 0.0)))
            elif output is None:
                said = _("there is no output called {name}").format(name=action.output)
                came.put(Answer(index, Reply("failed", 0.0, said)))
            else:
                going.append((index, output, action.text))
        if going:
            aside(partial(_tell, came, rack, going, until, resume))
    out = set(range(len(actions)))
    while out:
        batch = _batch(came, until)
        if not batch:
            late = Reply("failed", deadline * 1000, _("no answer in {seconds} s").format(seconds=f"{deadline:g}"))
            batch = [Answer(index, late) for index in sorted(out)]
        out -= {answer.index for answer in batch}
        yield batch


def _tell(
    came: queue.SimpleQueue[Answer], rack: Rack, lane: Iterable[tuple[int, Output, str]], until: float, resume: bool
) -> None:
    """One lane. What is not begun when its time is over stays unsent: nobody waits for it any more."""
    for index, output, text in lane:
        left = until - time.monotonic()
        if left <= 0:
            return
        try:
            peer = rack.peer(output)
            came.put(Answer(index, peer.resume(text, left) if resume else peer.fire(text, left)))
        except Exception as fault:
            # The cue must say that it failed; the fault itself is still ours, and is raised.
            said = _("a fault in the program: {fault}").format(fault=repr(fault))
            came.put(Answer(index, Reply("failed", 0.0, said)))
            raise


def _batch(came: queue.SimpleQueue[Answer], until: float) -> list[Answer]:
    """What has come, waiting for the first of it until then; empty where nothing came."""
    try:
        batch = [came.get(timeout=max(0.0, until - time.monotonic()))]
    except queue.Empty:
        return []
    while not came.empty():
        batch.append(came.get())
    return batch
