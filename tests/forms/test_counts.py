"""Every sentence and document of every form with 0, 1 and 2 of each count: "1 posto", "2 posti", never "1 posti".

Three things are printed: each sentence with its numbers, whether or not the check fails; each document as the worked
example gives it with every count at 0, 1, 2; and the words of each document whichever conditions hold. What is wrong
is told from the words themselves: the singulars are those that the forms say (`{n:posto|posti}`), and after a 1 no
other word in -i or -e may stand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

import pytest

from desktop_app.engine.checkup import cases
from desktop_app.engine.documents.document import plain_text, render
from desktop_app.engine.evaluation.evaluate import evaluate
from desktop_app.engine.evaluation.panel import answer_question, for_page
from desktop_app.engine.evaluation.state import FormState, fill
from desktop_app.engine.forms.agreement import is_one
from desktop_app.engine.forms.braces import braced, names_in
from desktop_app.engine.forms.definition import FieldDef
from desktop_app.engine.forms.form import Field, Form
from desktop_app.engine.italian.formatting import one_of, several_of
from tests.forms.library import LIBRARY

COUNTS = (0, 1, 2)
_CHOSEN = re.compile(r"\{\{ *([\w.]+) *\| *plurale\('([^']*)', *'([^']*)'\) *\}\}")
_NAMED = re.compile(r"\{\{ *([\w.]+)[^}]*\}\}")
# Words that may follow a 1: they do not go with it, or are the same for one and several.
_ELIDED = re.compile(r"\b(?:l|all|dall|dell|nell|sull)'\*{0,2}\{|\b(?:gli|agli|dagli|degli|negli|sugli) \{")
_AFTER = "e che di dei delle se le gli oltre anche come qui altre altri nei nelle sulle alle ai prima"
AFTER_ONE = frozenset({*_AFTER.split(" "), "superi", "disponibile", "vedi"})
SINGULARS = frozenset({"mese", "parte"})  # in -e
_CITED = r"(?<!\bart\. )(?<!\bc\. )(?<!\bcomma )"
_AFTER_1 = re.compile(rf"{_CITED}(?<![\w.,/)−-])1[ \u00a0]([^\W\d_]+)(?:[ \u00a0]([^\W\d_]+))?")
_AFTER_SEVERAL = re.compile(r"(?<![\w.,/)−-])[02][ \u00a0]([^\W\d_]+)")
_VERB_BEFORE_1 = re.compile(r"\b([a-z]+(?:ano|ono)) (?:n\. )?1(?![\w/]|[.,]\d)")
_VERB_BEFORE_SEVERAL = re.compile(r"\b(resta|manca|serve|occorre|passa) (?:n\. )?[02](?![\w/]|[.,]\d)")


def wrong_in(words: str, singulars: frozenset[str]) -> list[str]:
    """What does not agree with its number in a printed text."""
    found = []
    for match in _AFTER_1.finditer(words):
        noun, next_word = match[1].lower(), (match[2] or "").lower()
        for word in (noun, next_word if noun in singulars else ""):
            if word.endswith(("i", "e")) and word not in singulars | AFTER_ONE:
                found.append(match[0])
    found += [match[0] for match in _AFTER_SEVERAL.finditer(words) if match[1].lower() in singulars]
    lower = words.lower()
    return found + [match[0] for each in (_VERB_BEFORE_1, _VERB_BEFORE_SEVERAL) for match in each.finditer(lower)]


def singulars_of(form: Form) -> frozenset[str]:
    """The words for one that the form says, the units of its fields and rules among them."""
    said = {each.words[0] for text in sentences(form) for each in braced(text) if each.words}
    said |= {found[2] for text in texts(form) for found in _CHOSEN.finditer(text)}
    said |= {one_of(unit) for unit in units_of(form) if one_of(unit) != several_of(unit)}
    return SINGULARS.union(*(words.lower().split() for words in said)) - AFTER_ONE


def nodes(form: Form) -> Iterator[Field]:
    for field in form.fields.values():
        yield from (field, *field.columns.values())


def sentences(form: Form) -> list[str]:
    """All in which braces may stand."""
    found = [check.spec.message for node in nodes(form) for check in node.checks]
    return [form.spec.name, *found, *(each.spec.text for panel in form.panels for each in panel.questions)]


def texts(form: Form) -> list[str]:
    return [text for document in form.documents for text in (document.text, document.preface) if text]


def plain_sentences(form: Form) -> Iterator[str]:
    """What is said without any value."""
    for page in form.pages:
        yield from (page.title, page.intro or "")
    for node in nodes(form):
        yield from (node.spec.label, node.spec.help or "", *(node.spec.options or {}).values())
    yield from (each for reading in form.adopted_readings for each in (reading.doubt, reading.reading))
    yield from (notice.spec.text for notice in form.notices)
    for guide in form.guide:
        yield from (guide.intro, *(part for section in guide.sections for part in (section.title, section.text)))
    yield from (deadline.spec.title for deadline in form.deadlines)


def is_count(spec: FieldDef | None) -> bool:
    return spec is not None and spec.traits.numeric and not spec.traits.euro


def example(form_id: str, count: int | None = None) -> FormState:
    """The worked example, with every whole number that is asked at the count."""
    form = LIBRARY.load(form_id)
    case, draft = cases.read_draft(LIBRARY.folder(form_id), "esempio", form_id)
    answers = dict(draft.answers)
    for field in form.fields.values():
        if field.columns and count is not None:
            whole = {id: str(count) for id, each in field.columns.items() if asked_whole(each)}
            answers[field.id] = [{**line, **whole} for line in answers.get(field.id, [])]
        elif asked_whole(field) and count is not None:
            answers[field.id] = str(count)
    return evaluate(form, replace(draft, answers=answers), case.date)


def asked_whole(field: Field) -> bool:
    return field.formula is None and field.spec.type == "integer"


def printed(state: FormState) -> Iterator[str]:
    """All that a dossier prints: its problems, its panels, its documents (official wording is not ours to mend)."""
    yield from (problem.message for problem in state.problems)
    for page in state.form.pages:
        view = for_page(state, page.id)
        for told in view.traces if view else ():
            yield f"{told.label}: {told.result}, {told.remark}"
        for question in view.panel.questions if view else ():
            yield from (answer_question(question, count, state) or "" for count in COUNTS)
    for document in state.form.documents:
        made = render(document, state)
        official = "" if document.verbatim else plain_text(made.blocks)
        yield from [*plain_text(made.preface).splitlines(), *official.splitlines()]


def units_of(form: Form) -> set[str]:
    rules = (rule.unit for each in form.rules.values() for rule in each)
    return {unit for unit in (*(node.spec.unit for node in nodes(form)), *rules) if unit}


def test_the_article_before_a_value_is_left_to_the_program(form_id: str) -> None:
    """It turns `il` into `l'` where the value wants it, and cannot turn it back."""
    form = LIBRARY.load(form_id)
    ours = [document.preface or "" for document in form.documents]
    ours += [document.text for document in form.documents if not document.verbatim]
    assert [text for text in sentences(form) if _ELIDED.search(text)] == []
    assert [found[0] for text in ours for found in _ELIDED.finditer(text)] == []


def test_units_are_written_in_the_plural(form_id: str) -> None:
    form = LIBRARY.load(form_id)
    assert units_of(form) & singulars_of(form) == set()
    assert {unit for unit in units_of(form) if unit.isalpha() and one_of(unit) == unit} <= {"EUR", "MB"}


@pytest.mark.parametrize("count", COUNTS)
def test_every_sentence_agrees_with_its_numbers(form_id: str, count: int) -> None:
    state = example(form_id)
    form, singulars = state.form, singulars_of(state.form)
    columns = {each.id: each for field in form.fields.values() for each in field.columns.values()}
    wrong = {}
    for text in sentences(form):
        known = {**columns, **form.fields}
        counted = {
            n: Decimal(count) for n in names_in(text) if n == "result" or (n in known and is_count(known[n].spec))
        }
        said = fill(text, known, {**state.scope, **counted})
        if found := wrong_in(said, singulars):
            wrong[said] = found
    for text in plain_sentences(form):
        if found := wrong_in(text, singulars):
            wrong[text] = found
    assert wrong == {}


@pytest.mark.parametrize("count", COUNTS)
def test_what_a_dossier_prints_agrees_with_its_numbers(form_id: str, count: int) -> None:
    state = example(form_id, count)
    singulars = singulars_of(state.form)
    assert {words: found for words in printed(state) if (found := wrong_in(words, singulars))} == {}


@pytest.mark.parametrize("count", COUNTS)
def test_no_word_of_a_document_stands_wrong_beside_a_number(form_id: str, count: int) -> None:
    """Whichever conditions hold: the text without them, each number the count."""
    form = LIBRARY.load(form_id)
    singulars = singulars_of(form)
    specs = {node.key.rpartition(".")[2]: node.spec for node in nodes(form)}

    def shown(found: re.Match[str]) -> str:
        name = found[1].rpartition(".")[2]
        return str(count) if is_count(specs.get(name)) else "…"

    def chosen(found: re.Match[str]) -> str:
        return found[2] if is_one(str(count)) else found[3]

    wrong = {}
    for document in form.documents:
        ours = [document.preface or "", "" if document.verbatim else document.text]
        for line in "\n".join(ours).splitlines():
            words = _NAMED.sub(shown, _CHOSEN.sub(chosen, re.sub(r"\{%.*?%\}", "", line)))
            if found := wrong_in(words, singulars):
                wrong[words] = found
    assert wrong == {}


@pytest.mark.parametrize(
    "words",
    ["Restano 1 posti.", "1 ore", "Resta 1 posti.", "per n. 1 lavoratori", "1 posto scoperti", "0 posto",
     "ha 2 lavoratore", "sono 1", "restano 1 posto", "resta 2 posti", "Ne mancano 1."],
)  # fmt: skip
def test_what_is_wrong_is_found(words: str) -> None:
    assert wrong_in(words, frozenset({"posto", "lavoratore", "scoperto"})), words


@pytest.mark.parametrize(
    "words",
    ["Resta 1 posto scoperto.", "0 posti", "2 lavoratori", "1 unità", "1 %", "art. 1 comma 2", "1,5 ore", "sono 11",
     "11 posti", "01/01/2027 i giorni", "1.000 posti", "è 1", "1 mese e 2 mesi", "€ 1,00 e"],
)  # fmt: skip
def test_what_is_right_is_not(words: str) -> None:
    assert wrong_in(words, frozenset({"posto", "lavoratore", "scoperto", "mese"})) == []
