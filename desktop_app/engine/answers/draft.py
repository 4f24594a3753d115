"""A draft: the answers given to one form, as strict JSON that the window and the command line share."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NoReturn, TypeVar

from desktop_app.engine.answers import reader
from desktop_app.engine.faults import DraftFault, suggestion
from desktop_app.engine.forms.definition import FieldDef
from desktop_app.engine.forms.form import Field, Form
from desktop_app.engine.forms.toml import levels
from desktop_app.engine.italian.messages import shortened

T = TypeVar("T")
FORMAT = 1
MAX_BYTES = 20_000_000
MAX_DEPTH = 50
MAX_CHARACTERS = 1_000_000  # of one text: the longest answer has 20,000
MAX_ITEMS = 200_000  # answers, lines and their cells: the largest form full of lines has fewer
_KEYS = {"format", "form", "answers", "overrides", "set_aside", "parties", "notices_read", "dossier"}
_DAY = FieldDef(type="date")
_TEXT = re.compile(r'"(?:[^"\\]+|\\.)*+\\?(?:"|\Z)', re.DOTALL)  # of JSON; an unfinished one, too
_BEGINNINGS = (",", "[", "{")  # one stands before each item
UNREADABLE = "\ufffd"  # in place of half a character
_SURROGATE = re.compile("[\ud800-\udfff]")
_TOO_LARGE = "Il file della pratica è troppo grande: non sembra una bozza di Commessa."
_TOO_DEEP = "Il file della pratica ha troppe parentesi una dentro l'altra."
_NO_TEXT = "Il file della pratica non è un testo UTF-8 né UTF-16: esportalo di nuovo da Commessa."
_BROKEN = "Il file della pratica contiene caratteri spezzati (surrogati Unicode): correggilo."


@dataclass(frozen=True, slots=True)
class Override:
    """A computed value replaced by the user, with the reason that is printed."""

    value: Any
    reason: str


@dataclass(frozen=True, slots=True)
class PartyLink:
    """Links a party to a record of the address book; `kept` are its fields that may differ in this dossier."""

    record: str
    kept: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Draft:
    """The answers as they were given, in the notation of drafts; none of them has been checked.

    `notices_read` has the day on which the user said to have read each notice of the law. `dossier` is what a file
    says of the dossier that it came from (any text, empty for none): it tells its deadlines from those of others.
    """

    form: str
    answers: Mapping[str, Any] = field(default_factory=dict)
    overrides: Mapping[str, Override] = field(default_factory=dict)
    set_aside: Mapping[str, str] = field(default_factory=dict)
    parties: Mapping[str, PartyLink] = field(default_factory=dict)
    notices_read: Mapping[str, dt.date] = field(default_factory=dict)
    dossier: str = ""

    def to_json(self) -> str:
        """The draft as JSON, as a file has it: indented by two spaces, without the parts that are empty.

        Text pasted from elsewhere may have lone surrogates, which no file takes: they are marked as unreadable.
        """
        content: dict[str, Any] = {"format": FORMAT, "form": self.form, "answers": dict(self.answers)}
        if self.overrides:
            content["overrides"] = {
                id: {"value": each.value, "reason": each.reason} for id, each in self.overrides.items()
            }
        if self.set_aside:
            content["set_aside"] = dict(self.set_aside)
        if self.parties:
            content["parties"] = {
                prefix: {"record": each.record, "kept": list(each.kept)} for prefix, each in self.parties.items()
            }
        if self.notices_read:
            content["notices_read"] = {id: day.isoformat() for id, day in self.notices_read.items()}
        if self.dossier:
            content["dossier"] = self.dossier
        return _SURROGATE.sub(UNREADABLE, json.dumps(content, ensure_ascii=False, indent=2)) + "\n"


def parse(data: bytes) -> Draft:
    """The draft in the bytes of a file. Raises DraftFault with one sentence."""
    if len(data) > MAX_BYTES:
        raise DraftFault(_TOO_LARGE)
    try:
        # PowerShell writes UTF-16 where the output of a command is sent to a file.
        text = data.decode(json.detect_encoding(data))
        if _has_too_many_items(text):
            raise DraftFault(_TOO_LARGE)
        content = json.loads(text, object_pairs_hook=_object, parse_constant=_constant, parse_int=_number)
    except UnicodeDecodeError:
        raise DraftFault(_NO_TEXT) from None
    except RecursionError:
        raise DraftFault(_TOO_DEEP) from None
    except json.JSONDecodeError as fault:
        raise DraftFault(
            f"Il file della pratica è rovinato o incompleto (JSON, riga {fault.lineno}, colonna {fault.colno}): "
            "esportalo di nuovo da Commessa."
        ) from None
    for depth, level in enumerate(levels(content)):
        if depth > MAX_DEPTH:
            raise DraftFault(_TOO_DEEP)
        texts = [each for each in level if isinstance(each, str)]
        if any(len(each) > MAX_CHARACTERS for each in texts):
            raise DraftFault(_TOO_LARGE)
        if any(map(_SURROGATE.search, texts)):
            raise DraftFault(_BROKEN)
    return _draft(content)


def _has_too_many_items(text: str) -> bool:
    """Counted before anything is built of them: an item of a byte would take a hundred."""
    if sum(map(text.count, _BEGINNINGS)) <= MAX_ITEMS:
        return False
    return sum(map(_TEXT.sub("", text).count, _BEGINNINGS)) > MAX_ITEMS  # commas of long texts are no items


def parse_stored(content: str) -> Draft:
    """The draft in a text that the program has stored; of earlier versions also one with lone surrogates, marked."""
    return parse(_SURROGATE.sub(UNREADABLE, content).encode())


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    result = dict(pairs)
    if len(result) < len(pairs):
        [(repeated, _)] = Counter(name for name, _ in pairs).most_common(1)
        raise DraftFault(f"Nel file della pratica {shortened(repeated)} c'è due volte: togline una.")
    if any(map(_SURROGATE.search, result)):
        raise DraftFault(_BROKEN)
    return result


def _constant(name: str) -> NoReturn:
    raise DraftFault(f"Nel file della pratica c'è {name}, che non è un numero: scrivi le cifre tra virgolette.")


def _number(digits: str) -> int | float:
    return int(digits) if len(digits) < 20 else float(digits)


def _draft(content: Any) -> Draft:
    if not isinstance(content, dict):
        raise DraftFault("Il file non è una bozza di Commessa: manca la parte «form».")
    version = content.get("format", FORMAT)
    if not isinstance(version, int) or isinstance(version, bool) or version < 1:
        raise DraftFault("Nella bozza la parte «format» non è fatta come deve: serve il numero 1.")
    if version > FORMAT:
        raise DraftFault("La bozza è stata scritta da una versione più nuova di Commessa: aggiorna il programma.")
    unknown = sorted(content.keys() - _KEYS)
    if unknown:
        raise DraftFault(f"La bozza contiene {shortened(unknown[0])}, che non esiste.{suggestion(unknown[0], _KEYS)}")
    form = content.get("form")
    if not isinstance(form, str):
        raise DraftFault("Il file non è una bozza di Commessa: manca la parte «form» con il nome del modulo.")
    answers = _table(content, "answers")
    set_aside = _table(content, "set_aside")
    for id, reason in set_aside.items():
        if not isinstance(reason, str) or not reason.strip():
            raise DraftFault(f"Per mettere da parte {shortened(id)} serve un motivo scritto.")
    overrides = {id: _override(id, each) for id, each in _table(content, "overrides").items()}
    parties = {prefix: _link(prefix, each) for prefix, each in _table(content, "parties").items()}
    notices_read = {id: _day(id, each) for id, each in _table(content, "notices_read").items()}
    dossier = content.get("dossier", "")
    if not isinstance(dossier, str):
        raise DraftFault("Nella bozza la parte «dossier» non è fatta come deve: serve un testo.")
    return Draft(form, answers, overrides, set_aside, parties, notices_read, dossier)


def _table(content: Mapping[str, Any], key: str) -> dict[str, Any]:
    table = content.get(key)
    if table is None:
        return {}
    if not isinstance(table, dict):
        raise DraftFault(f"Nella bozza la parte «{key}» non è fatta come deve: serve una tabella tra graffe.")
    return table


def _override(id: str, content: Any) -> Override:
    if not isinstance(content, dict) or content.keys() != {"value", "reason"}:
        raise DraftFault(f"La sostituzione di {shortened(id)} vuole il valore («value») e il motivo («reason»).")
    if not isinstance(content["reason"], str):
        raise DraftFault(f"La sostituzione di {shortened(id)} vuole un motivo scritto («reason»).")
    return Override(content["value"], content["reason"])


def _link(prefix: str, content: Any) -> PartyLink:
    if isinstance(content, dict) and {"record"} <= content.keys() <= {"record", "kept"}:
        record, kept = content["record"], content.get("kept", [])
        if isinstance(record, str) and isinstance(kept, list) and all(isinstance(each, str) for each in kept):
            return PartyLink(record, tuple(kept))
    raise DraftFault(f"In «parties», {shortened(prefix)} vuole la scheda («record») e i nomi dei campi («kept»).")


def _day(notice: str, content: Any) -> dt.date:
    found: Any = reader.read(_DAY, content)[0]
    if not isinstance(found, dt.date):
        raise DraftFault(f"In «notices_read», {shortened(notice)} vuole il giorno in cui è stata letta: 2027-01-31.")
    return found


def fit(draft: Draft, form: Form) -> Draft:
    """The same draft with the new ids of renamed fields. Raises DraftFault for names that the form does not have."""
    answers = _renamed(draft.answers, form)
    for id, value in answers.items():
        columns = _asked(id, "", form.fields).columns
        lines = value if columns and isinstance(value, list) else []
        for name in (name for line in lines if isinstance(line, dict) for name in line if name != "id"):
            _asked(name, f"{id}.", columns)
    overrides = _renamed(draft.overrides, form)
    for id in overrides:
        field = form.fields.get(id)
        if field is None or not field.spec.override:
            raise DraftFault(f"{shortened(id)} non è un valore calcolato che si può sostituire.")
    checks = {check.spec.id for f in form.fields.values() for e in (f, *f.columns.values()) for check in e.checks}
    for id in draft.set_aside:
        if id not in checks:
            raise DraftFault(
                f"L'avviso {shortened(id)} non esiste in questo modulo.{suggestion(id, filter(None, checks))}"
            )
    # These are no answers: a link of a party, or a notice read, that the form no longer has is dropped without a fault.
    parties = {prefix: link for prefix, link in draft.parties.items() if prefix in form.parties}
    told = {notice.id for notice in form.notices}
    notices_read = {id: day for id, day in draft.notices_read.items() if id in told}
    return Draft(draft.form, answers, overrides, draft.set_aside, parties, notices_read, draft.dossier)


def _renamed(given: Mapping[str, T], form: Form) -> dict[str, T]:
    result = {form.spec.renamed.get(id, id): each for id, each in given.items()}
    if len(result) < len(given):
        [(twice, _)] = Counter(form.spec.renamed.get(id, id) for id in given).most_common(1)
        raise DraftFault(f"«{twice}» c'è due volte, anche con il nome che aveva prima: togline una.")
    return result


def _asked(id: str, group: str, known: Mapping[str, Field]) -> Field:
    field = known.get(id)
    if field is None or field.spec.type == "heading":
        raise DraftFault(f"{shortened(group + id)} non esiste in questo modulo.{suggestion(id, known)}")
    if field.formula is not None:
        raise DraftFault(f"«{field.key}» è calcolato dal programma: toglilo dalle risposte.")
    return field
