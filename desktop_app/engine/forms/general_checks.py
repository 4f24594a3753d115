"""The checks that every form makes of its codes, addresses, days and edition, without writing them down."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

import msgspec

from desktop_app.engine.faults import Report, suggestion
from desktop_app.engine.forms.definition import CheckDef, FieldDef, FormDef, PageDef
from desktop_app.engine.forms.editions import period
from desktop_app.engine.forms.includes import parts_by_field

_CODES = ("codice_fiscale", "partita_iva")
_CODE_WORDS = {"codice", "fiscale", "cf", "partita", "iva", "piva"}
MOST_CODES = 40  # that are compared with each other
_UNCHECKED = "form.toml, chiave unchecked"
FREE_MAIL, SAME_CODE, OTHER_NAME, PROVISIONAL = "posta_gratuita", "uguale", "altro_nome", "provvisorio"
OTHER_EDITION = "altra_edizione"


def general_checks(spec: FormDef, pages: Sequence[PageDef], report: Report) -> Mapping[str, Sequence[CheckDef]]:
    """The checks that every form makes, by the key of their field, without those that this one leaves out.

    Reports what is wrong with the reasons for leaving some out, and a check of the form that has the id of one.
    """
    fields = [field for page in pages for field in page.field]
    parts, own = parts_by_field(pages), {check.id for each in fields for f in (each, *each.column) for check in f.check}
    found = [*_of_level(fields, "", parts), *(each for f in fields for each in _of_level(f.column, f.id, {}))]
    found += [(field.id, _in_force(spec, field)) for field in fields if field.id == spec.date and _ends(spec)]
    ids = {check.id for _, check in found if check.id}
    for id in sorted(ids & own):
        report("form.toml", f"la verifica «{id}» la fa già ogni modulo: dai un altro id alla tua.")
    for id, reason in spec.unchecked.items():
        if id not in ids:
            report(_UNCHECKED, f"«{id}» non è una verifica di ogni modulo.{suggestion(id, ids)}")
        elif not reason.strip():
            report(_UNCHECKED, f"«{id}» vuole il motivo per cui qui non si fa.")
    result: defaultdict[str, list[CheckDef]] = defaultdict(list)
    for key, check in found:
        if check.id not in spec.unchecked:
            result[key].append(check)
    return result


def _of_level(fields: Sequence[FieldDef], group: str, parts: Mapping[str, str]) -> Iterator[tuple[str, CheckDef]]:
    """The checks of the fields of a form, or of the columns of a group; `parts` tells those with one label apart."""
    asked = [field for field in fields if field.formula is None]
    ids = {field.id for field in fields}
    found = [(field.id, check) for field in asked for check in _of_field(field, ids)]
    codes = [field for field in asked if field.type in _CODES]
    for first, second in combinations(codes[:MOST_CODES], 2):
        if not _of_same_party(first, second) and first.id not in (second.default or ""):
            found.append((second.id, _same_code(first, second, parts.get(first.id))))
    for id, check in found:
        if group:
            yield f"{group}.{id}", msgspec.structs.replace(check, id=check.id and f"{group}_{check.id}")
        else:
            yield id, check


def _of_field(field: FieldDef, ids: set[str]) -> Iterator[CheckDef]:
    if field.past:
        yield CheckDef(that=f"{field.id} <= oggi", message="Questo giorno deve ancora venire: controlla la data.")
    if field.type == "pec":
        yield _warning(
            field, FREE_MAIL, f"not is_free_mail({field.id})",
            "È un indirizzo di posta comune, e la PEC è un'altra cosa: scrivi quello certificato, oppure spiega perché "
            "va bene questo.",
        )  # fmt: skip
    if field.type == "codice_fiscale" and field.person:
        yield _warning(
            field, PROVISIONAL, f"not is_provisional({field.id})",
            "Ha 11 cifre, come il codice provvisorio di una persona o quello di una società: controlla che sia della "
            "persona, e spiega perché non ha ancora i 16 caratteri.",
        )  # fmt: skip
        name = field.id.removesuffix("codice_fiscale") + "nome"
        if name in ids:
            yield _warning(
                field, OTHER_NAME, f"name_agrees({name}, {field.id})",
                f"Non va con il nome, {{{name}}}: le lettere di cognome e nome sono altre. Controlla il nome e il "
                "codice, oppure spiega perché vanno bene.",
            )  # fmt: skip


def _ends(spec: FormDef) -> bool:
    return spec.valid_from is not None or spec.valid_to is not None


def _in_force(spec: FormDef, field: FieldDef) -> CheckDef:
    """The day that decides which rules are in force, today where there is none, is one of those of the edition."""
    day, bounds = f"if_empty({field.id}, oggi)", []
    if (first := spec.valid_from) is not None:
        bounds.append(f"{day} >= date({first.year}, {first.month}, {first.day})")
    if (last := spec.valid_to) is not None:
        bounds.append(f"{day} <= date({last.year}, {last.month}, {last.day})")
    return _warning(
        field, OTHER_EDITION, " and ".join(bounds),
        f"Questa edizione del modulo vale {period(spec)}: chiedi all'ufficio se si può usare per questa data, "
        "oppure spiega perché la usi.",
    )  # fmt: skip


def _same_code(first: FieldDef, second: FieldDef, part: str | None) -> CheckDef:
    where = f"«{first.label}»" + (f" ({part})" if part else "")
    return _warning(
        second, f"{SAME_CODE}_{first.id}", f"{first.id} != {second.id}",
        f"Lo stesso codice è anche in {where}: correggi quello sbagliato, oppure spiega perché sono uguali.",
    )  # fmt: skip


def _warning(field: FieldDef, kind: str, that: str, message: str) -> CheckDef:
    return CheckDef(that=that, message=message, severity="warning", id=f"{field.id}_{kind}")


def _of_same_party(first: FieldDef, second: FieldDef) -> bool:
    """Whether two codes may be equal: both of one party, or one of a firm and one of the person who is that firm."""
    one, other = sorted((_party(first), _party(second)), key=len)
    firm_and_person = first.person != second.person and (not one or other.startswith(f"{one}_"))
    return one == other or firm_and_person


def _party(field: FieldDef) -> str:
    return "_".join(word for word in field.id.split("_") if word not in _CODE_WORDS)
