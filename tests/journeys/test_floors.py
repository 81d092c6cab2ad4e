"""The house keeps its shape: short files, nobody imports main, and the import contracts hold."""

from __future__ import annotations

import ast
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FLOORS = ("screens", "console", "data")
LONGEST = 350


def sources() -> Iterator[Path]:
    for floor in FLOORS:
        yield from (ROOT / floor).rglob("*.py")


def imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module
            yield from (f"{node.module}.{name.name}" for name in node.names)


def test_no_file_is_longer_than_one_idea() -> None:
    counted = {path.relative_to(ROOT): len(path.read_text(encoding="utf-8").splitlines()) for path in sources()}
    assert len(counted) > 50
    assert {path: lines for path, lines in counted.items() if lines > LONGEST} == {}


def test_nothing_imports_main() -> None:
    places = [*sources(), *(ROOT / "tests").rglob("*.py")]
    assert [path for path in places if any(name.partition(".")[0] == "main" for name in imported(path))] == []


def test_every_file_says_its_idea_first() -> None:
    assert [path for path in sources() if not ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))] == []


@pytest.mark.parametrize(("floor", "above"), [("data", ("console", "screens")), ("console", ("screens",))])
def test_no_floor_knows_the_one_above(floor: str, above: tuple[str, ...]) -> None:
    wrong = [
        (path.relative_to(ROOT), name)
        for path in (ROOT / floor).rglob("*.py")
        for name in imported(path)
        if name.partition(".")[0] in above
    ]
    assert wrong == []


def test_the_import_contracts_hold() -> None:
    program = shutil.which("lint-imports", path=f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}")
    assert program is not None, "import-linter is among the dev extras"
    done = subprocess.run(
        [program], cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, text=True, timeout=120
    )
    assert done.returncode == 0, done.stdout[-3000:]
