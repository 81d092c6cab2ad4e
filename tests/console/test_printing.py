"""Badges on paper through a real CUPS: its own daemon here, a printer that is a socket, and printers that are not."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
import zxingcpp
from PIL import Image

from console import cups, desk, logbook
from console.badges import printing
from console.badges.badges import Look, Wanted
from console.badges.printers import Printer, chosen, read, remember
from console.badges.printing import Asked, Printed, Printing
from console.cli.root import run
from console.logbook import Wanted as Lines
from console.process import this_process
from console.rules.refusals import Refusal
from data import reading, tables
from data.facts import BadgeAsked, BadgePrinted, Draft, OperatorSet
from data.files import open_event
from data.journal import EventFile
from data.records import Operator
from data.states import GuestState

LABEL = Look("62mm")
CONF = """
LogLevel warn
Listen {folder}/sock
Browsing Off
WebInterface No
DefaultAuthType None
JobRetryInterval 1
<Location />
  Order allow,deny
  Allow all
</Location>
<Policy default>
  <Limit All>
    Order allow,deny
    Allow all
  </Limit>
</Policy>
"""
PLACES = """
ServerRoot {folder}
RequestRoot {folder}/spool
CacheDir {folder}/cache
StateDir {folder}/run
TempDir {folder}/spool
AccessLog {folder}/access
ErrorLog {folder}/error
PageLog {folder}/page
"""


class Paper:
    """A network printer: what is sent to its port is a page. It holds a job's line open while it is `slow`."""

    def __init__(self) -> None:
        self.pages: list[bytes] = []
        self.slow = threading.Event()
        self._line = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._line.getsockname()[1])
        self._over = threading.Event()
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self) -> None:
        while True:
            try:
                job, _where = self._line.accept()
            except OSError:
                return
            with job:
                page = bytearray()
                while part := job.recv(65536):
                    page += part
                while self.slow.is_set() and not self._over.wait(0.02):
                    pass
                if page:
                    self.pages.append(bytes(page))

    def codes(self, folder: Path) -> list[str]:
        """What a scanner reads from all that was printed."""
        found: list[str] = []
        for n, page in enumerate(self.pages):
            (folder / f"{n}.pdf").write_bytes(page)
            subprocess.run(["pdftoppm", "-r", "200", "-png", folder / f"{n}.pdf", folder / f"{n}"], check=True)
            for drawn in sorted(folder.glob(f"{n}-*.png")):
                found += [each.text for each in zxingcpp.read_barcodes(Image.open(drawn).convert("L"))]
        return found

    def close(self) -> None:
        self._over.set()
        self._line.close()


class Cups:
    """A CUPS daemon of this test's own, spoken to through its socket."""

    def __init__(self, folder: Path, program: str) -> None:
        for name in ("spool", "cache", "run", "ssl", "ppd"):
            (folder / name).mkdir()
        conf, places = folder / "cupsd.conf", folder / "cups-files.conf"
        conf.write_text(CONF.format(folder=folder), encoding="utf-8")
        places.write_text(PLACES.format(folder=folder), encoding="utf-8")
        self.folder = folder
        self._daemon = subprocess.Popen([program, "-f", "-c", conf, "-s", places])
        until = time.monotonic() + 20
        while subprocess.run(["lpstat", "-r"], capture_output=True, check=False).stdout != b"scheduler is running\n":
            assert time.monotonic() < until and self._daemon.poll() is None, "cupsd does not start"
            time.sleep(0.05)

    def add(self, name: str, port: int) -> str:
        """A printer queue that sends what it gets, as it is, to that port."""
        words = ["lpadmin", "-p", name, "-v", f"socket://127.0.0.1:{port}", "-E"]
        subprocess.run(words, check=True, capture_output=True, timeout=20)
        return name

    def jobs(self) -> str:
        """What still waits, in any queue."""
        words = ["lpstat", "-W", "not-completed", "-o"]
        return subprocess.run(words, check=True, capture_output=True, timeout=20).stdout.decode()

    def close(self) -> None:
        self._daemon.terminate()
        self._daemon.wait(20)


@pytest.fixture
def daemon(tool: Callable[[str, str], str], monkeypatch: pytest.MonkeyPatch) -> Iterator[Cups]:
    for name, package in (("lp", "cups-client"), ("lpadmin", "cups-client"), ("pdftoppm", "poppler-utils")):
        tool(name, package)
    monkeypatch.setenv("PATH", f"{os.environ['PATH']}{os.pathsep}/usr/sbin")
    program = tool("cupsd", "cups")
    if os.geteuid():
        (pytest.fail if os.environ.get("CALLBOARD_CI") else pytest.skip)("a CUPS daemon of one's own wants root")
    # A socket's path has room for a hundred letters only.
    with TemporaryDirectory(prefix="cups-", dir="/tmp") as folder:
        monkeypatch.setenv("CUPS_SERVER", f"{folder}/sock")
        # The filters run as another user than root.
        Path(folder).chmod(0o755)
        made = Cups(Path(folder), program)
        yield made
        made.close()


