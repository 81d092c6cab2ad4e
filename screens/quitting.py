"""What still runs, asked before the console is left."""

from __future__ import annotations

from console.importing.underway import underway
from data import tables
from data.journal import EventFile
from data.words import _, ngettext
from screens.widgets.plain import shown


def running(file: EventFile) -> str:
    """The question to ask before leaving, or "" when nothing runs."""
    live: list[str] = []
    for stage in tables.stages_holding(file.db):
        state = tables.stage(file.db, stage)
        if state.runs and state.runs[-1].end is None:
            item = state.items.get(state.runs[-1].item)
            live.append(shown(item.title if item else state.runs[-1].item, 30).rstrip())
    cues = sum(cue.state == "running" for cue in tables.cues(file.db))
    words = []
    if live:
        words.append(_("Live now: {items}.").format(items=", ".join(live)))
    if cues:
        words.append(ngettext("{n} cue is running.", "{n} cues are running.", cues).format(n=cues))
    if any(underway(file, importing) for importing in tables.event(file.db).importing):
        words.append(_("An import is being written; one of this console stops here."))
    if not words:
        return ""
    return " ".join([*words, _("Leaving stops nothing by itself, but nobody here follows it on. Leave?")])
