"""The values in a template. Each prints a numbered placeholder, which is replaced after the Markdown was parsed.

So a value of the user never acts as markup.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from desktop_app.engine.evaluation.field_ref import FieldRef
from desktop_app.engine.forms.agreement import ARTICLE, article, is_one
from desktop_app.engine.forms.definition import FieldDef
from desktop_app.engine.italian import formatting

OPEN_MARK, CLOSE_MARK = "\ue000", "\ue001"
_AFTER_ARTICLE = re.compile(rf"({ARTICLE})(?:\*\*)?{OPEN_MARK}([0-9]+){CLOSE_MARK}")
LONG = 300  # characters: a longer answer is moved to an annex
STANDARD_LISTS: dict[str, tuple[str, ...]] = {
    "calcoli": ("etichetta", "formula", "numeri", "risultato", "fonte", "confermato"),
    "letture": ("dubbio", "lettura", "fonte"),
    "novita": ("testo", "dal", "fonte", "confermata", "letta"),
    "regole": ("etichetta", "valore", "fonte", "confermata"),
    "scadenze": ("titolo", "data", "fonte", "riga", "nota"),
    "avvisi": ("messaggio", "fonte", "motivo"),
    "sostituzioni": ("etichetta", "calcolato", "valore", "motivo"),
}
FORMULA_COLUMNS = frozenset(("formula", "numeri"))  # of the list `calcoli`
BOX_WIDTH, HAND_WIDTH = 3, 40  # characters, of a box for one sign; of a line that a hand needs no longer
HAND_ROWS = 12  # empty rows of a table that is filled in by hand: about half a page
BLANK_WIDTH = 12  # characters, of what is no field: a rule, today, a cell of a standard list
# The words that begin a street's name. Not those that are also names of places (borgo, campo).
STREET_WORDS = frozenset((
    "via", "viale", "v.le", "vicolo", "piazza", "p.za", "p.zza", "piazzale", "p.le", "piazzetta", "corso", "c.so",
    "largo", "strada", "lungomare", "lungolago", "contrada", "c.da", "località", "loc.", "frazione", "fraz.", "zona",
))  # fmt: skip


@dataclass(frozen=True, slots=True)
class AnswerText:
    """A value as text. A `long` one is moved to an annex; one that is not `own` is no answer of the user.

    A `formula` is read aloud otherwise than it is written. `ref` is the answer that it is.
    """

    text: str
    label: str
    long: bool
    own: bool = True
    formula: bool = False
    ref: FieldRef | None = dataclasses.field(default=None, kw_only=True)


@dataclass(frozen=True, slots=True)
class Blank:
    """A line for the pen, `width` characters long; several `lines` for a long answer.

    On a form that is filled in by `pen` it has room for a hand, and `boxes` where each sign has its own.
    With a `field` it is left to a party that signs; `label` says what goes there. `ref` is the answer that lacks.
    """

    width: int
    lines: int = 1
    pen: bool = False
    boxes: int = 0
    field: str = ""
    label: str = ""
    ref: FieldRef | None = dataclasses.field(default=None, kw_only=True)


@dataclass(frozen=True, slots=True)
class Tick:
    """A box to tick; None while nobody answered. `ref` is the answer that it stands for."""

    ticked: bool | None
    ref: FieldRef | None = dataclasses.field(default=None, kw_only=True)


Placeholder = AnswerText | Blank | Tick


class Placeholders:
    """The placeholders in one text, in order; `by_pen`: its blanks are filled in by hand.

    The first blank of each field that is `left` to a party that signs is a text field.
    """

    def __init__(self, by_pen: bool = False, left: Mapping[str, FieldDef] | None = None) -> None:
        self.all: list[Placeholder] = []
        self.by_pen = by_pen
        self._left = dict(left or {})

    def left_to_a_party(self, blank: Blank, spec: FieldDef | None) -> Blank:
        """The blank, as a field where it is the first one that is left to a party."""
        if spec is None or blank.lines > 1 or self._left.get(spec.id) is not spec:
            return blank
        return replace(blank, field=self._left.pop(spec.id).id, label=spec.label)

    def add(self, placeholder: Placeholder) -> str:
        """Adds a placeholder; gives the characters that stand for it in the text."""
        self.all.append(placeholder)
        return f"{OPEN_MARK}{len(self.all) - 1}{CLOSE_MARK}"

    def with_articles(self, text: str) -> str:
        """The text with each article before a placeholder as its value wants it: `il` is `l'` before `11/03/2027`."""

        def stands(found: re.Match[str]) -> str:
            placeholder = self.all[int(found[2])]
            shown = placeholder.text if isinstance(placeholder, AnswerText) else ""
            return article(found[1], shown) + found[0][len(found[1]) :]

        return _AFTER_ARTICLE.sub(stands, text)


class TemplateValue:
    """A value in a template: true unless empty or false, equal to the id of its option, printed as a placeholder.

    One that is `proposed` was not answered by anybody yet. `ref` is the answer, None where it is none.
    """

    __slots__ = ("placeholders", "proposed", "ref", "spec", "value")

    def __init__(
        self,
        value: Any,
        spec: FieldDef | None,
        placeholders: Placeholders,
        *,
        proposed: bool = False,
        ref: FieldRef | None = None,
    ) -> None:
        self.value, self.spec, self.placeholders, self.proposed = value, spec, placeholders, proposed
        self.ref = ref

    def __bool__(self) -> bool:
        return self.value is not None and self.value is not False and self.value != ""

    def __eq__(self, other: object) -> bool:
        return bool(self.value == other)

    def __hash__(self) -> int:
        return hash(self.value)

    def __str__(self) -> str:
        return self.written()

    def written(self, width: int | None = None, text: str | None = None) -> str:
        """The placeholder of the value, or of a blank where there is none."""
        spec = self.spec
        if self.value is None:
            return self.placeholders.add(self.placeholders.left_to_a_party(self._blank(width), spec))
        if text is None:
            text = formatting.value(spec, self.value, euro=False) if spec else str(self.value)
        long = len(text) > LONG or "\n" in text
        return self.placeholders.add(AnswerText(text, spec.label if spec else "", long, spec is not None, ref=self.ref))

    def _blank(self, width: int | None) -> Blank:
        traits = self.spec.traits if self.spec is not None else None
        lines = traits.blank_lines if traits is not None and width is None else 1
        length = width or (traits.blank_width if traits else BLANK_WIDTH)
        if not self.placeholders.by_pen:
            return Blank(length, lines, ref=self.ref)
        boxes = traits.boxes if traits else 0
        wide = boxes * BOX_WIDTH or width or max(length, min(length * 3 // 2, HAND_WIDTH))
        return Blank(wide, lines, True, boxes, ref=self.ref)


class FormulaText(TemplateValue):
    """A cell of a standard list with a formula, in names or in numbers."""

    __slots__ = ()

    def written(self, width: int | None = None, text: str | None = None) -> str:
        """The placeholder of the formula."""
        return self.placeholders.add(AnswerText(text or self.value, "", long=False, own=False, formula=True))


class LineView:
    """A line in a loop: gives its columns by name."""

    __slots__ = ("_columns",)  # Jinja looks for attributes before columns: no id begins with _

    def __init__(self, columns: Mapping[str, TemplateValue]) -> None:
        self._columns = columns

    def __getitem__(self, name: str) -> TemplateValue:
        return self._columns[name]


class LineViews(list[LineView]):
    """The lines to loop over; true if there are answers, false if they are blank lines for the pen."""

    def __init__(self, views: Iterable[LineView], answered: bool) -> None:
        super().__init__(views)
        self.answered = answered

    def __bool__(self) -> bool:
        return self.answered


def _blank(shown: TemplateValue, width: int) -> str:
    return shown.written(width)


def _tick(shown: TemplateValue, option: str | None = None) -> str:
    if shown.value is None or (shown.value is False and shown.proposed):
        return shown.placeholders.add(Tick(None, ref=shown.ref))
    ticked = shown.value is True if option is None else shown.value == option
    return shown.placeholders.add(Tick(ticked, ref=shown.ref))


def _years(shown: TemplateValue) -> str:
    return shown.written(text=None if shown.value is None else formatting.years(shown.value))


def _via(shown: TemplateValue, width: int | None = None, word: str = "via") -> str:
    """A street; `word` comes before it unless the answer itself begins with "via", "piazza" or the like."""
    begins = str(shown.value or "").partition(" ")[0].lower()
    return shown.written(width) if begins in STREET_WORDS else f"{word} {shown.written(width)}"


def _capital_via(shown: TemplateValue, width: int | None = None) -> str:
    return _via(shown, width, "Via")


def _agreed(shown: TemplateValue, one: str, several: str) -> str:
    """The word that agrees with a number; that for several also where the number is a blank for the pen."""
    if shown.value is None:
        return several
    text = formatting.value(shown.spec, shown.value) if shown.spec else shown.value
    return one if is_one(text) else several


def _sign(signer: str) -> str:
    # The only filter on a constant. Its placeholder has the signer's id in place of a number.
    return f"{OPEN_MARK}{signer}{CLOSE_MARK}"


FILTERS: dict[str, Callable[..., str]] = {
    "blank": _blank, "tick": _tick, "anni": _years, "firma": _sign, "via": _via, "Via": _capital_via,
    "plurale": _agreed,
}  # fmt: skip
