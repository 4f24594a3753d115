"""Worked cases: one that holds gives no sentence, every difference gives one."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop_app.engine.checkup import cases
from desktop_app.engine.faults import FormFault
from desktop_app.engine.forms.form import Form
from desktop_app.engine.loading.loader import load
from tests.unit.engine.support import ID, ask, computed, group, one_page, written

HEAD = 'why = "perché"\ndate = 2026-01-01\n'
FORM = one_page(
    ask("a", "decimal"),
    ask("nota", required=False),
    ask("b", visible_when="a > 5"),
    computed("doppio", "decimal", "a * 2", override=True),
    group("righe", ask("n", "integer"), ask("dal", "date"), required=False),
    ask("firma", "date", required=False),
    ask("pec", "pec", required=False),
    deadline=[
        {"id": "consegna", "title": "Consegnare", "date": "add_days(firma, 10)", "source": "Art. 1"},
        {"id": "rinnovo", "title": "Rinnovare", "date": "add_months(dal, 6)", "source": "Art. 2", "lines": "righe"},
    ],
    sending=[
        {"id": "porta", "title": "P", "source": "Art. 3", "channel": "portal", "address": "https://e.it",
         "values": ["pec"], "visible_when": "filled(firma)"},
        {"id": "ogni", "title": "R", "source": "Art. 3", "channel": "portal", "address": "https://e.it",
         "values": ["n"], "lines": "righe"},
    ],
)  # fmt: skip


def case(folder: Path, name: str, text: str) -> tuple[Form, Path]:
    here = written(folder, FORM)
    (here / "cases").mkdir(exist_ok=True)
    (here / "cases" / f"{name}.toml").write_text(HEAD + text, encoding="utf-8")
    return load(here, ID, folder / "blocks"), here


def differences(folder: Path, text: str) -> list[str]:
    form, here = case(folder, "prova", text)
    return list(cases.run(form, here, "prova"))


@pytest.mark.parametrize(
    "text",
    [
        "[answers]\na = '2.50'\nnota = 'x'\n[values]\na = '2.5'\ndoppio = '5'\nnota = 'x'",
        "complete = false\nhidden = ['b']\n[values]\na = ''\ndoppio = ''",
        "quiet = ['nota']",
        "complete = true\nquiet = ['a']\n[answers]\na = '1'",
        "[answers]\na = 'boh'\n[[problem]]\nfield = 'a'\ncontains = '«boh»'",
        "[answers]\na = '1'\nrighe = [{n = 'x'}]\n[[problem]]\nfield = 'righe.n'\nline = 1\nseverity = 'error'",
        "[deadlines]\nconsegna = ''\nrinnovo = []",
        "sendings = []",
        "sendings = ['porta', 'ogni.x', 'ogni.2']\n[answers]\nfirma = '2026-01-01'\nrighe = [{id = 'x'}, {n = '1'}]",
        "[answers]\nfirma = '2026-01-01'\nrighe = [{dal = '2026-08-31'}, {n = '1'}]\n"
        "[deadlines]\nconsegna = '2026-01-11'\nrinnovo = ['2027-02-28', '']",
        "[answers]\na = '1'\n[overrides.doppio]\nvalue = '7'\nreason = 'r'\n[values]\ndoppio = '7'",
        "[answers]\nrighe = [{n = '2'}, {}]\n[values]\n'righe.n' = ['2.0', '']\n'righe.dal' = ['', '']",
    ],
)
def test_a_case_that_holds(tmp_path: Path, text: str) -> None:
    assert differences(tmp_path, text) == []


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("[answers]\na = '2'\n[values]\ndoppio = '5'", "«doppio» è 4, ma si aspettava 5."),
        ("[answers]\na = '2'\n[values]\ndoppio = ''", "«doppio» è 4, ma si aspettava vuoto."),
        ("[answers]\nnota = 'x'\n[values]\nnota = 'y'", "«nota» è x, ma si aspettava y."),
        ("[answers]\na = '2'\n[values]\ndoppio = true", "«doppio» è 4, ma si aspettava sì."),
        ("[answers]\na = '2'\n[values]\ndoppio = false", "«doppio» è 4, ma si aspettava no."),
        ("[answers]\na = '2'\n[values]\ndoppio = ['4']", "«doppio» è 4, ma si aspettava [4]."),
        ("[answers]\nrighe = [{n = '2'}]\n[values]\n'righe.n' = '2'", "«righe.n» è [2], ma si aspettava 2."),
        ("[values]\nboh = '5'", "«boh» non esiste."),
        ("[values]\n'righe.m' = []", "«righe.m» non è un valore: scrivi «righe.n» o «righe.dal», uno per riga."),
        ("[values]\nrighe = []", "«righe» non è un valore: scrivi «righe.n» o «righe.dal», uno per riga."),
        (
            "[answers]\nrighe = [{n = '2'}, {}]\n[values]\n'righe.n' = ['2']",
            "«righe.n» è [2, vuoto], ma si aspettava [2].",
        ),
        (
            "[answers]\nrighe = [{n = '2'}, {}]\n[values]\n'righe.n' = ['2', '3']",
            "«righe.n» è [2, vuoto], ma si aspettava [2, 3].",
        ),
        ("[answers]\na = '1'\nb = 'x'\n[values]\nb = 'x'", "«b» è vuoto, ma si aspettava x."),
        ("sendings = ['porta']", "gli invii sono [], ma si aspettavano [porta]."),
        ("sendings = []\n[answers]\nrighe = [{}, {}]", "gli invii sono [ogni.1, ogni.2], ma si aspettavano []."),
        ("hidden = ['a']", "«a» doveva essere nascosto."),
        ("hidden = ['boh']", "«boh» doveva essere nascosto."),
        ("complete = true", "la pratica doveva risultare completa (a: Manca «A»: scrivi il numero.)."),
        ("complete = false\n[answers]\na = '1'", "doveva risultare incompleta ()."),
        (
            "complete = true\n[answers]\na = '1'\nrighe = [{n = '1', dal = '31/01/2026'}]",
            'Nel file della pratica «31/01/2026» si scrive "2026-01-31", con le virgolette: riscrivilo.',
        ),
        ("quiet = ['boh']", "«boh» non esiste."),
        ("quiet = ['righe.boh']", "«righe.boh» non esiste."),
        ("quiet = ['a']", "«a» doveva essere senza problemi, ma: Manca «A»"),
        ("[[problem]]\nfield = 'a'\nseverity = 'warning'", "su «a» si aspettava warning «», ma c'è: ['error: Manca"),
        ("[[problem]]\nfield = 'a'\nline = 2", "su «a» si aspettava error"),
        ("[answers]\nboh = '1'", "«boh» non esiste in questo modulo."),
        ("[deadlines]\nboh = ''", "la scadenza «boh» non esiste."),
        ("[deadlines]\nconsegna = '2026-01-11'", "la scadenza «consegna» è vuota, ma si aspettava 2026-01-11."),
        ("[answers]\nfirma = '2026-01-02'\n[deadlines]\nconsegna = ''", "è 2026-01-12, ma si aspettava vuota."),
        ("[deadlines]\nrinnovo = ['']", "la scadenza «rinnovo» è [], ma si aspettava [vuota]."),
        ("[deadlines]\nrinnovo = ''", "la scadenza «rinnovo» è [], ma si aspettava vuota."),
        ("[deadlines]\nconsegna = []", "la scadenza «consegna» è vuota, ma si aspettava []."),
        (
            "[answers]\nrighe = [{}, {dal = '2026-01-31'}]\n[deadlines]\nrinnovo = ['2026-07-31', '']",
            "la scadenza «rinnovo» è [vuota, 2026-07-31], ma si aspettava [2026-07-31, vuota].",
        ),
        ("[set_aside]\nboh = 'x'", "L'avviso «boh» non esiste"),
    ],
)
def test_a_case_that_does_not(tmp_path: Path, text: str, sentence: str) -> None:
    [found] = differences(tmp_path, text)
    assert sentence in found


def test_a_case_starts_from_another(tmp_path: Path) -> None:
    case(tmp_path, "esempio", "[answers]\na = '9'\nb = 'x'\nnota = 'n'")
    form, here = case(tmp_path, "prova", "base = 'esempio'\n[answers]\na = '2'\nnota = ''")
    assert cases.names(here) == ["esempio", "prova"]
    _, draft = cases.read_draft(here, "prova", form.id)
    assert draft.answers == {"a": "2", "b": "x"}
    assert draft.form == ID


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("base = 'manca'", "cases/manca.toml: non c'è nella cartella del modulo."),
        ("base = '../../fuori'", "cases/../../fuori.toml: deve stare dentro la cartella del modulo"),
        ("base = 'prova'", "cases/prova.toml: un caso da cui altri partono non può partire da un altro."),
        ("valori = 1", "cases/prova.toml: la chiave «valori» non esiste."),
        ("valori = = 1", "cases/prova.toml: non è TOML scritto bene alla riga 3."),
        ("[overrides]\ndoppio = '7'", "cases/prova.toml: serve un valore di tipo tabella, non testo"),
        ("[overrides.doppio]\nvalue = '7'", "manca la chiave «reason»"),
    ],
)
def test_a_case_that_cannot_be_read(tmp_path: Path, text: str, sentence: str) -> None:
    with pytest.raises(FormFault) as caught:
        differences(tmp_path, text)
    assert sentence in str(caught.value)
