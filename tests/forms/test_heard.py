"""What a screen reader finds in the documents of every form: each word that is printed, and where it stands."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterator, Sequence
from pathlib import Path

import pikepdf
import pytest

from desktop_app.engine.answers.draft import Draft
from desktop_app.engine.documents.blocks import (
    Block,
    Heading,
    ItemList,
    Paragraph,
    PrintedDocument,
    Run,
    SignatureBlock,
    TableBlock,
)
from desktop_app.engine.documents.document import render
from desktop_app.engine.forms.cost import most_lines
from desktop_app.engine.forms.form import Form
from desktop_app.pdf import fonts
from desktop_app.pdf.document import build_pdf
from desktop_app.session.dossier import Dossier
from tests.forms.library import LIBRARY
from tests.support.heard import aloud, said

DAY = dt.date(2026, 11, 22)
LONG = "parole lunghe di una risposta, con «segni» ≥ e 1.234,56 €: " * 9 + "senzaspazi" * 14 + "\nsecondo capoverso."
LINES = 12
PEN = "modo_firma"  # where a form asks it


def drafts(form: Form, most: int = LINES) -> Iterator[tuple[str, Draft]]:
    """The example, the paper for the pen, and one whose texts are long and whose lists have many lines."""
    example = LIBRARY.example(form.id)
    yield "example", example
    if form.pen is not None:
        yield "pen", Draft(form.id, {**example.answers, PEN: "penna"})
    yield "blank", Draft(form.id)
    answers = dict(example.answers)
    for id, field in form.fields.items():
        if field.columns and answers.get(id):
            [first, *_] = answers[id]
            lines = range(min(most, most_lines(form, id)))
            long = {c.id: LONG for c in field.columns.values() if c.spec.type == "long_text" and c.formula is None}
            answers[id] = [{**first, **long, "id": f"riga{each}"} for each in lines]
        elif field.spec.type in ("text", "long_text") and field.formula is None and id in answers:
            answers[id] = LONG if field.spec.type == "long_text" else LONG[:110]
    yield "long", Draft(form.id, answers)


def documents(form_id: str, most: int = LINES) -> Iterator[tuple[str, PrintedDocument]]:
    """Every document that applies, in every state."""
    form = LIBRARY.load(form_id)
    for name, draft in drafts(form, most):
        dossier = Dossier(form, draft, DAY)
        for document in dossier.documents.applicable():
            yield f"{name} {document.spec.id}", render(document, dossier.state)
            if name == "blank":
                yield f"by pen {document.spec.id}", render(document, dossier.state, by_pen=True)


def printed(runs: Sequence[Run]) -> str:
    """The words as the fonts print them."""
    lines = "".join(fonts.printable(run.text) for run in runs).split("\n")
    return "\n".join("".join(part for _, part in fonts.split_by_face(line, fonts.REGULAR)) for line in lines)


def texts(blocks: Sequence[Block]) -> Iterator[str]:
    """What the blocks say, in reading order."""
    for block in blocks:
        match block:
            case Heading() | Paragraph():
                yield printed(block.runs)
            case SignatureBlock():
                yield printed(block.printed)
                yield from [block.who, *["Data"] * block.dated]
            case ItemList():
                for item in block.items:
                    yield item.mark
                    yield from texts(item.blocks)
            case TableBlock():
                yield from (printed(cell) for row in (block.head, *block.rows) for cell in row)


def words(found: str) -> list[str]:
    """The words, without the lines for the pen; a space that holds two words together is one between them."""
    return found.replace("_", " ").split()


def test_the_tags_have_the_words_of_the_document(form_id: str) -> None:
    for name, document in documents(form_id):
        annexes = [
            text
            for number, annex in enumerate(document.annexes, 1)
            for text in (f"Allegato {number} – {annex.title}", *annex.paragraphs)
        ]
        expected = words("\n".join([document.draft, *texts(document.preface), *texts(document.blocks), *annexes]))
        leaves = said(build_pdf(document, DAY))
        assert words("\n".join(leaves.blocks())) == expected, name


# --- read by somebody ---------------------------------------------------------------------------------------

ALOUD = Path(__file__).parents[1] / "data" / "aloud"
READ = {  # a document as it is signed, a draft for the pen, and one of another region
    "marche_convenzione": ("marche/art14_2023", "convenzione_locale", True),
    "puglia_richiesta_bozza": ("puglia/art11_2022", "richiesta", False),
    "lombardia_quesito": ("lombardia/art14_2021", "quesito", True),
}


def spoken(name: str) -> str:
    """What a screen reader says of one of them."""
    form_id, id, filled = READ[name]
    form = LIBRARY.load(form_id)
    dossier = Dossier(form, LIBRARY.example(form_id) if filled else Draft(form_id), DAY)
    document = next(each for each in dossier.documents.applicable() if each.spec.id == id)
    return aloud(dossier.documents.pdf(document))


@pytest.mark.parametrize("name", READ)
def test_what_is_said_is_what_somebody_read_and_found_right(name: str) -> None:
    """After a change: `python -m tests.forms.test_heard` writes it anew, to be read again."""
    assert spoken(name) == (ALOUD / f"{name}.txt").read_text(encoding="utf-8")


def test_no_title_tells_of_anybody(form_id: str) -> None:
    """Not the first heading either, whatever was answered."""
    for name, document in documents(form_id):
        with pikepdf.open(io.BytesIO(build_pdf(document, DAY))) as pdf:
            title = str(pdf.docinfo.Title)
        answered = {run.text for block in document.blocks if isinstance(block, Heading) for run in block.runs
                    if run.style == "value"}  # fmt: skip
        assert title and not any(text in title for text in answered), name


if __name__ == "__main__":
    ALOUD.mkdir(exist_ok=True)
    for each in READ:
        (ALOUD / f"{each}.txt").write_text(spoken(each), encoding="utf-8", newline="\n")
