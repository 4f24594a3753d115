"""What the store has acknowledged while the walk goes on must stand in its file."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from typing import Any
from unittest import mock

from desktop_app.drafts.content import decode
from desktop_app.drafts.models import Saved, resolve
from desktop_app.drafts.store import Drafts


class Acknowledged:
    """The last acknowledged content of each dossier. Emptying the bin and a restored copy may change the file."""

    def __init__(self) -> None:
        self._contents: dict[str, str] = {}
        self._handed: dict[str, list[str]] = {}
        self._changing = 0  # what may change the file, and is not over yet

    @contextmanager
    def listening(self) -> Iterator[None]:
        """Within it every save of the program is heard."""
        save = Drafts.save

        def heard(
            store: Drafts, id: str, content: Any, title: str, step: str = "",
            done: Callable[[Saved], object] | None = None, *others: Any, **options: Any,
        ) -> None:  # fmt: skip
            text = resolve(content)

            def told(saved: Saved) -> None:
                self._contents[id] = text
                if done is not None:
                    done(saved)

            self._handed.setdefault(id, []).append(text)
            save(store, id, text, title, step, told, *others, **options)

        with ExitStack() as stack:
            stack.enter_context(mock.patch.object(Drafts, "save", heard))
            for name in ("empty_bin", "restore_backup"):
                stack.enter_context(mock.patch.object(Drafts, name, self._forgetting(getattr(Drafts, name))))
            yield

    def _forgetting(self, change: Callable[..., Any]) -> Callable[..., Any]:
        def changed(*arguments: Any, **options: Any) -> Any:
            self._changing += 1
            try:
                return change(*arguments, **options)
            finally:
                self._contents.clear()
                self._changing -= 1

        return changed

    def missing_in(self, file: Path) -> list[str]:
        """The dossiers whose file says something else than what was acknowledged, or was handed over since."""
        before = dict(self._contents)  # the writer goes on
        with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as connection:
            stored = {id: decode(data) for id, data in connection.execute("SELECT draft, content FROM contents")}
        if self._changing:  # the file may be another already, and this is told at its end
            return []
        lost = []
        for id, text in before.items():
            handed = self._handed[id]
            later = handed[len(handed) - handed[::-1].index(text) - 1 :]
            if self._contents.get(id) == text and stored.get(id) not in later:
                lost.append(f"dossier {id}: acknowledged {text[:200]!r}, stored {str(stored.get(id))[:200]!r}")
            del handed[: len(handed) - len(later)]
        return lost
