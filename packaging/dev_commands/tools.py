"""The short commands, each a tool of the project that runs in the environment."""

from __future__ import annotations

from dev_commands import paths
from dev_commands.environment import ensure_environment
from dev_commands.processes import in_environment


def bench(arguments: list[str]) -> int:
    """The time budgets; tests/bench.py measures them."""
    ensure_environment()
    return in_environment("-m", "tests.bench", *arguments, offscreen=True)


def pictures(_: list[str]) -> int:
    """The pictures of the README; tests/pictures.py draws them."""
    ensure_environment()
    return in_environment("-m", "tests.pictures", offscreen=True)


def mutants(arguments: list[str]) -> int:
    """How often the tests notice a broken line."""
    ensure_environment()
    return in_environment("-m", "tests.mutants", *arguments, offscreen=True)


def rooms(_: list[str]) -> int:
    """Draws the picture of the rooms again."""
    ensure_environment()
    return in_environment("-m", "tests.rooms")


def package(arguments: list[str]) -> int:
    """What people install; packaging/installers makes it."""
    ensure_environment()
    return in_environment("-m", "installers", *arguments)


def lock(arguments: list[str]) -> int:
    """The list of libraries with their hashes, for every system and Python."""
    ensure_environment()
    options = "--universal --generate-hashes --quiet --python-version 3.11 --group dev --no-strip-extras"
    header = ["--custom-compile-command", "python3 dev.py lock"]
    compile_ = ["-m", "uv", "pip", "compile", "pyproject.toml", *options.split(), *header]
    return in_environment(*compile_, "--output-file", paths.LOCK.relative_to(paths.HERE), *arguments)
