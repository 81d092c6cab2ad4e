"""OSC from outside: datagrams, and a TCP stream framed by SLIP, on the same port."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Callable

from console.remote.doorman import Doorman
from console.remote.limits import Lines
from console.remote.packets import Message, Slip, messages
from data.words import _

WAITING = 1 << 20
"""Bytes of datagrams that may wait; a system that allows less takes its own most."""
LINES = 16
"""TCP lines open at once."""
BEGINS = (b"/", b"#bundle\0")
OURS = (b"/callboard/", b"/ontime/", b"#bundle\0")


class OscIn(asyncio.DatagramProtocol):
    """`take` is called with an address, its values and a source, for what the doorman lets through."""

    def __init__(self, doorman: Doorman, take: Callable[[Message, str], None]) -> None:
        self._doorman, self._take = doorman, take
        self._lines = Lines(LINES)

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """What comes in a burst waits as long as the system allows, and a GO among it is not lost."""
        transport.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, WAITING)

    def datagram_received(self, data: bytes, addr: tuple[str, int]) -> None:
        self._packet(data, str(addr[0]))

    def error_received(self, exc: Exception) -> None:
        """Nothing is sent from here, so nothing that fails to arrive matters."""

    async def line(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One TCP line, from its first packet to its last."""
        host = str((writer.get_extra_info("peername") or ("?",))[0])
        self._lines.opened(writer, host)
        try:
            slip = Slip()
            while data := await reader.read(4096):
                self._lines.heard(writer)
                for packet in slip.feed(data):
                    # A web page can have a browser send whatever it likes here, but after a first line of HTTP.
                    if packet is None or not packet.startswith(BEGINS):
                        said = _("osc {host}: a stream that is not OSC framed by SLIP; the line is closed")
                        self._doorman.say(f"osc {host}", "slip", said.format(host=host))
                        return
                    self._packet(packet, host)
        except (OSError, asyncio.CancelledError):
            return  # the other end is gone, or listening ends: there is nobody to tell
        finally:
            self._lines.closed(writer)
            writer.close()

    def _packet(self, data: bytes, host: str) -> None:
        source = f"osc {host}"
        if not data.startswith(OURS):
            # Not counted: what a desk sends to the wrong port must not use up the share of a button on that machine.
            self._doorman.say(source, "packet", _("{source}: no command for this program").format(source=source))
            return
        if self._doorman.flooded(source):
            return
        found = messages(data)
        if isinstance(found, str):
            self._doorman.say(source, "packet", f"{source}: {found}")
            return
        for message in found:
            known = self._doorman.of_osc(host, message.values)
            if known is not None:
                self._take(Message(message.address, known[1]), known[0])
