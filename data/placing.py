"""A file built beside its place and put there when it is whole: nobody finds half of one, and none is written over."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from data.faults import EventFileError
from data.words import _

SIDES = ("", "-wal", "-shm", "-journal")


def free(path: Path) -> None:
    """Raises EventFileError where something stands at `path`, or where its folder is not there."""
    if path.exists():
        raise EventFileError(_("{file} is already there; choose another name").format(file=path))
    if not path.parent.is_dir():
        raise EventFileError(_("the folder {folder} is not there").format(folder=path.parent))


@contextmanager
def built_beside(path: Path) -> Iterator[Path]:
    """Gives the path to build at; after the block that file is moved to `path`, unless something stands there by now.

    An exception leaves nothing; what a killed program left is swept away by the next one that builds here.
    """
    free(path)
    path = path.resolve()
    part = path.with_name(f"{path.name}.{os.getpid()}.part")
    _sweep(path)
    try:
        yield part
        with part.open("rb") as whole:
            os.fsync(whole.fileno())
        _put(part, path)
    finally:
        _drop(part)


def _put(part: Path, path: Path) -> None:
    """A link can't replace what another program put there meanwhile, as a rename would."""
    try:
        os.link(part, path)
    except FileExistsError:
        free(path)
    except OSError as why:
        if why.errno not in (errno.EPERM, errno.ENOTSUP, errno.ENOSYS, errno.EMLINK, errno.EACCES, errno.EINVAL):
            raise EventFileError(_("{file} can't be written: {why}").format(file=path, why=why.strerror)) from None
        free(path)
        part.rename(path)


def _sweep(path: Path) -> None:
    """Drops what killed programs left; a process is only asked after where asking does it no harm."""
    if os.name != "posix":
        return
    with suppress(OSError):
        for left in path.parent.iterdir():
            pid = left.name.removeprefix(path.name + ".").removesuffix(".part")
            if left.name == f"{path.name}.{pid}.part" and pid.isascii() and pid.isdigit() and not _runs(int(pid)):
                _drop(left)


def _runs(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except PermissionError:
        return True
    return True


def _drop(part: Path) -> None:
    for side in SIDES:
        with suppress(OSError):
            part.with_name(part.name + side).unlink(missing_ok=True)
