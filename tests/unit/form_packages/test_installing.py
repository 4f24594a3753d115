"""A package is there whole or not at all; what is older, taken or faulty is refused, and nothing of it is left."""

from __future__ import annotations

import datetime as dt
import subprocess
import sys
from pathlib import Path

import pytest

from desktop_app.association import Association
from desktop_app.form_packages.installing import Installed, install
from desktop_app.form_packages.manifest import PackageFault
from desktop_app.form_packages.package import read_package
from desktop_app.library import Library
from desktop_app.system.paths import forms_folder, received_forms_folder
from tests.support.packages import ID, KEY, MADE, SENDER, TODAY, everything_in, form_files, package, sources
from tests.unit.engine.support import ask

LATER = MADE + dt.timedelta(days=30)


def put(data: bytes, today: dt.date = TODAY) -> Installed:
    steps = install(read_package(data, [KEY.public]), sources(), today)
    while True:
        try:
            next(steps)
        except StopIteration as end:
            done: Installed = end.value
            return done


def refused(data: bytes) -> str:
    before = everything_in(received_forms_folder())
    with pytest.raises(PackageFault) as caught:
        put(data)
    assert everything_in(received_forms_folder()) == before
    return str(caught.value)


def titles() -> dict[str, str]:
    entries = [each for each in Library(sources()).read() if not each.source.origin.startswith("fa parte")]
    assert not any(each.faults for each in entries)
    return {each.id: f"{each.form and each.form.spec.title}, {each.source.origin}" for each in entries}


def test_its_forms_are_there_with_who_sent_them() -> None:
    done = put(package())
    assert ([form.id for form in done.forms], done.sender, done.warning, done.already) == ([ID], SENDER, "", False)
    assert titles() == {ID: f"Valdoria, contributo, da {SENDER}"}
    assert put(package()).already
    assert len([*received_forms_folder().iterdir()]) == 1


def test_a_later_package_takes_the_place_of_an_earlier_one_and_never_the_reverse() -> None:
    old, new = package(), package(form_files(title="Valdoria, corretto"), made=LATER)
    put(old)
    put(new)
    assert titles() == {ID: f"Valdoria, corretto, da {SENDER}"}
    assert len([*received_forms_folder().iterdir()]) == 1  # the earlier one has nothing of its own
    assert refused(old).startswith("Questo pacchetto è del 15/01/2027, e qui c'è già quello del 14/02/2027")
    assert titles() == {ID: f"Valdoria, corretto, da {SENDER}"}


def test_a_package_with_another_form_leaves_the_earlier_one() -> None:
    other = "valdoria/contributo_2028"
    put(package())
    put(package(form_files(other, edition=dt.date(2028, 1, 1), replaces=ID), made=LATER))
    assert set(titles()) == {ID, other}


def test_an_edition_that_was_replaced_here_is_refused() -> None:
    put(package(form_files("valdoria/contributo_2028", edition=dt.date(2028, 1, 1), replaces=ID)))
    assert "già stata sostituita" in refused(package(made=LATER))


def test_an_expired_package_is_warned_of_and_installed() -> None:
    done = put(package(valid_to=dt.date(2027, 1, 31)))
    assert done.warning.startswith("Era da ricontrollare entro il 31/01/2027") and set(titles()) == {ID}


def test_a_form_that_is_there_already_is_refused() -> None:
    id = "marche/art14_2023"
    assert f"Il modulo «{id}» c'è già (fa parte di Commessa)" in refused(package(form_files(id)))


def test_a_form_of_the_associations_own_folder_is_there_already_too(tmp_path: Path) -> None:
    for name, data in form_files().items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(data)
    known = Library(Association("Unione", forms=tmp_path).with_own_source(sources())).sources
    assert [each.packages for each in known] == [False, False, True, False]
    with pytest.raises(PackageFault, match=r"c'è già \(dalla tua associazione\)"):
        next(install(read_package(package(), [KEY.public]), known, TODAY))


@pytest.mark.parametrize(
    ("files", "words"),
    [(form_files() | {f"{ID}/form.toml": b"title = 3"}, "form.toml"),
     (form_files() | {f"{ID}/cases/esempio.toml": b'why = "x"\ndate = 2027-01-01\ncomplete = true\n'}, "esempio"),
     ({name: data for name, data in form_files().items() if "cases" not in name}, "esempio"),
     (form_files(ID, ask("nome", visible_when="x > 1")), "non esiste")],
)  # fmt: skip
def test_a_form_that_fails_its_check_is_refused_whole(files: dict[str, bytes], words: str) -> None:
    sentence = refused(package({**files, **form_files("valdoria/buono_2027")}))
    assert f"«{ID}»" in sentence and words in sentence and "avvisa chi te l'ha mandato" in sentence


def test_a_newer_form_language_asks_for_a_newer_program() -> None:
    sentence = refused(package(form_files() | {f"{ID}/form.toml": b"nuova_chiave = 3"}, program="99.1"))
    assert sentence.startswith("Questo pacchetto è fatto per Commessa 99.1, ") and "aggiorna il programma" in sentence


def test_it_may_bring_blocks_of_its_own_and_use_the_built_in_ones() -> None:
    field = {"id": "noi_titolo", "type": "block", "use": "prova_2027", "as": "noi", "label": "Noi"}
    block = {"blocks/prova_2027/block.toml": b'[[field]]\nid = "nome"\ntype = "text"\nlabel = "Nome"\n'}
    case = {f"{ID}/cases/esempio.toml": b'why = "x"\ndate = 2027-01-01\n[answers]\nnoi_nome = "Officina"\n'}
    assert (forms_folder() / "blocks").is_dir()
    field.pop("id")
    put(package({**form_files(ID, field), **block, **case}))
    assert set(titles()) == {ID}


KILLED = """
import os, sys
from desktop_app.form_packages import installing
from desktop_app.form_packages.package import read_package
from tests.support.packages import KEY, TODAY, sources
left = int(sys.argv[2])
def step(real):
    def one(*given):
        global left
        left -= 1
        if left < 0:
            os._exit(9)
        return real(*given)
    return one
installing.write_new, installing.check_up = step(installing.write_new), step(installing.check_up)
installing.remove_left, installing.shutil.rmtree = step(installing.remove_left), step(installing.shutil.rmtree)
with open(sys.argv[1], "rb") as file:
    package = read_package(file.read(), [KEY.public])
for _ in installing.install(package, sources(), TODAY):
    pass
"""


def test_killed_at_any_step_the_old_or_the_new_is_there(tmp_path: Path) -> None:
    put(package())
    new = tmp_path / "nuovo.moduli"
    new.write_bytes(package(form_files(title="Valdoria, corretto"), made=LATER))
    old, after = f"Valdoria, contributo, da {SENDER}", f"Valdoria, corretto, da {SENDER}"
    seen, codes = [], []
    for step in range(20):
        done = subprocess.run([sys.executable, "-c", KILLED, str(new), str(step)], cwd=Path(__file__).parents[3])
        codes.append(done.returncode)
        seen.append(titles()[ID])
        if done.returncode == 0:
            break
    assert codes == [9] * (len(codes) - 1) + [0] and len(codes) > 5
    assert set(seen) == {old, after} and seen == sorted(seen)  # once it is there it stays
