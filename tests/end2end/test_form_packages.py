"""Forms on their way from an association to its members: packed, signed, installed, and minisign agrees."""

from __future__ import annotations

import io
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest

from desktop_app.system.paths import received_forms_folder
from tests.end2end.program import OWN_FORMS, commessa, here
from tests.support.packages import ID, KEY, OTHER_KEY, SENDER, edited, form_files, secret_file

MINISIGN = pytest.mark.skipif(shutil.which("minisign") is None, reason="minisign is not installed (Debian: minisign)")


@pytest.fixture
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A form and a key of an association, whose file names the key."""
    for name, data in form_files().items():
        (tmp_path / "moduli" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "moduli" / name).write_bytes(data)
    (tmp_path / "unione.key").write_text(secret_file(KEY))
    known = tmp_path / "associazione.toml"
    known.write_text(f'name = "{SENDER}"\nkeys = ["{KEY.public.text}"]\n')
    monkeypatch.setenv("COMMESSA_ASSOCIAZIONE", str(known))
    return tmp_path


def packed(shelf: Path, name: str = "novita.moduli") -> Path:
    done = here("forms-pack", shelf / "moduli" / ID, "--key", shelf / "unione.key", "--to", shelf / name)
    assert done.code == 0, done.err
    assert done.out.splitlines()[0].startswith(f"{shelf / name}: un modulo di {SENDER} ({ID}), ")
    assert done.out.splitlines()[-1] == f'keys = ["{KEY.public.text}"]'
    return shelf / name


def test_from_the_association_to_a_member(shelf: Path) -> None:
    done = commessa("forms-pack", shelf / "moduli" / ID, "--key", shelf / "unione.key", "--to", shelf / "novita")
    assert done.code == 0, done.err
    done = commessa("forms-install", shelf / "novita.moduli")
    assert (done.code, done.err) == (0, "") and done.out.endswith(f"Installato, da {SENDER}.\n")
    assert here("forms-install", shelf / "novita.moduli").out.endswith("C'era già.\n")
    assert f"da {SENDER}" in here("forms").out
    draft = shelf / "bozza.commessa"
    draft.write_text(here("example", ID).out)
    assert here("check", draft).code == 0


@pytest.mark.parametrize("change", ["cut", "changed", "unsigned", "foreign", "older", "nothing"])
def test_what_is_not_as_it_was_sent_is_a_sentence_and_leaves_nothing(shelf: Path, change: str) -> None:
    data = packed(shelf).read_bytes()
    file = shelf / "altro.moduli"
    match change:
        case "cut":
            file.write_bytes(data[:-50])
        case "changed":
            file.write_bytes(edited(data, lambda files: files.update({f"files/{ID}/form.toml": b"title = 3"})))
        case "unsigned":
            file.write_bytes(edited(data, lambda files: files.pop("manifest.json.minisig")))
        case "foreign":
            (shelf / "altri.key").write_text(secret_file(OTHER_KEY))
            given = ("forms-pack", shelf / "moduli" / ID, "--key", shelf / "altri.key", "--to", file)
            assert here(*given).code == 0
        case "older":
            (shelf / "moduli" / ID / "form.toml").write_bytes(form_files(title="Poi")[f"{ID}/form.toml"])
            file.write_bytes(data)
            (shelf / "novita.moduli").unlink()
            assert here("forms-install", _later(shelf)).code == 0
        case "nothing":
            file.write_bytes(b"")
    before = sorted(received_forms_folder().rglob("*"))
    done = here("forms-install", file)
    assert (done.code, done.out) == (2, "") and done.err.startswith("commessa: Quest")
    assert done.err.count("\n") == 1 and sorted(received_forms_folder().rglob("*")) == before


def _later(shelf: Path) -> Path:
    from tests.clock import clock_at

    with clock_at("2099-01-01 12:00"):
        return packed(shelf, "poi.moduli")


@MINISIGN
def test_minisign_agrees_with_the_signature_and_we_with_its_keys(shelf: Path) -> None:
    make = ["minisign", "-G", "-W", "-p", str(shelf / "m.pub"), "-s", str(shelf / "m.key")]
    subprocess.run(make, check=True, capture_output=True)
    done = here("forms-pack", shelf / "moduli" / ID, "--key", shelf / "m.key", "--to", shelf / "m.moduli")
    public = (shelf / "m.pub").read_text().splitlines()[1]
    assert done.out.splitlines()[-1] == f'keys = ["{public}"]'
    with zipfile.ZipFile(io.BytesIO((shelf / "m.moduli").read_bytes())) as archive:
        for name in ("manifest.json", "manifest.json.minisig"):
            (shelf / name).write_bytes(archive.read(name))
    judge = ["minisign", "-V", "-m", str(shelf / "manifest.json"), "-P", public]
    judged = subprocess.run(judge, capture_output=True, text=True, check=False)
    assert judged.returncode == 0 and f"Trusted comment: moduli di {SENDER}, " in judged.stdout
    (shelf / "manifest.json").write_bytes((shelf / "manifest.json").read_bytes() + b" ")
    assert subprocess.run(judge, capture_output=True, check=False).returncode != 0


@MINISIGN
def test_what_minisign_signs_is_taken(shelf: Path) -> None:
    make = ["minisign", "-G", "-W", "-p", str(shelf / "m.pub"), "-s", str(shelf / "m.key")]
    subprocess.run(make, check=True, capture_output=True)
    known = f'name = "{SENDER}"\nkeys = ["{(shelf / "m.pub").read_text().splitlines()[1]}"]\n'
    (shelf / "associazione.toml").write_text(known)

    def sign_again(files: dict[str, bytes]) -> None:
        (shelf / "manifest.json").write_bytes(files["manifest.json"])
        again = ["minisign", "-S", "-m", str(shelf / "manifest.json"), "-s", str(shelf / "m.key"), "-t", "per i soci"]
        subprocess.run(again, check=True, capture_output=True, input=b"\n")
        files["manifest.json.minisig"] = (shelf / "manifest.json.minisig").read_bytes()

    file = shelf / "m.moduli"
    file.write_bytes(edited(packed(shelf).read_bytes(), sign_again))
    assert here("forms-install", file).code == 0


def test_a_form_with_faults_is_not_packed_and_nothing_is_written_over(shelf: Path) -> None:
    file = packed(shelf)
    done = here("forms-pack", shelf / "moduli" / ID, "--key", shelf / "unione.key", "--to", file)
    assert done.code == 2 and "c'è già" in done.err
    (shelf / "moduli" / ID / "form.toml").write_text("title = 3")
    done = here("forms-pack", shelf / "moduli" / ID, "--key", shelf / "unione.key", "--to", shelf / "y.moduli")
    assert done.code == 2 and "form.toml" in done.err and not (shelf / "y.moduli").exists()
    done = here("forms-pack", OWN_FORMS, "--key", shelf / "unione.key", "--to", shelf / "y.moduli")
    assert done.code == 2 and "non c'è form.toml" in done.err


@pytest.mark.parametrize("content", ["", "untrusted comment: x\nRWQ=\n", "x" * 20_000, KEY.public.text])
def test_what_is_no_key_is_told(shelf: Path, content: str) -> None:
    (shelf / "unione.key").write_text(content)
    done = here("forms-pack", shelf / "moduli" / ID, "--key", shelf / "unione.key", "--to", shelf / "y.moduli")
    assert done.code == 2 and "unione.key" in done.err


def test_without_a_name_it_is_asked_for(shelf: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COMMESSA_ASSOCIAZIONE", "")
    given = ("forms-pack", shelf / "moduli" / ID, "--key", shelf / "unione.key", "--to", shelf / "y.moduli")
    assert "--from" in here(*given).err and here(*given, "--from", "Unione").code == 0


def test_a_form_that_replaces_one_that_is_not_here_is_packed_and_that_is_told(shelf: Path) -> None:
    (shelf / "moduli" / ID / "form.toml").write_bytes(form_files(replaces="valdoria/mai_2020")[f"{ID}/form.toml"])
    told = "commessa: Sostituisce «valdoria/mai_2020», che qui non c'è.\n"
    done = here("form-check", shelf / "moduli" / ID)
    assert (done.code, done.err) == (0, told)
    done = here("forms-pack", shelf / "moduli" / ID, "--key", shelf / "unione.key", "--to", shelf / "y.moduli")
    assert (done.code, done.err) == (0, told)
