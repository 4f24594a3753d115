"""A document of a dossier as blocks: blanks for the pen, answers as they were typed, never as markup."""

from __future__ import annotations

import datetime as dt
import unicodedata
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.engine.documents.blocks import (
    Block,
    Heading,
    ItemList,
    Letterhead,
    Paragraph,
    Run,
    SignatureBlock,
    TableBlock,
)
from desktop_app.engine.documents.document import plain_text, render
from tests.unit.engine.documents.support import form_with, printed, text_of
from tests.unit.engine.support import ask, computed, faults, filled, make_form, one_page, rule


def test_blank_and_filled() -> None:
    form = form_with("# {{ nome }}\n\nIo {{ nome | blank(4) }}, il {{ oggi }}.", ask("nome"), ask("titolo", "heading"))
    assert text_of(form) == "_" * 25 + "\nIo ____, il 15/03/2026."
    assert text_of(form, {"nome": " Anna "}) == "Anna\nIo Anna, il 15/03/2026."
    assert text_of(form, {"nome": "a\u202eb"}) == text_of(form)


def test_a_draft_until_there_is_no_error() -> None:
    form = form_with("{{ a }}", ask("a"), document={"source": "Atto, allegato A"})
    assert printed(form).draft == "BOZZA, da non firmare: manca una risposta."
    assert printed(form, {"a": "x"}).draft == ""
    assert printed(form).subject == "Atto, allegato A"
    assert printed(form_with("x", title="Modulo")).subject == "Modulo"


def test_a_letterhead_only_where_the_form_wants_one() -> None:
    head = Letterhead("Unione")
    for wanted in (True, False):
        form = form_with("x", document={"letterhead": wanted})
        document = render(form.documents[0], filled(form), head)
        assert document.letterhead == (head if wanted else None)
        assert plain_text(document.blocks) == "x"
        assert printed(form).letterhead is None


def test_nothing_is_added_to_official_wording() -> None:
    sentence = "la chiave «letterhead» non va con «verbatim»"
    document = {"id": "doc", "title": "D", "text": "d.md", "verbatim": "d.txt", "letterhead": True}
    told = faults(one_page(document=[document]), None, {"d.md": "x", "d.txt": "x"})
    assert any(sentence in each for each in told)


def test_an_article_agrees_with_its_value_in_our_own_texts_only() -> None:
    text = "Dal {{ a }} al **{{ a }}**, nei {{ n }} giorni."
    fields = ask("a", "date"), ask("n", "integer")
    answers = {"a": "2026-11-11", "n": "8"}
    form = form_with(text, *fields)
    assert text_of(form, answers) == "Dall'11/11/2026 all'11/11/2026, negli 8 giorni."
    assert text_of(form, {"a": "2026-11-12", "n": "7"}) == "Dal 12/11/2026 al 12/11/2026, nei 7 giorni."
    assert text_of(form) == "Dal _____________ al _____________, nei _____ giorni."
    document = {"id": "doc", "title": "D", "text": "d.md", "verbatim": "d.txt", "preface": "p.md"}
    files = {"d.md": text, "d.txt": text, "p.md": "Il {{ a }}"}
    state = filled(make_form(one_page(*fields, document=[document]), None, files), answers)
    official = render(state.form.documents[0], state)
    assert plain_text(official.blocks) == "Dal 11/11/2026 al 11/11/2026, nei 8 giorni."
    assert plain_text(official.preface) == "L'11/11/2026"


SIGNED = form_with(
    "{{ a }} {{ b }}\n\n{{ 'ditta' | firma }}\n{{ 'ente' | firma }}",
    ask("a"),
    ask("b", "integer", required=False),
    document={"signer": [{"id": "ditta", "label": "La ditta"},
                         {"id": "ente", "label": "L'ente", "visible_when": "1 / b > 0.4"}]},
)  # fmt: skip


@pytest.mark.parametrize(
    ("answers", "fields"),
    [
        ({"a": "x", "b": "2"}, ["ditta", "ente"]),
        ({"a": "x", "b": "3"}, ["ditta"]),
        ({"a": "x"}, ["ditta", None]),  # not known yet: a line, no field
        ({"a": "x", "b": "0"}, ["ditta", None]),
        ({"b": "2"}, [None, None]),  # a draft is not signed
    ],
)
def test_who_signs(answers: dict[str, Any], fields: list[str | None]) -> None:
    signatures = [block for block in printed(SIGNED, answers).blocks if isinstance(block, SignatureBlock)]
    assert [block.field for block in signatures] == fields
    assert "La ditta\n_____" in text_of(SIGNED, answers)


def test_words_before_a_place_to_sign_are_printed_instead_of_the_label() -> None:
    form = form_with(
        "Per **{{ ente }}** {{ 'ente' | firma }}",
        ask("ente"),
        document={"signer": [{"id": "ente", "label": "Per l'ente"}]},
    )
    assert text_of(form) == f"Per {'_' * 25}\n_____"
    [block] = printed(form, {"ente": "ARVA"}).blocks
    assert isinstance(block, SignatureBlock)
    assert (block.label, block.field) == ("Per l'ente", "ente")
    assert "".join(run.text for run in block.printed) == "Per ARVA"


