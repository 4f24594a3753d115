"""What the tests of the drafts share; `python -m tests.unit.drafts.helper FOLDER` makes a database for tests/data."""

from __future__ import annotations

import sqlite3
import sys
import threading
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

from desktop_app.drafts.models import Contact, ExportedDocument, Saved
from desktop_app.drafts.store import Drafts
from desktop_app.engine.answers.draft import Draft
from desktop_app.system.clock import asking
from tests.clock import MovableClock

FORM = "regione/modulo_2026"
LIMIT = 20.0  # seconds; nothing takes as long, unless it is broken


def content(**answers: Any) -> str:
    return Draft(FORM, answers).to_json()


class Answer:
    """What the store says about one change."""

    def __init__(self) -> None:
        self.saved: Saved | None = None
        self.sentences: list[str] = []
        self._said, self._done = threading.Event(), threading.Event()

    def done(self, saved: Saved) -> None:
        self.saved = saved
        self._done.set()

    def failed(self, sentence: str) -> None:
        self.sentences.append(sentence)
        self._said.set()

    def acknowledged(self) -> Saved:
        assert self._done.wait(LIMIT), self.sentences
        assert self.saved is not None
        return self.saved

    def refused(self) -> str:
        assert self._said.wait(LIMIT)
        assert self.saved is None
        return self.sentences[-1]


def put(drafts: Drafts, id: str, text: str, title: str = "Titolo", **options: Any) -> Answer:
    answer = Answer()
    drafts.save(id, text, title, options.pop("step", "passo"), answer.done, answer.failed, **options)
    return answer


def save(drafts: Drafts, id: str, text: str, title: str = "Titolo", **options: Any) -> Saved:
    return put(drafts, id, text, title, **options).acknowledged()


def ask(path: Path, query: str) -> list[Any]:
    """Looks into a file that no store of this process has open."""
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(query).fetchall()


def is_whole(path: Path) -> bool:
    return ask(path, "PRAGMA integrity_check") == [("ok",)] and not ask(path, "PRAGMA foreign_key_check")


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def use_on_days(drafts: Drafts, *days: float) -> None:
    """Starts and ends the program so many days from now by its clock; at the last it stays open."""
    for day in days:
        drafts.close(LIMIT)
        clock = MovableClock()
        clock.forward(days=day)
        with asking(clock):
            drafts.open()


def fill(drafts: Drafts) -> dict[str, str]:
    """Three dossiers: one with history, an undone change and exports, one in the bin, one strange; gives the ids."""
    first = drafts.create(content(n=0), FORM, "D'Alò Società Cooperativa, L'Aquila", "primo")
    for n in (1, 2, 3):
        save(drafts, first, content(n=n), "D'Alò Società Cooperativa, L'Aquila", step="secondo")
    drafts.exported(
        first,
        content(n=3),
        [
            ExportedDocument("convenzione", Path("cartella") / "convenzione.pdf", "ab" * 32, bozza=False),
            ExportedDocument("relazione", Path("cartella") / "relazione_BOZZA.pdf", "cd" * 32, bozza=True),
        ],
    )
    save(drafts, first, content(n=2), "D'Alò Società Cooperativa, L'Aquila", revision=3, keep_later=True)
    binned = drafts.create(content(testo="nel cestino"), FORM, "Nel cestino")
    drafts.bin(binned)
    strange = drafts.create(content(testo="'\"%_\0😀"), FORM, "'); DROP TABLE drafts;-- %_\"\0😀", summary="{}")
    drafts.addresses.add(Contact("aziende", "D'Alò Srl", "L'Aquila", {"nome": "D'Alò Srl", "comune": "L'Aquila"}))
    drafts.remember_open(first, "secondo")
    return {"first": first, "binned": binned, "strange": strange}


def main(make: Callable[[Path], Drafts] = Drafts) -> None:
    drafts = make(Path(sys.argv[1]))
    drafts.open()
    sys.stdout.write(f"{fill(drafts)}\n")
    sys.exit(0 if drafts.close(LIMIT) else 1)


if __name__ == "__main__":
    main()
