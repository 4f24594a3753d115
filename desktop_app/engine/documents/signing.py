"""Who signs a document and how: what stands below each line, and what a pen needs besides."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from desktop_app.engine.documents.blocks import Block, Paragraph, SignatureBlock
from desktop_app.engine.evaluation.sendings import signed_by_pen
from desktop_app.engine.evaluation.state import NO_LINE, FormState, fill, value_or_none
from desktop_app.engine.forms.definition import FieldDef
from desktop_app.engine.forms.form import Document, Field, Signer

# "Ancona, 30/09/2026", "Luogo ____, data ____", "Letto, confermato e sottoscritto il 30/09/2026"
_PLACE_AND_DAY: Final = re.compile(r"[A-Z][\w' ]{1,40},\s*(?:[\d_].*)?|Luogo .*|.*sottoscritt[oi] (?:il|in data) .*")
_LAST_WORDS: Final = 4  # blocks above the first signature among which place and day may stand


class Signers:
    """The signers of a document in a state; a draft has no signature fields, and neither has a form `by_pen`."""

    def __init__(self, document: Document, state: FormState, by_pen: bool = False) -> None:
        self._document = document
        self._signers = {signer.spec.id: signer for signer in document.signers}
        self._state = state
        self._pen = by_pen or signed_by_pen(state) is True
        self._signing: dict[str, str] = {}

    def block(self, id: str) -> SignatureBlock | None:
        """The place to sign of one of them; None where that party does not sign this dossier."""
        signer = self._signers[id]
        signs = signer.condition is None or value_or_none(signer.condition, self._state.scope, NO_LINE)
        if signs is False:
            return None
        spec = signer.spec
        self._signing[id] = spec.label
        field = id if signs and self._state.complete else None
        return SignatureBlock(spec.label, field, who=who_signs(signer, self._state), stamped=spec.stamp or self._pen)

    @property
    def left(self) -> dict[str, FieldDef]:
        """The fields of the document that are left to who signs it, by id; none of a draft, or for a pen."""
        if self._pen or not self._state.complete:
            return {}
        signing = [each for each in self._signers.values() if self._state.holds(each.condition)]
        found = [field.spec for each in signing for field in left_to(each, self._document, self._state)]
        return {spec.id: spec for spec in found if spec.id not in self._signers}

    @property
    def initials(self) -> tuple[str, ...]:
        """Who puts initials on every page: with a pen, all who sign."""
        return tuple(self._signing.values()) if self._pen else ()

    def dated(self, blocks: Sequence[Block]) -> tuple[Block, ...]:
        """The blocks; several who sign by pen do so on different days, and each has a line for it."""
        first = next((at for at, block in enumerate(blocks) if isinstance(block, SignatureBlock)), None)
        if not self._pen or len(self._signing) < 2 or first is None:
            return tuple(blocks)
        above = "\n".join(_said(blocks[max(first - _LAST_WORDS, 0) : first]))
        if not any(_PLACE_AND_DAY.fullmatch(line) for line in above.split("\n")):
            return tuple(blocks)
        return tuple(replace(block, dated=True) if isinstance(block, SignatureBlock) else block for block in blocks)


def left_to(signer: Signer, document: Document, state: FormState) -> tuple[Field, ...]:
    """The fields whose blanks in the document are left to this party: its own, that nobody answered yet."""
    if signer.spec.owner is None:
        return ()
    fields = (field for id, field in state.form.fields.items() if id in document.uses)
    own = (field for field in fields if field.spec.owner == signer.spec.owner)
    return tuple(field for field in own if state.cells[field.id].visible and state.cells[field.id].value is None)


def who_signs(signer: Signer, state: FormState) -> str:
    """Name and capacity of the person who is expected to sign, as far as both are known."""
    spec = signer.spec
    if spec.name is None or spec.capacity is None:
        return ""
    name = _shown(spec.name, state)
    capacity = fill(spec.capacity, state.form.fields, state.scope)
    return ", ".join(part for part in (name, capacity) if part and "…" not in part) if name else ""


def _shown(name: str, state: FormState) -> str:
    cell = state.cells[name]
    return str(cell.value) if cell.visible and cell.value else ""


def _said(blocks: Sequence[Block]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Paragraph):
            yield "".join(run.text for run in block.runs).strip()
