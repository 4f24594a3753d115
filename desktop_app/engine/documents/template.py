"""Inspects a document's template: it may use names, `if`, `for` over lines and our filters; it may not calculate."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from jinja2 import StrictUndefined, Template, TemplateSyntaxError, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment

from desktop_app.engine.documents.values import FILTERS, OPEN_MARK, STANDARD_LISTS
from desktop_app.engine.faults import suggestion
from desktop_app.engine.forms.cost import most_lines
from desktop_app.engine.forms.definition import DEFAULT_MAX_LINES, FieldDef
from desktop_app.engine.forms.form import Form
from desktop_app.engine.forms.inspection import RESERVED
from desktop_app.engine.forms.limits import MAX_PRINTED

MAX_DEPTH = 30
MAX_BRANCHES = 50  # of `elif`: each nests one level deeper in the compiled template
ReportInText = Callable[[str], None]
_TAG_LINE = re.compile(r"^[ \t]*((?:\{%[^%\n]*%\}[ \t]*)+)\n", re.MULTILINE)
_SIGNATURE_LINE = re.compile(  # words may come before it, but no tag, and no heading, list or table begins there
    r"^[ \t]*+((?!#|[-*+][ \t]|\d+[.)][ \t]|\|)(?:(?!\{%).)*\{\{ *'[a-z0-9_]+' *\| *firma *\}\})[ \t]*$", re.MULTILINE
)
_WORDS = re.compile(r"[^\W\d_](?:[^\W_]|[ '’-])*")  # no marks of Markdown, and none of ours
_ROWS = re.compile(r"\{% *for +\w+ +in +(\w+) *%\}[ \t]*\n[ \t]*\|")
_SIGNED = re.compile(r"\{\{ *'([a-z0-9_]+)' *\| *firma *\}\}")


def environment() -> ImmutableSandboxedEnvironment:
    """Jinja with our filters only. Against hostile templates the inspection comes first, the sandbox second."""
    env = ImmutableSandboxedEnvironment(autoescape=False, undefined=StrictUndefined)
    env.filters = dict(FILTERS)
    env.tests = {}
    env.globals = {}
    return env


@lru_cache(maxsize=64)  # the texts of a few forms: to compile one takes longer than to fill it in
def compiled(text: str) -> Template:
    """A text, ready to be filled in."""
    return environment().from_string(prepared(text))


def prepared(text: str) -> str:
    """The text as Jinja gets it: lines with only tags leave no empty line, signatures get paragraphs of their own."""
    return _SIGNATURE_LINE.sub(r"\n\1\n", _TAG_LINE.sub(r"\1", text))


def tables_of_lines(text: str) -> set[str]:
    """The groups of which the text prints a row of a table for each line."""
    return set(_ROWS.findall(text))


def signers_in(text: str) -> set[str]:
    """The ids of the signers for whom the text has a place to sign."""
    return set(_SIGNED.findall(text))


def inspect_text(
    text: str, form: Form, signers: set[str], report: ReportInText, own_group: str | None = None
) -> set[str]:
    """The fields, columns (`group.column`) and rules that the text uses; faults are reported.

    A text about one line of `own_group` names its columns as it names fields, and its number `riga`.
    """
    if OPEN_MARK in text:
        report("contiene un carattere riservato al programma.")
        return set()
    try:
        tree = environment().parse(text)
    except TemplateSyntaxError as fault:
        report(f"riga {fault.lineno}: c'è qualcosa che non va tra {{{{ }}}} o {{% %}}.")
        return set()
    except (RecursionError, ValueError):  # ValueError: a number with thousands of digits
        report("ha troppi livelli uno dentro l'altro, o numeri che non si possono leggere.")
        return set()
    inspector = _Inspector(form, signers, report, own_group)
    inspector.body(tree.body, {}, 0)
    if inspector.signatures != len(_SIGNATURE_LINE.findall(text)):
        report("una firma deve stare alla fine della sua riga, una per riga.")
    return inspector.used


@dataclass
class _Inspector:
    form: Form
    signers: set[str]
    report: ReportInText
    own_group: str | None = None
    used: set[str] = field(default_factory=set)
    signatures: int = 0
    printed: int = 0

    def body(self, body: list[nodes.Node], loops: Mapping[str, str], depth: int) -> None:
        for node in body:
            self.statement(node, loops, depth)

    def statement(self, node: nodes.Node, loops: Mapping[str, str], depth: int) -> None:
        if depth > MAX_DEPTH:
            self.refuse(node, "ha troppi livelli uno dentro l'altro")
        elif isinstance(node, nodes.Output):
            for child in node.nodes:
                if not isinstance(child, nodes.TemplateData):
                    self.output(child, loops)
        elif isinstance(node, nodes.If):
            if len(node.elif_) > MAX_BRANCHES:
                return self.refuse(node, f"ha più di {MAX_BRANCHES} elif di seguito")
            self.condition(node.test, loops, 0)
            self.body([*node.body, *node.elif_, *node.else_], loops, depth + 1)
        elif isinstance(node, nodes.For):
            self.loop(node, loops, depth)
        else:
            self.refuse(node)
        return None

    def refuse(self, node: nodes.Node, why: str = "usa qualcosa che nei testi non si può") -> None:
        self.report(f"riga {node.lineno}: {why}" + ("" if why.endswith((".", "?")) else "."))

    def loop(self, node: nodes.For, loops: Mapping[str, str], depth: int) -> None:
        if not isinstance(node.iter, nodes.Name) or not isinstance(node.target, nodes.Name):
            return self.refuse(node)
        group = node.iter.name
        field = self.form.fields.get(group)
        if group not in STANDARD_LISTS and (field is None or not field.columns):
            known = [*STANDARD_LISTS, *(f.id for f in self.form.fields.values() if f.columns)]
            return self.refuse(node, f"«{group}» non è un elenco.{suggestion(group, known)}")
        if node.test is not None or node.recursive or node.else_ or loops:
            return self.refuse(node)
        taken = {*self.form.fields, *self.form.rules, *STANDARD_LISTS, *RESERVED}
        if node.target.name in taken:
            return self.refuse(node, f"«{node.target.name}» è già il nome di altro")
        lines = most_lines(self.form, group) if field else DEFAULT_MAX_LINES
        self.printed += lines * sum(_size(each) for each in node.find_all((nodes.TemplateData, nodes.Output)))
        if self.printed > MAX_PRINTED:
            return self.refuse(node, "stamperebbe troppo, con tutte le righe ammesse")
        self.used.add(group)
        if group == "calcoli":
            self.used |= {f.id for f in self.form.fields.values() if in_calculations(f.spec)}
        self.body(node.body, {**loops, node.target.name: group}, depth + 1)

    def output(self, node: nodes.Node, loops: Mapping[str, str]) -> None:
        if not isinstance(node, nodes.Filter):
            self.printable(node, loops)
        elif node.name == "firma":
            self.signatures += 1
            signer = node.node.value if isinstance(node.node, nodes.Const) else None
            if node.args or node.kwargs or node.dyn_args or node.dyn_kwargs:
                self.refuse(node)
            elif signer not in self.signers:
                self.refuse(node, f"il firmatario «{signer}» non esiste.{suggestion(str(signer), self.signers)}")
        else:
            self.filtered(node, loops)

    def filtered(self, node: nodes.Filter, loops: Mapping[str, str]) -> None:
        plain = node.kwargs == [] and node.dyn_args is None and node.dyn_kwargs is None
        given = [each.value for each in node.args if isinstance(each, nodes.Const)]
        most = 2 if node.name == "plurale" else 1
        if node.name not in FILTERS or not plain or node.node is None or not len(given) == len(node.args) <= most:
            return self.refuse(node, f"il filtro «{node.name}» non esiste o non si usa così")
        spec = self.printable(node.node, loops)
        kind = spec.type if spec else None
        if node.name == "plurale":
            return self.agreed(node, spec, given)
        [argument] = given or [None]
        if node.name == "blank" and not _is_width(argument):
            self.refuse(node, "blank vuole un numero da 1 a 120")
        elif node.name in ("via", "Via") and not (kind == "text" and (argument is None or _is_width(argument))):
            self.refuse(node, f"{node.name} vuole un testo breve, e al massimo un numero da 1 a 120")
        elif node.name == "anni" and (argument is not None or spec is None or not spec.traits.numeric):
            self.refuse(node, "anni vuole un campo che è un numero, e nient'altro")
        elif node.name == "tick" and argument is not None:
            self.option(node, spec, argument)
        elif node.name == "tick" and kind != "yes_no":
            self.refuse(node, "tick vuole un campo sì/no, o una scelta e la risposta")
        return None

    def agreed(self, node: nodes.Filter, spec: FieldDef | None, words: list[object]) -> None:
        of_rule = isinstance(node.node, nodes.Name) and node.node.name in self.form.rules
        if not (of_rule or (spec is not None and spec.traits.numeric)):
            self.refuse(node, "plurale vuole un campo che è un numero, o una regola")
        if len(words) != 2 or not all(isinstance(word, str) and _WORDS.fullmatch(word) for word in words):
            self.refuse(node, "plurale vuole due parole: plurale('posto', 'posti')")

    def printable(self, node: nodes.Node, loops: Mapping[str, str]) -> FieldDef | None:
        spec = self.name(node, loops)
        if isinstance(node, nodes.Name) and (node.name in STANDARD_LISTS or (spec and spec.type == "lines")):
            self.refuse(node, f"«{node.name}» è un elenco: si stampa riga per riga, con un for")
        return spec

    def name(self, node: nodes.Node, loops: Mapping[str, str]) -> FieldDef | None:
        if isinstance(node, nodes.Name):
            return self.global_name(node)
        if isinstance(node, nodes.Getattr) and isinstance(node.node, nodes.Name) and node.node.name in loops:
            return self.column(node, loops[node.node.name])
        if isinstance(node, nodes.Getattr) and isinstance(node.node, nodes.Name) and self.is_list(node.node.name):
            self.refuse(node, f"«{node.node.name}.{node.attr}» ha un valore per riga: si stampa in un for")
        else:
            self.refuse(node)
        return None

    def is_list(self, name: str) -> bool:
        return name in STANDARD_LISTS or (name in self.form.fields and bool(self.form.fields[name].columns))

    def global_name(self, node: nodes.Name) -> FieldDef | None:
        if self.own_group is not None and (
            node.name == "riga" or node.name in self.form.fields[self.own_group].columns
        ):
            return self.own_column(node.name, self.own_group)
        if node.name in STANDARD_LISTS or node.name == "oggi" or node.name in self.form.rules:
            self.used.add(node.name)
            return None
        field = self.form.fields.get(node.name)
        if field is None or field.spec.type == "heading":
            self.refuse(node, f"il nome «{node.name}» non esiste.{suggestion(node.name, self.form.fields)}")
            return None
        self.used.add(node.name)
        return field.spec

    def own_column(self, name: str, group: str) -> FieldDef | None:
        if name == "riga":
            return None
        self.used.add(f"{group}.{name}")
        return self.form.fields[group].columns[name].spec

    def column(self, node: nodes.Getattr, group: str) -> FieldDef | None:
        if group in STANDARD_LISTS:
            if node.attr not in STANDARD_LISTS[group]:
                self.refuse(node, f"«{group}» non ha «{node.attr}»")
            return None
        columns = self.form.fields[group].columns
        if node.attr in columns:
            self.used.add(f"{group}.{node.attr}")
            return columns[node.attr].spec
        if node.attr != "riga":
            self.refuse(node, f"«{group}» non ha la colonna «{node.attr}».{suggestion(node.attr, columns)}")
        return None

    def condition(self, node: nodes.Node, loops: Mapping[str, str], depth: int) -> None:
        if depth > MAX_DEPTH:
            self.refuse(node, "ha troppi livelli uno dentro l'altro")
        elif isinstance(node, nodes.Not):
            self.condition(node.node, loops, depth + 1)
        elif isinstance(node, nodes.And | nodes.Or):
            for side in (node.left, node.right):
                self.condition(side, loops, depth + 1)
        elif isinstance(node, nodes.Compare):
            operand = node.ops[0]
            if len(node.ops) > 1 or operand.op not in ("eq", "ne") or not isinstance(operand.expr, nodes.Const):
                return self.refuse(node)
            self.option(node, self.name(node.expr, loops), operand.expr.value)
        else:
            self.name(node, loops)
        return None

    def option(self, node: nodes.Node, spec: FieldDef | None, literal: object) -> None:
        options = spec.options if spec and spec.options else {}
        if literal not in options:
            self.refuse(node, f"«{literal}» non è tra le risposte possibili.{suggestion(str(literal), options)}")


def _is_width(argument: object) -> bool:
    return type(argument) is int and 1 <= argument <= 120


def _size(node: nodes.Node) -> int:
    return len(node.data) if isinstance(node, nodes.TemplateData) else 20  # roughly the characters of a value


def in_calculations(spec: FieldDef) -> bool:
    """Whether a field is in the list `calcoli`: it is a computed number with a symbol, and printed."""
    return spec.formula is not None and spec.printed and spec.traits.numeric and spec.symbol is not None
