"""OSC packets: what is one, what is none, and nothing that makes python-osc speak or fall."""

from __future__ import annotations

import struct

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from pythonosc.osc_message_builder import OscMessageBuilder

from console.remote.limits import Bucket, Said
from console.remote.packets import LARGEST, Message, Slip, messages


def packet(address: str, *values: object) -> bytes:
    builder = OscMessageBuilder(address=address)
    for value in values:
        builder.add_arg(value)  # type: ignore[arg-type]  # what a test sends
    return builder.build().dgram


def bundle(*parts: bytes) -> bytes:
    return b"#bundle\0" + b"\0" * 7 + b"\1" + b"".join(struct.pack(">i", len(part)) + part for part in parts)


def test_messages_and_bundles() -> None:
    assert messages(packet("/callboard/go")) == (Message(("callboard", "go"), ()),)
    assert messages(b"/callboard/go\0\0\0") == (Message(("callboard", "go"), ()),), "type tags may be left out"
    (found,) = messages(packet("/a/b", 7, 0.5, "x y", True, False, None))
    assert isinstance(found, Message) and found.values == (7, 0.5, "x y", True, False, None)
    both = messages(bundle(packet("/a"), packet("/b", 1)))
    assert [each.address for each in both if isinstance(each, Message)] == [("a",), ("b",)]


@pytest.mark.parametrize(
    "data",
    [
        b"", b"\0", b"garbage", b"/", b"/go", b"/\0\0\0", b"/go\0/x\0\0", b"/*\0\0,\0\0\0", b"/a?\0,\0\0\0",
        b"/go\0,i\0\0", b"/go\0,i\0\0\0\0", b"/go\0,s\0\0abcd", b"/go\0,b\0\0\xff\xff\xff\xff", b"/go\0,X\0\0",
        b"/go\0,[[[[[\0\0", b"/go\0,s\0\0\xff\xfe\0\0", b"/g\xc3\xb6\0\0\0\0,\0\0\0", b"#bundle\0",
        bundle(), bundle(bundle(packet("/a"))), bundle(*[packet("/a")] * 17), bundle(packet("/a"))[:-2],
        b"#bundle\0" + b"\0" * 8 + b"\xff\xff\xff\xff", b"/a" + b"x" * LARGEST,
    ],
)  # fmt: skip
def test_what_is_no_message_is_said_in_a_few_words(data: bytes, capfd: pytest.CaptureFixture[str]) -> None:
    found = messages(data)
    assert isinstance(found, str) and 0 < len(found) < 80
    assert capfd.readouterr() == ("", ""), "a line on the terminal would stand in the middle of a screen"


@given(st.binary(max_size=200) | st.binary(max_size=60).map(lambda tail: b"/go\0," + tail))
@example(b"/go\0,iiii\0\0\0")
def test_nothing_on_the_wire_is_more_than_messages_or_words(data: bytes) -> None:
    assert isinstance(messages(data), str | tuple)


@given(st.lists(st.binary(min_size=1, max_size=80), min_size=1, max_size=5), st.integers(1, 7))
def test_slip_gives_back_what_was_framed_however_it_is_cut(packets: list[bytes], cut: int) -> None:
    framed = b"".join(
        b"\xc0" + each.replace(b"\xdb", b"\xdb\xdd").replace(b"\xc0", b"\xdb\xdc") + b"\xc0" for each in packets
    )
    slip, found = Slip(), []
    for start in range(0, len(framed), cut):
        found += list(slip.feed(framed[start : start + cut]))
    assert found == packets


def test_a_stream_that_slip_does_not_frame_is_told() -> None:
    assert list(Slip().feed(b"\xdbx")) == [None]
    assert list(Slip().feed(b"a" * (LARGEST + 1))) == [None]


def test_a_sender_has_its_share_and_no_more() -> None:
    bucket = Bucket(3, 2)
    assert [bucket.takes("a", 0.0) for _ in range(5)] == [True, True, True, False, False]
    assert bucket.takes("b", 0.0), "another sender has a share of its own"
    assert [bucket.takes("a", 1.0) for _ in range(3)] == [True, True, False]
    for n in range(2000):
        bucket.takes(f"forged {n}", 2.0)
    assert len(bucket._left) <= 513


def test_the_same_trouble_is_said_once_and_counted() -> None:
    lines: list[str] = []
    said = Said(lines.append, every=60)
    for second in range(100):
        said.say("osc 10.0.0.7", "packet", "osc 10.0.0.7: no OSC message", float(second))
    assert lines == ["osc 10.0.0.7: no OSC message", "osc 10.0.0.7: no OSC message (+59)"]
