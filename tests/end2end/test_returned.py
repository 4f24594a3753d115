"""`commessa returned`: what a script or an association reads of files that came back signed."""

from __future__ import annotations

import base64
from pathlib import Path

import pytest

from tests.end2end.program import Outcome, here
from tests.support import pec, returns, signing
from tests.support.returns import returned
from tests.unit.seals.test_trusted_list import listing

SIGNATURE = ["signer", "name", "code", "time", "issuer", "integrity", "certificate", "revision"]


@pytest.fixture(scope="module")
def draft(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("bozza") / "pratica.commessa"
    path.write_text(returns.draft().to_json(), encoding="utf-8")
    return path


def judged(draft: Path, folder: Path, *files: bytes, options: tuple[str, ...] = ()) -> Outcome:
    paths = []
    for number, data in enumerate(files):
        paths.append(folder / f"{number}.pdf")
        paths[-1].write_bytes(data)
    return here("returned", draft, *paths, *options)


def test_each_file_is_told_for_other_programs(draft: Path, tmp_path: Path) -> None:
    done = judged(draft, tmp_path, returns.three(), returned("p7m"), options=("--json",))
    assert (done.code, done.err) == (1, "")
    complete, partial = done.json["files"]
    assert [*complete] == ["file", "kind", "document", "state", "content", "signatures", "lacking", "message"]
    assert complete["file"] == str(tmp_path / "0.pdf")
    assert (complete["kind"], complete["document"], complete["state"]) == ("pades", returns.AGREEMENT, "complete")
    assert (complete["content"], complete["lacking"]) == ("identical", [])
    assert [each["signer"] for each in complete["signatures"]] == ["cooperativa", "azienda", "cpi"]
    first = complete["signatures"][0]
    assert [*first] == SIGNATURE
    assert first["time"][:10] == signing.NOW.astimezone().date().isoformat()  # of the user's time zone
    first.pop("time")
    assert [*first.values()] == [
        "cooperativa", "Mara Bianchi", "BNCMRA71C52D451K", "Prova CA Qualificata", True, "valid", 2,
    ]  # fmt: skip
    assert (partial["kind"], partial["state"], partial["lacking"]) == ("cades", "partial", ["azienda", "cpi"])
    assert partial["signatures"][0]["revision"] is None


@pytest.mark.parametrize(
    ("names", "code"),
    [
        (["all signatures"], 0),
        (["all signatures", "a document time stamp"], 0),
        (["all signatures", "one signature"], 1),
        (["unsigned"], 1),
        (["drawn over after the signatures"], 1),
        (["p7m of a Word file"], 1),
        (["truncated"], 2),
        (["all signatures", "nothing"], 2),
    ],
)
def test_the_exit_code_says_how_good_the_files_are(names: list[str], code: int, draft: Path, tmp_path: Path) -> None:
    done = judged(draft, tmp_path, *(returned(name) for name in names))
    assert done.code == code and len(done.out.splitlines()) >= len(names)


def test_a_file_that_is_not_there_is_one_sentence_and_the_others_are_judged(draft: Path, tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(returns.three())
    done = here("returned", draft, tmp_path / "manca.pdf", tmp_path / "a.pdf", "--json")
    assert done.code == 2 and len(done.err.splitlines()) == 1 and "manca.pdf" in done.err
    assert [each["state"] for each in done.json["files"]] == ["complete"]


def test_it_says_what_is_proven_in_italian(draft: Path, tmp_path: Path) -> None:
    done = judged(draft, tmp_path, returns.one())
    first, second = done.out.splitlines()
    assert first.startswith(f"{tmp_path / '0.pdf'}: firmato in parte. «Convenzione locale (Allegato A)».")
    assert "Mancano le firme di «Per l'Azienda» e «Per il Centro per l'Impiego»." in first
    assert second.strip().startswith("Integra nel campo «cooperativa»; Mara Bianchi (codice fiscale BNCMRA71C52D451K)")


def test_a_trusted_list_is_named_with_its_date(draft: Path, tmp_path: Path) -> None:
    path = tmp_path / "elenco.xml"
    path.write_bytes(listing(signing.authority()))
    done = judged(draft, tmp_path, returns.one(), options=("--list", str(path)))
    assert "di Prova Fiducia S.p.A., nell'elenco del 26/09/2026" in done.out
    path.write_bytes(b"<html/>")
    done = judged(draft, tmp_path, returns.one(), options=("--list", str(path)))
    assert done.code == 2 and "non è un elenco di fiducia" in done.err and not done.out


def test_a_receipt_is_known_and_is_no_signed_document(draft: Path, tmp_path: Path) -> None:
    done = judged(draft, tmp_path, pec.receipt(pec.Told()), base64.b64encode(b"ciao" * 100), options=("--json",))
    assert done.code == 1
    assert [each["kind"] for each in done.json["files"]] == ["receipt", "other"]
