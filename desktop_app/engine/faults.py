"""What can be wrong with a form's files or with a draft, said in Italian sentences."""

from __future__ import annotations

from collections.abc import Sequence


class FormFault(Exception):
    """A form that cannot be used; `sentences` names file, page, field and key of every fault."""

    def __init__(self, sentences: Sequence[str]) -> None:
        super().__init__("\n".join(sentences))
        self.sentences = tuple(sentences)


class DraftFault(Exception):
    """A draft that cannot be opened at all; the text is one Italian sentence."""
