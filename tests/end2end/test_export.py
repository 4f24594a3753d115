"""The command export: whole files or none, the same bytes on the same day, and nothing taken for markup."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.end2end.program import DOCUMENTS, FORM, commessa, draft, example, here, refused

HOSTILE = [
    "<b>",
    "</para>",
    "<img src='/etc/hostname'>",
    "{{ 7*7 }}",
    "{% for %}",
    "*a* _b_ # c | d",
    "&amp; <",
    "'); --",
]


def test_export_writes_the_five_documents_and_prints_their_paths(tmp_path: Path) -> None:
    outcome = commessa("export", "-", "--to", tmp_path / "nuova", stdin=json.dumps(example(FORM)))
    assert outcome.code == 0 and outcome.err == ""
    expected = [tmp_path / "nuova" / f"{id}.pdf" for id in DOCUMENTS]
    assert [Path(line) for line in outcome.out.splitlines()] == expected
    assert all(path.read_bytes().startswith(b"%PDF-1.7") for path in expected)


def test_export_of_an_unfinished_dossier_is_a_marked_draft(tmp_path: Path) -> None:
    outcome = commessa("export", "-", "--to", tmp_path, "--document", "relazione_calcolo", stdin=json.dumps(draft()))
    assert outcome.code == 1
    assert [path.name for path in tmp_path.iterdir()] == ["relazione_calcolo_BOZZA.pdf"]


def test_export_is_the_same_byte_for_byte_on_the_same_day(tmp_path: Path) -> None:
    given = json.dumps(example(FORM))
    for folder in ("a", "b"):
        commessa("export", "-", "--to", tmp_path / folder, "--date", "2026-11-22", stdin=given)
    for id in DOCUMENTS:
        assert (tmp_path / "a" / f"{id}.pdf").read_bytes() == (tmp_path / "b" / f"{id}.pdf").read_bytes()


@pytest.mark.skipif(os.name == "nt" or not hasattr(os, "geteuid"), reason="i permessi si provano su POSIX")
def test_export_where_nothing_can_be_written_names_the_place(tmp_path: Path) -> None:
    there = tmp_path / "occupato"
    there.write_text("un file")
    refused(here("export", "-", "--to", there, stdin=json.dumps(draft())), "occupato")
    folder = tmp_path / "cartella"
    (folder / "relazione_calcolo_BOZZA.pdf").mkdir(parents=True)
    given = json.dumps(draft())
    outcome = commessa("export", "-", "--to", folder, "--document", "relazione_calcolo", stdin=given)
    refused(outcome, "relazione_calcolo_BOZZA.pdf")
    assert [path.name for path in folder.iterdir()] == ["relazione_calcolo_BOZZA.pdf"]


def test_export_to_a_full_or_read_only_disk_leaves_only_whole_files(small_disk: Path) -> None:
    given = json.dumps(example(FORM))
    outcome = commessa("export", "-", "--to", small_disk, stdin=given)
    assert outcome.code == 2 and "più posto" in outcome.err and outcome.err.count("\n") == 1
    written = [Path(line) for line in outcome.out.splitlines()]
    assert sorted(small_disk.iterdir()) == sorted(written)
    assert all(path.read_bytes().rstrip().endswith(b"%%EOF") for path in written)
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    refused(commessa("export", "-", "--to", small_disk, "--date", "2027-01-01", stdin=given), "non si può scrivere")


def test_what_was_signed_or_changed_stays_and_the_new_document_goes_beside_it(tmp_path: Path) -> None:
    def export(**answers: str) -> tuple[list[str], str]:
        given = json.dumps(draft(**answers))
        done = here("export", "-", "--to", tmp_path, "--document", "relazione_calcolo", stdin=given)
        assert done.code == 1
        return [Path(line).name for line in done.out.splitlines()], done.err

    first, second = "relazione_calcolo_BOZZA.pdf", "relazione_calcolo_BOZZA-2.pdf"
    assert export(vuc="1") == export(vuc="2") == ([first], "")  # an export of ours is replaced
    ours = (tmp_path / first).read_bytes()
    (tmp_path / first).write_bytes(ours + b"%signed")
    for vuc in ("3", "3", "4"):
        written, told = export(vuc=vuc)
        assert written == [second] and told.count("\n") == 1
        assert f"«{tmp_path / first}» c'è già" in told and "resta com'è" in told and f"«{tmp_path / second}»" in told
    assert (tmp_path / first).read_bytes() == ours + b"%signed"
    assert sorted(each.name for each in tmp_path.iterdir()) == [second, first]


@pytest.fixture
def small_disk(make_disk: Callable[[str], Path]) -> Path:
    """Room for one document."""
    return make_disk("60k")


def test_unknown_document_or_one_not_needed_is_named(tmp_path: Path) -> None:
    for name in ("convenzion_locale", "../convenzione_locale"):
        outcome = here("export", "-", "--to", tmp_path, "--document", name, stdin=json.dumps(draft()))
        refused(outcome, name)
    assert list(tmp_path.iterdir()) == []


@pytest.fixture(scope="module")
def hostile_pdfs(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[Path]]:
    folder = tmp_path_factory.mktemp("hostile")
    given = example(FORM)
    texts = [
        f["id"] for f in here("fields", FORM, "--json").json if f["type"] in ("text", "long_text") and not f["formula"]
    ]
    for number, id in enumerate(texts):
        if id in given["answers"]:
            given["answers"][id] = HOSTILE[number % len(HOSTILE)]
    line = given["answers"]["nuovi_inserimenti"][0]
    given["answers"]["nuovi_inserimenti"] = [line] * 300
    outcome = commessa("export", "-", "--to", folder, stdin=json.dumps(given))
    assert outcome.code in (0, 1) and outcome.err == ""
    yield [Path(each) for each in outcome.out.splitlines()]


def test_text_that_looks_like_markup_is_printed_as_it_is(hostile_pdfs: list[Path]) -> None:
    import pikepdf
    import pypdfium2

    printed = ""
    for path in hostile_pdfs:
        with pypdfium2.PdfDocument(path) as pdf:
            printed += " ".join(page.get_textpage().get_text_bounded() for page in pdf)
        with pikepdf.open(path) as pdf:
            assert not any("/XObject" in page.get("/Resources", {}) for page in pdf.pages)
            for page in pdf.pages:
                assert all(note.get("/Subtype") == "/Widget" for note in page.get("/Annots", []))
    together = " ".join(printed.split())
    assert all(
        text in together for text in ("<b>", "</para>", "<img src='/etc/hostname'>", "{{ 7*7 }}", "*a* _b_ # c | d")
    )


@pytest.mark.skipif(os.name == "nt", reason="così si fanno i luoghi strani su POSIX")
def test_a_place_that_cannot_take_files_is_one_sentence(tmp_path: Path) -> None:
    """For each command that writes: a file for a folder, names of odd bytes, a pipe, a name that is too long."""
    file, pipe, given = tmp_path / "file", tmp_path / "canale\udce8", json.dumps(draft())
    file.touch()
    os.mkfifo(pipe)
    for folder in (file, file / "sotto", pipe, tmp_path / ("x" * 300), tmp_path / "a\0b"):
        refused(here("export", "-", "--to", folder, "--document", "relazione_calcolo", stdin=given), "cartella")
    for target in (tmp_path, file / "a.ics", pipe, tmp_path / ("x" * 300), tmp_path / "manca" / "a.ics"):
        refused(here("deadlines", "-", "--ics", target, stdin=given))
    assert sorted(each.name for each in tmp_path.iterdir()) == [pipe.name, "file"]


def test_names_for_people_and_no_party_are_asked_for(tmp_path: Path) -> None:
    given = json.dumps(example(FORM))
    outcome = commessa("export", "-", "--to", tmp_path, "--long-names", "--date", "2026-11-22", stdin=given)
    assert outcome.code == 0, outcome.err
    names = [path.name for path in tmp_path.iterdir()]
    assert len(names) == len(DOCUMENTS)
    assert all("_La_Spiga_Lavoro_" in name and name.endswith("_2026-11-22.pdf") for name in names)
    unnamed = commessa("export", "-", "--to", tmp_path / "b", "--long-names", "--no-parties", stdin=given)
    assert unnamed.code == 0
    assert not any("Spiga" in path.name or "Valdisopra" in path.name for path in (tmp_path / "b").iterdir())


def test_blank_writes_the_official_documents_and_says_where_there_is_none(tmp_path: Path) -> None:
    outcome = commessa("blank", FORM, "--to", tmp_path / "nuova", "--date", "2026-11-22")
    assert (outcome.code, outcome.err) == (0, "")
    path = tmp_path / "nuova" / "convenzione_locale_in_bianco.pdf"
    assert outcome.out.splitlines() == [str(path)] and path.read_bytes().startswith(b"%PDF-1.7")
    first = path.read_bytes()
    assert commessa("blank", FORM, "--to", path.parent, "--date", "2026-11-22").code == 0
    assert path.read_bytes() == first and len(list(path.parent.iterdir())) == 1
    refused(commessa("blank", FORM, "--to", tmp_path, "--document", "comunicazione"), "non ha un testo ufficiale")
    refused(commessa("blank", "italia/quota_riserva", "--to", tmp_path), "nessun ufficio pubblica un testo ufficiale")
