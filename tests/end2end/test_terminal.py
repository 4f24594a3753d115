"""What a terminal and a script may do to a command: one sentence and exit 2, or the work done all the same."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from tests.end2end.program import DOCUMENTS, FORM, ROOT, Outcome, check, draft, example, refused


def run(*arguments: str | Path, stdout: Any = subprocess.PIPE, before: Sequence[str] = (), **more: Any) -> Outcome:
    command = [*before, sys.executable, "-m", "desktop_app", *map(str, arguments)]
    done = subprocess.run(command, stdout=stdout, stderr=subprocess.PIPE, cwd=ROOT, timeout=120, check=False, **more)
    return Outcome(done.returncode, (done.stdout or b"").decode(), done.stderr.decode())


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="qui non c'è /dev/full")
@pytest.mark.parametrize("command", ["forms", "--help"])
def test_a_place_for_the_output_that_takes_nothing_is_told(command: str) -> None:
    with Path("/dev/full").open("wb") as full:
        refused(run(command, stdout=full), "non si può scrivere")


def test_whoever_reads_may_leave_and_the_documents_are_written_all_the_same(tmp_path: Path) -> None:
    path = tmp_path / "bozza.json"
    path.write_text(json.dumps(example(FORM)), encoding="utf-8")
    reader, writer = os.pipe()
    os.close(reader)
    try:
        unbuffered = {**os.environ, "PYTHONUNBUFFERED": "1"}
        outcome = run("export", path, "--to", tmp_path / "out", stdout=writer, env=unbuffered)
    finally:
        os.close(writer)
    assert (outcome.code, outcome.err) == (0, "")
    assert {each.stem for each in (tmp_path / "out").iterdir()} == set(DOCUMENTS)


@pytest.mark.skipif(os.name == "nt", reason="così si chiude l'ingresso su POSIX")
def test_an_input_that_cannot_be_read_is_told() -> None:
    for closed in (["sh", "-c", 'exec "$@" <&-', "sh"], ["sh", "-c", 'exec "$@" 0>/dev/null', "sh"]):
        refused(run("check", "-", before=closed), "ingresso")


@pytest.mark.skipif(os.name == "nt", reason="così si chiudono le uscite su POSIX")
def test_without_an_error_output_nothing_is_mixed_into_the_answer(tmp_path: Path) -> None:
    closed = ["sh", "-c", 'exec "$@" 2>&-', "sh"]
    assert run("check", "--json", tmp_path / "no.commessa", before=closed) == Outcome(2, "", "")
    path = tmp_path / "bozza.json"
    path.write_text(json.dumps(draft()), encoding="utf-8")
    both = ["sh", "-c", 'exec "$@" >&- 2>&-', "sh"]
    one = ("--document", "relazione_calcolo")
    assert run("export", path, "--to", tmp_path / "out", *one, before=both) == Outcome(1, "", "")
    assert list((tmp_path / "out").iterdir())


def test_an_interrupted_command_ends_with_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: Any, **__: Any) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("desktop_app.session.dossier.Dossier.__init__", interrupted)
    refused(check(draft()), "interrotto")


@pytest.mark.skipif(os.name == "nt", reason="lì una cartella in uso non si toglie")
@pytest.mark.parametrize("command", [("form-check", "qui"), ("deadlines", "-", "--ics", "a.ics")])
def test_a_folder_that_was_taken_away_under_the_command_is_told(command: tuple[str, ...], tmp_path: Path) -> None:
    gone = tmp_path / "via"
    gone.mkdir()
    before = ["sh", "-c", 'cd "$0" && rmdir "$0" && exec "$@"', str(gone)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    refused(run(*command, before=before, input=json.dumps(draft()).encode(), env=environment), "cartella")
