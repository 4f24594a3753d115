"""Faults of a form's files or of a draft, as Italian sentences."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

Report = Callable[[str, str], None]  # reports a fault of a form's files: where it is, and what is wrong


class FormFault(Exception):
    """A form cannot be used; `sentences` has one for every fault, with its file, page, field and key."""

    def __init__(self, sentences: Sequence[str]) -> None:
        super().__init__("\n".join(sentences))
        self.sentences = tuple(sentences)


class DraftFault(Exception):
    """A draft cannot be opened; the text is one Italian sentence."""


def suggestion(name: str, known: Iterable[str]) -> str:
    """The end of a sentence about an unknown name: the known name that was perhaps meant, empty where none is close."""
    import difflib  # not for the first window

    close = difflib.get_close_matches(name[:100], list(known), n=1, cutoff=0.7)
    return f" Forse volevi dire «{close[0]}»?" if close else ""
