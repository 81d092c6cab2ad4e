"""XML as a tree that knows its lines, read without anything that a document could make the reader do.

Document types are refused whole: entities that blow up and files fetched from elsewhere both need one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NoReturn
from xml.parsers import expat

from data.readers.text import UnreadableError, read_text
from data.words import _

DEEPEST = 40
MOST = 2_000_000
"""Elements after which something is no schedule."""

_DECLARED = re.compile(rb"""^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9._-]{1,40})["']""")
_DECLARATION = re.compile(r"^\s*<\?xml[^>]{0,200}\?>")


class Element:
    """One element: what it holds, and the line it begins in."""

    __slots__ = ("attributes", "children", "line", "name", "texts")

    def __init__(self, name: str, attributes: dict[str, str], line: int) -> None:
        self.name = name
        self.attributes = attributes
        self.line = line
        self.children: list[Element] = []
        self.texts: list[str] = []

    @property
    def text(self) -> str:
        return "".join(self.texts).strip()

    def all(self, name: str) -> Iterator[Element]:
        return (child for child in self.children if child.name == name)

    def one(self, name: str) -> Element | None:
        return next(self.all(name), None)

    def says(self, name: str) -> str:
        """The text of the first child of that name."""
        found = self.one(name)
        return found.text if found is not None else ""


def read_xml(data: bytes, left_out: frozenset[str] = frozenset()) -> Element:
    """The root of a document; elements named in `left_out` are passed over with all they hold. UnreadableError says in
    which line something is wrong."""
    parser = expat.ParserCreate()
    reader = _Reader(parser, left_out)
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.characters
    parser.StartDoctypeDeclHandler = reader.doctype
    parser.EntityDeclHandler = reader.entity
    parser.ExternalEntityRefHandler = reader.outside
    parser.buffer_text = True
    try:
        parser.Parse(_text(data), True)
    except expat.ExpatError as why:
        raise UnreadableError(_broken(why), why.lineno) from None
    if reader.root is None:
        raise UnreadableError(_("the document is empty"))
    return reader.root


def _text(data: bytes) -> str:
    """The document's text: as it says itself that it is written, else as any text is told apart."""
    declared = _DECLARED.match(data[:400])
    if declared is not None and declared[1].lower() not in (b"utf-8", b"utf-16"):
        try:
            text = data.decode(declared[1].decode("ascii"))
        except LookupError:
            raise UnreadableError(_("it says that it is written in {encoding}, which nobody knows").format(
                encoding=declared[1].decode("ascii")), 1) from None  # fmt: skip
        except UnicodeDecodeError as why:
            row = data.count(b"\n", 0, why.start) + 1
            raise UnreadableError(_("the text is not valid {encoding} at byte {byte}").format(
                encoding=declared[1].decode("ascii"), byte=why.start), row) from None  # fmt: skip
    else:
        text = read_text(data).text
    # A parser that is handed text takes no notice of what encoding it was in; the line count stays.
    return _DECLARATION.sub(lambda found: "\n" * found[0].count("\n"), text, count=1).lstrip("\ufeff")


def _broken(why: expat.ExpatError) -> str:
    return _("this is no well-formed XML: {why}").format(why=expat.ErrorString(why.code))


class _Reader:
    """Builds the tree as the parser goes."""

    def __init__(self, parser: expat.XMLParserType, left_out: frozenset[str]) -> None:
        self._parser = parser
        self._left_out = left_out
        self._open: list[Element] = []
        self._skipping = 0
        self._count = 0
        self.root: Element | None = None

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self._count += 1
        if self._count > MOST:
            self._refuse(_("more than {n} elements: this is no schedule").format(n=MOST))
        if self._skipping or name in self._left_out:
            self._skipping += 1
            return
        made = Element(name, attributes, self._parser.CurrentLineNumber)
        if self._open:
            self._open[-1].children.append(made)
        else:
            self.root = made
        self._open.append(made)
        if len(self._open) > DEEPEST:
            self._refuse(_("elements within elements deeper than {n}: this is no schedule").format(n=DEEPEST))

    def end(self, _name: str) -> None:
        if self._skipping:
            self._skipping -= 1
        else:
            self._open.pop()

    def characters(self, text: str) -> None:
        if self._open and not self._skipping:
            self._open[-1].texts.append(text)

    def doctype(self, *_declared: object) -> NoReturn:
        self._refuse(_("it declares a document type; a schedule needs none, and this program reads none"))

    def entity(self, *_declared: object) -> NoReturn:
        self._refuse(_("it declares entities; a schedule needs none, and this program reads none"))

    def outside(self, *_named: object) -> int:
        self._refuse(_("it names another file; this program fetches none"))

    def _refuse(self, message: str) -> NoReturn:
        raise UnreadableError(message, self._parser.CurrentLineNumber)
