"""What the store knows of the session before: how it ended, and what was open."""

from __future__ import annotations

import datetime as dt
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from desktop_app.drafts.store import Drafts
from tests.unit.drafts.support import FORM, LIMIT, content

Make = Callable[[Path], Drafts]


def test_a_session_that_ended_well(drafts: Drafts) -> None:
    id = drafts.create(content(), FORM, "Uno")
    drafts.remember_open(id, "terzo")
    drafts.close(LIMIT)
    opened = drafts.open()
    assert (opened.recovered, opened.draft, opened.step) == (False, id, "terzo")
    assert opened.set_aside is None and opened.notice == ""


def test_a_session_that_was_killed(folder: Path, store: Make) -> None:
    script = (
        "import os, sys; from pathlib import Path; from tests.unit.drafts.support import *;"
        "drafts = Drafts(Path(sys.argv[1])); drafts.open(); id = drafts.create(content(), FORM, 'Uno');"
        "drafts.remember_open(id, 'terzo'); saved = save(drafts, id, content(a=1));"
        "print(id, saved.at.isoformat(), flush=True); os._exit(1)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, str(folder)],
        capture_output=True, text=True, cwd=Path(__file__).parents[3], check=False,
    )  # fmt: skip
    id, at = done.stdout.split()
    drafts = store(folder)
    assert [row.id for row in drafts.rows()] == [id]  # also before it is opened
    opened = drafts.open()
    assert (opened.recovered, opened.draft, opened.step) == (True, id, "terzo")
    assert opened.at == dt.datetime.fromisoformat(at)
    assert drafts.read(id).content == content(a=1)


def test_a_dossier_that_is_open_without_a_step_opens_where_it_was(drafts: Drafts) -> None:
    id = drafts.create(content(), FORM, "Uno", "primo")
    drafts.remember_open(id)
    drafts.close(LIMIT)
    opened = drafts.open()
    assert (opened.draft, opened.step) == (id, "") and drafts.read(id).step == "primo"


def test_a_dossier_in_the_bin_is_not_opened_again(drafts: Drafts) -> None:
    id = drafts.create(content(), FORM, "Uno")
    drafts.remember_open(id, "terzo")
    drafts.bin(id)
    drafts.close(LIMIT)
    opened = drafts.open()
    assert (opened.draft, opened.step) == (None, "")
