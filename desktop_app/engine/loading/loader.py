"""Loads a form folder: reads it, includes its blocks, inspects it whole and compiles its formulas."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

from desktop_app.engine.faults import FormFault, Report
from desktop_app.engine.forms import guide
from desktop_app.engine.forms.definition import CheckDef, FieldDef, FormDef, PageDef, RuleDef
from desktop_app.engine.forms.form import (
    Check,
    Document,
    Field,
    Form,
    Notice,
    Panel,
    Party,
    Question,
    Reading,
    Signer,
)
from desktop_app.engine.forms.general_checks import general_checks
from desktop_app.engine.forms.includes import Expanded, expand, parts_by_field
from desktop_app.engine.forms.inspection import inspect_pages, inspect_sentence
from desktop_app.engine.forms.limits import MAX_FAULTS
from desktop_app.engine.forms.toml import inspect_folders, read_form, read_text
from desktop_app.engine.formula.expression import Expression, FormulaFault, compile_expression, upper_limit
from desktop_app.engine.formula.kinds import Names, StaticType, ValueKind
from desktop_app.engine.loading.acts import deadlines, sendings
from desktop_app.engine.loading.references import inspect_references, inspect_use
from desktop_app.engine.loading.sending_references import inspect_sendings


def load(folder: Path, id: str, *blocks: Path) -> Form:
    """The form in `folder`; a block comes from the first of `blocks` that has it. Raises FormFault with all faults."""
    faults: list[str] = []

    def report(where: str, what: str) -> None:
        if (sentence := f"{where}: {what}") in faults:
            return
        faults.append(sentence)
        if len(faults) == MAX_FAULTS:
            raise FormFault([*faults, "Ce ne sono altri: correggi prima questi."])

    inspect_folders((folder, folder.parent, *blocks), report)
    if faults:
        raise FormFault(faults)
    spec = read_form(folder, report)
    if spec is None:
        raise FormFault(faults)
    expanded = expand(spec, folder, blocks, report)
    inspect_pages(expanded.pages, report)
    if faults:
        raise FormFault(faults)
    guide_pages = guide.build(spec, expanded.pages, expanded.included, folder, report)
    form = _Loader(id, spec, expanded, folder, report).form(guide_pages)
    uses = inspect_references(form, expanded.homes, report)
    written = inspect_sendings(form, report)
    if not faults:
        printed, named = (set[str]().union(*each.values()) for each in (uses, written))
        inspect_use(form, printed, named, expanded.homes, report)
    if faults:
        raise FormFault(faults)
    return _with_uses(form, uses, written)


def _with_uses(form: Form, uses: Mapping[str, frozenset[str]], written: Mapping[str, frozenset[str]]) -> Form:
    """The form whose messages and documents know what they print, and which answers a document rests on."""
    form = replace(form, sendings=tuple(replace(each, uses=written[each.spec.id]) for each in form.sendings))
    if not form.documents:
        return form
    from desktop_app.engine.documents.dependencies import answers_behind

    used = [replace(document, uses=uses[document.spec.id]) for document in form.documents]
    return replace(form, documents=tuple(replace(each, rests_on=answers_behind(each, form)) for each in used))


def static_type(spec: FieldDef) -> StaticType:
    """The static type of a field in formulas."""
    kind = spec.traits.kind
    assert kind is not None, "a heading has no name in formulas"
    return StaticType(kind, frozenset(spec.options) if spec.options is not None else None)


class _Loader:
    """Compiles one form. What cannot be compiled is reported and left out, so that all faults are found."""

    def __init__(self, id: str, spec: FormDef, expanded: Expanded, folder: Path, report: Report) -> None:
        self.id, self.spec, self.expanded, self.folder, self.report = id, spec, expanded, folder, report
        everything = [field for page in expanded.pages for field in page.field]
        valued = [field for field in everything if field.type != "heading"]
        self.rules: dict[str, tuple[RuleDef, ...]] = {}
        for rule in expanded.rules:
            self.rules[rule.id] = (*self.rules.get(rule.id, ()), rule)
        self.general = general_checks(spec, expanded.pages, report)
        self.fields = {field.id: static_type(field) for field in valued}
        for clash in sorted(self.fields.keys() & self.rules.keys()):
            report(expanded.homes.get(clash, "rules.toml"), f"la regola «{clash}» ha lo stesso id di un campo.")
        numbers = {rule: StaticType(ValueKind.NUMBER) for rule in self.rules}
        self.names = Names(
            everywhere=self.fields | numbers | {"oggi": StaticType(ValueKind.DATE)},
            columns={f.id: {c.id: static_type(c) for c in f.column} for f in valued if f.type == "lines"},
        )

    def form(self, guide_pages: tuple[guide.GuidePage, ...]) -> Form:
        fields: dict[str, Field] = {}
        for page in self.expanded.pages:
            for spec in page.field:
                fields[spec.id] = self.field(spec, page)
        return Form(
            id=self.id,
            spec=self.spec,
            pages=tuple(self.expanded.pages),
            fields=fields,
            order=self.order(fields.values()),
            rules=self.rules,
            readings=self.readings(),
            notices=self.notices(),
            documents=self.documents(),
            deadlines=deadlines(self.spec.deadline, self.names, self.compile, self.report),
            panels=self.panels(),
            parts=parts_by_field(self.expanded.pages),
            guide=guide_pages,
            parties=self.parties(fields),
            sendings=sendings(self.spec.sending, self.names, self.compile, self.folder, self.report),
            pen=self.condition(self.spec.pen, "form.toml, chiave pen"),
        )

    def readings(self) -> tuple[Reading, ...]:
        return tuple(
            Reading(spec, self.touches("lettura", spec.id, spec.visible_when)) for spec in self.expanded.readings
        )

    def notices(self) -> tuple[Notice, ...]:
        return tuple(Notice(spec, self.touches("novità", spec.id, spec.visible_when)) for spec in self.expanded.notices)

    def touches(self, kind: str, id: str, visible_when: str | None) -> Expression | None:
        """The condition for the dossiers that a reading or a notice touches."""
        home = self.expanded.homes.get(id, "rules.toml")
        return self.condition(visible_when, f"{home}, {kind} {id}, chiave visible_when")

    def parties(self, fields: Mapping[str, Field]) -> dict[str, Party]:
        """The party of each block with an address book: the asked fields of its page whose longest prefix is its."""
        parties = {}
        for prefix, (book, page) in self.expanded.books.items():
            longer = tuple(f"{each}_" for each in self.expanded.books if each.startswith(f"{prefix}_"))
            asked = {
                id.removeprefix(f"{prefix}_"): field
                for id, field in fields.items()
                if id.startswith(f"{prefix}_") and not id.startswith(longer) and field.page == page
                and field.formula is None and field.spec.traits.valued
            }  # fmt: skip
            if asked:
                parties[prefix] = Party(prefix, book, asked)
        return parties

    def field(self, spec: FieldDef, page: PageDef) -> Field:
        at = f"form.toml, pagina {page.id}, campo {spec.id}"
        conditions = [
            self.condition(page.visible_when, f"form.toml, pagina {page.id}, chiave visible_when"),
            self.condition(spec.visible_when, f"{at}, chiave visible_when"),
        ]
        field = self._compiled(spec, page.id, at, None)
        columns = {column.id: self._compiled(column, page.id, f"{at}.{column.id}", spec.id) for column in spec.column}
        return replace(field, conditions=tuple(c for c in conditions if c), columns=columns)

    def _compiled(self, spec: FieldDef, page: str, at: str, group: str | None) -> Field:
        names = replace(self.names, own_line=self.names.columns[group]) if group else self.names
        own = self.condition(spec.visible_when, f"{at}, chiave visible_when", names, group) if group else None
        required: bool | Expression | None = True if spec.required is None else spec.required is True
        if isinstance(spec.required, str):
            required = self.condition(spec.required, f"{at}, chiave required", names, group)
        spec_checks = (*spec.check, *self.general.get(f"{group}.{spec.id}" if group else spec.id, ()))
        for check in spec_checks:
            inspect_sentence(check.message, _sayable(names), at, self.report)
        checks = [
            (check, self.condition(check.that, f"{at}, verifica «{check.that[:40]}»", names, group))
            for check in spec_checks
        ]
        return Field(
            spec=spec,
            page=page,
            group=group,
            formula=self._valued(spec, spec.formula, f"{at}, chiave formula", names, group),
            default=self._valued(spec, spec.default, f"{at}, chiave default", names, group),
            offer=self._offer(spec, at, names, group),
            conditions=(own,) if own else (),
            required=required if required is not None else False,
            checks=tuple(self._check(check, that, spec, group) for check, that in checks if that),
        )

    def _offer(self, spec: FieldDef, at: str, names: Names, group: str | None) -> Expression | None:
        if bool(spec.offer_words) > bool(spec.offer):
            self.report(at, "la chiave «offer_words» vuole anche «offer».")
        return self._valued(spec, spec.offer, f"{at}, chiave offer", names, group)

    def _check(self, check: CheckDef, that: Expression, field: FieldDef, group: str | None) -> Check:
        own = {field.id, *self.names.columns.get(group or field.id, ())}
        compared = (name for name in sorted(that.uses) if name in self.fields and name not in own)
        return Check(check, that, upper_limit(that, field.id), tuple(compared))

    def _valued(
        self, spec: FieldDef, source: str | None, at: str, names: Names, group: str | None
    ) -> Expression | None:
        wanted = static_type(spec) if source is not None else StaticType(ValueKind.TRUTH)
        expression = self.compile(source, at, wanted.kind, names, group)
        if expression and wanted.options is not None:
            given = expression.type.options
            if given is None or not given <= wanted.options:
                self.report(at, "può dare una risposta che non è tra le «options».")
        return expression

    def condition(
        self, source: str | None, at: str, names: Names | None = None, group: str | None = None
    ) -> Expression | None:
        return self.compile(source, at, ValueKind.TRUTH, names or self.names, group)

    def compile(
        self, source: str | None, at: str, kind: ValueKind, names: Names, group: str | None = None
    ) -> Expression | None:
        """The expression, None where there is none or its fault was reported."""
        if source is None:
            return None
        try:
            expression = compile_expression(source, names, group)
        except FormulaFault as fault:
            self.report(at, str(fault))
            return None
        if expression.type.kind is not kind:
            self.report(at, f"la formula dà {expression.type.kind}, ma qui serve: {kind}.")
            return None
        return expression

    def order(self, fields: Iterable[Field]) -> tuple[Field, ...]:
        nodes = {node.key: node for field in fields for node in (field, *field.columns.values())}
        graph = {key: _needs(node, nodes) for key, node in nodes.items() if node.spec.type != "heading"}
        try:
            return tuple(nodes[key] for key in TopologicalSorter(graph).static_order())
        except CycleError as fault:
            self.report("form.toml", f"queste formule dipendono l'una dall'altra: {' → '.join(fault.args[1])}.")
            return ()

    def documents(self) -> tuple[Document, ...]:
        documents = []
        for spec in self.spec.document:
            at = f"form.toml, documento {spec.id}"
            text = read_text(self.folder, spec.text, self.report)
            preface = read_text(self.folder, spec.preface, self.report) if spec.preface else None
            verbatim = read_text(self.folder, spec.verbatim, self.report) if spec.verbatim else None
            signers = tuple(
                Signer(signer, self.condition(signer.visible_when, f"{at}, firmatario {signer.id}"))
                for signer in spec.signer
            )
            if spec.letterhead and spec.verbatim:
                self.report(
                    at, "la chiave «letterhead» non va con «verbatim»: al testo ufficiale non si aggiunge nulla."
                )
            condition = self.condition(spec.visible_when, f"{at}, chiave visible_when")
            documents.append(Document(spec, text or "", preface, verbatim, condition, signers))
        return tuple(documents)

    def panels(self) -> tuple[Panel, ...]:
        panels = []
        for spec in self.spec.panel:
            questions = []
            for question in spec.question:
                at = f"form.toml, pannello, domanda {question.input}"
                inputs = {question.input: StaticType(ValueKind.NUMBER)}
                names = replace(self.names, everywhere={**self.names.everywhere, **inputs})
                formula = self.compile(question.formula, at, ValueKind.NUMBER, names)
                inspect_sentence(question.text, {"result": True, **_sayable(names)}, at, self.report)
                if formula:
                    questions.append(Question(question, formula))
            panels.append(Panel(spec, tuple(questions)))
        return tuple(panels)


def _sayable(names: Names) -> dict[str, bool]:
    """The names that a sentence may say, and whether each is a number."""
    types = {**names.everywhere, **names.own_line}
    return {name: each.kind is ValueKind.NUMBER for name, each in types.items() if each.kind is not ValueKind.LINES}


def _needs(node: Field, nodes: Mapping[str, Field]) -> set[str]:
    needs = {*node.depends_on, *(name.partition(".")[0] for name in node.depends_on if "." in name)}
    if node.group:
        needs.add(node.group)
    return {name for name in needs if name in nodes}
