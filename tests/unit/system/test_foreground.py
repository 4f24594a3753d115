"""A second start, which the user is at, lets the first one come forward: Windows would only make its button blink."""

from __future__ import annotations

import ctypes
from types import SimpleNamespace

import pytest

from desktop_app.system import foreground


@pytest.mark.parametrize(("system", "asked"), [("win32", [-1]), ("linux", [])])
def test_on_windows_alone_the_right_is_given_away(
    monkeypatch: pytest.MonkeyPatch, system: str, asked: list[int]
) -> None:
    given: list[int] = []
    user32 = SimpleNamespace(AllowSetForegroundWindow=given.append)
    monkeypatch.setattr(ctypes, "windll", SimpleNamespace(user32=user32), raising=False)
    monkeypatch.setattr(foreground, "SYSTEM", system)
    foreground.give_away()
    assert given == asked
