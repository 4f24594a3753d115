"""`python3 dev.py mutants`: breaks the code a line at a time, and counts how often the tests notice."""

from __future__ import annotations

import argparse
import hashlib
import multiprocessing
import os
import shutil
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterable
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from pathlib import Path

from tests.mutants import accepted, judging
from tests.mutants.judging import Case, Limits, Run, Verdict
from tests.mutants.making import Mutant, Source
from tests.mutants.rooms import ROOT, modules, tests_of

TARGET = 0.9  # of the mutants are noticed
FOR_A_ROOM = Limits(600, 3_600.0)  # seconds that its tests may take with unchanged code


def arguments(given: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python3 dev.py mutants", description=__doc__)
    parser.add_argument("modules", nargs="*", metavar="MODULE", help="a module or folder; all where none is given")
    parser.add_argument("--sample", type=int, metavar="N", help="only N mutants, the same ones each time")
    parser.add_argument("--seed", type=int, default=0, metavar="S", help="another sample")
    parser.add_argument("--jobs", type=int, default=os.cpu_count(), metavar="J", help="how many at once")
    return parser.parse_args(given)


def sampled(mutants: Iterable[Mutant], number: int | None, seed: int) -> list[Mutant]:
    """That many of them, or all; a change elsewhere in the code does not make it another sample."""
    ranked = sorted(mutants, key=lambda each: hashlib.sha256(f"{seed}:{each.key}".encode()).digest())
    return ranked if number is None else ranked[:number]


def to_judge(mutants: Iterable[Mutant], sources: dict[str, Source]) -> dict[Mutant, str]:
    """The mutants that count, with their code: not those that no Python takes, nor those known to change nothing."""
    known = accepted.read()
    return {
        mutant: sources[mutant.module].mutated(mutant)
        for mutant in mutants
        if sources[mutant.module].is_code(mutant)
        and not any(each.is_of(mutant, sources[mutant.module]) for each in known)
    }


def judged(codes: dict[Mutant, str], sources: dict[str, Source], jobs: int) -> dict[Mutant, Verdict]:
    """What the tests say of each; ends the program where they fail without any change."""
    scratch = Path(tempfile.mkdtemp(prefix="mutants-"))
    context = multiprocessing.get_context("spawn")  # nothing of this process is in a worker's
    try:
        with ProcessPoolExecutor(jobs, context, judging.prepare, (scratch,)) as pool:
            limits = baselines({mutant.module for mutant in codes}, sources, pool)
            cases: dict[Future[Run], Mutant] = {}
            for mutant, code in codes.items():
                tests = tests_of(Path(mutant.module))
                cases[pool.submit(judging.judge, Case(mutant.module, code, tests, limits[mutant.module]))] = mutant
            verdicts: dict[Mutant, Verdict] = {}
            for future in as_completed(cases):
                verdicts[cases[future]] = future.result().verdict
                if verdicts[cases[future]] == "survived":
                    tell(survivor(cases[future], sources))
                elif len(verdicts) % 20 == 0:
                    tell(f"{len(verdicts)} of {len(cases)}")
            return verdicts
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


def baselines(names: set[str], sources: dict[str, Source], pool: ProcessPoolExecutor) -> dict[str, Limits]:
    """What the tests of each module's mutants may take: several times what they take unchanged."""
    rooms = {tuple(sorted(tests_of(Path(name)))): name for name in sorted(names)}
    runs = {
        room: pool.submit(judging.baseline, Case(name, sources[name].code, tests_of(Path(name)), FOR_A_ROOM))
        for room, name in rooms.items()
    }
    limits = {}
    for room, run in runs.items():
        unchanged, output = run.result()
        if output:
            pool.shutdown(wait=False, cancel_futures=True)
            raise SystemExit(f"The tests of {rooms[room]} do not pass even unchanged:\n{output}")
        limits[room] = unchanged.limits()
    return {name: limits[tuple(sorted(tests_of(Path(name))))] for name in names}


def tell(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def survivor(mutant: Mutant, sources: dict[str, Source]) -> str:
    before, after = sources[mutant.module].lines(mutant)
    return f"{mutant.module}:{mutant.line} {mutant.function}\n  - {before}\n  + {after}"


def report(verdicts: dict[Mutant, Verdict], sources: dict[str, Source]) -> float:
    """Prints the figures by module, with the survivors; gives the part that was noticed."""
    by_module: dict[str, list[Mutant]] = defaultdict(list)
    for mutant in sorted(verdicts, key=lambda each: (each.module, each.line, each.key)):
        by_module[mutant.module].append(mutant)
    for module, mutants in by_module.items():
        survived = [each for each in mutants if verdicts[each] == "survived"]
        print(f"{module}: {len(mutants) - len(survived)} of {len(mutants)} noticed")
        for each in survived:
            print(survivor(each, sources))
    noticed = sum(verdict != "survived" for verdict in verdicts.values())
    late = sum(verdict == "timeout" for verdict in verdicts.values())
    share = noticed / len(verdicts) if verdicts else 1.0
    print(f"{noticed} of {len(verdicts)} noticed, {share:.1%} (target {TARGET:.0%}); {late} of them by the time limit")
    return share


def main(given: list[str]) -> int:
    if not hasattr(os, "fork"):
        tell("Mutants need a system that can fork: Linux or macOS.")
        return 1
    options = arguments(given)
    sources = {path.as_posix(): Source(path, (ROOT / path).read_text("utf-8")) for path in modules(options.modules)}
    if not sources:
        tell("No such module is mutated.")
        return 2
    mutants = [mutant for source in sources.values() for mutant in source.mutants]
    codes = to_judge(sampled(mutants, options.sample, options.seed), sources)
    tell(f"{len(codes)} mutants")
    share = report(judged(codes, sources, options.jobs), sources)
    old = accepted.outdated(accepted.read(), sources)
    for each in old:
        print(f"accepted.toml: no mutant of {each.module} any more: {each.before} → {each.after}")
    return 0 if share >= TARGET and not old else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
