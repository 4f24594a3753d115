"""Which answer each run of a document prints: what a click on it leads to."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from desktop_app.engine.documents.blocks import Block, ItemList, Paragraph, Run, TableBlock
from desktop_app.engine.evaluation.field_ref import FieldRef
from tests.unit.engine.documents.support import form_with, printed
from tests.unit.engine.support import ask, computed

LOOP = "| a |\n| --- |\n{% for x in righe %}| {{ x.a }} |\n{% endfor %}"


def runs(blocks: tuple[Block, ...]) -> Iterator[Run]:
    for block in blocks:
        if isinstance(block, Paragraph):
            yield from block.runs
        elif isinstance(block, TableBlock):
            yield from (run for row in block.rows for cell in row for run in cell)
        elif isinstance(block, ItemList):
            for item in block.items:
                yield Run(item.mark, ref=item.ref)
                yield from runs(item.blocks)


def refs(text: str, *fields: dict[str, Any], answers: dict[str, Any] | None = None) -> list[tuple[str, FieldRef]]:
    """The text of each run that is an answer's, or lacks one, and the answer."""
    found = runs(printed(form_with(text, *fields), answers).blocks)
    return [(run.text.strip("_"), run.ref) for run in found if run.ref is not None]


def test_an_answer_and_what_lacks_one_are_told_from_the_words_around_them() -> None:
    fields = (ask("nome"), ask("altro"))
    assert refs("Io {{ nome }}, {{ altro }}, oggi {{ oggi }}.", *fields, answers={"nome": "Anna"}) == [
        ("Anna", FieldRef("nome")),
        ("", FieldRef("altro")),
    ]


def test_a_result_is_one_of_its_field() -> None:
    fields = (ask("a", "integer", printed=False), computed("doppio", "integer", "a * 2"))
    assert refs("Sono {{ doppio }}.", *fields, answers={"a": "3"}) == [("6", FieldRef("doppio"))]


def test_what_is_hidden_leads_nowhere() -> None:
    fields = (ask("si", "yes_no", printed=False), ask("nome", visible_when="si"))
    assert refs("Io {{ nome }}.", *fields, answers={"si": False, "nome": "Anna"}) == []


def test_a_box_leads_to_the_answer_that_it_stands_for() -> None:
    text = "- {{ modo | tick('a') }} uno\n- {{ modo | tick('b') }} due"
    field = ask("modo", "choice", options={"a": "uno", "b": "due"})
    assert refs(text, field, answers={"modo": "b"}) == [("☐", FieldRef("modo")), ("☒", FieldRef("modo"))]


def test_a_column_is_that_of_its_line_and_an_empty_line_the_whole_group() -> None:
    group = ask("righe", "lines", column=[ask("a")])
    lines = [{"id": "x1", "a": "uno"}, {"id": "x2"}]
    assert refs(LOOP, group, answers={"righe": lines}) == [
        ("uno", FieldRef("righe", "a", "x1")),
        ("", FieldRef("righe", "a", "x2")),
    ]
    assert refs(LOOP, group) == [("", FieldRef("righe"))]


def test_the_calculations_lead_to_what_was_calculated() -> None:
    text = "{{ doppio }}\n\n| c |\n| --- |\n{% for x in calcoli %}| {{ x.risultato }} |\n{% endfor %}"
    fields = (ask("a", "integer", printed=False), computed("doppio", "integer", "a * 2", symbol="D"))
    assert refs(text, *fields, answers={"a": "3"}) == [("6", FieldRef("doppio"))] * 2
