"""The columns and words of collapsed lines, as data."""

from __future__ import annotations

from dataclasses import dataclass

from desktop_app.gui.widgets.drawing.states import StateLook


@dataclass(frozen=True, slots=True)
class LineColumn:
    """A column of collapsed lines: the id of a field (`main`), and of another one in small type below it (`sub`)."""

    caption: str
    main: str
    sub: str | None = None
    right: bool = False


@dataclass(frozen=True, slots=True)
class LineWords:
    """A collapsed line in words, compared before it is drawn again: a pair of words (main, sub) per column."""

    number: int
    cells: tuple[tuple[str, str], ...]
    state: StateLook
    words: str

    @property
    def spoken(self) -> str:
        """What screen readers say of the line."""
        facts = [part for cell in self.cells for part in cell if part]
        return f"Riga {self.number}: {', '.join(facts)}. {self.words}"
