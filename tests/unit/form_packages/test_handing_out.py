"""What an association hands out: its file with all that it names, checked before it goes beside a program."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop_app.engine.faults import FormFault
from desktop_app.form_packages.handing_out import handed_out, put
from desktop_app.form_packages.manifest import PackageFault
from desktop_app.system.paths import forms_folder
from tests.support.packages import ID, KEY, SENDER, form_files
from tests.unit.test_association import logo

NAME = "associazione.toml"
FILE = f"""
name = "{SENDER}"
logo = "figure/logo.png"
forms = "moduli"
keys = ["{KEY.public.text}"]
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A folder of an association, with something that its file does not name."""
    path = tmp_path / "ente" / NAME
    written = {f"moduli/{name}": data for name, data in form_files().items()}
    written |= {"figure/logo.png": logo(), "figure/altro.png": b"x", NAME: FILE.encode()}
    for name, data in written.items():
        (path.parent / name).parent.mkdir(parents=True, exist_ok=True)
        (path.parent / name).write_bytes(data)
    return path


def test_the_file_and_all_that_it_names_and_nothing_else(file: Path, tmp_path: Path) -> None:
    handed = handed_out(file)
    assert {*handed.files} == {NAME, "figure/logo.png", *(f"moduli/{name}" for name in form_files())}
    assert [*handed.files][-1] == NAME  # what names the others comes when they are there
    assert (handed.forms, handed.doubts, handed.association.name) == (1, [], SENDER)
    target = tmp_path / "Commessa"
    (target / "moduli" / "vecchio").mkdir(parents=True)
    put(handed.files, target)
    assert (target / "moduli" / "vecchio").is_dir()
    assert handed_out(target / NAME).files == handed.files


def test_under_another_name_it_gets_the_one_that_programs_look_for(file: Path) -> None:
    other = file.rename(file.with_name("nostro.toml"))
    assert NAME in handed_out(other).files


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"figure/logo.png": b"no"}, "logo.png"),
        ({NAME: b'name = "Unione"\nforms = "figure"\n'}, "nessun modulo"),
        ({NAME: b'name = "Unione"\nlogo = "Lib/logo.png"\n', "Lib/logo.png": logo()}, "cartella del programma"),
        ({NAME: b'name = "Unione"\npage = "unione.example.it"\n'}, "https://"),
        ({NAME: b'name = "Unione"\nkeys = ["RWx"]\n'}, "minisign"),
    ],
)
def test_what_no_member_could_use_is_told(file: Path, changed: dict[str, bytes], sentence: str) -> None:
    for name, data in changed.items():
        (file.parent / name).parent.mkdir(exist_ok=True)
        (file.parent / name).write_bytes(data)
    with pytest.raises(PackageFault, match=sentence):
        handed_out(file)


def test_each_form_is_checked_with_its_cases(file: Path) -> None:
    case = file.parent / "moduli" / ID / "cases" / "esempio.toml"
    case.write_text(case.read_text(encoding="utf-8").replace("nome =", "cognome ="), encoding="utf-8")
    with pytest.raises(FormFault, match="cognome"):
        handed_out(file)


def test_a_form_with_the_name_of_one_of_the_program_s_is_told(file: Path) -> None:
    taken = "/".join(next(forms_folder().glob("*/*/form.toml")).parts[-3:-1])
    for name, data in form_files(taken).items():
        (file.parent / "moduli" / name).parent.mkdir(parents=True, exist_ok=True)
        (file.parent / "moduli" / name).write_bytes(data)
    with pytest.raises(FormFault, match=taken):
        handed_out(file)


def test_what_no_form_asks_is_a_doubt(file: Path) -> None:
    file.write_text(FILE + '[answers]\nmai_chiesta = "x"\n', encoding="utf-8")
    assert "mai_chiesta" in handed_out(file).doubts[0]
