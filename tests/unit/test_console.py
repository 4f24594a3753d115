"""What the command line prints for other programs."""

from __future__ import annotations

import json
import os

import pytest

from desktop_app import console

TEXT = '{"è": "così 😀 \\u0000"}\n'


def test_data_are_printed_as_they_are(capsys: pytest.CaptureFixture[str]) -> None:
    console.print_data(TEXT)
    assert capsys.readouterr().out == TEXT


def test_data_that_powershell_passes_on_keep_their_accents(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "name", "nt")
    console.print_data(TEXT)
    monkeypatch.undo()
    printed = capsys.readouterr().out
    assert printed.isascii() and json.loads(printed) == json.loads(TEXT)
