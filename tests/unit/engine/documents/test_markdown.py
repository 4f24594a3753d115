"""Markdown with placeholders is converted to blocks."""

from __future__ import annotations

import pytest

from desktop_app.engine.documents.blocks import (
    Annex,
    Block,
    Heading,
    ItemList,
    ListItem,
    Paragraph,
    RuleBlock,
    Run,
    SignatureBlock,
    TableBlock,
)
from desktop_app.engine.documents.markdown import blocks
from desktop_app.engine.documents.values import CLOSE_MARK, OPEN_MARK, AnswerText, Blank, Placeholder, Tick

VALUE, LONG = AnswerText("<b>*x*", "Nome", False), AnswerText("uno\n\n due \n", "Note", True)
MARKS: list[Placeholder] = [
    VALUE,
    Blank(5),
    Tick(True),
    Tick(False),
    LONG,
    Blank(60, 3),
    AnswerText("1.000,00", "", False, False),
    Tick(None),
    AnswerText("Q × 2", "", False, False, formula=True),
    AnswerText("14", "", False, False, formula=True),
]
OPEN = Run("☐", said="da scegliere")


def m(name: object) -> str:
    return f"{OPEN_MARK}{name}{CLOSE_MARK}"


def sign(id: str) -> SignatureBlock | None:
    return None if id == "nessuno" else SignatureBlock(id.upper(), id)


def found(text: str) -> list[Block]:
    return blocks(text, MARKS, sign, [])


