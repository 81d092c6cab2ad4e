"""Words filled in: a title stays one value, whatever it holds, in an address, an argument, a path or JSON."""

from __future__ import annotations

import json

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from pythonosc.osc_message import OscMessage

from console.outputs import httpwords, oscwords
from console.outputs.httpwords import Request
from console.rules.filling import Words, filled

WORDS = Words(item="08", number="8.1", title='The "Big" Show', seconds="-90", stage="main", next="09")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("/cue/{number}/start", "/cue/8.1/start"),
        ("/a {seconds} {item}", '/a -90 "08"'),
        ("/a {title}", '/a "The \\"Big\\" Show"'),
        ('/a "now {title}" 1 0.5', '/a "now The \\"Big\\" Show" 1 0.5'),
        ("/a {unknown}", "/a {unknown}"),
        ("/cue/{title}/start", "/cue/The__Big__Show/start"),
    ],
)
def test_osc(text: str, wanted: str) -> None:
    assert filled(text, "osc", WORDS).replace('"{unknown}"', "{unknown}") == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("POST /api/{item}/press", Request("POST", "/api/08/press")),
        ("GET /x?title={title}", Request("GET", "/x?title=The%20%22Big%22%20Show")),
        ("POST /x {title}", Request("POST", "/x", 'The "Big" Show', "text/plain; charset=utf-8")),
        ('POST /x {"t": "{title}"}', Request("POST", "/x", '{"t": "The \\"Big\\" Show"}', "application/json")),
    ],
)
def test_http(text: str, wanted: Request) -> None:
    assert httpwords.request(filled(text, "http", WORDS)) == wanted


@given(st.text(max_size=40))
@example('" /go "')
@example("\\")
@example("00\0")
@example('a\\" 1 "')
def test_no_title_becomes_a_command(title: str) -> None:
    words = Words(title=title)
    for text in ("/a {title} 7", '/a "x{title}" 7'):
        told = filled(text, "osc", words)
        if oscwords.problem(told) is None:
            packet = OscMessage(oscwords.datagram(told))
            assert packet.address == "/a" and len(packet.params) == 2 and packet.params[1] == 7
    address = filled("/cue/{title}/start", "osc", words)
    assert address.count("/") == 3 and len(address.split()) == 1
    asked = httpwords.request(filled('POST /cue/{title}/start {"t": "{title}"}', "http", words))
    assert isinstance(asked, Request) and asked.path.count("/") == 3
    assert json.loads(asked.body) == {"t": "".join(" " if ord(s) < 32 or s == "\x7f" else s for s in title)}
