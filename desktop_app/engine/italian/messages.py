"""The program's own sentences about answers: first the fact, then what to do, with an example."""

from __future__ import annotations

import reprlib

MONTHS = (
    "gennaio", "febbraio", "marzo", "aprile", "maggio", "giugno",
    "luglio", "agosto", "settembre", "ottobre", "novembre", "dicembre",
)  # fmt: skip


def missing(label: str, asked: str, part: str | None = None) -> str:
    """A required answer is missing. `asked` says what to do; `part` tells the field from others with its label."""
    small = part is not None and (part[1:2].islower() or part[1:2] == "'")  # not an acronym
    whose = f" ({part[0].lower() if small else part[0]}{part[1:]})" if part else ""
    return f"Manca «{label}»{whose}: {asked}."


def missing_lines(label: str, item: str) -> str:
    """A required list is empty."""
    return f"«{label}» è vuoto: aggiungi una riga ({item})."


def shortened(typed: object) -> str:
    """What was typed in quotes, at most 40 characters of it, without invisible ones."""
    words = typed if isinstance(typed, str) else reprlib.repr(typed)  # of nested lists only the outer ones
    text = "".join(c if c.isprintable() else " " for c in words[:200]).strip()
    return f"«{text}»" if len(text) <= 40 else f"«{text[:39]}…»"


def not_a_number(typed: object, advice: str) -> str:
    """Not a number; `advice` is that of the field's type."""
    return f"Non capisco {shortened(typed)}. {advice}"


def several_numbers(typed: object) -> str:
    """Two numbers where one is asked, as they come with a paste from the cells of a table."""
    return f"{shortened(typed)} sembra più di un numero, forse di più celle: scrivine uno solo, senza spazi."


def space_inside(typed: object) -> str:
    """A space inside a number that does not part its thousands."""
    return f"In {shortened(typed)} c'è uno spazio in mezzo al numero: toglilo."


def euro_inside(typed: object) -> str:
    """The euro sign inside a number, or at both ends."""
    return f"In {shortened(typed)} il segno dell'euro va una volta sola, prima o dopo il numero: spostalo."


def other_unit(typed: object, unit: str) -> str:
    """A number with a word behind it that is not the unit of the field."""
    return f"Non capisco {shortened(typed)}. Qui si scrive il numero, in {unit}. Esempio: 12."


def other_notation(written: object, wanted: str) -> str:
    """A number or a date in a file that is written as people do, or without quotes."""
    return f'Nel file della pratica {shortened(written)} si scrive "{wanted}", con le virgolette: riscrivilo.'


def not_whole(typed: object) -> str:
    """Decimals where only a whole number is taken."""
    return f"Qui serve un numero intero, non {shortened(typed)}. Esempio: 12."


def too_many_decimals(typed: object, decimals: int) -> str:
    """More decimals than the field takes."""
    return f"{shortened(typed)} ha troppi decimali: scrivine al massimo {decimals}."


def too_small(least: str) -> str:
    """Below the lower bound."""
    return f"Il minimo è {least}: scrivi un numero uguale o più grande."


def too_large(most: str) -> str:
    """Above the upper bound."""
    return f"Il massimo è {most}: scrivi un numero uguale o più piccolo."


def not_a_date(typed: object) -> str:
    """Not a date."""
    return f"Non capisco la data {shortened(typed)}. Scrivi giorno, mese e anno. Esempio: 31/01/2027."


def no_such_day(day: int, month: int, year: int, last: int) -> str:
    """A day that the month does not have; `month` counts from 1, `last` is its last day."""
    name = MONTHS[month - 1]
    return f"Il {day} {name} {year} non esiste: {name} {year} ha {last} giorni."


def year_out_of_range(year: int) -> str:
    """A year that is surely a slip."""
    return f"L'anno {year} non sembra giusto: scrivi un anno tra il 1900 e il 2199."


NOT_YES_NO = "Scegli sì oppure no."
NOT_TEXT = "Qui serve un testo."
NOT_LINES = "Qui serve un elenco di righe."
NOT_A_LINE = "Questa riga non si può leggere: scrivila di nuovo."
NEW_LINE = "Qui serve un testo su una riga sola: togli gli a capo."
REASON = "Scrivi il motivo per cui sostituisci il valore calcolato."
NO_RULE = "Per la data scelta manca la regola «{rule}» in questo modulo: controlla la data."


def not_an_option(typed: object) -> str:
    """An id that is not among the options."""
    return f"{shortened(typed)} non è tra le risposte possibili: scegline una dall'elenco."


def too_long(length: int, limit: int) -> str:
    """More characters than the field takes."""
    return f"Il testo ha {length} caratteri e qui {_fit(limit)}: accorcialo."


def too_many_lines(count: int, limit: int) -> str:
    """More lines than the list may have."""
    return f"Le righe sono {count} e qui {_fit(limit)}: prepara un'altra pratica per le altre."


def too_many_lines_in_all(limit: int) -> str:
    """More lines than all lists of a dossier may have together."""
    return f"Gli elenchi hanno insieme più di {limit} righe: prepara un'altra pratica per le altre."


def _fit(limit: int) -> str:
    return "ne entra 1" if limit == 1 else f"ne entrano {limit}"


def unprintable(character: str) -> str:
    """A character that documents cannot print; an invisible one is named by its code."""
    shown = f"«{character}»" if character.isprintable() else f"invisibile U+{ord(character):04X}"
    return f"Il carattere {shown} non si può stampare nei documenti: cancellalo e scrivilo di nuovo."
