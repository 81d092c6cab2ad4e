"""Writing a file whole or not at all: beside its place first, then moved there, so that nobody finds half a table."""

from __future__ import annotations

import contextlib
import errno
import os
import stat
from pathlib import Path

from data.words import _


class WriteError(Exception):
    """The file could not be written; the text says why, in one line. What stood there before still does."""


def write_whole(path: Path, content: bytes) -> Path:
    """Writes `content` to `path` and answers with where it went; WriteError if that can't be done."""
    try:
        target = path.resolve()
        if _is_device(target):
            target.write_bytes(content)
            return target
        if target.is_dir():
            raise WriteError(_("a folder is there, name a file in it; not written: {path}").format(path=path))
        beside = target.with_name(f".{target.name[:200]}.{os.getpid()}.part")
        try:
            with beside.open("wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            beside.replace(target)
        except BaseException:
            with contextlib.suppress(OSError):
                beside.unlink(missing_ok=True)
            raise
    except (OSError, ValueError) as fault:
        raise WriteError(_why(path, fault)) from fault
    return target


def make_folder(path: Path) -> Path:
    """The folder, made if it is not there yet; WriteError if that can't be done."""
    try:
        path.mkdir(parents=True, exist_ok=True)
    except (OSError, ValueError) as fault:
        raise WriteError(_why(path, fault)) from fault
    return path


def _is_device(path: Path) -> bool:
    """A pipe or a device is written to, never replaced by a file."""
    try:
        mode = path.stat().st_mode
    except OSError:
        return False
    return not (stat.S_ISREG(mode) or stat.S_ISDIR(mode))


def _why(path: Path, fault: OSError | ValueError) -> str:
    code = fault.errno if isinstance(fault, OSError) else None
    if code in (errno.ENOSPC, errno.EDQUOT):
        return _("the disk is full, make room and try again; not written: {path}").format(path=path)
    if code in (errno.EACCES, errno.EPERM, errno.EROFS):
        return _("no permission, or a read-only disk; not written: {path}").format(path=path)
    if code in (errno.ENOENT, errno.ENOTDIR, errno.EEXIST):
        return _("there is no such folder; not written: {path}").format(path=path)
    why = fault.strerror if isinstance(fault, OSError) and fault.strerror else str(fault)
    return _("{why}; not written: {path}").format(path=path, why=why)
