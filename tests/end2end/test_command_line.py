"""The command line as scripts and other tools rely on it: exact JSON, exit codes, one Italian sentence."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.end2end.program import Outcome, check, commessa, example, here

FORM = "marche/art14_2023"
DOCUMENTS = [
    "convenzione_locale",
    "comunicazione",
    "contratto_affidamento",
    "affidamento_commessa",
    "relazione_calcolo",
]


def draft(**answers: Any) -> dict[str, Any]:
    return {"form": FORM, "answers": answers}


def problems_on(outcome: Outcome, field: str) -> list[str]:
    return [p["message"] for p in outcome.json["problems"] if p["field"] == field]


def refused(outcome: Outcome, *words: str) -> None:
    """Nothing was done: exit 2, one sentence that names the cause, no traceback."""
    assert outcome.code == 2
    assert outcome.out == ""
    assert outcome.err.startswith("commessa: ") and outcome.err.count("\n") == 1
    assert "Traceback" not in outcome.err
    assert outcome.err[:-1].isprintable()
    for word in words:
        assert word in outcome.err


# --- the commands ------------------------------------------------------------------------------------------


def test_forms_lists_every_form_with_its_documents() -> None:
    forms = {form["id"]: form for form in commessa("forms", "--json").json}
    assert [document["id"] for document in forms[FORM]["documents"]][:5] == DOCUMENTS
    assert forms[FORM]["title"]
    assert FORM in here("forms").out


def test_fields_describe_what_is_asked_and_what_is_computed() -> None:
    fields = {field["id"]: field for field in commessa("fields", FORM, "--json").json}
    keys = {"id", "page", "type", "label", "owner", "formula", "options", "columns", "source"}
    assert all(set(field) == keys for field in fields.values())
    assert fields["vuc"]["type"] == "money" and fields["vuc"]["formula"] is None
    assert fields["n_esatto"]["formula"]
    assert list(fields["lato_cooperativa"]["options"]) == ["cooperativa", "consorzio"]
    columns = {column["id"] for column in fields["nuovi_inserimenti"]["columns"]}
    assert {
        "contratto",
        "orario",
        "ore_settimanali",
        "ore_tempo_pieno",
        "costo_annuo",
        "durata_contratto_mesi",
    } <= columns


GIVEN: dict[str, Callable[[], str | bytes]] = {
    "complete": lambda: json.dumps(example(FORM)),
    "with problems": lambda: json.dumps(draft(vuc="1" * 1_000_000, azienda_nome="a\u202eb")),
    "no draft": lambda: b"\xff",
    "too deep": lambda: b"[" * 100_000,
}


@pytest.mark.parametrize("given", GIVEN)
def test_the_real_program_says_the_same_as_its_commands_in_this_process(given: str) -> None:
    """Of the many drafts and answers below only the commands are tried: this is why that will do."""
    for command in ("check", "deadlines"):
        assert commessa(command, "-", stdin=GIVEN[given]()) == here(command, "-", stdin=GIVEN[given]())


def test_links_to_an_address_book_are_accepted_and_change_nothing() -> None:
    draft = example(FORM)
    linked = {**draft, "parties": {"azienda": {"record": "0a1b", "kept": ["telefono"]}, "altro": {"record": "x"}}}
    assert check(linked).json == check(draft).json
    refused(check({**draft, "parties": {"azienda": "0a1b"}}), "«azienda»", "record")


@pytest.mark.parametrize("day", ["2023-10-10", "2026-11-22", "2031-02-28", "2199-12-31"])
def test_example_is_complete_without_any_problem_on_any_day(day: str) -> None:
    outcome = check(example(FORM), "--date", day)
    assert outcome.code == 0
    assert outcome.json["complete"] is True and outcome.json["problems"] == []


def test_a_notice_of_the_law_is_told_in_text_and_accepted_as_read() -> None:
    given, day = example(FORM), ("--date", "2026-01-10")
    read = {**given, "notices_read": {"chi_esegue_la_commessa": "2026-01-07", "sparita": "2026-01-07"}}
    told, told_read = (commessa("check", "-", *day, stdin=json.dumps(each)) for each in (given, read))
    assert told.code == told_read.code == 0
    assert told.out.startswith("novità: dal 31/12/2025, da verificare: Risulta che") and "Letta" not in told.out
    assert told_read.out.splitlines()[0] == told.out.splitlines()[0] + " Letta il 07/01/2026."
    assert check(read, *day).json == check(given, *day).json
    assert "novità" not in commessa("check", "-", "--date", "2025-12-30", stdin=json.dumps(given)).out
    refused(check({**given, "notices_read": {"chi_esegue_la_commessa": "ieri"}}), "il giorno in cui è stata letta")


def test_check_prints_exactly_the_agreed_parts() -> None:
    report = commessa("check", "-", "--json", stdin=commessa("example", FORM).out).json
    assert set(report) == {"form", "complete", "values", "hidden", "problems"}
    assert not set(report["hidden"]) & set(report["values"])
    assert report["values"]["vuc"] == example(FORM)["answers"]["vuc"]


def test_nothing_but_blanks_is_incomplete_and_says_what_lacks() -> None:
    outcome = commessa("check", "-", "--json", stdin=json.dumps(draft()))
    assert outcome.code == 1
    assert problems_on(outcome, "vuc") and problems_on(outcome, "azienda_nome")
    assert {p["severity"] for p in outcome.json["problems"]} == {"error"}
    assert outcome.json["values"]["n_esatto"] is None


def test_words_for_people_are_italian() -> None:
    assert commessa("--help").out.startswith("uso: commessa")
    text = commessa("check", "-", stdin=json.dumps(draft())).out
    assert "problema: vuc: Manca" in text and "Da correggere:" in text


# --- the law's numbers through the real program ------------------------------------------------------------


@pytest.mark.parametrize(
    ("base", "quota", "limit"),
    [(14, "0", "1"), (15, "1", "1"), (35, "1", "1"), (36, "2", "1"), (50, "2", "1"), (51, "4", "1"), (64, "4", "1"),
     (65, "5", "2"), (150, "10", "4")],
)  # fmt: skip
def test_quota_and_limit_at_the_boundaries(base: int, quota: str, limit: str) -> None:
    values = check(draft(base_computo=str(base))).json["values"]
    assert (values["quota_art3"], values["limite_art9"]) == (quota, limit)


@pytest.mark.parametrize(
    ("vuc", "cp", "ct", "cl", "months", "places"),
    [("60000.00", "12000.00", "5000.00", "21500.00", None, "2"),
     ("59999.99", "12000.00", "5000.00", "21500.00", None, "1"),
     ("43250", "10000", "1000", "21500", "18", "1"),
     ("230376.54", "20807.40", "6932.44", "28948.10", "21", "4")],
)  # fmt: skip
def test_no_rounding_before_the_floor(vuc: str, cp: str, ct: str, cl: str, months: str | None, places: str) -> None:
    whole = {"periodo_valori": "intera_commessa", "durata_mesi": months} if months else {"periodo_valori": "anno"}
    values = check(draft(vuc=vuc, cp=cp, ct=ct, cl=cl, **whole)).json["values"]
    assert values["n_computabili"] == places


# --- export ------------------------------------------------------------------------------------------------


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
    refused(commessa("export", "-", "--to", small_disk, stdin=given), "non si può scrivere")


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A real disk of 60 kB, room for one document; only root can make one."""
    disk = tmp_path / "disco"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=60k", "tmpfs", str(disk)]
    if not sys.platform.startswith("linux") or subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("no small disk can be made here")
    yield disk
    subprocess.run(["umount", "--lazy", str(disk)], check=True)


