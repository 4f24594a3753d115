"""The survivors that change nothing: accepted.toml says which, and why."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from tests.mutants.making import Mutant, Source

FILE = Path(__file__).with_name("accepted.toml")


@dataclass(frozen=True)
class Accepted:
    """A mutant named by its module, its function and the lines before and after the change."""

    module: str
    function: str
    before: str
    after: str
    reason: str

    def is_of(self, mutant: Mutant, source: Source) -> bool:
        here = (self.module, self.function) == (mutant.module, mutant.function)
        return here and source.lines(mutant) == (self.before, self.after)


def read(path: Path = FILE) -> list[Accepted]:
    return [Accepted(**each) for each in tomllib.loads(path.read_text(encoding="utf-8")).get("mutant", [])]


def outdated(accepted: Iterable[Accepted], sources: dict[str, Source]) -> list[Accepted]:
    """Those that are no mutants any more of the modules at hand."""
    return [
        each for each in accepted
        if each.module in sources and not any(each.is_of(one, sources[each.module])
                                              for one in sources[each.module].mutants)
    ]  # fmt: skip
