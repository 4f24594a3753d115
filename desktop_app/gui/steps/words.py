"""Sentences as they stand in the window: the fact apart from the remedy, and no line that breaks inside a number."""

from __future__ import annotations

import ast
import re

from desktop_app.engine import formatting
from desktop_app.engine.form import Check, Field
from desktop_app.engine.place import Place
from desktop_app.engine.state import FormState, Problem, fill
from desktop_app.gui.widgets.notice import Notice

# The end of the first sentence: not after an abbreviation, as in "art. 9" or "D.Lgs. 81/2015".
_END = re.compile(r"(?<!\bart)(?<!\bartt)(?<!\bc)(?<!\bn)(?<!Lgs)(?<!\b[A-Z])[.!?] (?=[A-ZÀ-Ý«])|»: |: (?=[a-zà-ÿ])")
_TIED = re.compile(r"\b(artt?\.|c\.|n\.|L\.|D\.Lgs\.|D\.M\.) (?=\d)")
_UNIT = re.compile(r"(?<=\d) (?=%|€|mesi\b|ore\b|giorni\b|euro\b)")
_AND = re.compile(r"(?<=\d) e (?=\d)")

GO, WRITE, ASIDE, RESUME = "go:", "write:", "aside:", "resume:"


def tidy(sentence: str) -> str:
    """Numbers stay on the line of what they count, articles on that of their number."""
    tied = _TIED.sub("\\1\u00a0", sentence)
    return _AND.sub("\u00a0e\u00a0", _UNIT.sub("\u00a0", tied))


def together(help: str | None, note: str) -> str:
    """A help and a note after it; a help that ends in an example may have no full stop."""
    if not help or not note:
        return tidy(help or note)
    return tidy(f"{help}{'' if help.endswith(('.', '!', '?')) else '.'} {note}")


def article(source: str | None) -> str:
    """Where it comes from in the fewest words: the article of the first act."""
    found = re.search(r"artt?\.[^;]*", source or "")
    return tidy(found[0].strip()) if found else ""


def figures(*written: str) -> tuple[str, ...]:
    """A formula's numbers and what they give, without cents where none of them has any."""
    cents = any(found != "00" for each in written for found in re.findall(r",(\d\d)(?!\d)", each))
    return written if cents else tuple(re.sub(r",00(?!\d)", "", each) for each in written)


def split(sentence: str) -> tuple[str, str]:
    """The fact, and what to do; what is quoted does not end it."""
    ends = list(_END.finditer(sentence))
    quoted = (sentence.count("«", 0, each.end()) > sentence.count("»", 0, each.end()) for each in ends)
    found = next((each for each, inside in zip(ends, quoted, strict=True) if not inside), None)
    if found is None or found.start() > 120:
        return tidy(sentence), ""
    fact, rest = sentence[: found.end()].rstrip(), sentence[found.end() :]
    if fact.endswith(":"):
        fact, rest = fact[:-1] + ".", rest[:1].upper() + rest[1:]
    return tidy(fact), tidy(rest)


def notice(problem: Problem, field: Field, place: Place, state: FormState) -> Notice:
    """A problem as it stands beside its field, with what can be done about it in one click."""
    fact, rest = split(problem.message)
    if problem.missing and field.spec.type != "lines":  # its name stands above: what to do is enough
        fact, rest = f"Manca: {rest[:1].lower()}{rest[1:]}" if rest else fact, ""
    source = f"({tidy(problem.source)})" if problem.source and not problem.missing else ""
    if problem.reason:
        everywhere = " per tutte le righe" if field.group else ""
        rest = f"{rest} Lasciato così{everywhere}: «{problem.reason}»".strip()
        links: tuple[tuple[str, str], ...] = ((RESUME + str(problem.check), "Riprendi l’avviso"),)
    elif problem.severity == "warning" and problem.check:
        links = ((ASIDE + problem.check, "Lascia così e spiega"), *_others(problem, field, place, state))
    else:
        links = _remedies(problem, field, place, state)
    return Notice(problem.severity, fact, f"{rest} {source}".strip(), links)


def limit_of(check: Check, field: Field) -> str | None:
    """The name that a check of the shape `field <= name` compares a field with."""
    tree = check.that.tree
    if not isinstance(tree, ast.Compare) or len(tree.ops) != 1 or not isinstance(tree.ops[0], ast.LtE):
        return None
    left, right = tree.left, tree.comparators[0]
    if isinstance(left, ast.Name) and left.id == field.id and isinstance(right, ast.Name):
        return right.id
    return None


def _check_of(problem: Problem, field: Field, state: FormState) -> Check | None:
    if field.group is not None:
        return next((c for c in field.checks if problem.check and c.spec.id == problem.check), None)
    fields = state.form.fields
    return next((c for c in field.checks if fill(c.spec.message, fields, state.scope) == problem.message), None)


def _remedies(problem: Problem, field: Field, place: Place, state: FormState) -> tuple[tuple[str, str], ...]:
    """The greatest number that all limits admit, and the other answers that the check compares."""
    if problem.missing or not field.checks or field.formula is not None:
        return _others(problem, field, place, state)
    limits = [state.scope.get(name) for name in (limit_of(check, field) for check in field.checks) if name]
    known = [limit for limit in limits if limit is not None]
    check = _check_of(problem, field, state)
    if check is None or limit_of(check, field) is None or not known or field.spec.type != "integer":
        return _others(problem, field, place, state)
    least = min(known)
    if least < (field.spec.min or 0):
        return _others(problem, field, place, state)
    shown = formatting.plain_number(least)
    return ((WRITE + shown, f"Scrivi {shown}"), *_others(problem, field, place, state))


def _others(problem: Problem, field: Field, place: Place, state: FormState) -> tuple[tuple[str, str], ...]:
    """Links to the answer that the check compares with this one, where there is just one."""
    check = _check_of(problem, field, state) if not problem.missing else None
    if check is None:
        return ()
    own = state.form.fields[place.field].columns
    names = [n for n in sorted(check.that.uses) if n in state.form.fields and n != field.id and n not in own]
    if len(names) != 1 or not state.cells[names[0]].visible:
        return ()
    return ((GO + names[0], f"Vai a «{state.form.fields[names[0]].spec.label}»"),)
