"""A sentence reaches somebody, whatever the program was given for its errors."""

from __future__ import annotations

import io
import os
import sys
from pathlib import Path

import pytest

from desktop_app.system import last_words


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="of Linux")
def test_without_a_terminal_the_desktop_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told = tmp_path / "detto"
    teller = tmp_path / "notify-send"
    teller.write_text(f'#!/bin/sh\nprintf "%s|%s" "$1" "$2" > "{told}"\n', encoding="utf-8")
    teller.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere")
    closed = io.StringIO()
    closed.close()
    for stream in (None, closed):
        monkeypatch.setattr(sys, "stderr", stream)
        last_words.tell("Non si può.")
        assert told.read_text(encoding="utf-8") == "Commessa|Non si può."
        told.unlink()


def test_on_the_terminal(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    last_words.tell("Non si può.")
    assert capsys.readouterr().err == "commessa: Non si può.\n"