@pytest.fixture
def paper() -> Iterator[Paper]:
    made = Paper()
    yield made
    made.close()


@pytest.fixture
def label(daemon: Cups, paper: Paper) -> str:
    """A printer that prints."""
    return daemon.add("label", paper.port)


class Hasty:
    """A clock on which waiting takes no time; `looks` counts how often somebody waited."""

    def __init__(self, at: datetime) -> None:
        self.at, self.looks = at, 0

    def now(self) -> datetime:
        return self.at

    def wait(self, stop: threading.Event, seconds: float) -> bool:
        self.looks += 1
        self.at += timedelta(seconds=seconds)
        return stop.is_set()


@pytest.fixture
def hasty(noon: datetime) -> Hasty:
    return Hasty(noon)


def asked(file: EventFile, guest: str, printer: str, now: datetime) -> Asked:
    made = printing.ask(file, guest, printer, now=now, operator="Mei")
    assert isinstance(made, Asked), made
    return made


def printed(file: EventFile, wanted: Asked, clock: Hasty | None = None) -> Printed:
    """What became of one badge, printed by a thread as the desk does it."""
    told: list[Printed] = []
    press = Printing(file.path, "Mei", clock=clock, heard=told.append)
    press.put(wanted, LABEL)
    press.wait()
    assert not press.troubles
    return told[0]


def guest(file: EventFile, name: str) -> GuestState:
    state = tables.guest(file.db, name)
    assert state is not None
    return state


def log(file: EventFile) -> list[str]:
    page = logbook.after(file, Lines(subject="guest/"), place=0)
    return [line.text for line in page.lines if "badge" in line.text]


# -- a printer that prints ---------------------------------------------------------------------------------------------
def test_a_badge_comes_out_with_the_guests_ticket_on_it(
    file: EventFile, label: str, paper: Paper, daemon: Cups, noon: datetime, tmp_path: Path
) -> None:
    ticket = desk.ticket(file, "g2", replace=True, now=noon, operator="Mei")
    assert not isinstance(ticket, Refusal)
    before = guest(file, "g2")
    came = printed(file, asked(file, "g2", label, noon))
    assert (came.done, came.detail) == (True, "")
    assert paper.codes(tmp_path) == [ticket.code]
    after = guest(file, "g2")
    assert after.badge is not None and (after.badge.printed, after.badge.waiting) == (1, False)
    # Printed is not arrived.
    assert (after.arrived, after.inside, after.passages) == (before.arrived, (), ())
    assert desk.counters(file).inside == {}
    assert printing.queue(file) == ()
    assert daemon.jobs() == ""
    assert log(file) == ["badge of 李立言 Li Liyan, to label", "badge of 李立言 Li Liyan printed"]


def test_a_reprint_is_logged_as_one(file: EventFile, label: str, paper: Paper, noon: datetime) -> None:
    first = asked(file, "g1", label, noon)
    printed(file, first)
    again = asked(file, "g1", label, noon)
    printed(file, again)
    assert (first.reprint, again.reprint) == (False, True)
    assert len(paper.pages) == 2
    assert log(file)[2] == "badge of Ada Byron asked for AGAIN, of label"
    state = guest(file, "g1")
    assert state.badge is not None and state.badge.printed == 2


