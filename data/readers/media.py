"""The name of a media file as a folder may have it: a relative path under `media/`, never a URL or a way out."""

from __future__ import annotations

from pathlib import PurePosixPath, PureWindowsPath

from data.words import _


def media_fault(name: str) -> str:
    """What is wrong with a media path, as a sentence; empty where nothing is."""
    if "://" in name:
        return _("{name} is a URL: media files are named by their path under media/").format(name=repr(name))
    if "\\" in name:
        return _("{name}: write / between the folders of a path").format(name=repr(name))
    if name.startswith(("/", "~")) or PureWindowsPath(name).drive:
        return _("{name}: the path starts at media/, not at the root").format(name=repr(name))
    if ".." in PurePosixPath(name).parts:
        return _("{name} leads out of media/").format(name=repr(name))
    return ""
