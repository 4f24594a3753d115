"""Who fills a field in: written once beside the heading of a block, and beside the fields that somebody else fills in.
"""  # fmt: skip

from __future__ import annotations

from collections.abc import Sequence

from desktop_app.engine.forms.form import Field


class Notes:
    """For the fields of one page, which its headings divide into blocks; the title of the page is the first heading.

    `of_page` says who fills in the fields before the other headings.
    """

    def __init__(self, fields: Sequence[Field]) -> None:
        self._owner: dict[str, str] = {}
        self._notes: dict[str, str] = {}
        self.of_page = ""
        block: list[Field] = []
        for field in [*fields, None]:
            if field is None or field.spec.type == "heading":
                self._read(block)
                block = []
            if field is not None:
                block.append(field)

    def _read(self, block: list[Field]) -> None:
        head = block[0] if block and block[0].spec.type == "heading" else None
        fields = [field for field in block if field.spec.type != "heading"]
        said = _owner_of_most([field.spec.owner for field in fields if field.formula is None])
        if head is not None:
            self._owner[head.id] = owner_words(said)
        else:
            self.of_page = owner_words(said)
        for field in fields:
            others = field.formula is None and field.spec.owner != said
            owner = owner_words(field.spec.owner) if others else ""
            self._notes[field.id] = f"{owner}." if owner else ""

    def owner_of(self, heading: Field) -> str:
        """Who fills in the block under a heading, empty where that differs or nobody is named."""
        return self._owner.get(heading.id, "")

    def note_of(self, field: Field) -> str:
        """What the help of a field ends with: who fills it in, empty where its heading says so."""
        return self._notes.get(field.id, "")


def _owner_of_most(owners: Sequence[str | None]) -> str | None:
    """Who fills in more than half of the fields; None where one of them does not say who."""
    most = max(owners, key=owners.count, default=None)
    return most if None not in owners and owners.count(most) * 2 > len(owners) else None


def owner_words(owner: str | None) -> str:
    """«Compila: …»; a name of up to three letters is an acronym."""
    if not owner:
        return ""
    return f"Compila: {owner.upper() if len(owner) <= 3 else owner}"
