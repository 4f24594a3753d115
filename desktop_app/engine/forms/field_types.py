"""The field types, one row for each: how its answers are read, shown and asked for, how wide its blank is.

A new type is a name in `TypeName`, a row of FIELD_TYPES and a row of the window's table of editors; `tests.kinds`,
run by `python3 dev.py check`, names what is missing. A new family needs a reader as well (engine/answers/reader.py).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final, Literal

from desktop_app.engine.forms.codes import bare_address, bare_code, is_email, is_tax_code, is_vat_number
from desktop_app.engine.formula.kinds import ValueKind

TypeName = Literal[
    "text", "long_text", "integer", "decimal", "money", "date", "yes_no", "choice",
    "codice_fiscale", "partita_iva", "email", "pec", "lines", "block", "heading",
]  # fmt: skip
Family = Literal["number", "text", "date", "yes_no", "choice", "structure"]


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldType:
    """What all fields of a type have in common.

    `family` chooses the reader; one of "structure" (lines, blocks, headings) has no answer that is read.
    `kind` is what formulas get from it, None where it has no value at all.
    `keys` are those keys of a form that go only with some types, this one among them.
    `asked` completes "Manca «…»: ".
    """

    family: Family
    kind: ValueKind | None
    keys: frozenset[str]
    asked: str = "scrivi questo dato"
    # Texts and codes: the longest answer in characters, unless the form says otherwise; whether it may have several
    # lines; which codes are accepted (without spaces and in capitals where `compact`); `bare` takes off what was
    # copied along with one; what is said of others.
    max_length: int = 254
    several_lines: bool = False
    accepts: Callable[[str, bool], bool] | None = None
    compact: bool = False
    bare: Callable[[str], str] | None = None
    refusal: str = ""
    refusal_of_person: str = ""
    # Numbers: how many decimals are taken and shown, the largest one unless the form says otherwise, what helps whoever
    # typed no number. An amount in euro is shown with € and its cents, and is never above the largest one.
    decimals: int = 0
    largest: Decimal = Decimal(9_999_999)
    advice: str = ""
    euro: bool = False
    # In a printed document: the length of the line for the pen in characters, and how many such lines.
    blank_width: int = 25
    blank_lines: int = 1
    boxes: int = 0  # one for each sign, on a form to be filled in by pen

    @property
    def numeric(self) -> bool:
        """Whether its values are numbers."""
        return self.family == "number"

    @property
    def whole(self) -> bool:
        """Whether its values are whole numbers: counts."""
        return self.numeric and self.decimals == 0

    @property
    def textual(self) -> bool:
        """Whether its answers are typed as texts and kept as such, codes among them."""
        return self.family == "text"

    @property
    def picked(self) -> bool:
        """Whether its answers are picked among some, not typed."""
        return self.family in ("yes_no", "choice")

    @property
    def valued(self) -> bool:
        """Whether a field of it has a value of its own: no list, no block, no heading."""
        return self.family != "structure"


_VALUE_KEYS = frozenset({
    "formula", "default", "offer", "offer_words", "override", "check", "required", "owner",
})  # fmt: skip
_BLOCK_KEYS = frozenset({"use", "as_", "book", "only", "defaults", "offers", "offer_words"})
_NUMBER = FieldType(
    family="number",
    kind=ValueKind.NUMBER,
    keys=_VALUE_KEYS | {"min", "max", "symbol", "rounding", "unit"},
    asked="scrivi il numero",
)
_TEXT = FieldType(family="text", kind=ValueKind.TEXT, keys=_VALUE_KEYS | {"max_length"})
_EMAIL = replace(_TEXT, keys=_TEXT.keys | {"max_message"}, accepts=is_email, bare=bare_address, blank_width=28)
_TAX_CODE = "Il codice fiscale {typed} non torna: controlla che sia scritto come nel documento (16 tra lettere e cifre"

FIELD_TYPES: Final[dict[TypeName, FieldType]] = {
    "text": replace(_TEXT, keys=_TEXT.keys | {"suggestions"}, max_length=300),
    "long_text": replace(_TEXT, max_length=20_000, several_lines=True, blank_width=60, blank_lines=3),
    "integer": replace(_NUMBER, advice="Esempio: 12.", blank_width=5),
    "decimal": replace(
        _NUMBER, keys=_NUMBER.keys | {"decimals"}, advice="Esempio: 7,5.", decimals=2, blank_width=7
    ),
    "money": replace(
        _NUMBER, asked="scrivi l'importo", advice="Usa la virgola per i centesimi. Esempio: 12.345,00.",
        decimals=2, largest=Decimal("999999999999.99"), euro=True, blank_width=14,
    ),
    "date": FieldType(
        family="date", kind=ValueKind.DATE, keys=_VALUE_KEYS | {"past"}, asked="scrivi la data", blank_width=13
    ),
    "yes_no": FieldType(
        family="yes_no", kind=ValueKind.TRUTH, keys=_VALUE_KEYS | {"tick"}, asked="scegli sì o no", blank_width=6
    ),
    "choice": FieldType(
        family="choice", kind=ValueKind.TEXT, keys=_VALUE_KEYS | {"options"}, asked="scegli una risposta",
        blank_width=20,
    ),
    "codice_fiscale": replace(
        _TEXT, keys=_TEXT.keys | {"person"}, accepts=is_tax_code, compact=True, bare=bare_code, blank_width=20,
        boxes=16,
        refusal=f"{_TAX_CODE}, 11 cifre per una società).",
        refusal_of_person=f"{_TAX_CODE}, 11 cifre se è quello provvisorio).",
    ),
    "partita_iva": replace(
        _TEXT, accepts=is_vat_number, compact=True, bare=bare_code, blank_width=16, boxes=11,
        refusal="La partita IVA {typed} non torna: controlla le 11 cifre nella visura.",
    ),
    "email": replace(
        _EMAIL, refusal="L'indirizzo {typed} non è scritto come una e-mail. Esempio: nome@esempio.it."
    ),
    "pec": replace(
        _EMAIL, refusal="L'indirizzo {typed} non è scritto come una e-mail. Esempio: nome@pec.esempio.it."
    ),
    "lines": FieldType(
        family="structure", kind=ValueKind.LINES,
        keys=frozenset({"item", "blank_lines", "max_lines", "column", "check", "required", "owner"}),
    ),
    "block": FieldType(family="structure", kind=None, keys=_BLOCK_KEYS),
    "heading": FieldType(family="structure", kind=None, keys=frozenset()),
}  # fmt: skip
