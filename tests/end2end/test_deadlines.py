"""Deadlines on the command line: what it lists, and the calendar that it writes for other programs."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path
from typing import Any

import pytest
import vobject

from desktop_app.engine.forms.form import Form
from desktop_app.library import Library
from desktop_app.system.paths import forms_folder
from tests.end2end.program import commessa, example, here

FORM = "marche/art14_2023"
DAY = ("--date", "2026-11-24")


def dated() -> dict[str, Any]:
    """The example, with the terms of a worker who left and of somebody who broke the agreement."""
    draft = example(FORM)
    draft["answers"] |= {
        "data_comunicazione": "2026-11-25",
        "data_stipula": "2026-12-20",
        "cessazioni": [{"data_cessazione": "2026-10-16"}],
        "inadempimenti": [{"data_inadempimento": "2026-11-20"}],
    }
    return draft


def write(folder: Path, draft: dict[str, Any], name: str = "bozza.commessa") -> Path:
    path = folder / name
    path.write_text(json.dumps(draft), encoding="utf-8")
    os.utime(path, (1_790_000_000, 1_790_000_000))
    return path


def test_they_are_listed_with_day_article_and_days_left(tmp_path: Path) -> None:
    path = write(tmp_path, dated())
    found = {each["id"]: each for each in commessa("deadlines", path, "--json", *DAY).json}
    assert found["scadenza_stipula"] == {
        "id": "scadenza_stipula",
        "line": None,
        "title": "Stipulare la convenzione",
        "date": "2026-12-25",
        "days": 31,
        "standing": "due",
        "source": "Convenzione quadro, art. 5",
        "note": "cade a Natale",
    }
    assert (found["scadenza_sostituzione"]["line"], found["scadenza_sostituzione"]["days"]) == (1, 21)
    said = commessa("deadlines", path, *DAY).out.splitlines()
    assert "25/12/2026  Stipulare la convenzione (Convenzione quadro, art. 5), fra 31 giorni: cade a Natale" in said
    assert any(line.startswith("27/11/2026  ") and line.endswith(", fra 3 giorni") for line in said)


def test_what_is_overdue_comes_first_in_words_and_what_is_met_is_left_out(tmp_path: Path) -> None:
    path = write(tmp_path, dated())
    late = ("--date", "2026-12-26")
    said = commessa("deadlines", path, *late).out.splitlines()
    overdue = [line for line in said if "scaduta da" in line]
    assert overdue and said[: len(overdue)] == overdue
    assert not any("Stipulare" in line for line in said)  # the agreement was signed on 20 December
    standing = {each["id"]: each["standing"] for each in here("deadlines", path, "--json", *late).json}
    assert standing["scadenza_stipula"] == "met" and standing["scadenza_sostituzione"] == "overdue"
    draft = dated()
    draft["answers"]["data_stipula"] = None
    said = here("deadlines", write(tmp_path, draft), *late).out.splitlines()
    (line,) = [line for line in said if "Stipulare" in line]
    assert line.endswith(", scaduta da un giorno: cade a Natale")


def test_the_exit_code_tells_whether_the_draft_has_problems() -> None:
    empty = json.dumps({"form": FORM, "answers": {}})
    outcome = commessa("deadlines", "-", *DAY, stdin=empty)
    assert (outcome.code, outcome.err) == (1, "")
    assert outcome.out == "Nessuna scadenza per ora: manca la data da cui si conta.\n"
    assert here("deadlines", "-", *DAY, stdin=json.dumps(example(FORM))).code == 0


def test_the_calendar_is_read_by_another_program_and_is_the_same_each_time(tmp_path: Path) -> None:
    path, calendar = write(tmp_path, dated()), tmp_path / "scadenze.ics"
    listed = commessa("deadlines", path, "--json", "--ics", calendar, *DAY).json
    first = calendar.read_bytes()
    (read,) = vobject.readComponents(first.decode())
    events = [(each.summary.value, each.dtstart.value.isoformat()) for each in read.vevent_list]
    found = [(re.sub(r" \(\w+ (\d+)\)$", r" n. \1", title), day) for title, day in events]
    wanted = [(each["title"] + (f" n. {each['line']}" if each["line"] else ""), each["date"]) for each in listed]
    assert sorted(found) == sorted(wanted) and len(found) > 3
    commessa("deadlines", path, "--ics", calendar, *DAY)
    assert calendar.read_bytes() == first
    met = [each["title"] for each in listed if each["standing"] == "met"]
    assert sorted(each.summary.value for each in read.vevent_list if hasattr(each, "status")) == sorted(met)
    here("deadlines", path, "--ics", calendar, "--date", "2026-12-26")
    (read,) = vobject.readComponents(calendar.read_text(encoding="utf-8"))
    done = [each.summary.value for each in read.vevent_list if getattr(each, "status", None)]
    assert set(met) < set(done) and any("Stipulare" in each for each in done), "it was signed on 20 December"


def uids(draft: dict[str, Any], folder: Path, name: str = "bozza.commessa") -> set[str]:
    """The identities of the deadlines of a draft, as a calendar keeps them; by `-` it comes from the input."""
    calendar = folder / "scadenze.ics"
    source = write(folder, draft, name) if name != "-" else name
    done = here("deadlines", source, "--ics", calendar, *DAY, stdin=json.dumps(draft))
    assert done.code in (0, 1) and done.err == ""
    (read,) = vobject.readComponents(calendar.read_text(encoding="utf-8"))
    return {each.uid.value for each in read.vevent_list}


def test_a_draft_has_its_own_entries_wherever_its_file_lies(tmp_path: Path) -> None:
    draft, other = dated(), dated()
    other["answers"]["azienda_nome"] = "Un'altra azienda"
    (tmp_path / "b").mkdir()
    mine = uids(draft, tmp_path)
    assert mine == uids(draft, tmp_path / "b", "copia.commessa") == uids(draft, tmp_path, "-")
    shuffled = {**draft, "answers": {"data_affidamento": None} | dict(reversed(draft["answers"].items()))}
    assert mine == uids(shuffled, tmp_path)
    assert not mine & uids(other, tmp_path)  # in the same file, even


def test_a_draft_that_names_its_dossier_keeps_its_entries_when_it_changes(tmp_path: Path) -> None:
    """The window writes the name into the files that it saves; others may."""
    for name in ("0123456789abcdef", "la nostra n. 4"):
        draft = {**dated(), "dossier": name}
        before = uids(draft, tmp_path)
        draft["answers"]["data_stipula"] = "2026-12-21"
        assert uids(draft, tmp_path) == before
        assert not before & uids({**draft, "dossier": "un'altra"}, tmp_path)
        assert not before & uids({**dated()}, tmp_path)


def test_a_calendar_that_somebody_changed_is_not_written_over(tmp_path: Path) -> None:
    calendar = tmp_path / "scadenze.ics"
    uids(dated(), tmp_path)
    calendar.write_bytes(calendar.read_bytes() + b" ")
    kept = calendar.read_bytes()
    for _ in range(2):
        done = here("deadlines", "-", "--ics", calendar, *DAY, stdin=json.dumps(dated()))
        assert f"«{calendar}» c'è già" in done.err and f"«{tmp_path / 'scadenze-2.ics'}»" in done.err
    assert calendar.read_bytes() == kept and len(list(tmp_path.glob("*.ics"))) == 2


def test_where_it_cannot_be_written_one_sentence_says_so(tmp_path: Path) -> None:
    outcome = here("deadlines", "-", "--ics", tmp_path / "no" / "a.ics", stdin=json.dumps(dated()))
    assert (outcome.code, outcome.out) == (2, "")
    assert "non esiste: creala" in outcome.err and outcome.err.count("\n") == 1


OF_SOMEBODY = ("text", "long_text", "codice_fiscale", "partita_iva", "email", "pec")


def marked(form: Form, answers: dict[str, Any]) -> dict[str, Any]:
    """The answers with a mark in each text, address and code that is asked, in the lines too."""
    found = dict(answers)
    for field in form.fields.values():
        if field.spec.type in OF_SOMEBODY and not field.formula:
            found[field.id] = "Qzx Rossi"
        names = [column.id for column in field.columns.values() if column.spec.type in OF_SOMEBODY]
        if names:
            lines = answers.get(field.id) or [{}]
            found[field.id] = [{**line, "id": "Qzx", **dict.fromkeys(names, "Qzx Rossi")} for line in lines]
    return found


@pytest.mark.parametrize("form", Library([forms_folder()]).ids())
def test_nothing_that_was_written_by_hand_is_in_the_calendar(form: str, tmp_path: Path) -> None:
    draft = dated() if form == FORM else example(form)
    draft["answers"] = marked(Library([forms_folder()]).load(form), draft["answers"])
    assert "Qzx" in json.dumps(draft)
    path, calendar = write(tmp_path, draft, "Qzx Rossi.commessa"), tmp_path / "scadenze.ics"
    listed = here("deadlines", path, "--json", "--ics", calendar, *DAY).json
    written = calendar.read_text(encoding="utf-8").replace("\n ", "")
    assert written.count("BEGIN:VEVENT") == len(listed)
    assert "Qzx" not in written and "Rossi" not in written
