"""An HTTP action as text, and as a request: `POST /api/location/1/0/1/press`, `POST /hook {"item": "08"}`."""

from __future__ import annotations

import json
from typing import Literal

from msgspec import Struct

from data.words import _

Method = Literal["GET", "POST", "PUT", "DELETE"]
METHODS: tuple[Method, ...] = ("GET", "POST", "PUT", "DELETE")
LONGEST = 64 * 1024
TEXT = "text/plain; charset=utf-8"


class Request(Struct, frozen=True):
    """One request: `kind` is the type of its body, "" where it has none."""

    method: Method
    path: str
    body: str = ""
    kind: str = ""


def problem(text: str) -> str | None:
    """What is wrong with an action's words, or None."""
    found = request(text)
    return found if isinstance(found, str) else None


def request(text: str) -> Request | str:
    """The request that the words are, or what is wrong with them."""
    method, path, body = [*text.split(None, 2), "", "", ""][:3]
    if method not in METHODS or not path:
        known = ", ".join(METHODS)
        return _("An HTTP action is a method ({known}) and a path, like POST /api/location/1/0/1/press.").format(
            known=known
        )
    if not path.startswith("/") or path.startswith("//") or not path.isascii() or not path.isprintable():
        return _("{path} is not a path: it begins with one / and stays on the output's own address.").format(path=path)
    if body and method == "GET":
        return _("A GET takes no body.")
    if len(body) > LONGEST:
        return _("The body is too long.")
    if not body:
        return Request(method, path)
    try:
        value = json.loads(body)
    except ValueError as why:
        if body.startswith('{"'):
            return _("The body begins as JSON and is none: {why}").format(why=why)
        return Request(method, path, body, TEXT)
    # A title that is a number, or in quotation marks, is no JSON that anybody meant.
    return Request(method, path, body, "application/json" if isinstance(value, dict | list) else TEXT)
