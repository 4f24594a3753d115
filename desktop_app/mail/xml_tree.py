"""Reads the small XML files that messages carry. A document type or an entity is refused before it can do anything."""

from __future__ import annotations

from typing import Final, NamedTuple
from xml.parsers import expat

MAX_BYTES: Final = 2_000_000
MAX_ELEMENTS: Final = 5_000
MAX_DEPTH: Final = 30
_SPACE: Final = b" \r\n\t\0"


class BadXml(ValueError):
    """The XML cannot be read; the text is an Italian clause."""


class Element(NamedTuple):
    """An element: the names from the root down, joined by `/`, without name spaces; its attributes; its own text."""

    path: str
    attributes: dict[str, str]
    text: str


def elements(data: bytes, allow_doctype: bool = False) -> list[Element]:
    """Every element, each after those inside it. Raises BadXml.

    `allow_doctype` takes a document type that declares nothing itself, as old segnature have; it is never followed.
    """
    if len(data) > MAX_BYTES:
        raise BadXml("è troppo grande")
    reader = _Reader(allow_doctype)
    try:
        reader.parser.Parse(data.lstrip(_SPACE), True)
    except expat.ExpatError:
        raise BadXml("è rovinato") from None
    except (LookupError, ValueError) as fault:
        raise fault if isinstance(fault, BadXml) else BadXml("è scritto in un alfabeto che non conosco") from None
    return reader.found


class _Reader:
    def __init__(self, allow_doctype: bool) -> None:
        self.found: list[Element] = []
        self._open: list[tuple[str, dict[str, str], list[str]]] = []
        self._count, self._allow_doctype = 0, allow_doctype
        self.parser = expat.ParserCreate()
        self.parser.StartDoctypeDeclHandler = self._doctype
        self.parser.EntityDeclHandler = self._refuse
        self.parser.ElementDeclHandler = self._refuse
        self.parser.AttlistDeclHandler = self._refuse
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text

    def _refuse(self, *_: object) -> None:
        raise BadXml("contiene dichiarazioni che non si devono seguire")

    def _doctype(self, name: str, system: str | None, public: str | None, internal: bool) -> None:
        if internal or not self._allow_doctype:
            self._refuse()

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._count += 1
        if len(self._open) >= MAX_DEPTH or self._count > MAX_ELEMENTS:
            raise BadXml("ha troppe parti")
        above = f"{self._open[-1][0]}/" if self._open else ""
        self._open.append((above + name.rpartition(":")[2], attributes, []))

    def _end(self, _: str) -> None:
        path, attributes, pieces = self._open.pop()
        self.found.append(Element(path, attributes, "".join(pieces).strip()))

    def _text(self, text: str) -> None:
        if self._open:
            self._open[-1][2].append(text)
