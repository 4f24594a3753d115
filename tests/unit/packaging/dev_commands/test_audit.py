"""What the comparison with published vulnerabilities says, and that it says so where there was none."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from dev_commands import audit

FOUND = {
    "dependencies": [
        {"name": "uno", "version": "1.0", "vulns": []},
        {"name": "due", "version": "2.0", "vulns": [{"id": "PYSEC-1", "fix_versions": ["2.1"]}]},
        {"name": "tre", "version": "3.0", "vulns": [{"id": "PYSEC-2", "fix_versions": []}]},
        {"name": "saltata", "skip_reason": "altro"},
    ]
}


def answering(monkeypatch: pytest.MonkeyPatch, answer: str | None) -> None:
    """The tool leaves an answer, or none as where it reaches nobody."""

    def run(command: list[str], **_: Any) -> subprocess.CompletedProcess[bytes]:
        if answer is not None:
            Path(command[command.index("--output") + 1]).write_text(answer, encoding="utf-8")
        return subprocess.CompletedProcess(command, 1)

    monkeypatch.setattr(audit, "ensure_environment", lambda: None)
    monkeypatch.setattr("dev_commands.audit.subprocess.run", run)


def test_each_library_that_something_is_known_against_is_named(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    answering(monkeypatch, json.dumps(FOUND))
    assert audit.audit([]) == 1
    said = capsys.readouterr().err
    assert "due 2.0: PYSEC-1; corretta in 2.1." in said and "tre 3.0: PYSEC-2; corretta in nessuna versione." in said
    assert "uno" not in said
    answering(monkeypatch, json.dumps({"dependencies": FOUND["dependencies"][:1]}))
    assert audit.audit([]) == 0


@pytest.mark.parametrize("answer", [None, ""])
def test_where_nobody_answers_it_is_said_and_not_taken_for_well(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], answer: str | None
) -> None:
    answering(monkeypatch, answer)
    assert audit.audit([]) == 2
    assert audit.UNREACHED in capsys.readouterr().err