def value(text: str = "<b>*x*", bold: bool = False) -> Run:
    return Run(text, bold, style="value")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# T\n\n## A *b*", [Heading(1, (Run("T"),)), Heading(2, (Run("A "), Run("b", italic=True)))]),
        ("*a* b **c** d", [Paragraph((Run("a", italic=True), Run(" b "), Run("c", True), Run(" d")))]),
        ("uno\ndue  \ntre", [Paragraph((Run("uno due\ntre"),))]),
        ("**Parte**", [Paragraph((Run("Parte", True),), centred=True)]),
        ("**Parte** e", [Paragraph((Run("Parte", True), Run(" e")))]),
        (f"**{m(0)}**", [Paragraph((value(bold=True),))]),
        (f"io {m(0)} {m(1)}", [Paragraph((Run("io "), value(), Run(" "), Run("_____", style="blank")))]),
        (f"{m(2)} sì {m(3)} no {m(7)} ☐ ☒", [Paragraph((
            Run("☒", said="sì"), Run(" sì "), Run("☐", said="no"), Run(" no "), OPEN, Run(" "), OPEN, Run(" "),
            Run("☒", said="sì"),
        ))]),
        (f"- {m(7)} a\n- {m(3)}b", [ItemList((
            ListItem("☐", (Paragraph((Run("a"),)),), "da scegliere"),
            ListItem("•", (Paragraph((Run("☐", said="no"), Run("b"))),)),
        ))]),
        ("*proroga*\\* (a)\\*\\*, b \\*; c (\\*) 2 \\* d\n\n\\*Nota", [
            Paragraph((
                Run("proroga", italic=True), Run("*", mark=True), Run(" (a)"), Run("**", mark=True), Run(", b "),
                Run("*", mark=True), Run("; c (*) 2 * d"),
            )),
            Paragraph((Run("*", mark=True), Run("Nota"))),
        ]),
        ("il *part time* e la FULL-TIME", [Paragraph((
            Run("il "), Run("part time", italic=True, lang="en"), Run(" e la "), Run("FULL-TIME", lang="en"),
        ))]),
        ("**VUC ≥ CP + (N \\* CL)**", [Paragraph((
            Run("VUC ≥ CP + (N * CL)", True, said="VUC maggiore o uguale a CP più N per CL", formula=True),
        ), centred=True)]),
        ("pari a N = (A - B) / C, ex 3 - 4 e n. 5-bis", [Paragraph((
            Run("pari a "),
            Run("N = (A - B) / C", said="N uguale a aperta parentesi A meno B chiusa parentesi diviso C", formula=True),
            Run(", ex 3 - 4 e n. 5-bis"),
        ))]),
        (f"{m(8)}, {m(9)}", [Paragraph((
            Run("Q × 2", said="Q per 2", formula=True), Run(", 14"),
        ))]),
        (m(4), [Paragraph((value("uno"),)), Paragraph((value("due"),))]),
        (m(5), [Paragraph((Run("_" * 85, style="blank"),))] * 3),
        (m(1), [Paragraph((Run("_____", style="blank"),))]),
        (m("ditta"), [SignatureBlock("DITTA", "ditta")]),
        (m("nessuno"), []),
        (f"Il **legale** di {m(0)} {m('ditta')}", [SignatureBlock("DITTA", "ditta", (
            Run("Il "), Run("legale", True), Run(" di "), value(),
        ))]),
        (f"Firma^4^ {m('ditta')} ", [SignatureBlock("DITTA", "ditta", (Run("Firma"), Run("4", raised=True)))]),
        (f"Il legale {m('nessuno')}", []),
        ("a^1^, **b^\\*(vedi)^** x^2 y ^ z^", [Paragraph((
            Run("a"), Run("1", raised=True), Run(", "), Run("b", True), Run("*(vedi)", True, raised=True),
            Run(" x^2 y ^ z^"),
        ))]),
        (f"^1^ Nota di {m(0)}", [Paragraph((Run("1", raised=True), Run(" Nota di "), value()), note=True)]),
        ("- a) ^1^ b", [ItemList((ListItem("a)", (Paragraph((Run("1", raised=True), Run(" b"))),)),))]),
        ("\\*no\\* `x` <b> &amp; [a](b) ---", [Paragraph((
            Run("*", mark=True), Run("no"), Run("*", mark=True), Run(" `x` <b> &amp; [a](b) ---"),
        ))]),
        ("- a\n- ✓ b\n- A. c\n- a) d", [ItemList((
            ListItem("•", (Paragraph((Run("a"),)),)), ListItem("✓", (Paragraph((Run("b"),)),)),
            ListItem("A.", (Paragraph((Run("c"),)),)), ListItem("a)", (Paragraph((Run("d"),)),)),
        ))]),
        ("3. a\n4. b", [ItemList((
            ListItem("3.", (Paragraph((Run("a"),)),)), ListItem("4.", (Paragraph((Run("b"),)),)),
        ))]),
        (f"- {m(2)} {m(0)}", [ItemList((ListItem("☒", (Paragraph((value(),)),), "sì"),))]),
        (f"- {m(0)}", [ItemList((ListItem("•", (Paragraph((value(),)),)),))]),
        ("- ✓ **b** c", [ItemList((ListItem("✓", (Paragraph((Run("b", True), Run(" c"))),)),))]),
        ("- **✓**  c", [ItemList((ListItem("✓", (Paragraph((Run("c"),)),)),))]),
        ("-\n- x", [ItemList((ListItem("•", ()), ListItem("•", (Paragraph((Run("x"),)),))))]),
        ("- ✓", [ItemList((ListItem("✓", ()),))]),
        ("- a\n  - b", [ItemList((ListItem("•", (
            Paragraph((Run("a"),)), ItemList((ListItem("•", (Paragraph((Run("b"),)),)),)))),))]),
        (f"| a | n |\n|---|---|\n| {m(0)} | 3,5 € |\n| | {m(6)} |", [TableBlock(
            ((Run("a"),), (Run("n"),)),
            (((value(),), (Run("3,5 €"),)), ((), (Run("1.000,00"),))),
            (False, True),
        )]),
        ("| a | b |\n|---|---|", [TableBlock(((Run("a"),), (Run("b"),)), (), (False, False))]),
        ("a\n\n---\n\nb", [Paragraph((Run("a"),)), RuleBlock(), Paragraph((Run("b"),))]),
        ("", []),
    ],
)  # fmt: skip
def test_blocks_of_a_text(text: str, expected: list[Block]) -> None:
    assert found(text) == expected


def test_a_long_answer_in_a_sentence_moves_to_an_annex() -> None:
    annexes = [Annex("Prima", ())]  # of a text before this one
    text = blocks(f"Così: {m(4)}, e {m(4)}.", MARKS, sign, annexes)
    assert [each.title for each in annexes] == ["Prima", "Note", "Note"]
    assert annexes[1].paragraphs == ("uno", "due")
    [paragraph] = text
    assert isinstance(paragraph, Paragraph)
    assert [run.text for run in paragraph.runs] == [
        "Così: ", "vedi Allegato 2 «Note»", ", e ", "vedi Allegato 3 «Note»", ".",
    ]  # fmt: skip
