"""Where the window can be drawn, and what is said where it cannot: with the real program, in processes of its own."""

from __future__ import annotations

import ctypes
import os
import subprocess
import sys
from pathlib import Path

import pytest

from desktop_app.gui.app import screen
from desktop_app.gui.app.screen import platform_arguments, ways_to_draw, why_not
from desktop_app.system import last_words

ROOT = Path(__file__).resolve().parents[3]
SHIPPED = {"xcb", "wayland", "offscreen", "minimal"}


@pytest.mark.parametrize(
    ("chosen", "spare", "wanted"),
    [("offscreen", (), ""), ("minimal;offscreen", (), ""), ("offscreen:size=9x9", (), ""), ("gtk", (), "xcb"),
     ("gtk;offscreen", (), "offscreen;xcb"), ("wayland", (), "wayland;xcb"), ("xcb", (), "xcb"), ("XCB", (), "XCB"),
     ("wayland-egl", (), "xcb"), ("", ("offscreen",), "xcb;offscreen"), ("xcb", ("offscreen",), "xcb;offscreen"),
     ("gtk", ("offscreen",), "xcb;offscreen"), ("offscreen", ("offscreen",), "")],
)  # fmt: skip
def test_what_another_program_was_meant_to_draw_with_is_left_out(
    chosen: str, spare: tuple[str, ...], wanted: str
) -> None:
    assert ways_to_draw(chosen, ("xcb",), spare, SHIPPED) == wanted
    assert ways_to_draw(chosen, ("xcb",), spare, ()) == ""  # a package that keeps them elsewhere


def test_without_a_foreign_wish_qt_finds_its_way_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("QT_QPA_PLATFORM", raising=False)
    assert platform_arguments() == []
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    assert platform_arguments() == []


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="screens of Linux")
def test_each_cause_has_its_sentence(tmp_path: Path) -> None:
    broken = tmp_path / "libqxcb.so"
    broken.write_bytes(b"no library")
    whole = Path(sys.modules["_ssl"].__file__ or "") if "_ssl" in sys.modules else broken
    assert why_not({}, {"xcb": broken}) == last_words.NO_SCREEN
    assert why_not({"WAYLAND_DISPLAY": "wayland-0"}, {"xcb": broken}) == screen.ONLY_WAYLAND
    assert why_not({"DISPLAY": ":9"}, {"offscreen": broken}) == screen.REINSTALL
    assert "libqxcb.so" in why_not({"DISPLAY": ":9"}, {"xcb": broken})
    if whole != broken:
        assert "«:9» non risponde" in why_not({"DISPLAY": ":9"}, {"xcb": whole})


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="screens of Linux")
@pytest.mark.parametrize("frozen", [False, True])
def test_a_library_that_is_missing_is_named(frozen: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    def load(_: str) -> None:
        try:
            raise OSError("libxcb-cursor.so.0: cannot open shared object file: No such file or directory")
        except OSError as error:
            if frozen:  # as PyInstaller does
                raise OSError("Failed to load dynlib/dll '/opt/libqxcb.so'. Most likely it was not found.") from error
            raise

    monkeypatch.setattr(ctypes, "CDLL", load)
    assert "manca «libxcb-cursor.so.0»" in why_not({"DISPLAY": ":9"}, {"xcb": Path("/opt/libqxcb.so")})


STARTS = {
    "a dead display": {"DISPLAY": ":177"},
    "a dead compositor": {"WAYLAND_DISPLAY": "wayland-177"},
    "both dead": {"QT_QPA_PLATFORM": "xcb", "DISPLAY": ":177", "WAYLAND_DISPLAY": "wayland-177"},
}


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="screens of Linux")
@pytest.mark.parametrize("start", STARTS)
def test_where_no_window_opens_one_sentence_says_so(start: str, tmp_path: Path) -> None:
    done = run(STARTS[start], tmp_path)
    assert done.returncode == 2 and done.stdout == ""
    (sentence,) = [line for line in done.stderr.splitlines() if not line.startswith("error: XDG")]  # of libwayland
    assert sentence.startswith("commessa: ") and sentence.endswith(".")
    assert any(words in sentence for words in ("non risponde", "al sistema manca", "Non c'è uno schermo"))


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="screens of Linux")
def test_the_selfcheck_draws_into_memory_where_the_screen_does_not_answer(tmp_path: Path) -> None:
    program = "from desktop_app.gui.app import main, screen; import sys; "
    program += "print(main.make_application(screen.platform_arguments('offscreen')).platformName())"
    done = run({"QT_QPA_PLATFORM": "gtk", "DISPLAY": ":177"}, tmp_path, "-c", program)
    assert (done.returncode, done.stdout) == (0, "offscreen\n")


def run(environment: dict[str, str], folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """The program, or some of it, as it starts in a session with these variables."""
    plain = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    return subprocess.run(
        [sys.executable, *(arguments or ("-m", "desktop_app"))],
        env={**plain, "PYTHONPATH": str(ROOT), "COMMESSA_DATA": str(folder), **environment},
        capture_output=True,
        text=True,
        timeout=60,
    )
