"""HTTP: one request an action, with a deadline, sent once; `url` is the device, an action its method and path.

A 2xx confirms; anything else has failed and says so. Nothing is ever tried again, no other address is followed to, and
no line is kept open: a press that was sent twice is worse than one that failed. A secret goes in a header whose value
stands in an environment variable: `header = "Authorization"`, `header_env = "BOOTH_TOKEN"`.
"""

from __future__ import annotations

import os
import socket
import threading
import time
from functools import partial
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from console.outputs import httpwords
from console.outputs.httpwords import Request
from console.outputs.peer import Health, Reply
from data.records import Output
from data.words import _

if TYPE_CHECKING:
    import httpx

WIDEST = 4096
"""Bytes of an answer that are read: of what the device says only the status counts."""


class Http:
    """One HTTP device. Panic sends the words of its `stop` option, resume those of `resume`; without them nothing."""

    def __init__(self, output: Output) -> None:
        parts = urlsplit(output.url)
        self._base = output.url.rstrip("/")
        self._host, self._port = parts.hostname or "", parts.port or (443 if parts.scheme == "https" else 80)
        self._where = f"{parts.scheme}://{self._host}:{self._port}"
        self._header, self._env = output.options.get("header", "Authorization"), output.options.get("header_env", "")
        self._stop, self._resume = output.options.get("stop", ""), output.options.get("resume", "")
        self._client: httpx.Client | None = None
        self._lock = threading.Lock()

    def prepare(self, text: str, deadline: float) -> tuple[str, ...]:
        found = httpwords.problem(text)
        health = self.health(deadline)
        warnings = (found, health.detail if health.word == "down" else None)
        self._ready()
        return tuple(said for said in warnings if said)

    def fire(self, text: str, deadline: float) -> Reply:
        began = time.monotonic()
        wanted = httpwords.request(text)
        if isinstance(wanted, str):
            return Reply("failed", 0.0, wanted)
        trouble, status = self._asked(wanted, deadline)
        ms = (time.monotonic() - began) * 1000
        if trouble is not None:
            return Reply("failed", ms, trouble)
        if 200 <= status < 300:
            return Reply("confirmed", ms, str(status))
        return Reply("failed", ms, _("{where} answered {status}").format(where=self._where, status=status))

    def left(self, text: str) -> float | None:
        return 0.0

    def stop(self, fade: float) -> None:
        if self._stop:
            self.fire(self._stop, 0.5)

    def resume(self, text: str, deadline: float) -> Reply:
        return self.fire(self._resume, deadline) if self._resume else Reply("failed", 0.0, _("no resume words are set"))

    def health(self, deadline: float) -> Health:
        """Whether somebody listens there; nothing is asked of them, since even a GET may do something."""
        if self._env and not os.environ.get(self._env):
            return Health("down", self._no_secret())
        try:
            socket.create_connection((self._host, self._port), timeout=deadline).close()
        except OSError as error:
            return Health("down", self._said(error))
        return Health("ok", _("somebody listens at {where}").format(where=self._where))

    def close(self) -> None:
        with self._lock:
            client, self._client = self._client, None
        if client is not None:
            client.close()

    def _asked(self, wanted: Request, deadline: float) -> tuple[str | None, int]:
        """What went wrong, or None and the status of the answer."""
        import httpx

        headers = {"Content-Type": wanted.kind} if wanted.kind else {}
        if self._env:
            secret = os.environ.get(self._env, "")
            if not secret or not secret.isascii() or not secret.isprintable():
                return self._no_secret(), 0
            headers[self._header] = secret
        try:
            with self._ready().stream(
                wanted.method, self._base + wanted.path, content=wanted.body.encode() or None, headers=headers,
                timeout=deadline, extensions={"trace": partial(_in_time, time.monotonic() + deadline)},
            ) as answer:  # fmt: skip
                return None, answer.status_code
        except (httpx.TimeoutException, TimeoutError):
            return _("no answer from {where}").format(where=self._where), 0
        except httpx.ConnectError as why:
            return self._said(_beneath(why) or OSError(str(why))), 0
        except (httpx.HTTPError, httpx.InvalidURL, OSError) as why:
            return self._can_not(str(why) or type(why).__name__), 0

    def _ready(self) -> httpx.Client:
        """The client, made with the first request: most commands send none, and it is slow to load."""
        import httpx

        with self._lock:
            if self._client is None:
                # No proxy and no password file of the machine's: a press goes where the event says, or nowhere.
                self._client = httpx.Client(
                    trust_env=False, follow_redirects=False, limits=httpx.Limits(max_keepalive_connections=0)
                )
            return self._client

    def _no_secret(self) -> str:
        return _("the environment variable {name} is not set to anything a header may hold").format(name=self._env)

    def _can_not(self, why: str) -> str:
        return _("{where} can't be reached: {why}").format(where=self._where, why=why)

    def _said(self, error: OSError) -> str:
        if isinstance(error, ConnectionRefusedError):
            return _("nobody listens at {where}").format(where=self._where)
        if isinstance(error, TimeoutError):
            return _("no answer from {where}").format(where=self._where)
        return self._can_not(error.strerror or str(error))


def _in_time(until: float, step: str, _about: object) -> None:
    """Keeps a request back that was given up while a name was looked up or a line opened: it must not go out late."""
    if step == "http11.send_request_headers.started" and time.monotonic() > until:
        raise TimeoutError


def address_problem(output: Output) -> str | None:
    """What is wrong with the output's address, or None."""
    try:
        parts = urlsplit(output.url)
        right = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
        plain = not (parts.query or parts.fragment)
    except ValueError:
        right = plain = False
    if not right or not plain:
        return _("{url} is not an HTTP address: http://host:port.").format(url=output.url or "''")
    if parts.username or parts.password:
        return _("Never write a secret in an address: name an environment variable with header_env.")
    return None


def _beneath(why: BaseException | None) -> OSError | None:
    """What the system said, beneath what the library made of it."""
    while why is not None and not isinstance(why, OSError):
        why = why.__cause__ or why.__context__
    return why
