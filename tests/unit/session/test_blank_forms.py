"""Which documents are to be had blank, and that none is written over what somebody changed."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from desktop_app.engine.faults import DraftFault
from desktop_app.library import Library
from desktop_app.session.blank_forms import BlankForms, long_name
from desktop_app.system.paths import forms_folder

DAY = dt.date(2026, 11, 29)
LIBRARY = Library([forms_folder()])


def test_only_official_documents_are_offered_and_the_others_are_told_why() -> None:
    blanks = BlankForms(LIBRARY.load("marche/art14_2023"), DAY)
    assert [each.spec.id for each in blanks.choose()] == ["convenzione_locale"]
    with pytest.raises(DraftFault, match="«contratto_affidamento» non ha un testo ufficiale"):
        blanks.choose(["contratto_affidamento"])
    with pytest.raises(DraftFault, match="Forse volevi dire «convenzione_locale»"):
        blanks.choose(["convenzione_local"])
    with pytest.raises(DraftFault, match="nessun ufficio pubblica un testo ufficiale"):
        BlankForms(LIBRARY.load("italia/quota_riserva"), DAY).choose()


def test_what_somebody_filled_in_stays(tmp_path: Path) -> None:
    blanks = BlankForms(LIBRARY.load("marche/art14_2023"), DAY)
    [document] = blanks.choose()
    [path] = blanks.export([document], tmp_path, long_name)
    assert path == tmp_path / "Convenzione_locale_in_bianco.pdf"
    assert list(blanks.export([document], tmp_path, long_name)) == [path]
    path.write_bytes(path.read_bytes() + b"% compilato")
    [beside] = blanks.export([document], tmp_path, long_name)
    assert beside.name == "Convenzione_locale_in_bianco-2.pdf" and path.read_bytes().endswith(b"% compilato")