def test_many_are_one_job_and_who_has_one_is_left_out(
    file: EventFile, label: str, paper: Paper, noon: datetime, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    printed(file, asked(file, "g1", label, noon))
    paper.pages.clear()

    def cli(*words: object) -> tuple[int, Any]:
        capsys.readouterr()
        status = run(["badges", str(file.path), *map(str, words), "--json"], lambda _opening: 1)
        return status, json.loads(capsys.readouterr().out)

    status, made = cli("--print", label, "--not-printed", "--operator", "Mei")
    assert (status, made["printed"], made["failed"]) == (0, ["李立言 Li Liyan"], [])
    status, made = cli("--print", label, "--layout", "a4")
    assert (status, made["printed"]) == (0, ["Ada Byron", "李立言 Li Liyan"])
    assert len(paper.pages) == 2
    assert len(paper.codes(tmp_path)) == 3
    assert cli("--print", label, "--not-printed")[1]["refused"] == "nobody_chosen"
    assert cli("--queue") == (0, {"queue": []})
    # The cancelled guest is named: nothing is printed, and that is said.
    status, made = cli("--print", label, "--guest", "g3")
    assert status == 3 and "cancelled" in made["skipped"][0]


def test_no_name_is_in_the_printers_queue(
    file: EventFile, label: str, paper: Paper, daemon: Cups, noon: datetime
) -> None:
    printed(file, asked(file, "g2", label, noon))
    kept = b"".join(path.read_bytes() for path in (daemon.folder / "spool").glob("c*"))
    kept += (daemon.folder / "page").read_bytes()
    assert b"badge" in kept
    assert "李立言".encode() not in kept and b"Liyan" not in kept


# -- printers that do not ----------------------------------------------------------------------------------------------
def test_a_printer_that_is_not_there_is_said_and_tried_again(
    file: EventFile, label: str, noon: datetime, hasty: Hasty
) -> None:
    came = printed(file, asked(file, "g1", "nosuch", noon), hasty)
    said = f"there is no printer nosuch; there are: {label}"
    assert (came.done, came.detail.split(",")[0]) == (False, said)
    waits = printing.queue(file)
    assert [(row.guest, row.printer, row.stand, row.detail) for row in waits] == [
        ("g1", "nosuch", "failed", came.detail)
    ]
    assert log(file)[-1] == f"badge of Ada Byron NOT printed: {came.detail}"
    assert printed(file, asked(file, "g1", label, noon)).done
    assert printing.queue(file) == ()


def test_a_dead_printer_is_given_up_and_nothing_comes_out_later(
    file: EventFile, daemon: Cups, noon: datetime, hasty: Hasty
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as line:
        port = int(line.getsockname()[1])
    dead = daemon.add("dead", port)
    came = printed(file, asked(file, "g1", dead, noon), hasty)
    assert not came.done
    assert came.detail.startswith("dead did not print it in 30 s")
    assert hasty.looks == 60
    assert daemon.jobs() == ""


def test_a_paused_printer_says_why(file: EventFile, label: str, daemon: Cups, noon: datetime, hasty: Hasty) -> None:
    subprocess.run([shutil.which("cupsdisable") or "cupsdisable", "-r", "out of labels", label], check=True)
    came = printed(file, asked(file, "g1", label, noon), hasty)
    assert came.detail == "label did not print it in 30 s: it is paused: out of labels"
    assert daemon.jobs() == ""


def test_a_slow_printer_holds_nobody_up(file: EventFile, label: str, paper: Paper, noon: datetime) -> None:
    """While the printer holds the page, the desk admits; when it lets go, the badge is out."""
    paper.slow.set()
    told: list[Printed] = []
    press = Printing(file.path, "Mei", heard=told.append)
    press.put(asked(file, "g1", label, noon), LABEL)
    slowest = 0.0
    for _turn in range(20):
        began = time.perf_counter()
        desk.admit(file, guest="g2", door="main", now=noon, operator="Mei")
        slowest = max(slowest, time.perf_counter() - began)
    assert slowest < 1.0
    assert told == []
    twice = printing.ask(file, "g1", label, now=noon, operator="Mei")
    assert isinstance(twice, Refusal) and twice.reason == "being_printed"
    assert [row.stand for row in printing.queue(file)] == ["waiting"]
    paper.slow.clear()
    press.wait()
    assert [one.done for one in told] == [True]
    assert len(paper.pages) == 1


def test_without_lp_it_is_said(
    file: EventFile, noon: datetime, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    came = printed(file, asked(file, "g1", "", noon))
    assert (came.done, came.detail) == (False, "lp is not installed here; CUPS brings it (cups-client)")


def test_a_frozen_cups_is_left_after_its_time(
    file: EventFile, tool: Callable[[str, str], str], noon: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    tool("lp", "cups-client")
    monkeypatch.setattr(cups, "ANSWER", 1.0)
    with TemporaryDirectory(dir="/tmp") as folder, socket.socket(socket.AF_UNIX) as line:
        line.bind(f"{folder}/sock")
        line.listen()
        monkeypatch.setenv("CUPS_SERVER", f"{folder}/sock")
        came = printed(file, asked(file, "g1", "label", noon))
    assert (came.done, came.detail) == (False, "lp did not answer in 1 s")


def test_a_name_that_no_font_has_is_said_and_not_printed(file: EventFile, noon: datetime) -> None:
    assert not isinstance(desk.change(file, "g1", {"name": "Ada \U00013080"}, now=noon, operator="Mei"), Refusal)
    came = printed(file, asked(file, "g1", "label", noon))
    assert not came.done and came.detail.startswith("No font here has \U00013080, which 1 badge needs")


# -- a console that dies -----------------------------------------------------------------------------------------------
def test_a_badge_whose_console_died_is_shown_and_never_printed_by_itself(file: EventFile, noon: datetime) -> None:
    """Whether it came out is not known: a person looks, and asks again."""
    gone = BadgeAsked("label", process="999999999:1")
    with file.transaction() as tx:
        tx.append([Draft("guest/g1", gone)], at=noon, operator="Mei")
    again = open_event(file.path)
    try:
        assert [(row.guest, row.stand) for row in printing.queue(again)] == [("g1", "cut_off")]
        assert asked(again, "g1", "label", noon).reprint
        assert [row.stand for row in printing.queue(again)] == ["waiting"]
    finally:
        again.close()


def test_what_another_machine_asked_for_is_that_machines(file: EventFile, noon: datetime, tmp_path: Path) -> None:
    """A copy of the file is another station, on which this process never asked for anything."""
    from data.files import backup

    with file.transaction() as tx:
        tx.append([Draft("guest/g1", BadgeAsked("label", process=this_process()))], at=noon, operator="Mei")
    backup(file, tmp_path / "copy.callboard")
    other = open_event(tmp_path / "copy.callboard")
    try:
        assert [row.stand for row in printing.queue(other)] == ["elsewhere"]
    finally:
        other.close()
    assert [row.stand for row in printing.queue(file)] == ["waiting"]


def test_a_console_that_is_closed_begins_nothing_more(file: EventFile, noon: datetime) -> None:
    told: list[Printed] = []
    press = Printing(file.path, "Mei", heard=told.append)
    first, second = asked(file, "g1", "label", noon), asked(file, "g2", "label", noon)
    press._stop.set()
    press.put(first, LABEL)
    press.put(second, LABEL)
    press.close()
    assert [one.detail for one in told] == ["the console was closed before it was printed"] * 2
    assert [row.stand for row in printing.queue(file)] == ["failed", "failed"]


# -- who, and on what --------------------------------------------------------------------------------------------------
def test_a_badge_is_the_desks_to_print(file: EventFile, noon: datetime) -> None:
    with file.transaction() as tx:
        people = [Operator("Mei", "desk"), Operator("Kit", "stage"), Operator("Vi", "viewer")]
        tx.append([Draft("event", OperatorSet(one)) for one in people], at=noon, operator="setup")
    for name, reason in (("Kit", "not_allowed"), ("Vi", "not_allowed"), ("nobody", "not_signed_in")):
        no = printing.ask(file, "g1", "label", now=noon, operator=name)
        assert isinstance(no, Refusal) and no.reason == reason
        many = printing.print_now(file, Wanted(), LABEL, "label", now=noon, operator=name)
        assert isinstance(many, Refusal) and many.reason == reason
    assert list(reading.facts(file.db, kinds=["badge_asked"])) == []
    assert isinstance(printing.ask(file, "g1", "label", now=noon, operator="Mei"), Asked)


def test_nobody_prints_for_who_is_not_to_come(file: EventFile, noon: datetime) -> None:
    no = printing.ask(file, "g3", "label", now=noon, operator="Mei")
    assert isinstance(no, Refusal) and no.reason == "not_coming"
    desk.admit(file, guest="g3", door="main", now=noon, operator="Mei", force=desk.Override("mistake", "Zhao"))
    assert isinstance(printing.ask(file, "g3", "label", now=noon, operator="Mei"), Asked)


def test_the_printer_of_this_machine_is_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CALLBOARD_PRINTER", raising=False)
    assert chosen() == Printer("", "62mm")
    remember(read("Brother QL a6"))
    assert chosen() == Printer("Brother QL", "a6")
    monkeypatch.setenv("CALLBOARD_PRINTER", "desk2")
    assert chosen() == Printer("desk2", "62mm")
    assert read("A4") == Printer("", "a4")


def test_a_failed_badge_is_a_problem_in_the_log(file: EventFile, noon: datetime) -> None:
    with file.transaction() as tx:
        bodies = (BadgeAsked("p"), BadgePrinted(False, "no paper"), BadgePrinted(True))
        tx.append([Draft("guest/g1", body) for body in bodies], at=noon, operator="Mei")
    page = logbook.after(file, Lines(subject="guest/"), place=0)
    assert [line.problem for line in page.lines if "badge" in line.text] == [False, True, False]
