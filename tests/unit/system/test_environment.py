"""Programs that ours starts run in the user's environment, not in that of a frozen program."""

from __future__ import annotations

import ast
import os
import subprocess
import sys

import pytest

from desktop_app.system import environment

CHILD = """
import os, subprocess, sys
from desktop_app.system import environment
sys.frozen = True
environment.set_for_us("QT_PLUGIN_PATH", "/nostra")
environment.set_for_us("QT_PLUGIN_PATH", "/nostra/ancora")
environment.set_for_us("NUOVA", "nostra")
assert os.environ["QT_PLUGIN_PATH"] == "/nostra/ancora"
environment.give_back()
environment.give_back()
seen = [sys.executable, "-c", "import os; print(dict(os.environ))"]
print(subprocess.run(seen, capture_output=True, text=True).stdout)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="the starter of a frozen program changes nothing there")
@pytest.mark.parametrize("own", [None, "/sua/lib"])
def test_a_child_of_the_frozen_program_gets_what_the_user_had(own: str | None) -> None:
    """As PyInstaller's starter leaves it: its own folder of libraries, and beside it what the user had."""
    user = {"PATH": os.environ["PATH"], "QT_PLUGIN_PATH": "/sua/qt", "PYTHONPATH": os.pathsep.join(sys.path)}
    starter = {"LD_LIBRARY_PATH": "/opt/commessa", "_PYI_ARCHIVE_FILE": "/opt/commessa/commessa", "_MEIPASS2": "/opt"}
    kept = {"LD_LIBRARY_PATH_ORIG": own} if own else {}
    done = subprocess.run(
        [sys.executable, "-c", CHILD], env={**user, **starter, **kept}, capture_output=True, text=True, check=True
    )
    seen: dict[str, str] = ast.literal_eval(done.stdout)
    assert {name: seen.get(name) for name in user} == user
    assert seen.get("LD_LIBRARY_PATH") == own
    assert not {"NUOVA", "LD_LIBRARY_PATH_ORIG", "_PYI_ARCHIVE_FILE", "_MEIPASS2"} & set(seen)


@pytest.mark.skipif(sys.platform == "win32", reason="there the folder of libraries is given back too")
def test_from_source_the_libraries_of_the_user_are_left_alone() -> None:
    given = {"LD_LIBRARY_PATH": "/sua/lib"}
    environment.give_back(given)
    assert given == {"LD_LIBRARY_PATH": "/sua/lib"}
