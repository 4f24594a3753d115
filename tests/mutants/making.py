"""Makes mutants of a module: copies of its source with one small change each.

Most kinds of change are mutmut's; some that it lacks are added: a statement left out, half a condition, a condition
negated. Those that the type checker would find are left out: None in place of a value, a missing argument.
"""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import libcst as cst
from libcst.metadata import MetadataWrapper, PositionProvider
from mutmut.mutation import mutators

# What is only called for the type checker, for the log, or has one meaning only.
NOT_MUTATED_CALLS = {"isinstance", "len", "cast", "super", "TypeVar", "assert_never", "Final"}
LOGS = {"log", "logger", "logging"}
# Arguments that say what is true already, or what only the type checker heeds.
NOT_MUTATED_KEYWORDS = {"strict", "frozen", "kw_only", "slots"}

Change = tuple[type[cst.CSTNode], Callable[[Any], Iterable[cst.CSTNode]]]


@dataclass(frozen=True)
class Mutant:
    """One change: where it is, the code before and after, and its number among the same changes of the function."""

    module: str
    function: str
    line: int
    before: str
    after: str
    number: int
    old: cst.CSTNode = field(repr=False, compare=False)
    new: cst.CSTNode = field(repr=False, compare=False)

    @property
    def key(self) -> str:
        """What it is called whatever happens elsewhere in the file: no line numbers."""
        return f"{self.module}:{self.function}:{self.before} → {self.after}:{self.number}"


class Source:
    """A module's code, and all its mutants. `path` is relative to the project."""

    def __init__(self, path: Path, code: str) -> None:
        self.code = code
        wrapper = MetadataWrapper(cst.parse_module(code))
        self._tree = wrapper.module
        finder = _Finder(path.as_posix(), self._tree)
        wrapper.visit(finder)
        self.mutants = finder.mutants

    def mutated(self, mutant: Mutant) -> str:
        """The whole code with that change."""
        tree = self._tree.deep_replace(mutant.old, mutant.new)
        assert isinstance(tree, cst.Module)
        return tree.code

    def is_code(self, mutant: Mutant) -> bool:
        """Whether Python takes it, and it is a change."""
        code = self.mutated(mutant)
        try:
            compile(code, mutant.module, "exec")
        except SyntaxError:
            return False
        return code != self.code

    def lines(self, mutant: Mutant) -> tuple[str, str]:
        """The lines before and after the change, each as one."""
        different = list(difflib.ndiff(self.code.splitlines(), self.mutated(mutant).splitlines()))
        old, new = ([each[2:].strip() for each in different if each.startswith(sign)] for sign in "-+")
        return " ".join(old), " ".join(new)


class _Finder(cst.CSTVisitor):
    METADATA_DEPENDENCIES = (PositionProvider,)

    def __init__(self, module: str, tree: cst.Module) -> None:
        super().__init__()
        self._module, self._tree = module, tree
        self._names: list[str] = []
        self._seen: Counter[tuple[str, str, str]] = Counter()
        self.mutants: list[Mutant] = []

    def on_visit(self, node: cst.CSTNode) -> bool:
        if is_left_out(node, in_function=bool(self._names)):
            return False
        for change in changes_of(node):
            self._add(node, change)
        if isinstance(node, cst.FunctionDef | cst.ClassDef):
            self._names.append(node.name.value)
        return True

    def on_leave(self, original_node: cst.CSTNode) -> None:
        if isinstance(original_node, cst.FunctionDef | cst.ClassDef) and not is_left_out(original_node, True):
            self._names.pop()

    def _add(self, node: cst.CSTNode, change: cst.CSTNode) -> None:
        before, after = (self._tree.code_for_node(each).strip() for each in (node, change))
        function = ".".join(self._names)
        self._seen[function, before, after] += 1
        number = self._seen[function, before, after]
        line = self.get_metadata(PositionProvider, node).start.line
        self.mutants.append(Mutant(self._module, function, line, before, after, number, node, change))


def is_left_out(node: cst.CSTNode, in_function: bool) -> bool:
    """Whether a node is not changed, with all that is in it: types, imports, docstrings, logs."""
    match node:
        case cst.Annotation() | cst.Decorator() | cst.Import() | cst.ImportFrom():
            return True
        case cst.Call(func=cst.Name(name)) if name in NOT_MUTATED_CALLS:
            return True
        case cst.Call(func=cst.Attribute(value=cst.Name(name))) if name in LOGS:
            return True
        case cst.If(test=cst.Name("TYPE_CHECKING")):
            return True
        case cst.SimpleStatementLine(body=[cst.Expr(value=cst.BaseString())]):
            return True
        case cst.Assign(targets=[cst.AssignTarget(target=cst.Name(name))]) if not in_function:
            return name == "__all__" or (name[0].isupper() and not name.isupper())  # the name of a type
        case cst.Arg(keyword=cst.Name(name)) if name in NOT_MUTATED_KEYWORDS:
            return True
        case cst.Param(default=cst.BaseExpression() as default):
            return not isinstance(default, cst.Name | cst.BaseNumber | cst.BaseString)
    return False


def changes_of(node: cst.CSTNode) -> Iterator[cst.CSTNode]:
    """All that may stand in place of a node."""
    for kind, change in (*mutators.mutation_operators, *OWN):
        if not isinstance(node, kind) or change in FOUND_BY_TYPES:
            continue
        changed = list(change(node))
        yield from changed[:1] if change is mutators.operator_string else changed  # one change of a text is enough


FOUND_BY_TYPES = (mutators.operator_arg_removal, mutators.operator_assignment)


def keyword_left_out(node: cst.Call) -> Iterator[cst.Call]:
    """An argument with a default is not given."""
    for each in node.args:
        if each.keyword is not None and each.keyword.value not in NOT_MUTATED_KEYWORDS:
            yield node.with_changes(args=[other for other in node.args if other is not each])


def statement_left_out(node: cst.SimpleStatementLine) -> Iterator[cst.SimpleStatementLine]:
    """A call for its effect, a fault raised, something deleted, a state changed."""
    match node.body:
        case [cst.Assign(targets=[cst.AssignTarget(target=cst.Attribute() | cst.Subscript())])]:
            yield node.with_changes(body=[cst.Pass()])
        case [cst.Expr(value=cst.Call() as call)] if not is_left_out(call, in_function=True):
            yield node.with_changes(body=[cst.Pass()])
        case [cst.Raise(exc=cst.BaseExpression()) | cst.Del()]:
            yield node.with_changes(body=[cst.Pass()])


def half_a_condition(node: cst.BooleanOperation) -> Iterator[cst.BaseExpression]:
    for half in (node.left, node.right):
        yield half if half.lpar or not node.lpar else half.with_changes(lpar=node.lpar, rpar=node.rpar)


def condition_negated(node: cst.If | cst.While | cst.CompIf) -> Iterator[cst.CSTNode]:
    """Where mutmut changes nothing: a name, an attribute, a call."""
    if isinstance(node.test, cst.Name | cst.Attribute | cst.Call | cst.Subscript):
        yield node.with_changes(test=cst.UnaryOperation(cst.Not(), node.test))


OWN: tuple[Change, ...] = (
    (cst.Call, keyword_left_out),
    (cst.SimpleStatementLine, statement_left_out),
    (cst.BooleanOperation, half_a_condition),
    (cst.If, condition_negated),
    (cst.While, condition_negated),
    (cst.CompIf, condition_negated),
)
