"""The words of a closed line, as data: compared before it is drawn again."""

from __future__ import annotations

from dataclasses import dataclass

from desktop_app.gui.widgets.drawing.states import StateLook


@dataclass(frozen=True, slots=True)
class LineColumn:
    """A column of the closed lines: one field, and below it, smaller, a second one."""

    caption: str
    main: str
    sub: str | None = None
    right: bool = False


@dataclass(frozen=True, slots=True)
class LineWords:
    """A closed line as it is drawn; compared before it is drawn again."""

    number: int
    cells: tuple[tuple[str, str], ...]
    state: StateLook
    words: str

    @property
    def spoken(self) -> str:
        """The same for who listens."""
        facts = [part for cell in self.cells for part in cell if part]
        return f"Riga {self.number}: {', '.join(facts)}. {self.words}"
