"""Every sentence a user sees can be translated: the catalogue's template is complete, and its sentences are whole."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from babel.messages.extract import extract_from_file
from babel.messages.pofile import read_po

ROOT = Path(__file__).parents[2]
TEMPLATE = ROOT / "data" / "locale" / "callboard.pot"
KEYWORDS = {"_": None, "ngettext": (1, 2)}


def sources() -> Iterator[Path]:
    yield ROOT / "main.py"
    for floor in ("console", "screens", "data"):
        yield from sorted((ROOT / floor).rglob("*.py"))


def said(path: Path) -> Iterator[str | tuple[str, ...]]:
    for _line, message, _comments, _context in extract_from_file("python", path, keywords=KEYWORDS):
        yield message


def test_the_template_has_every_sentence_and_no_other() -> None:
    written = {sentence for path in sources() for sentence in said(path)}
    with TEMPLATE.open("rb") as file:
        kept = {message.id for message in read_po(file) if message.id}
    assert len(written) > 100
    assert written == kept, "run `make words`"


def test_a_sentence_is_written_out_where_it_is_said() -> None:
    """No f-string, variable or sum inside `_()`: an extractor can't read those."""
    wrong = []
    for path in sources():
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name)):
                continue
            count = {"_": 1, "ngettext": 2}.get(node.func.id, 0)
            if not all(isinstance(arg, ast.Constant) and arg.value for arg in node.args[:count]):
                wrong.append(f"{path.relative_to(ROOT)}:{node.lineno}")
    assert wrong == []
