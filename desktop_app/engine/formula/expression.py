"""Formulas and conditions: a subset of Python's expression syntax, checked and compiled once to closures."""

from __future__ import annotations

import ast
import datetime as dt
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, NoReturn

from desktop_app.engine.faults import suggestion
from desktop_app.engine.formula import operations
from desktop_app.engine.formula.kinds import Names, StaticType, ValueKind

LineValues = Mapping[str, Any]
Scope = Mapping[str, Any]
Closure = Callable[[Scope, LineValues], Any]

MAX_LENGTH = 2_000
MAX_DEPTH = 40
_ANY_OF = ", ".join(operations.AGGREGATES)
DIGITS = 15  # of a number in a formula at most: Python's parser keeps no more
EXACT = 10**DIGITS
_SLIPS = (  # frequent mistakes, and the end of the sentence about them
    (r"(?<![=!<>])=(?!=)", ": per confrontare si scrive =="),
    (r"\b(e|o|non)\b", ": si scrive and, or, not"),
    (r"%", ": una percentuale si divide per 100"),
)


class FormulaFault(Exception):
    """A formula cannot be accepted; the text is an Italian sentence for the writer of the form."""


@dataclass(frozen=True, slots=True)
class Expression:
    """A compiled formula: its source and syntax tree, its static type, what it uses, the closure that computes it.

    `uses` holds field ids, rule ids, `oggi`, and `group.column` for columns.
    `own` are the columns among them that it asks of its own line alone.
    `conditions` has the closure of the condition of each `if` in the tree, for traces.
    """

    source: str
    tree: ast.expr
    type: StaticType
    uses: frozenset[str]
    value: Closure
    conditions: Mapping[ast.expr, Closure]
    own: frozenset[str]


def compile_expression(source: str, names: Names, own_group: str | None = None) -> Expression:
    """Checks and compiles a formula; `own_group` is the group in whose lines it is evaluated, if any.

    Raises FormulaFault with one Italian sentence.
    """
    compiler = _Compiler(names, own_group)
    tree = _parse(source)
    type, closure = compiler.compile(tree)
    own = frozenset(compiler.own - compiler.over_lines)
    return Expression(source, tree, type, frozenset(compiler.uses), closure, compiler.conditions, own)


