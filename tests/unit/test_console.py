"""What the command line prints for other programs."""

from __future__ import annotations

import errno
import json
import os
import sys

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


@pytest.mark.parametrize(
    ("system", "code", "goes_on"),
    [
        ("nt", errno.EINVAL, True),
        ("posix", errno.EINVAL, False),
        ("nt", errno.ENOSPC, False),
        ("posix", errno.EPIPE, True),
    ],
)
def test_a_reader_that_has_closed_the_pipe_is_told_from_a_full_disk(
    monkeypatch: pytest.MonkeyPatch, system: str, code: int, goes_on: bool
) -> None:
    """`commessa forms | more`, left with q: Windows gives it another code."""
    gone: list[object] = []

    class Output:
        def write(self, _: str) -> None:
            raise OSError(code, "")

    monkeypatch.setattr(console, "discard_output", gone.append)
    monkeypatch.setattr(sys, "stdout", Output())
    monkeypatch.setattr(os, "name", system)
    try:
        console.print_line("riga")
    except OSError:
        assert not goes_on
    finally:
        monkeypatch.undo()
    assert len(gone) == goes_on
