"""CUPS, through its own commands: a file handed to a printer with `lp`, followed until it is out or given up.

What is given up is taken back from the printer's queue, so that it never comes out later beside its reprint.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path

from msgspec import Struct

from data.clean import harmless
from data.words import _

ANSWER = 10.0
"""Seconds that `lp` and `lpstat` get: the daemon is on this machine, and a frozen one must not hold anything up."""
LOOK = 0.5
PATIENCE = 30.0
"""Seconds in which one badge must be out; each further sheet gets `MORE`."""
MORE = 5.0
_JOB = re.compile(r"request id is (\S+)")
_OF = re.compile(r"^\S*(?:lp|lpstat|cancel): (?:Error - )?")
"""What CUPS puts before its sentence: the command as it was called."""
_MISSING = ("printer or class does not exist", "No default destination", "no default destination")
Waits = Callable[[float], bool]
"""Waits so many seconds; True where nothing is to be waited for any more."""


class Sent(Struct, frozen=True):
    """Is it out, and one sentence: what the printer did, or why not."""

    done: bool
    detail: str


def print_file(path: Path, printer: str, media: str, sheets: int, waits: Waits, *, title: str = "badge") -> Sent:
    """Prints a PDF, as a job whose `title` names nobody; `printer` "" is the one CUPS has as default. Never raises for
    what a printer does."""
    words = ["lp", *(["-d", printer] if printer else []), "-t", title, "-o", f"media={media}"]
    code, said = _ask([*words, "-o", "print-scaling=none", "--", str(path)])
    job = _JOB.search(said)
    if code or job is None:
        return Sent(False, _no_printer(printer, said) or said or _("lp gave no answer"))
    return _followed(job[1], PATIENCE + MORE * (sheets - 1), waits)


def _no_printer(printer: str, said: str) -> str:
    """What CUPS says in words of its own of a printer that is not there, with those that are."""
    if not any(words in said for words in _MISSING):
        return ""
    code, listed = _ask(["lpstat", "-e"])
    here = ", ".join(harmless(name) for name in listed.split()) if not code else ""
    if not here:
        return _("there is no printer on this machine; set one up in CUPS")
    if not printer:
        return _("no printer is the default one; name one of these: {printers}").format(printers=here)
    return _("there is no printer {printer}; there are: {printers}").format(printer=harmless(printer), printers=here)


def _followed(job: str, patience: float, waits: Waits) -> Sent:
    printer = job.rpartition("-")[0]
    waited = 0.0
    while True:
        code, said = _ask(["lpstat", "-W", "not-completed", "-l", "-o", printer])
        if code:
            return Sent(True, _("handed to {printer} as {job}; nobody says whether it is out").format(
                printer=printer, job=job))  # fmt: skip
        mine = _of_job(said, job)
        if mine is None:
            return Sent(True, "")
        if waited >= patience:
            _ask(["cancel", job])
            why = mine or _state(printer)
            words = _("{printer} did not print it in {n} s: {why}") if why else _("{printer} did not print it in {n} s")
            return Sent(False, words.format(printer=printer, n=round(patience), why=why))
        if waits(LOOK):
            return Sent(
                True, _("handed to {printer} as {job}; the console was closed").format(printer=printer, job=job)
            )
        waited += LOOK


def _of_job(said: str, job: str) -> str | None:
    """What `lpstat -l` says of a job, "" for nothing; None where it is not there (any more)."""
    lines = iter(said.splitlines())
    for line in lines:
        if line.split(" ", 1)[0] == job:
            for more in lines:
                if not more[:1].isspace():
                    break
                word, _colon, text = more.strip().partition(":")
                if word == "Status" and text.strip():
                    return harmless(text)
            return ""
    return None


def _state(printer: str) -> str:
    """Why a printer stands, in CUPS's words."""
    _code, said = _ask(["lpstat", "-p", printer])
    first, _line, reason = said.partition("\n")
    if "disabled" not in first:
        return ""
    why = harmless(reason.partition("\n")[0])
    return _("it is paused: {why}").format(why=why) if why else _("it is paused")


def _ask(words: Sequence[str]) -> tuple[int, str]:
    """Runs a command of CUPS: its exit status, and what it said, an error as one plain sentence."""
    program = shutil.which(words[0])
    if program is None:
        return 127, _("{program} is not installed here; CUPS brings it (cups-client)").format(program=words[0])
    try:
        done = subprocess.run(
            [program, *words[1:]], stdin=subprocess.DEVNULL, capture_output=True, timeout=ANSWER, check=False,
            env={**os.environ, "LC_ALL": "C", "LANG": "C"},
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        return 124, _("{program} did not answer in {n} s").format(program=words[0], n=round(ANSWER))
    except (OSError, ValueError) as why:
        return 126, _("{program} can't be run: {why}").format(program=words[0], why=why)
    if done.returncode:
        error = done.stderr.decode(errors="replace").strip() or _("{program} failed").format(program=words[0])
        return done.returncode, harmless(_OF.sub("", error.splitlines()[0]))
    return 0, done.stdout.decode(errors="replace")