def _parse(source: str) -> ast.expr:
    if "\\" in source:
        raise FormulaFault("la formula contiene \\, che non serve.")
    if len(source) > MAX_LENGTH:
        raise FormulaFault(f"la formula è più lunga di {MAX_LENGTH} caratteri: dividila in più parti.")
    try:
        tree = ast.parse(source.strip(), mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        hint = next((hint for slip, hint in _SLIPS if re.search(slip, source)), "")
        raise FormulaFault(f"la formula «{source[:80]}» non è scritta bene{hint}.") from None
    level: list[ast.AST] = [tree]
    for _ in range(MAX_DEPTH):
        level = [child for node in level for child in ast.iter_child_nodes(node)]
        if not level:
            return tree
    raise FormulaFault(f"la formula ha più di {MAX_DEPTH} livelli uno dentro l'altro: dividila in più parti.")


def upper_limit(expression: Expression, name: str) -> str | None:
    """The other name of a condition of the shape `name <= other`; None for any other shape."""
    tree = expression.tree
    if not isinstance(tree, ast.Compare) or len(tree.ops) != 1 or not isinstance(tree.ops[0], ast.LtE):
        return None
    left, right = tree.left, tree.comparators[0]
    return right.id if isinstance(left, ast.Name) and left.id == name and isinstance(right, ast.Name) else None


def is_nothing(node: ast.expr) -> bool:
    """Whether it is the None of `a if condition else None`: no value."""
    return isinstance(node, ast.Constant) and node.value is None


def written_day(node: ast.Call) -> dt.date:
    """The day that `date(2023, 10, 10)` names. Raises FormulaFault where there is none."""
    parts = [argument.value for argument in node.args if isinstance(argument, ast.Constant)]
    try:
        year, month, day = (part for part in parts if isinstance(part, int))
        return dt.date(year, month, day)
    except (ValueError, OverflowError):
        raise FormulaFault(f"«{ast.unparse(node)[:60]}» non è un giorno: anno, mese, giorno.") from None


Compiled = tuple[StaticType, Closure]


class _Compiler(ast.NodeVisitor):
    """Compiles one formula; collects what it uses. Each `visit_…` raises FormulaFault for what is not allowed there."""

    def __init__(self, names: Names, own_group: str | None) -> None:
        self.names = names
        self.own_group = own_group
        self.uses: set[str] = set()
        self.own: set[str] = set()  # columns asked of its own line
        self.over_lines: set[str] = set()  # columns asked of all lines
        self.conditions: dict[ast.expr, Closure] = {}

    def compile(self, node: ast.expr) -> Compiled:
        """The static type and the closure of a part of the formula."""
        compiled: Compiled = self.visit(node)
        return compiled

    def generic_visit(self, node: ast.AST) -> NoReturn:
        """Refuses all parts of Python's syntax that have no `visit_…` here."""
        raise FormulaFault(f"«{ast.unparse(node)[:60]}» non si può usare in una formula.")

    def expect(self, node: ast.expr, kind: ValueKind) -> Closure:
        """The closure of a part that must be of that kind."""
        static, closure = self.compile(node)
        if static.kind is not kind:
            raise FormulaFault(f"«{ast.unparse(node)[:60]}» è di tipo {static.kind}, ma qui serve: {kind}.")
        return closure

    def visit_Constant(self, node: ast.Constant) -> Compiled:
        value = node.value
        if isinstance(value, bool):
            return StaticType(ValueKind.TRUTH), lambda scope, line: value
        if isinstance(value, str):
            return StaticType(ValueKind.TEXT, frozenset({value})), lambda scope, line: value
        if isinstance(value, int | float) and -EXACT < value < EXACT:
            number = Decimal(ast.unparse(node))  # exact up to DIGITS digits
            if len(number.as_tuple().digits) <= DIGITS:
                return StaticType(ValueKind.NUMBER), lambda scope, line: number
        raise FormulaFault(f"«{ast.unparse(node)[:30]}» non si può usare in una formula.")

    def visit_Name(self, node: ast.Name) -> Compiled:
        name = node.id
        own = self.names.own_line.get(name)
        if own is not None:
            self.uses.add(f"{self.own_group}.{name}")
            self.own.add(f"{self.own_group}.{name}")
            return own, lambda scope, line: line[name]
        static = self.names.everywhere.get(name)
        if static is None:
            candidates = [*self.names.own_line, *self.names.everywhere]
            raise FormulaFault(f"il nome «{name}» non esiste.{suggestion(name, candidates)}")
        if static.kind is ValueKind.LINES:
            raise FormulaFault(f"«{name}» è un elenco: usa {_ANY_OF}.")
        self.uses.add(name)
        return static, lambda scope, line: scope[name]

    def visit_Attribute(self, node: ast.Attribute) -> Compiled:
        if isinstance(node.value, ast.Name) and node.value.id in self.names.columns:
            raise FormulaFault(f"«{ast.unparse(node)}» ha un valore per riga: usa {_ANY_OF}.")
        raise FormulaFault(f"«{ast.unparse(node)[:60]}» non si può usare in una formula.")

    def visit_UnaryOp(self, node: ast.UnaryOp) -> Compiled:
        if isinstance(node.op, ast.Not):
            return StaticType(ValueKind.TRUTH), operations.logical_not(self.expect(node.operand, ValueKind.TRUTH))
        if isinstance(node.op, ast.USub):
            return StaticType(ValueKind.NUMBER), operations.negative(self.expect(node.operand, ValueKind.NUMBER))
        raise FormulaFault(f"«{ast.unparse(node)[:60]}» non si può usare in una formula.")

    def visit_BinOp(self, node: ast.BinOp) -> Compiled:
        operate = operations.ARITHMETIC.get(type(node.op))
        if operate is None:
            raise FormulaFault(f"«{ast.unparse(node)[:60]}» usa un'operazione che non c'è: solo + - * /.")
        left, right = self.expect(node.left, ValueKind.NUMBER), self.expect(node.right, ValueKind.NUMBER)
        return StaticType(ValueKind.NUMBER), operations.strict_two(operate, left, right)

    def visit_BoolOp(self, node: ast.BoolOp) -> Compiled:
        parts = [self.expect(value, ValueKind.TRUTH) for value in node.values]
        return StaticType(ValueKind.TRUTH), operations.three_valued(isinstance(node.op, ast.Or), parts)

    def visit_Compare(self, node: ast.Compare) -> Compiled:
        operands = [node.left, *node.comparators]
        compiled = [self.compile(operand) for operand in operands]
        pairs: list[Closure] = []
        for i, operator in enumerate(node.ops):
            compare = operations.COMPARISONS.get(type(operator))
            if compare is None:
                raise FormulaFault(f"«{ast.unparse(node)[:60]}» usa un confronto che non c'è.")
            ordered = not isinstance(operator, ast.Eq | ast.NotEq)
            self._check_comparable(compiled[i][0], compiled[i + 1][0], operands[i : i + 2], ordered)
            pairs.append(operations.strict_two(compare, compiled[i][1], compiled[i + 1][1]))
        return StaticType(ValueKind.TRUTH), pairs[0] if len(pairs) == 1 else operations.three_valued(False, pairs)

    def _check_comparable(self, left: StaticType, right: StaticType, nodes: list[ast.expr], ordered: bool) -> None:
        both = " e ".join(f"«{ast.unparse(node)[:40]}»" for node in nodes)
        if left.kind is not right.kind:
            raise FormulaFault(f"{both} non si possono confrontare: {left.kind} e {right.kind}.")
        if ordered and left.kind not in (ValueKind.NUMBER, ValueKind.DATE):
            raise FormulaFault(f"{both} si possono confrontare solo con == e !=.")
        for static, literal in ((left, nodes[1]), (right, nodes[0])):
            written = literal.value if isinstance(literal, ast.Constant) else None
            if static.options is not None and isinstance(written, str) and written not in static.options:
                meant = suggestion(written, static.options)
                raise FormulaFault(f"«{written}» non è tra le scelte possibili.{meant}")

    def visit_IfExp(self, node: ast.IfExp) -> Compiled:
        condition = self.expect(node.test, ValueKind.TRUTH)
        self.conditions[node] = condition
        then_type, then = self.compile(node.body)
        if is_nothing(node.orelse):
            return then_type, operations.choose(condition, then, lambda scope, line: None)
        else_type, otherwise = self.compile(node.orelse)
        static = self._same_kind(node, [then_type, else_type])
        return static, operations.choose(condition, then, otherwise)

    def _same_kind(self, node: ast.expr, parts: list[StaticType]) -> StaticType:
        if len({static.kind for static in parts}) > 1:
            raise FormulaFault(f"«{ast.unparse(node)[:60]}» mescola tipi diversi.")
        options = [static.options for static in parts if static.options is not None]
        return StaticType(parts[0].kind, frozenset().union(*options) if len(options) == len(parts) else None)

    def visit_Call(self, node: ast.Call) -> Compiled:
        if not isinstance(node.func, ast.Name) or node.keywords:
            raise FormulaFault(f"«{ast.unparse(node)[:60]}» non si può usare in una formula.")
        name, arguments = node.func.id, node.args
        if name in operations.AGGREGATES and len(arguments) == 1 and self._is_column(arguments[0]):
            return self._aggregate(name, arguments[0])
        if name == "if_empty" and len(arguments) == 2:
            return self._if_empty(node)
        if name == "filled" and len(arguments) == 1 and isinstance(arguments[0], ast.Name):
            return StaticType(ValueKind.TRUTH), operations.filled(self.compile(arguments[0])[1])
        if name == "date":
            day = written_day(node)
            return StaticType(ValueKind.DATE), lambda scope, line: day
        if name in ("min", "max") and len(arguments) > 1:
            compiled = [self.compile(argument) for argument in arguments]
            static = self._same_kind(node, [static for static, _ in compiled])
            if static.kind not in (ValueKind.NUMBER, ValueKind.DATE):
                raise FormulaFault(f"«{name}» vuole numeri o date.")
            return StaticType(static.kind), operations.strict(operations.EXTREMES[name], [c for _, c in compiled])
        if name in operations.FUNCTIONS:
            return self._function(name, node)
        if name in operations.AGGREGATES or name in ("if_empty", "filled"):
            raise FormulaFault(f"«{ast.unparse(node)[:60]}»: la funzione {name} non si usa così.")
        raise FormulaFault(f"la funzione «{name}» non esiste.{suggestion(name, operations.ALL_NAMES)}")

    def _is_column(self, node: ast.expr) -> bool:
        if isinstance(node, ast.Attribute):
            return True
        return isinstance(node, ast.Name) and node.id in self.names.columns

    def _aggregate(self, name: str, node: ast.expr) -> Compiled:
        if isinstance(node, ast.Name):
            if name != "count":
                raise FormulaFault(f"«{name}» vuole una colonna, per esempio {name}({node.id}.colonna).")
            self.uses.add(node.id)
            return StaticType(ValueKind.NUMBER), operations.count_lines(node.id)
        group, column, static = self._column(node)
        self.uses.add(f"{group}.{column}")
        self.over_lines.add(f"{group}.{column}")
        if name == "sum" and static.kind is not ValueKind.NUMBER:
            raise FormulaFault(f"«{ast.unparse(node)}» non è un numero: non si può sommare.")
        if name in ("min", "max") and static.kind not in (ValueKind.NUMBER, ValueKind.DATE):
            raise FormulaFault(f"«{ast.unparse(node)}» non è un numero né una data.")
        if name in ("any", "all") and static.kind is not ValueKind.TRUTH:
            raise FormulaFault(f"«{ast.unparse(node)}» non è un sì/no.")
        result = StaticType(ValueKind.NUMBER) if name in ("sum", "count") else static
        return result, operations.over_lines(operations.AGGREGATES[name], group, column)

    def _column(self, node: ast.expr) -> tuple[str, str, StaticType]:
        if not isinstance(node, ast.Attribute) or not isinstance(node.value, ast.Name):
            raise FormulaFault(f"«{ast.unparse(node)[:60]}» non si può usare in una formula.")
        group, column = node.value.id, node.attr
        columns = self.names.columns.get(group)
        if columns is None:
            raise FormulaFault(f"l'elenco «{group}» non esiste.{suggestion(group, self.names.columns)}")
        if column not in columns:
            raise FormulaFault(f"«{group}» non ha la colonna «{column}».{suggestion(column, columns)}")
        return group, column, columns[column]

    def _if_empty(self, node: ast.Call) -> Compiled:
        (first_type, first), (other_type, other) = (self.compile(argument) for argument in node.args)
        self.conditions[node] = first
        return self._same_kind(node, [first_type, other_type]), operations.if_empty(first, other)

    def _function(self, name: str, node: ast.Call) -> Compiled:
        signature = operations.FUNCTIONS[name]
        if not signature.fewest <= len(node.args) <= len(signature.takes):
            given = "1 valore" if len(node.args) == 1 else f"{len(node.args)} valori"
            raise FormulaFault(f"la funzione «{name}» non vuole {given}.")
        parts = [self.expect(arg, kind) for arg, kind in zip(node.args, signature.takes, strict=False)]
        return StaticType(signature.gives), operations.strict(signature.compute, parts)
