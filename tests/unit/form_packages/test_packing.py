"""What goes into a package: the files of forms and of the blocks that they use, each form checked before."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from desktop_app.engine.faults import FormFault
from desktop_app.form_packages.manifest import PackageFault
from desktop_app.form_packages.packing import files_of_forms
from desktop_app.library import Library
from desktop_app.system.paths import form_sources
from tests.support.packages import ID, form_files


def laid_out(shelf: Path, files: dict[str, bytes]) -> Path:
    for name, data in files.items():
        (shelf / name).parent.mkdir(parents=True, exist_ok=True)
        (shelf / name).write_bytes(data)
    return shelf / ID


def packed(*folders: Path) -> dict[str, bytes]:
    return files_of_forms(folders, Library(form_sources(own=False)))


def test_the_files_of_a_form_and_of_the_blocks_it_uses_and_no_others(tmp_path: Path) -> None:
    block = b'[[field]]\nid = "nome"\ntype = "text"\nlabel = "Nome"\n'
    use = {"type": "block", "use": "prova_2027", "label": "Noi", "as": "noi"}
    case = {f"{ID}/cases/esempio.toml": b'why = "x"\ndate = 2027-01-01\n[answers]\nnoi_nome = "Officina"\n'}
    wanted = {**form_files(ID, use), **case, "blocks/prova_2027/block.toml": block}
    folder = laid_out(tmp_path, wanted | {"blocks/altro_2027/block.toml": block, f"{ID}/.appunti.txt": b"x"})
    assert packed(folder) == wanted


def test_what_no_form_has_is_told(tmp_path: Path) -> None:
    folder = laid_out(tmp_path, form_files() | {f"{ID}/foto.png": b"x"})
    with pytest.raises(PackageFault, match=r"foto\.png"):
        packed(folder)
    with pytest.raises(PackageFault, match=r"non c'è form\.toml"):
        packed(tmp_path)


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights on Windows")
def test_no_link_is_followed(tmp_path: Path) -> None:
    folder = laid_out(tmp_path, form_files())
    (tmp_path / "segreto.md").write_text("segreto")
    (folder / "guida.md").symlink_to(tmp_path / "segreto.md")
    with pytest.raises(PackageFault, match=r"guida\.md"):
        packed(folder)


def test_a_form_that_fails_its_check_is_not_packed(tmp_path: Path) -> None:
    with pytest.raises(FormFault):
        packed(
            laid_out(
                tmp_path,
                form_files() | {f"{ID}/cases/esempio.toml": b'why = "x"\ndate = 2027-01-01\ncomplete = true\n'},
            )
        )
