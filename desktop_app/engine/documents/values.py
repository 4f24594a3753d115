"""What a template sees: values ready to be shown, which leave numbered marks in the text.

The marks are replaced after the Markdown is parsed, so a user's value never acts as markup.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from desktop_app.engine.forms.definition import FieldDef
from desktop_app.engine.italian import formatting

OPEN_MARK, CLOSE_MARK = "\ue000", "\ue001"
LONG = 300
STANDARD_LISTS: dict[str, tuple[str, ...]] = {
    "calcoli": ("etichetta", "formula", "numeri", "risultato", "fonte", "confermato"),
    "letture": ("dubbio", "lettura", "fonte"),
    "regole": ("etichetta", "valore", "fonte", "confermata"),
    "scadenze": ("titolo", "data", "fonte", "riga", "nota"),
    "avvisi": ("messaggio", "fonte", "motivo"),
    "sostituzioni": ("etichetta", "valore", "motivo"),
}
BLANK_WIDTH = 12  # of what is no field: a rule, a date, a cell of a standard list
# What a street's name begins with; words that streets are named after, too (borgo, campo), are not among them.
STREET_WORDS = frozenset((
    "via", "viale", "v.le", "vicolo", "piazza", "p.za", "p.zza", "piazzale", "p.le", "piazzetta", "corso", "c.so",
    "largo", "strada", "lungomare", "lungolago", "contrada", "c.da", "località", "loc.", "frazione", "fraz.", "zona",
))  # fmt: skip


@dataclass(frozen=True, slots=True)
class AnswerText:
    """A value in the text: how it is written; long ones leave the sentence for an annex."""

    text: str
    label: str
    long: bool
    own: bool = True


@dataclass(frozen=True, slots=True)
class Blank:
    """A line for the pen, so many characters long; `lines` of them where a long answer is wanted."""

    width: int
    lines: int = 1


@dataclass(frozen=True, slots=True)
class Tick:
    """A box, ticked or not."""

    ticked: bool


Placeholder = AnswerText | Blank | Tick


class Placeholders:
    """The marks left in one text, in order."""

    def __init__(self) -> None:
        self.all: list[Placeholder] = []

    def leave(self, mark: Placeholder) -> str:
        """What stands in the text for a mark."""
        self.all.append(mark)
        return f"{OPEN_MARK}{len(self.all) - 1}{CLOSE_MARK}"


class TemplateValue:
    """A value in a template: true where it says something, equal to its option's id, printed as its mark."""

    __slots__ = ("marks", "spec", "value")

    def __init__(self, value: Any, spec: FieldDef | None, marks: Placeholders) -> None:
        self.value, self.spec, self.marks = value, spec, marks

    def __bool__(self) -> bool:
        return self.value is not None and self.value is not False and self.value != ""

    def __eq__(self, other: object) -> bool:
        return bool(self.value == other)

    def __hash__(self) -> int:
        return hash(self.value)

    def __str__(self) -> str:
        return self.written()

    def written(self, width: int | None = None, text: str | None = None) -> str:
        """The mark of the value, or of a blank for the pen."""
        spec = self.spec
        if self.value is None:
            lines = spec.traits.blank_lines if spec is not None and width is None else 1
            return self.marks.leave(Blank(width or (spec.traits.blank_width if spec else BLANK_WIDTH), lines))
        if text is None:
            text = formatting.value(spec, self.value, euro=False) if spec else str(self.value)
        long = len(text) > LONG or "\n" in text
        return self.marks.leave(AnswerText(text, spec.label if spec else "", long, spec is not None))


class LineView:
    """A line in a loop: its columns by name."""

    __slots__ = ("_columns",)  # no column can be called so: jinja looks for attributes first

    def __init__(self, columns: Mapping[str, TemplateValue]) -> None:
        self._columns = columns

    def __getitem__(self, name: str) -> TemplateValue:
        return self._columns[name]


class LineViews(list[LineView]):
    """LineViews to loop over; true where there are any, not where one stands blank for the pen."""

    def __init__(self, views: Iterable[LineView], answered: bool) -> None:
        super().__init__(views)
        self.answered = answered

    def __bool__(self) -> bool:
        return self.answered


def _blank(shown: TemplateValue, width: int) -> str:
    return shown.written(width)


def _tick(shown: TemplateValue, option: str | None = None) -> str:
    return shown.marks.leave(Tick(shown.value is True if option is None else shown.value == option))


def _years(shown: TemplateValue) -> str:
    return shown.written(text=None if shown.value is None else formatting.years(shown.value))


def _via(shown: TemplateValue, width: int | None = None, word: str = "via") -> str:
    """A street, with `word` before it where the answer does not begin with "via", "piazza" or the like itself."""
    begins = str(shown.value or "").partition(" ")[0].lower()
    return shown.written(width) if begins in STREET_WORDS else f"{word} {shown.written(width)}"


def _capital_via(shown: TemplateValue, width: int | None = None) -> str:
    return _via(shown, width, "Via")


def _sign(signer: str) -> str:
    # The only filter on a constant: the mark's number is not needed, its name says all.
    return f"{OPEN_MARK}{signer}{CLOSE_MARK}"


FILTERS: dict[str, Callable[..., str]] = {
    "blank": _blank, "tick": _tick, "anni": _years, "firma": _sign, "via": _via, "Via": _capital_via,
}  # fmt: skip
