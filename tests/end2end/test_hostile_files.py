"""Files of somebody else, made to do harm: each ends in one sentence, or in errors on its fields, at once."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

import pytest

from desktop_app.association import load_association
from desktop_app.engine.faults import FormFault
from desktop_app.engine.forms.limits import MAX_TEXT
from desktop_app.library import Library
from desktop_app.system.paths import forms_folder
from tests.end2end.hostile import FORM, LOGOS, SHORT_DRAFTS, SHORT_LOGOS, SHORT_TEXTS, TEXTS, drafts
from tests.end2end.program import Outcome, commessa, example, here, refused
from tests.unit.engine.support import ask, lines_of, one_page

DRAFTS = drafts(example(FORM))


def short(all: Iterable[str], chosen: Iterable[str]) -> list[object]:
    """All of them, the others than those chosen marked as long."""
    there = set(chosen)
    assert there <= set(all)
    return [pytest.param(each, marks=() if each in there else pytest.mark.long) for each in all]


def is_well_told(outcome: Outcome) -> None:
    assert outcome.code in (0, 1, 2)
    if outcome.code == 2:
        refused(outcome)
    assert len(outcome.out) + len(outcome.err) < 300_000  # each problem of 300 lines
    assert "Traceback" not in outcome.out + outcome.err
    assert all(line.isprintable() for line in (outcome.out + outcome.err).replace("\u00a0", " ").split("\n"))


@pytest.mark.parametrize("name", short(DRAFTS, SHORT_DRAFTS))
def test_a_hostile_draft(name: str, tmp_path: Path) -> None:
    file = tmp_path / "bozza.commessa"
    file.write_bytes(DRAFTS[name]())
    is_well_told(here("check", file))
    is_well_told(here("deadlines", file))


@pytest.mark.long
@pytest.mark.parametrize("name", DRAFTS)
def test_a_hostile_draft_that_is_exported(name: str, tmp_path: Path) -> None:
    file = tmp_path / "bozza.commessa"
    file.write_bytes(DRAFTS[name]())
    is_well_told(here("export", file, "--to", tmp_path / "pdf"))
    names = {path.name for path in (tmp_path / "pdf").rglob("*")} if (tmp_path / "pdf").exists() else set()
    assert all(name.endswith(".pdf") for name in names)


def own_form(folder: Path, text: str) -> Path:
    """A form with one document of this text."""
    form = folder / "moduli" / "valdoria" / "uno_2024"
    (form / "cases").mkdir(parents=True)
    page = one_page(ask("datore"), document=[{"id": "d", "title": "D", "text": "d.md"}], name="{datore}")
    (form / "form.toml").write_text(lines_of(page), encoding="utf-8")
    (form / "d.md").write_text("{{ datore }}\n\n" + text, encoding="utf-8", newline="")
    (form / "cases" / "esempio.toml").write_text('why = "x"\ndate = 2026-01-01\n[answers]\ndatore = "x"\n', "utf-8")
    return form


@pytest.mark.parametrize("name", short(TEXTS, SHORT_TEXTS))
def test_a_hostile_text_of_a_form(name: str, tmp_path: Path) -> None:
    form = own_form(tmp_path, TEXTS[name] * ((MAX_TEXT - 100) // len(TEXTS[name])))
    is_well_told(here("form-check", form))
    bozza = '{"form":"valdoria/uno_2024","answers":{"datore":"x"}}'
    is_well_told(here("--forms", tmp_path / "moduli", "export", "-", "--to", tmp_path / "pdf", stdin=bozza))


@pytest.mark.skipif(os.name == "nt", reason="there are no such names on Windows")
@pytest.mark.parametrize("name", ["form.toml", "d.md", "rules.toml", "cases/esempio.toml"])
@pytest.mark.parametrize("kind", ["pipe", "zero", "folder", "link"])
def test_what_is_no_file_in_a_form_is_told_and_not_waited_for(name: str, kind: str, tmp_path: Path) -> None:
    form = own_form(tmp_path, "x")
    (form / name).unlink(missing_ok=True)
    match kind:
        case "pipe":
            os.mkfifo(form / name)
        case "zero":
            (form / name).symlink_to("/dev/zero")
        case "folder":
            (form / name).mkdir()
        case _:
            (form / name).symlink_to("/etc/passwd")
    done = here("form-check", form)
    assert done.code == 1 and name.split("/")[-1] in done.out and "root:" not in done.out
    with pytest.raises(FormFault) if not name.startswith("cases") else pytest.MonkeyPatch.context():
        Library([forms_folder()]).load_folder(form)


@pytest.mark.parametrize("name", short(LOGOS, SHORT_LOGOS))
def test_a_hostile_logo(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "associazione.toml").write_text('name = "Unione"\nlogo = "l.png"\n', encoding="utf-8")
    (tmp_path / "l.png").write_bytes(LOGOS[name]())
    monkeypatch.setenv("COMMESSA_ASSOCIAZIONE", str(tmp_path / "associazione.toml"))
    found = load_association()
    assert found.fault == "" or found.fault.startswith("Il file della tua associazione non si può usare (l.png: ")


@pytest.mark.skipif(os.name == "nt", reason="there are no such names on Windows")
def test_a_pipe_is_never_waited_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the program as people start it: a draft, and the logo of the association."""
    os.mkfifo(tmp_path / "bozza.commessa")
    (tmp_path / "associazione.toml").write_text('name = "Unione"\nlogo = "l.png"\n', encoding="utf-8")
    os.mkfifo(tmp_path / "l.png")
    monkeypatch.setenv("COMMESSA_ASSOCIAZIONE", str(tmp_path / "associazione.toml"))
    done = commessa("check", tmp_path / "bozza.commessa")
    assert done.code == 2 and "non è un file da leggere" in done.err and "l.png" in done.err
