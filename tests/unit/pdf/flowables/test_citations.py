"""Citations, numbers and amounts that no line may tear; words stay what they are."""

from __future__ import annotations

import re

import pytest

from desktop_app.engine.documents.blocks import Paragraph, Run
from desktop_app.pdf.document import build_pdf
from desktop_app.pdf.flowables.citations import unbroken, unbroken_runs
from desktop_app.system.paths import forms_folder
from tests.unit.pdf.samples import DAY, document, pages, paragraph

WHOLE = (
    "art. 14", "artt. 46", "Art. 5", "dell'art. 8", "n. 445", "N. 3", "n° 12", "L. 68/1999", "L.R. 34/2001",
    "D.Lgs. 276/2003",
    "D.lgs 276/03", "D.P.R. 445/2000", "DPR 445/2000", "D.L. 138/2011", "€ 1.000", "€ 60.000,00", "1.000 €", "50 %",
    "c. 3", "comma 3", "commi 3-bis", "lett. a)", "lett. d)", "Allegato A", "Allegato 2", "12 marzo", "gg. 7",
    "legge 68/1999", "n. ______", "€ ____", "punto 4",
)  # fmt: skip
PLAIN = ("la Cooperativa ha 60 giorni", "il 30/09/2026", "un anno e 6 mesi", "parte I e parte", "Azienda A", "c.c.")


@pytest.mark.parametrize("words", WHOLE)
def test_what_belongs_together_is_held(words: str) -> None:
    assert unbroken(words) == words.replace(" ", "\xa0")
    assert unbroken(f"vedi ({words}), poi") == "vedi (" + words.replace(" ", "\xa0") + "), poi"


def test_a_chain_is_held_at_every_link() -> None:
    assert unbroken("D.Lgs. n. 276/2003") == "D.Lgs.\xa0n.\xa0276/2003"
    assert unbroken("art. 3 c. 2 L. n. 68/99") == "art.\xa03 c.\xa02 L.\xa0n.\xa068/99"


@pytest.mark.parametrize("words", PLAIN)
def test_nothing_else_is(words: str) -> None:
    assert unbroken(words) == words


def test_a_value_is_held_to_what_stands_before_it() -> None:
    assert unbroken_runs(["di € ", "1.000", " e n", ". 5"]) == ["di €\xa0", "1.000", " e n", ".\xa05"]


def test_no_text_of_a_form_changes_but_for_these_spaces() -> None:
    paths = [path for kind in ("*.md", "*.txt") for path in forms_folder().rglob(f"documents/{kind}")]
    assert len(paths) > 10
    for path in paths:
        text = path.read_text(encoding="utf-8")
        held = unbroken(text)
        assert held.replace("\xa0", " ") == text.replace("\xa0", " ") and held.split() == text.split()
        assert not re.search(r"\b(artt?|lett|comma)\.? \d", held), path


def test_no_line_ends_inside_of_one_and_what_is_read_has_plain_spaces() -> None:
    for before in range(40):
        data = build_pdf(
            document(Paragraph((Run("x" * before + " parola " * 9), Run("all'art. 14, n. 445 e € 1.000")))), DAY
        )
        [page] = pages(data)
        assert "\xa0" not in page
        lines = page.splitlines()
        assert any("art. 14" in line for line in lines) and any("n. 445" in line for line in lines)
        assert any("€ 1.000" in line for line in lines)


def test_more_than_a_line_of_held_words_is_still_printed() -> None:
    text = "art. 1 " * 60
    assert build_pdf(document(paragraph("n. " + "1" * 300 + text)), DAY)
