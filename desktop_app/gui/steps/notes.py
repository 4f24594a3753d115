"""Who fills a field in: written beside each field, or once beside the heading where it is the same for a block."""

from __future__ import annotations

from collections.abc import Sequence

from desktop_app.engine.forms.form import Field


class Notes:
    """For the fields of one page, which its headings divide into blocks."""

    def __init__(self, fields: Sequence[Field]) -> None:
        self._owner: dict[str, str] = {}
        self._notes: dict[str, str] = {}
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
        owners = {field.spec.owner for field in fields if field.formula is None}
        one_owner = head is not None and len(owners) == 1
        if head is not None:
            self._owner[head.id] = owner_words(next(iter(owners))) if one_owner else ""
        for field in fields:
            owner = "" if one_owner or field.formula is not None else owner_words(field.spec.owner)
            self._notes[field.id] = f"{owner}." if owner else ""

    def owner_of(self, heading: Field) -> str:
        """Who fills in the block under a heading, empty where that differs or nobody is named."""
        return self._owner.get(heading.id, "")

    def note_of(self, field: Field) -> str:
        """What the help of a field ends with: who fills it in, empty where its heading says so."""
        return self._notes.get(field.id, "")


def owner_words(owner: str | None) -> str:
    """«Compila: …»; a name of up to three letters is an acronym."""
    if not owner:
        return ""
    return f"Compila: {owner.upper() if len(owner) <= 3 else owner}"