def test_unknown_document_or_one_not_needed_is_named(tmp_path: Path) -> None:
    for name in ("convenzion_locale", "../convenzione_locale"):
        outcome = here("export", "-", "--to", tmp_path, "--document", name, stdin=json.dumps(draft()))
        refused(outcome, name)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="solo Linux può non avere uno schermo")
def test_without_a_screen_the_window_is_refused_with_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    refused(commessa(), "schermo")
    refused(commessa("--forms", "altrove", "pratica.commessa"), "schermo")


# --- bad drafts: nothing can be done -----------------------------------------------------------------------

BAD_DRAFTS = {
    "vuoto": (b"", "JSON"),
    "tronco": (b'{"form": "marche/art14_2023", "answers": {"vuc": "6000', "JSON"),
    "centomila parentesi": (b"[" * 100_000, "parentesi"),
    "NaN": (b'{"form": "marche/art14_2023", "answers": {"vuc": NaN}}', "NaN"),
    "due volte": (b'{"form": "marche/art14_2023", "answers": {"vuc": "1", "vuc": "2"}}', "vuc"),
    "surrogato": (b'{"form": "marche/art14_2023", "answers": {"azienda_nome": "\\ud800"}}', "surrogati"),
    "non utf-8": (b'{"form": "marche/art14_2023\xff"}', "UTF-8"),
    "elenco": (b"[]", "form"),
    "senza modulo": (b'{"answers": {}}', "form"),
    "modulo ignoto": (b'{"form": "marche/art14_2032"}', "marche/art14_2023"),
    "percorso come modulo": (b'{"form": "../../etc/passwd"}', "etc/passwd"),
    "versione nuova": (b'{"format": 2, "form": "marche/art14_2023"}', "aggiorna"),
    "versione scritta male": (b'{"format": "1", "form": "marche/art14_2023"}', "«format»"),
    "segni che comandano": (b'{"form": "a\\u001b[31m\\nb"}', "31m"),
    "parte ignota": (b'{"form": "marche/art14_2023", "answer": {}}', "answers"),
    "campo ignoto": (b'{"form": "marche/art14_2023", "answers": {"vucc": "1"}}', "vuc"),
    "colonna ignota": (b'{"form": "marche/art14_2023", "answers": {"nuovi_inserimenti": [{"nome": "x"}]}}', "nome"),
    "calcolato": (b'{"form": "marche/art14_2023", "answers": {"n_esatto": "2"}}', "n_esatto"),
    "risposte non tabella": (b'{"form": "marche/art14_2023", "answers": []}', "answers"),
    "sostituzione non ammessa": (
        b'{"form": "marche/art14_2023", "overrides": {"vuc": {"value": "1", "reason": "x"}}}', "vuc"),
    "avviso ignoto": (b'{"form": "marche/art14_2023", "set_aside": {"boh": "x"}}', "boh"),
}  # fmt: skip


