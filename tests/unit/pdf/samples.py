"""Documents to print in tests: every kind of block, filled or blank, and how to read the PDF back."""

from __future__ import annotations

import datetime
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

import pikepdf
import pypdfium2

from desktop_app.engine.documents.blocks import (
    Annex,
    Block,
    Heading,
    ItemList,
    Letterhead,
    ListItem,
    Paragraph,
    Picture,
    PrintedDocument,
    Run,
    Runs,
    SignatureBlock,
    TableBlock,
)
from desktop_app.pdf.document import build_pdf

DAY = datetime.date(2026, 11, 22)
SENTENCE = (
    "L'Azienda si impegna ad affidare alla Cooperativa nuove commesse di lavoro, nel rispetto dei criteri "
    "definiti nella Convenzione Quadro: così è, perché l'entità dell'onere è pari a € 1.234,56. "
)
DRAFT = "BOZZA, da non firmare: mancano 3 risposte."
SIGNERS = ("azienda", "cooperativa", "consorzio", "cpi")


def runs(text: str) -> Runs:
    return (Run(text),)


def paragraph(text: str) -> Paragraph:
    return Paragraph(runs(text))


def document(*blocks: Block) -> PrintedDocument:
    return PrintedDocument("Documento di prova", (Heading(1, runs("Titolo")), *blocks))


def table(rows: int) -> TableBlock:
    head = (runs("N."), runs("Descrizione"), runs("Importo (€)"))
    body = tuple((runs(str(at)), runs(f"Voce numero {at}"), runs(f"{at}.000,00")) for at in range(1, rows + 1))
    return TableBlock(head, body, (True, False, True))


def signatures(names: Sequence[str] = SIGNERS) -> tuple[Block, ...]:
    return (paragraph("Letto, confermato e sottoscritto"), *(SignatureBlock(f"Per {name}:", name) for name in names))


def headed() -> PrintedDocument:
    """With the name and the logo of an association above it, as a draft: over the watermark."""
    logo = Picture(3, 2, bytes((200, 30, 30)) * 3 + bytes((30, 30, 200)) * 3)
    return replace(document(paragraph("Testo")), letterhead=Letterhead("Unione Esempio", logo), draft=DRAFT)


def filled() -> PrintedDocument:
    """Every kind of block, with values, over several pages."""
    ticks = ItemList((ListItem("☒", (paragraph("allegato"),)), ListItem("☐", (paragraph("trasmesso"),))))
    nested = ItemList(
        (
            ListItem("•", (paragraph("la durata della commessa;"),)),
            ListItem("A.", (paragraph("ampliamento dell'orario:"), ticks)),
            ListItem("✓", (paragraph("i tempi massimi di pagamento."),)),
            ListItem("1.", (table(2),)),
        )
    )
    value = (Run("L'Azienda "), Run("D'Alò & Müller S.r.l.", style="value"), Run(" e "), Run("altri", italic=True))
    formula = Paragraph((Run("VUC ≥ CP + CT + (N × CL) → N ≤ 2", bold=True),), centred=True)
    articles: list[Block] = []
    for number in range(1, 8):
        articles += [Heading(2, runs(f"Art. {number} – Obblighi")), *[paragraph(SENTENCE * 4)] * 2]
    blocks: tuple[Block, ...] = (
        Heading(1, runs("CONVENZIONE PER L'INSERIMENTO LAVORATIVO DELLE PERSONE CON DISABILITÀ E SVANTAGGIATE")),
        Paragraph((Run("TRA", bold=True),), centred=True),
        Paragraph(value),
        nested,
        formula,
        *articles,
        Heading(3, runs("Lavoratori")),
        table(60),
        *signatures(),
    )
    annexes = (Annex("Fasi di esecuzione", (SENTENCE * 30, "Fine.")), Annex("Luoghi", ("Jesi.",)))
    return PrintedDocument("Convenzione locale", blocks, annexes, subject="Convenzione quadro, art. 5")


def blank() -> PrintedDocument:
    """The same places for the pen: blanks, empty cells, lines to sign on."""
    line = Paragraph(
        (Run("L'Azienda "), Run("_" * 28, style="blank"), Run(", con sede in "), Run("_" * 40, style="blank"))
    )
    empty = TableBlock((runs("Nominativo"), runs("Ore")), ((runs(""), (Run("____", style="blank"),)),) * 3)
    blocks: tuple[Block, ...] = (
        Heading(1, runs("Modulo")),
        *[line] * 40,
        empty,
        SignatureBlock("Per l'Azienda:", None),
        SignatureBlock("Per il CPI:", None),
    )
    return PrintedDocument("Modulo vuoto", blocks)


def draft() -> PrintedDocument:
    return replace(filled(), draft=DRAFT)


def printed(document: PrintedDocument) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(build_pdf(document, DAY)))


def pictures(pdf: pikepdf.Pdf) -> int:
    """Pictures of any kind; nothing else of ours would be an external or inline object either."""
    inline = ("BI", "Do")
    drawn = (str(each.operator) for page in pdf.pages for each in pikepdf.parse_content_stream(page))
    return sum(operator in inline for operator in drawn)


def pages(data: bytes) -> list[str]:
    """The text of each page, in the order in which it is drawn."""
    with pypdfium2.PdfDocument(data) as pdf:
        return [page.get_textpage().get_text_bounded() for page in pdf]


def body(data: bytes) -> str:
    """The text of the whole document without footers, on one line."""
    return squeezed(
        " ".join(re.sub(r"\S.*\s*Pagina \d+ di \d+(\n.*)?\s*$", "", text.replace("\r", "")) for text in pages(data))
    )


def squeezed(text: str) -> str:
    return " ".join(text.split())


def texts(blocks: Sequence[Block]) -> Iterator[str]:
    """What the blocks say, in reading order."""
    for block in blocks:
        match block:
            case Heading() | Paragraph():
                yield "".join(run.text for run in block.runs)
            case ItemList():
                for item in block.items:
                    yield item.mark
                    yield from texts(item.blocks)
            case TableBlock():
                for row in (block.head, *block.rows):
                    yield from ("".join(run.text for run in cell) for cell in row)
            case SignatureBlock():
                yield block.label
