"""What an association hands out, on the command line: its name on the relazione, its forms, one sentence on faults."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from desktop_app.library import Library
from desktop_app.pdf.pages import PdfPages
from desktop_app.system.paths import forms_folder
from tests.end2end.program import Outcome, commessa, example, here
from tests.unit.engine.support import ask, lines_of, one_page

NAME = "Unione Cooperative Esempio"
FORMS = Library([forms_folder()]).ids()


@pytest.fixture
def ente(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with associazione.toml, a logo that one sees through, and a form."""
    folder = tmp_path / "ente"
    form = folder / "moduli" / "valdoria" / "uno_2024"
    form.mkdir(parents=True)
    (form / "form.toml").write_text(lines_of(one_page(ask("a"), title="Modulo dell'Unione")), encoding="utf-8")
    data = io.BytesIO()
    Image.linear_gradient("L").convert("RGBA").resize((300, 120)).save(data, "PNG")
    (folder / "logo.png").write_bytes(data.getvalue())
    text = f'name = "{NAME}"\nlogo = "logo.png"\nforms = "moduli"\n'
    (folder / "associazione.toml").write_text(text, encoding="utf-8")
    monkeypatch.setenv("COMMESSA_ASSOCIAZIONE", str(folder / "associazione.toml"))
    return folder


def export(run: Callable[..., Outcome], form: str, folder: Path) -> list[Path]:
    """All documents of a form's example, in a folder of their own."""
    done = run("export", "-", "--to", folder / form, "--date", "2026-11-24", stdin=json.dumps(example(form)))
    assert done.code == 0 and done.err == ""
    return [Path(line) for line in done.out.splitlines()]


def headed(paths: list[Path]) -> list[Path]:
    """Those that bear the name; they alone have a picture."""
    found = []
    for path in paths:
        with PdfPages(path.read_bytes()) as pages, pikepdf.open(path) as pdf:
            if NAME in pages.text(0):
                assert len(pdf.pages[0].Resources.XObject) == 1
                found.append(path)
            else:
                assert "/XObject" not in pdf.pages[0].Resources
    return found


@pytest.mark.usefixtures("ente")
def test_the_relazione_of_every_form_bears_it(tmp_path: Path) -> None:
    relazioni = []
    for form in FORMS:
        (relazione,) = headed(export(here, form, tmp_path))
        assert relazione.stem == "relazione_calcolo"
        relazioni.append(relazione)
    before = relazioni[0].read_bytes()
    export(commessa, FORMS[0], tmp_path)
    assert relazioni[0].read_bytes() == before


@pytest.mark.usefixtures("ente")
def test_its_forms_are_among_the_others() -> None:
    listed = commessa("forms")
    assert "valdoria/uno_2024  Modulo dell'Unione" in listed.out and listed.err == ""


def test_a_wrong_file_is_one_sentence_and_everything_else_works(ente: Path) -> None:
    (ente / "logo.png").unlink()
    done = commessa("forms")
    assert done.code == 0 and "valdoria" not in done.out and len(done.out.splitlines()) > len(FORMS)
    assert done.err == (
        "commessa: Il file della tua associazione non si può usare "
        "(logo.png: non c'è nella cartella di associazione.toml): avvisala.\n"
    )


def test_an_answer_that_no_form_can_read_is_named(ente: Path) -> None:
    with (ente / "associazione.toml").open("a", encoding="utf-8") as file:
        file.write('[answers]\nnessuno = "x"\n')
    done = commessa("forms")
    assert done.code == 0 and "valdoria" in done.out
    assert done.err == ("commessa: Nel file associazione.toml la risposta «nessuno» non va: nessun modulo la chiede.\n")


def test_what_is_handed_out_is_checked_and_put_beside_a_program(ente: Path, tmp_path: Path) -> None:
    cases = ente / "moduli" / "valdoria" / "uno_2024" / "cases"
    cases.mkdir()
    (cases / "esempio.toml").write_text('why = "x"\ndate = 2027-01-01\n[answers]\na = "b"\n', encoding="utf-8")
    done = here("association-check", ente / "associazione.toml", "--to", tmp_path / "programma")
    assert (done.code, done.err) == (0, "") and done.out.startswith(f"{NAME}: un modulo, ")
    assert (tmp_path / "programma" / "moduli" / "valdoria" / "uno_2024" / "form.toml").is_file()
    (ente / "logo.png").unlink()
    done = here("association-check", ente / "associazione.toml", "--to", tmp_path / "altro")
    assert (done.code, done.out) == (2, "") and "logo.png" in done.err and not (tmp_path / "altro").exists()
