"""`--selfcheck` passes on a whole program, says in a sentence what another one lacks, and leaves the data alone."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from desktop_app.drafts.store import Drafts
from desktop_app.gui.app.instance import Instance
from desktop_app.selfcheck import CHECKS
from tests.end2end.program import ROOT, Outcome, commessa

LINE = re.compile(r"(bene|ERRORE) +\d+\.\d\d s {2}(\S.*)")


def selfcheck(root: Path = ROOT) -> Outcome:
    """In an environment without any screen."""
    environment = {name: value for name, value in os.environ.items() if name not in ("DISPLAY", "WAYLAND_DISPLAY")}
    environment.pop("QT_QPA_PLATFORM", None)
    done = subprocess.run(
        [sys.executable, "-m", "desktop_app", "--selfcheck"],
        capture_output=True,
        cwd=root,
        env={**environment, "PYTHONPATH": str(root)},
        timeout=120,
    )
    return Outcome(done.returncode, done.stdout.decode(), done.stderr.decode())


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def test_a_whole_program_passes_beside_a_running_one_and_touches_nothing_of_its(data_folder: Path) -> None:
    data_folder.mkdir(parents=True)
    running = Instance(data_folder)
    assert running.is_first()
    drafts = Drafts(data_folder)
    drafts.open()
    drafts.create(commessa("example", "marche/art14_2023").out, "marche/art14_2023", "Uno")
    drafts.close(10)
    before = contents(data_folder)
    outcome = selfcheck()
    assert (outcome.code, outcome.err) == (0, ""), outcome
    assert contents(data_folder) == before
    running.close()
    *lines, last = outcome.out.splitlines()
    found = [LINE.fullmatch(line) for line in lines]
    assert [line and line[1] for line in found] == ["bene"] * len(CHECKS)
    assert last == "Tutto funziona."
    assert "«Annulla»" in outcome.out


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The program as a package would hold it, to take something away from."""
    root = tmp_path / "copia"
    for folder in ("desktop_app", "forms", "resources"):
        shutil.copytree(ROOT / folder, root / folder, ignore=shutil.ignore_patterns("cases", "*.png"))
        for example in (ROOT / folder).glob("*/*/cases/esempio.toml"):
            target = root / example.relative_to(ROOT)
            target.parent.mkdir()
            shutil.copy(example, target)
    return root


@pytest.mark.parametrize(
    "lost",
    [
        {
            "resources/fonts/TitilliumWeb-SemiBold.ttf": "Mancano dei caratteri Titillium Web",
            "resources/guide": "Mancano le pagine della guida",
        },
        {"resources/colour/sRGB.icc": "sRGB.icc"},
        {"desktop_app/pdf/pages.py": "Non si carica «desktop_app.pdf.pages»"},
    ],
    ids=["fonts and guide", "colours", "code"],
)
def test_what_lacks_is_said_in_a_sentence(copy: Path, lost: dict[str, str]) -> None:
    for name in lost:
        path = copy / name
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    outcome = selfcheck(copy)
    assert outcome.code == 1
    wrong = [line for line in outcome.out.splitlines() if line.startswith("ERRORE")]
    for sentence in lost.values():
        assert any(sentence in line for line in wrong), outcome
    assert all(LINE.fullmatch(line) for line in wrong)
    assert "Traceback" not in outcome.out + outcome.err


def test_a_faulty_form_is_named_and_what_needs_it_is_not_tried(copy: Path) -> None:
    for form in (copy / "forms").glob("*/*/form.toml"):
        form.write_text("titolo = ", encoding="utf-8")
    outcome = selfcheck(copy)
    assert outcome.code == 1
    assert "form.toml" in outcome.out and "Non si può provare" in outcome.out
    assert "Traceback" not in outcome.out + outcome.err
