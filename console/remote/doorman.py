"""Who may command from outside: how often, by which address or token, and under which name the log has them."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from ipaddress import IPv4Network, IPv6Network, ip_address, ip_network

from msgspec import Struct

from console.remote.limits import Bucket, Said
from console.remote.tokens import Tokens
from console.rules.refusals import Refusal
from console.rules.remote import Value
from data.words import _

BURST, RATE = 40.0, 20.0
"""Commands of one sender at once, and a second from then on."""

Network = IPv4Network | IPv6Network


class Doors(Struct, frozen=True):
    """What is to be listened on: ports (0: any free one, None: not), the address to bind to, and the networks that OSC
    is taken from without a token where that is not this machine alone."""

    osc: int | None = None
    http: int | None = None
    bind: str = "127.0.0.1"
    allow: tuple[str, ...] = ()

    @property
    def local(self) -> bool:
        """Is it this machine alone that can knock?"""
        try:
            return ip_address(self.bind).is_loopback
        except ValueError:
            return self.bind == "localhost"


def networks(allow: Sequence[str]) -> tuple[Network, ...] | Refusal:
    try:
        return tuple(ip_network(each, strict=False) for each in allow)
    except ValueError as why:
        return Refusal("bad_address", _("That is no address or network: {why}").format(why=why))


def closed(doors: Doors, tokens: Tokens) -> Refusal | None:
    """Why nobody could be let in this way, or anybody would be."""
    if (weak := tokens.trouble()) is not None:
        return weak
    if doors.http is not None and not tokens.names():
        words = _("HTTP needs a token: `callboard remote FILE token NAME` makes one for somebody.")
        return Refusal("no_token", words)
    if doors.osc is not None and not doors.local and not (doors.allow or tokens.names()):
        words = _("OSC from other machines needs --allow ADDRESS, or a token as its last argument.")
        return Refusal("no_token", words)
    known = networks(doors.allow)
    return known if isinstance(known, Refusal) else None


class Doorman:
    """Lets commands through, or says in one line why not."""

    def __init__(self, doors: Doors, tokens: Tokens, tell: Callable[[str], None]) -> None:
        self._doors, self._tokens = doors, tokens
        found = networks(doors.allow)
        self._allow = () if isinstance(found, Refusal) else found
        self._commands = Bucket(BURST, RATE)
        self._said = Said(tell)

    def flooded(self, source: str) -> bool:
        """Does this sender ask for too much?"""
        now = time.monotonic()
        if self._commands.takes(source, now):
            return False
        words = _("{source}: more than {n} commands a second; the rest is dropped")
        self._said.say(source, "flood", words.format(source=source, n=round(RATE)), now)
        return True

    def by_token(self, token: str, source: str) -> str | None:
        """Whose token that is; None where it is nobody's. The right one counts however many wrong ones came before: one
        button with an old token must not put the whole page out of order."""
        found = self._tokens.who(token) if token else None
        if found is None:
            self.say(source, "token", _("{source}: no token of this event").format(source=source))
        return found

    def still(self, name: str) -> bool:
        """Does that name's token still count?"""
        return name in self._tokens.names()

    def of_osc(self, host: str, values: tuple[Value, ...]) -> tuple[str, tuple[Value, ...]] | None:
        """Under which name it is taken, and its values without the token; None where it is not."""
        source = f"osc {host}"
        if self._doors.local or self._allowed(host):
            return source, values
        last = values[-1] if values else None
        name = self.by_token(last, source) if isinstance(last, str) else None
        if name is None:
            if not isinstance(last, str):
                self.say(source, "token", _("{source}: no token, and not in --allow").format(source=source))
            return None
        return f"osc {name}" if name else source, values[:-1]

    def say(self, source: str, what: str, line: str) -> None:
        self._said.say(source, what, line, time.monotonic())

    def _allowed(self, host: str) -> bool:
        try:
            known = ip_address(host.partition("%")[0])
        except ValueError:
            return False
        mapped = getattr(known, "ipv4_mapped", None)
        return any((mapped or known) in network for network in self._allow)
