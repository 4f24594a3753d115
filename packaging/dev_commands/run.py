"""`dev.py run`: the program from the checkout; without a screen, the documents of an example."""

from __future__ import annotations

import json
import os
import subprocess
import sys

from dev_commands import paths
from dev_commands.console import Fault, say
from dev_commands.environment import ensure_environment
from dev_commands.processes import environment_for, in_environment


def run(arguments: list[str]) -> int:
    """Opens the program, or hands it the arguments; without a screen it exports an example."""
    window = has_window()
    ensure_environment(screen=window and has_screen())
    if arguments or (window and has_screen()):
        return in_environment("-m", "desktop_app", *arguments, at_home=False)
    reason = "Non c'è uno schermo" if window else "La finestra non c'è ancora"
    say(f"{reason}: preparo i documenti dell'esempio nella cartella out.")
    return export_example()


def export_example() -> int:
    """The main job without a window, on the form with most documents."""
    forms = json.loads(program("forms", "--json"))
    draft = program("example", max(forms, key=lambda form: len(form["documents"]))["id"])
    print(program("export", "-", "--to", "out", draft=draft).decode(), end="")
    return 0


def program(*arguments: str, draft: bytes = b"") -> bytes:
    """What the program prints; what it has to complain about goes to the screen as it is."""
    command = [str(paths.PYTHON), "-m", "desktop_app", *arguments]
    done = subprocess.run(command, input=draft, stdout=subprocess.PIPE, env=environment_for(True), cwd=paths.HERE)
    if done.returncode != 0:
        raise Fault(f"Il comando «{' '.join(arguments)}» non è riuscito.")
    return done.stdout


def has_screen() -> bool:
    if not sys.platform.startswith("linux"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def has_window() -> bool:
    """Whether the program can open one yet: app.py is the only place that does."""
    return "desktop_app.gui" in (paths.HERE / "desktop_app" / "app.py").read_text(encoding="utf-8")