@pytest.mark.parametrize("name", BAD_DRAFTS)
def test_a_draft_that_cannot_be_opened_gets_one_sentence(name: str, tmp_path: Path) -> None:
    content, word = BAD_DRAFTS[name]
    refused(check(content), word)
    refused(here("export", "-", "--to", tmp_path / "x", stdin=content), word)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("arguments", "word"),
    [(["stampa"], "stampa"), (["check"], "BOZZA"), (["check", "x.json"], "x.json"),
     (["check", "-", "--date", "31/12/2026"], "31/12/2026"), (["check", "-", "--date", "2026-02-30"], "2026-02-30"),
     (["check", "-", "--date", "0001-01-01"], "0001-01-01"), (["check", "-", "--date", "9999-12-31"], "1900"),
     (["export", "-"], "--to"), (["check", "-", "--pippo"], "--pippo"), (["fields", "marche/art15"], "marche/art15"),
     (["example", "x"], "«x»"), (["check", "/"], "cartella"), (["form-check", "/nessuna"], "/nessuna"),
     (["--forms"], "--forms"), (["--forms", "/nessuna", "forms"], "«/nessuna»"), (["--forms", "", "forms"], "--forms"),
     (["export", "-", "--to", ""], "--to"), (["--version"], "COMANDO"), (["fields", "marche/art15\n"], "marche/art14")],
)  # fmt: skip
def test_a_wrong_command_gets_one_sentence(arguments: list[str], word: str) -> None:
    refused(here(*arguments, stdin=json.dumps(draft())), word)


