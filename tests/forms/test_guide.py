"""The guide of every form, and the program's own: each question is explained, in Italian, without links."""

from __future__ import annotations

import datetime as dt
import re

from desktop_app import __version__
from desktop_app.engine.documents.blocks import Block, ItemList, Paragraph, TableBlock
from desktop_app.engine.forms.form import Field
from desktop_app.gui.features.guide.pages import contents, markdown_blocks, own_page
from desktop_app.system.paths import resources_folder
from tests.forms.library import LIBRARY

TODAY = dt.date(2026, 11, 22)
MARKUP = re.compile(r"\]\(|<\w|https?://|\*\*|`|^#", re.MULTILINE)


def asked(field: Field) -> bool:
    return field.formula is None and field.spec.type != "heading"


def test_every_step_says_what_it_asks_and_why(form_id: str) -> None:
    for page in LIBRARY.load(form_id).guide:
        assert len(page.intro) > 60, f"{page.id}: no introduction"
        assert page.sections, f"{page.id}: no section"


def test_every_question_is_told_of(form_id: str) -> None:
    form = LIBRARY.load(form_id)
    fields = [each for field in form.fields.values() for each in (field, *field.columns.values())]
    untold = [field.key for field in fields if asked(field) and form.guide_section(field.key) is None]
    assert untold == []


def test_sections_are_whole_sentences_without_markup_left(form_id: str) -> None:
    for page in LIBRARY.load(form_id).guide:
        for title, text in [("", page.intro), *((section.title, section.text) for section in page.sections)]:
            for words in [title, *texts(markdown_blocks(text))]:
                assert not MARKUP.search(words), words
            assert text.rstrip().endswith((".", "?", ";", ")", "|")), (page.id, title, text[-40:])


def test_doubtful_points_and_acts_are_gathered_from_the_form(form_id: str) -> None:
    form = LIBRARY.load(form_id)
    pages = {entry.key: entry.make() for entry in contents(form, lambda: [], lambda: TODAY)}
    assert [part.title for part in pages["dubbi"].sections] == [reading.doubt for reading in form.adopted_readings]
    told = "\n".join(word for part in pages["norme"].sections for word in [part.title, *texts(part.blocks)])
    articles = [
        article for field in form.fields.values() for article in re.findall(r"\bart\. \d+", field.spec.source or "")
    ]
    assert [article for article in articles if article not in told] == []


def test_the_program_s_own_pages_are_whole() -> None:
    files = sorted((resources_folder() / "guide").glob("*.md"))
    assert [path.stem for path in files] == [
        "1-primi-passi", "2-pratiche", "3-calcolo", "4-controllare", "5-firma-e-invio", "6-firmare", "7-pec",
        "8-scadenze", "9-tastiera", "90-che-cosa-cambia",
    ]  # fmt: skip
    for path in files:
        page = own_page(path.read_text(encoding="utf-8"))
        assert page.title and page.intro and page.sections, path
        for words in [page.title, *texts(page.intro), *(word for part in page.sections for word in texts(part.blocks))]:
            assert words and not MARKUP.search(words.replace("`", "")), words


def test_the_guide_says_what_is_new_in_this_version() -> None:
    page = own_page((resources_folder() / "guide" / "90-che-cosa-cambia.md").read_text(encoding="utf-8"))
    assert f"Versione {__version__}" in [part.title for part in page.sections]


def test_the_guide_says_what_proves_a_delivery_and_what_a_signature_survives() -> None:
    pec = (resources_folder() / "guide" / "7-pec.md").read_text(encoding="utf-8")
    for fact in ("30 MB", "5 MB", "37 %", "Ccn", "un solo destinatario", "daticert.xml", "postacert.eml", "completa"):
        assert fact in pec, fact
    signing = (resources_folder() / "guide" / "6-firmare.md").read_text(encoding="utf-8")
    for fact in (
        "PAdES",
        "CAdES",
        ".p7m",
        "al momento dell'esportazione",
        "documento d'identità",
        "art. 38 D.P.R. 445/2000",
    ):
        assert fact in signing, fact


def test_a_page_of_the_guide_tells_all_that_the_last_step_does() -> None:
    page = own_page((resources_folder() / "guide" / "5-firma-e-invio.md").read_text(encoding="utf-8"))
    assert [section.title for section in page.sections] == [
        "Firma digitale", "Firma a penna", "In che ordine", "Con quale programma", "Il documento d'identità",
        "Inviare con la PEC", "Le ricevute", "Quando c'è un portale", "I termini",
        "Se qualcosa non va",
    ]  # fmt: skip
    words = "\n".join(word for section in page.sections for word in texts(section.blocks))
    for fact in ("PAdES", "CAdES", "art. 38 D.P.R. 445/2000", "messaggio.eml", "Avvenuta consegna", "«fatta il»"):
        assert fact in words, fact


def texts(blocks: tuple[Block, ...]) -> list[str]:
    """The words of every paragraph, item and cell."""
    found: list[str] = []
    for block in blocks:
        if isinstance(block, Paragraph):
            found.append("".join(run.text for run in block.runs))
        elif isinstance(block, ItemList):
            found += [words for item in block.items for words in texts(item.blocks)]
        elif isinstance(block, TableBlock):
            found += ["".join(run.text for run in cell) for row in (block.head, *block.rows) for cell in row]
    return found
