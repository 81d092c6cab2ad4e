"""Built as a wheel and installed elsewhere, the program runs the demo from another directory."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(out)],
        cwd=ROOT,
        check=True,
        capture_output=True,
        timeout=120,
    )
    (made,) = out.glob("*.whl")
    return made


def test_the_wheel_holds_all_the_program_needs_and_no_more(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    needed = {
        str(path.relative_to(ROOT))
        for floor in ("console", "screens", "data", "fixtures")
        for path in (ROOT / floor).rglob("*")
        if path.suffix in (".py", ".tcss", ".pot", ".toml", ".csv") and "media" not in path.parts
    }
    assert {"main.py", "fixtures/demo/event.toml", "data/locale/callboard.pot"} <= needed | {"main.py"}
    assert needed <= names
    assert any(name.endswith("licenses/LICENSE") for name in names)
    assert {name.partition("/")[0] for name in names if ".dist-info" not in name} == {
        "main.py", "console", "screens", "data", "fixtures",
    }  # fmt: skip


def test_installed_elsewhere_it_plays_the_demo(wheel: Path, tmp_path: Path) -> None:
    site, here = tmp_path / "site", tmp_path / "here"
    here.mkdir()
    subprocess.run(
        [sys.executable, "-m", "pip", "install", "-q", "--no-deps", "--no-index", "--target", str(site), str(wheel)],
        check=True,
        capture_output=True,
        timeout=120,
    )
    env = {**os.environ, "PYTHONPATH": str(site), "XDG_DATA_HOME": str(tmp_path / "data"), "CALLBOARD_DEBUG": "1"}

    def run(*words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            words, cwd=here, env=env, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=120
        )

    where = run(sys.executable, "-c", "import main, data, fixtures; print(main.__file__, data.__file__)")
    assert all(Path(place).is_relative_to(site) for place in where.stdout.split())
    played = run(str(site / "bin" / "callboard"), "demo")
    assert played.returncode == 0, played.stderr
    assert "AUDIENCE" in played.stdout
    assert [path.suffix for path in (tmp_path / "data" / "callboard").glob("*.callboard")] == [".callboard"]
    assert list(here.iterdir()) == []