def test_a_preface_stands_before_the_document_and_shares_its_annexes() -> None:
    form = make_form(
        one_page(
            ask("a"),
            ask("b", "long_text"),
            document=[{"id": "doc", "title": "D", "text": "doc.md", "preface": "prima.md"}],
        ),
        None,
        {"doc.md": "Detto: {{ b }}.", "prima.md": "# {{ a }}\n\nNota: {{ b }}."},
    )
    made = printed(form, {"a": "Copertina", "b": "x" * 301})
    assert plain_text(made.preface) == "Copertina\nNota: vedi Allegato 1 «B»."
    assert plain_text(made.blocks) == "Detto: vedi Allegato 2 «B»."
    assert len(made.annexes) == 2
    assert printed(form_with("x")).preface == ()


def test_a_line_across_the_page_says_nothing() -> None:
    assert text_of(form_with("uno\n\n---\n\n- a\n\n  ---\n\n  b")) == "uno\n• a\nb"


def test_nobody_signs_a_preface() -> None:
    texts = {"doc.md": "{{ a }} {{ 'ditta' | firma }}", "prima.md": "{{ 'ditta' | firma }}"}
    document = {"id": "doc", "title": "D", "text": "doc.md", "preface": "prima.md",
                "signer": [{"id": "ditta", "label": "La ditta"}]}  # fmt: skip
    found = faults(one_page(ask("a"), document=[document]), None, texts)
    assert found == ["prima.md: riga 1: il firmatario «ditta» non esiste."]


def test_what_is_hidden_is_a_blank_and_false_though_it_was_answered() -> None:
    form = form_with(
        "{{ b | blank(4) }}{% if b %} detto {{ b }}{% endif %}", ask("si", "yes_no", printed=False),
        ask("b", visible_when="si"),
    )  # fmt: skip
    assert text_of(form, {"si": True, "b": "Anna"}) == "Anna detto Anna"
    assert text_of(form, {"si": False, "b": "Anna"}) == "____"


def test_a_rule_out_of_force_is_a_blank_of_the_text() -> None:
    form = form_with(
        "{{ a }}",
        ask("a"),
        computed("b", "integer", "k", printed=False),
        rules={"rule": [rule("k", 1, to=dt.date(1990, 1, 1))]},
    )
    assert text_of(form, {"a": "x"}) == "x"


PLACES = """# {{ a }}

## {{ a }} e {{ a }}

{{ a }}

**{{ a }}** *{{ a }}* io sottoscritto {{ a }}, detto {{ a }}

- {{ a }}
- ✓ {{ a }}

1. {{ a }}

| {{ a }} | h |
|---|---|
| {{ a }} | {{ l }} |

{{ l }}
"""
HOSTILE = form_with(PLACES, ask("a"), ask("l", "long_text"))
printable = st.text(st.characters(min_codepoint=32, max_codepoint=0x17F, exclude_categories=["Cc", "Cf"]), max_size=60)
markup = st.sampled_from([
    "<b>", "</para>", "<img src='/etc/hostname'>", "{{ 7*7 }}", "{% for x in y %}", "**a**", "| a | b |", "# a", "- a",
    "1. a", "`a`", "[a](http://b)", "&lt;", "\\", "***", "---", "> a", "☒ a", "A. a", "✓ ", "a) x", "_____", "0",
])  # fmt: skip


def runs_of(block: Block) -> list[Run]:
    if isinstance(block, Heading | Paragraph):
        return list(block.runs)
    if isinstance(block, TableBlock):
        return [run for row in (block.head, *block.rows) for cell in row for run in cell]
    assert isinstance(block, ItemList)
    return [run for item in block.items for child in item.blocks for run in runs_of(child)]


@given(printable | markup | st.lists(markup | printable, max_size=3).map("".join))
def test_what_is_typed_comes_out_as_it_is_in_every_place(typed: str) -> None:
    said = unicodedata.normalize("NFC", typed).strip()
    document = printed(HOSTILE, {"a": typed, "l": typed})
    kinds = [type(block).__name__ for block in document.blocks]
    assert kinds == ["Heading", "Heading", "Paragraph", "Paragraph", "ItemList", "ItemList", "TableBlock",
                     *(["Paragraph"] if said else ["Paragraph"] * 3)]  # fmt: skip
    values = [run.text for block in document.blocks for run in runs_of(block) if run.style == "value"]
    assert values == [said] * 15 if said else not values


@given(st.lists(markup | printable, min_size=2, max_size=6).map("\n".join))
def test_a_long_text_keeps_its_lines_and_only_them(typed: str) -> None:
    said = [line.strip() for line in unicodedata.normalize("NFC", typed).strip().splitlines() if line.strip()]
    form = form_with("{{ l }}\n\nVedi {{ l }}.", ask("l", "long_text"))
    document = printed(form, {"l": typed})
    if len(said) > 1:
        assert [block.runs for block in document.blocks[:-1] if isinstance(block, Paragraph)] == [
            (Run(line, style="value"),) for line in said
        ]
        assert document.annexes[0].paragraphs == tuple(said)
