"""The command line as scripts and other tools rely on it: exact JSON, exit codes, one Italian sentence."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.end2end.program import DOCUMENTS, FORM, check, commessa, draft, example, here, problems_on, refused

# --- the commands ------------------------------------------------------------------------------------------


def test_forms_lists_every_form_with_its_documents() -> None:
    forms = {form["id"]: form for form in commessa("forms", "--json").json}
    assert [document["id"] for document in forms[FORM]["documents"]][:5] == DOCUMENTS
    assert forms[FORM]["title"]
    sent = {each["id"]: each for each in forms[FORM]["sendings"]}
    assert sent["comunicazione"]["channel"] == "pec" and "comunicazione" in sent["comunicazione"]["documents"]
    assert {signer for each in forms[FORM]["documents"] for signer in each["signers"]} >= {"azienda", "cpi"}
    assert (forms[FORM]["edition"], forms[FORM]["replaced_by"]) == ("2023-10-10", None)
    assert "    edizione del 10/10/2023 · fa parte di Commessa" in here("forms").out
    assert FORM in here("forms").out and "    invio comunicazione  " in here("forms").out


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


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="solo Linux può non avere uno schermo")
def test_without_a_screen_the_window_is_refused_with_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    refused(commessa(), "schermo")
    refused(commessa("--forms", "altrove", "pratica.commessa"), "schermo")


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


@pytest.mark.parametrize("command", ["check", "export"])
def test_importing_the_program_costs_no_window(command: str, tmp_path: Path) -> None:
    arguments = {"check": ["check", "-", "--json"], "export": ["export", "-", "--to", str(tmp_path)]}[command]
    heavy = {"PySide6", "sqlite_utils", "pypdfium2", "cryptography", "asn1crypto"}
    heavy |= {"reportlab", "pikepdf"} if command == "check" else set()
    script = (
        f"import sys; from desktop_app.app import main; main({arguments!r}); "
        f"print(sorted({heavy!r} & set(sys.modules)), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", script], input=json.dumps(draft()).encode(), capture_output=True)
    assert done.stderr.decode().strip() == "[]"


@pytest.mark.parametrize("coding", ["utf-8-sig", "utf-16"])
def test_a_draft_that_powershell_wrote_is_read_from_a_file_and_from_the_input(coding: str, tmp_path: Path) -> None:
    given = here("example", FORM).out.replace("\n", "\r\n").encode(coding)
    path = tmp_path / "Rossi S.r.l..COMMESSA"
    path.write_bytes(given)
    wanted = check(example(FORM)).json
    assert here("check", path, "--json").json == wanted
    assert commessa("check", "-", "--json", stdin=given).json == wanted


@pytest.mark.skipif(sys.platform != "linux", reason="altrove i nomi sono sempre testo")
def test_a_file_of_any_name_is_checked_and_exported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("-x.commessa", "con spazi #1.COMMESSA", "-\udce8.commessa"):
        (tmp_path / name).write_text(json.dumps(draft()), encoding="utf-8")
        assert here("check", name).code == 1
    out = tmp_path / f"pdf di {name}"
    done = commessa("export", name, "--to", out, "--document", "relazione_calcolo", cwd=tmp_path)
    assert done.code == 1 and done.err == ""
    assert done.out == f"{out}/relazione_calcolo_BOZZA.pdf\n"  # another program finds the file by it
    assert [each.name for each in out.iterdir()] == ["relazione_calcolo_BOZZA.pdf"]


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="solo Linux può non avere uno schermo")
def test_a_file_of_any_name_is_for_the_window(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a screen the window says that there is none: a file taken for a command would get another sentence."""
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "b.commessa (1)").write_text("{}")
    for file in ("A.COMMESSA", "-a.commessa", "b.commessa (1)", "pratica\udce8.commessa", "file:///a%20b.commessa"):
        refused(here(file), "schermo")
    refused(here("a.commessa", "b.commessa"), "una bozza alla volta")
