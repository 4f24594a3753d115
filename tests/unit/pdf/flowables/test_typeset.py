"""What is worked out once for all documents: the same bytes with it and without, no answer in it, bounded."""

from __future__ import annotations

import pkgutil
from collections.abc import Callable, Iterator
from functools import lru_cache
from importlib import import_module
from typing import Any

import pytest

from desktop_app import pdf
from desktop_app.engine import documents
from desktop_app.engine.documents.blocks import Paragraph, PrintedDocument, Run, Runs
from desktop_app.engine.documents.markdown import blocks
from desktop_app.engine.documents.values import AnswerText, Placeholders
from desktop_app.pdf import styles
from desktop_app.pdf.document import build_pdf
from desktop_app.pdf.flowables.typeset import Lines, lines, pieces, wording
from tests.unit.pdf.samples import DAY, blank, draft, filled

REMEMBERING = type(lru_cache(print))
# What there are only so many of: fonts, their characters, styles.
COUNTED = {"_font", "whole_face", "_drawable", "paragraph_style", "for_a_hand"}


def keepers() -> Iterator[Any]:
    """All functions on the way to a PDF that remember what they gave."""
    for package in (pdf, documents):
        for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            module = import_module(found.name)
            yield from (each for each in vars(module).values() if isinstance(each, REMEMBERING))


def kept() -> int:
    return sum(each.cache_info().currsize for each in keepers() if each.__name__ not in COUNTED)


@pytest.fixture(autouse=True)
def nothing_kept() -> None:
    for each in keepers():
        if each.cache_parameters()["maxsize"] is not None:
            each.cache_clear()


def test_all_that_is_remembered_is_bounded() -> None:
    endless = {each.__name__ for each in keepers() if each.cache_parameters()["maxsize"] is None}
    takes = {each.__name__ for each in keepers() if each.__wrapped__.__code__.co_argcount}
    assert endless & takes <= COUNTED


@pytest.mark.parametrize("sample", [filled, blank, draft])
def test_what_was_printed_before_changes_no_byte(sample: Callable[[], PrintedDocument]) -> None:
    alone = build_pdf(sample(), DAY)
    for other in (blank, filled, draft):
        build_pdf(other(), DAY)
    assert build_pdf(sample(), DAY) == alone


def test_drawing_leaves_what_is_kept_as_it_was() -> None:
    words = (Run("Le parti convengono quanto segue. " * 9), Run("Così.", bold=True))
    document = PrintedDocument("A", (Paragraph(words), Paragraph(words[:1])))
    assert build_pdf(document, DAY) == build_pdf(document, DAY)


def test_no_line_with_an_answer_is_kept() -> None:
    broken_lines((Run("Il datore "),))
    before = kept()
    assert before
    for runs in ((Run("Il datore "), Run("Rossi " * 90, style="value")), (Run("lungo " * 900),)):
        assert broken_lines(runs).height > 15
    assert [each.cache_info().currsize for each in keepers() if each.__name__ == "_lines"] == [1]


def test_no_block_with_an_answer_is_kept() -> None:
    marks = Placeholders()
    text = f"Il datore\n\n{marks.add(AnswerText('Rossi', 'Datore', long=False))} firma"
    for _ in range(2):
        blocks(text, marks.all, lambda _: None, [])
    [made] = [each for each in keepers() if each.__name__ == "_without_answers"]
    assert (made.cache_info().currsize, made.cache_info().hits) == (1, 1)


def broken_lines(runs: Runs) -> Lines:
    words = wording(runs, styles.paragraph_style("body"))
    return lines(words, pieces(words), 300)
