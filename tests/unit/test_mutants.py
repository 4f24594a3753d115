"""The mutants: which are made, which are drawn, which are accepted, and that a broken line is noticed."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.mutants import judging, rooms
from tests.mutants.__main__ import sampled
from tests.mutants.accepted import Accepted, outdated, read
from tests.mutants.judging import Bench, Case, Limits
from tests.mutants.making import Source
from tests.mutants.rooms import ROOT, modules

PATH = Path("desktop_app/room/module.py")
CODE = '''"""A module."""

from __future__ import annotations

Name = str | None
LIMIT = 5


class Box:
    def put(self, amount: int | None = None) -> bool:
        """Puts it in."""
        if amount is None:
            raise ValueError("no amount")
        self.amount = amount
        self.told(amount, loud=True)
        return amount > LIMIT and self.open

    def told(self, amount: int, loud: bool) -> None:
        log.info("told %s", amount)
'''


def changes(code: str) -> set[tuple[str, str, str]]:
    return {(each.function, each.before, each.after) for each in Source(PATH, code).mutants}


def test_every_line_that_does_something_is_broken() -> None:
    found = changes(CODE)
    for after in ("amount > LIMIT or self.open", "amount > LIMIT", "self.open"):
        assert ("Box.put", "amount > LIMIT and self.open", after) in found
    for change in (
        ("", "5", "6"),
        ("Box.put", "is", "is not"),
        ("Box.put", 'raise ValueError("no amount")', "pass"),
        ("Box.put", '"no amount"', '"XXno amountXX"'),
        ("Box.put", "self.amount = amount", "pass"),
        ("Box.put", "self.told(amount, loud=True)", "pass"),
        ("Box.put", "> LIMIT", ">= LIMIT"),
        ("Box.put", "True", "False"),
    ):
        assert change in found


def test_types_words_for_developers_and_logs_are_left_alone() -> None:
    assert not any(each.function == "Box.told" or each.line < 6 for each in Source(PATH, CODE).mutants)


def test_a_condition_without_a_comparison_is_negated() -> None:
    code = "def f(a):\n    if a.ready:\n        return [b for b in a if b]\n    while a.next():\n        a.step()\n"
    after = " ".join(each for _, _, each in changes(code))
    assert all(each in after for each in ("if not a.ready", "if not b", "while not a.next()"))


def test_a_mutant_is_code_and_differs_in_one_place() -> None:
    source = Source(PATH, CODE)
    for mutant in source.mutants:
        assert source.is_code(mutant), mutant
        before, after = source.lines(mutant)
        assert before != after


def test_a_sample_stays_the_same_when_something_else_is_written() -> None:
    mutants = Source(PATH, CODE).mutants
    drawn = [each.key for each in sampled(mutants, 5, seed=1)]
    later = Source(PATH, CODE.replace("LIMIT = 5", "LIMIT = 5\n\n\ndef f() -> None:\n    pass")).mutants
    assert drawn == [each.key for each in sampled(later, 5, seed=1)]
    assert drawn != [each.key for each in sampled(mutants, 5, seed=2)]
    assert len(sampled(mutants, None, seed=1)) == len(mutants)


def test_an_accepted_survivor_is_known_by_its_lines_and_missed_when_they_are_gone() -> None:
    source = Source(PATH, CODE)
    known = Accepted(PATH.as_posix(), "Box.put", "self.told(amount, loud=True)", "pass", "nobody listens")
    assert [each.before for each in source.mutants if known.is_of(each, source)] == ["self.told(amount, loud=True)"]
    assert outdated([known], {PATH.as_posix(): source}) == []
    other = Source(PATH, CODE.replace("loud=True", "loud=False"))
    assert outdated([known], {PATH.as_posix(): other}) == [known]
    assert outdated([known], {}) == []  # another module was asked for


def test_each_accepted_survivor_has_a_reason() -> None:
    assert all(each.reason and (ROOT / each.module).exists() for each in read())


def test_every_module_has_tests_that_judge_it() -> None:
    found = list(modules([]))
    assert Path("desktop_app/gui/services/autosave.py") in found and len(found) > 60
    assert all(rooms.tests_of(module) for module in found)
    assert list(modules(["desktop_app.drafts.file"])) == [Path("desktop_app/drafts/file.py")]
    assert set(modules(["desktop_app/drafts"])) < set(found)


@pytest.fixture
def bench(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Bench]:
    """Of a project with one module and one test."""
    project = tmp_path / "project"
    for name in judging.COPIED:
        (project / name).mkdir(parents=True)
    (project / "desktop_app" / "__init__.py").write_text("")
    (project / "desktop_app" / "half.py").write_text("def half(n):\n    return n / 2\n")
    (project / "tests" / "test_half.py").write_text(
        "from desktop_app.half import half\n\ndef test_half():\n    assert half(4) == 2\n"
    )
    (project / "pyproject.toml").write_text("")
    monkeypatch.setattr(judging, "ROOT", project)
    made = Bench(tmp_path)
    yield made
    assert "n / 2" in (made.copy / "desktop_app" / "half.py").read_text()


@pytest.mark.skipif(not hasattr(os, "fork"), reason="mutants are judged on Linux and macOS")
def test_tests_say_whether_they_notice(bench: Bench) -> None:
    def verdict(code: str, processor: int = 30, clock: float = 60.0) -> str:
        case = Case("desktop_app/half.py", code, ("tests/test_half.py",), Limits(processor, clock))
        return bench.judge(case).verdict

    good = "def half(n):\n    return n / 2\n"
    assert verdict(good) == "survived", bench.output()
    assert verdict(good.replace("/", "*")) == "noticed"
    assert verdict(good + "# nothing\n") == "survived"
    assert verdict("def half(n):\n    while True:\n        pass\n", processor=1) == "timeout"
    assert verdict("import threading\n\ndef half(n):\n    threading.Event().wait()\n", clock=1.0) == "timeout"
    assert verdict("not code") == "noticed"
