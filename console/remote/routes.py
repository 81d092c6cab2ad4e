"""What a request asks for: the same addresses as OSC by POST, and what there is to see by GET.

No page is served, so no browser has business here: a request with an Origin is refused, and so is a Host that is a
name, which anybody's DNS may point at this machine. A token comes in a header and nowhere else, since addresses are
written into logs.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from ipaddress import ip_address
from urllib.parse import parse_qs, unquote, urlsplit

import msgspec

from console.remote.doorman import Doorman
from console.remote.http_in import Asked, Said
from console.rules.remote import Value
from data.words import _

MEMBERS = ("item", "seconds", "text", "reason", "value")
"""The members of a JSON object that hold a command's one value."""
SEEN = ("state", "timeline", "cues", "events")
SLOW = 0.5
"""Seconds after which a wrong token is answered, so that guessing takes for ever."""

Post = Callable[[tuple[str, ...], tuple[Value, ...], str], Said]
Get = Callable[[str, str], Said]


class Routes:
    """`post` carries a command out; `get` answers with what is to be seen of a stage ("" the first); `events` is the
    stream of changes."""

    def __init__(self, doorman: Doorman, post: Post, get: Get, events: Callable[[], AsyncIterator[bytes]]) -> None:
        self._doorman, self._post, self._get, self._events = doorman, post, get, events

    async def answer(self, asked: Asked) -> Said:
        said = self._answered(asked)
        if said.status == 401:
            await asyncio.sleep(SLOW)
        return Said(said.status, b"", said.kind, said.headers) if asked.method == "HEAD" else said

    def _answered(self, asked: Asked) -> Said:
        source = f"http {asked.host}"
        if not _own_host(asked.headers.get("host", "")):
            self._doorman.say(source, "host", _("{source}: asked under another name").format(source=source))
            return refused(421, "wrong_host", _("Ask for this machine by its address, like 127.0.0.1."))
        if "origin" in asked.headers or asked.headers.get("sec-fetch-site", "none") != "none":
            self._doorman.say(source, "origin", _("{source}: a web page asked").format(source=source))
            return refused(403, "web_page", _("Web pages may not command this event."))
        name = self._doorman.by_token(_token(asked.headers.get("authorization", "")), source)
        if name is None:
            said = _("A token is needed: Authorization: Bearer TOKEN.")
            return refused(401, "no_token", said, ("WWW-Authenticate", "Bearer"))
        source = f"http {name}" if name else source
        if self._doorman.flooded(source):
            return refused(429, "too_many", _("Too many requests; wait a moment."), ("Retry-After", "1"))
        try:
            parts = tuple(unquote(part, errors="strict") for part in urlsplit(asked.target).path.strip("/").split("/"))
        except (UnicodeDecodeError, ValueError):
            return refused(400, "bad_request", _("That is no address."))
        return self._routed(asked, parts, source, name)

    def _routed(self, asked: Asked, parts: tuple[str, ...], source: str, name: str) -> Said:
        if asked.method == "GET" or parts[-1] in SEEN:
            if asked.method != "GET":
                return refused(405, "wrong_method", _("That is only to be looked at: GET."), ("Allow", "GET"))
            return self._seen(parts, asked, name)
        if asked.method != "POST":
            return refused(405, "wrong_method", _("Commands come by POST."), ("Allow", "GET, POST"))
        values = _values(asked)
        if isinstance(values, Said):
            return values
        return self._post(parts, values, source)

    def _seen(self, parts: tuple[str, ...], asked: Asked, name: str) -> Said:
        if parts == ("callboard", "events"):
            return Said(200, kind="text/event-stream", stream=self._while_known(name))
        stage = parts[1] if len(parts) == 3 else parse_qs(urlsplit(asked.target).query).get("stage", [""])[0]
        if parts[0] == "callboard" and len(parts) in (2, 3) and parts[-1] in SEEN[:3]:
            return self._get(parts[-1], stage)
        if len(parts) > 1 and parts[0] in ("callboard", "ontime"):
            return refused(405, "wrong_method", _("Commands come by POST."), ("Allow", "POST"))
        said = _("There is nothing to see there; there are {known}.")
        return refused(404, "no_such_command", said.format(known=", ".join(f"/callboard/{each}" for each in SEEN)))

    async def _while_known(self, name: str) -> AsyncIterator[bytes]:
        """The stream, until that name's token is forgotten."""
        async for part in self._events():
            if not self._doorman.still(name):
                return
            yield part


def refused(status: int, word: str, message: str, *headers: tuple[str, str]) -> Said:
    return Said(status, msgspec.json.encode({"refused": word, "message": message}), headers=headers)


def _own_host(host: str) -> bool:
    """Is it asked for by an address, which no DNS stands behind?"""
    name = host.rsplit(":", 1)[0] if not host.endswith("]") else host
    name = name.strip("[]")
    if name.casefold() == "localhost":
        return True
    try:
        ip_address(name.partition("%")[0])
    except ValueError:
        return False
    return True


def _token(header: str) -> str:
    kind, _space, token = header.partition(" ")
    return token.strip() if kind.casefold() == "bearer" else ""


def _values(asked: Asked) -> tuple[Value, ...] | Said:
    """The one value that a body holds, as JSON or as plain text; none where there is no body."""
    kind = asked.headers.get("content-type", "").partition(";")[0].strip().casefold()
    said = _("The body is a JSON object with one of {known}, or plain text.")
    bad = refused(400, "bad_argument", said.format(known=", ".join(MEMBERS)))
    try:
        text = asked.body.decode("utf-8").strip()
        if not text:
            return ()
        given = json.loads(text) if kind == "application/json" or text[:1] == "{" else text
    except (ValueError, RecursionError):
        return bad
    if isinstance(given, dict):
        found = [given[name] for name in MEMBERS if name in given]
        if len(found) != 1 and given:
            return bad
        given = found[0] if found else None
    if given is None:
        return ()
    return (given,) if isinstance(given, str | int | float) else bad