def test_a_wrong_command_ends_the_real_program_with_the_same_sentence() -> None:
    for arguments in (["stampa"], ["check", "x.json"], ["--forms", "/nessuna", "forms"]):
        refused(outcome := commessa(*arguments))
        assert outcome == here(*arguments)


# --- bad answers: an error on their field ------------------------------------------------------------------

BAD_ANSWERS = [
    ("vuc", "sessantamila"), ("vuc", "12.34.5"), ("vuc", "1e999999"), ("vuc", "NaN"), ("vuc", "-1"), ("vuc", 60000),
    ("vuc", "60.000,00"), ("vuc", "1" * 1_000_000), ("vuc", "\uff11\uff12"), ("vuc", True),
    ("vuc", ["1"]), ("vuc", {"a": 1}),
    ("vuc", "0.001"), ("vuc", "1000000000000"), ("base_computo", "48.5"), ("base_computo", "10000000"), ("cl", "0"),
    ("data_stipula", "2026-02-31"), ("data_stipula", "31/02/2026"), ("data_stipula", "0000-01-01"),
    ("data_stipula", 20260101),
    ("azienda_codice_fiscale", "01234567890"), ("azienda_codice_fiscale", "RSSMRA80A01H501X"),
    ("azienda_partita_iva", "12345678901"), ("azienda_pec", "non una pec"), ("azienda_pec", "a@p\u0435c.it"),
    ("azienda_pec", "a@b.it,c@d.it"), ("azienda_nome", "x" * 1_000_000), ("azienda_nome", "a\u202eb"),
    ("azienda_nome", "a\x00b"), ("azienda_nome", "a\nb"), ("azienda_nome", "中"), ("azienda_nome", 5),
    ("lato_cooperativa", "coop"), ("lato_cooperativa", True), ("req_privato", "sì"), ("req_privato", "true"),
    ("nuovi_inserimenti", "Anna"), ("nuovi_inserimenti", {"contratto": "determinato"}),
]  # fmt: skip


@pytest.mark.parametrize(("field", "answer"), BAD_ANSWERS, ids=[f"{f}-{str(a)[:20]!r}" for f, a in BAD_ANSWERS])
def test_an_answer_that_cannot_be_read_is_an_error_on_its_field(field: str, answer: Any) -> None:
    outcome = check(draft(**{field: answer}))
    assert outcome.code == 1 and outcome.err == ""
    messages = problems_on(outcome, field)
    assert messages and not any(message.startswith("Manca") for message in messages)
    assert all(len(message) < 300 for message in messages)
    empty: list[Any] | None = [] if field == "nuovi_inserimenti" else None
    assert outcome.json["values"][field] == empty


def test_an_order_that_ends_before_it_starts_is_named() -> None:
    outcome = check(draft(commessa_inizio="2027-03-01", commessa_fine="2027-02-28"))
    assert problems_on(outcome, "commessa_fine")


def test_wrong_lines_are_named_by_their_number() -> None:
    lines = [{}, 7, {"contratto": "eterno"}]
    problems = check(draft(nuovi_inserimenti=lines)).json["problems"]
    assert any(p["field"] == "nuovi_inserimenti" and p["line"] == 2 for p in problems)
    assert any(p["field"] == "nuovi_inserimenti.contratto" and p["line"] == 3 for p in problems)


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


def test_importing_the_program_costs_no_window(tmp_path: Path) -> None:
    script = (
        "import sys; from desktop_app.app import main; main(['check', '-', '--json']); "
        "heavy = {'PySide6', 'reportlab', 'pikepdf', 'sqlite_utils', 'pypdfium2'}; "
        "print(sorted(heavy & set(sys.modules)), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", script], input=json.dumps(draft()).encode(), capture_output=True)
    assert done.stderr.decode().strip() == "[]"
