"""`dev.py package`: what is built, and what is only tried."""

from __future__ import annotations

from pathlib import Path

import pytest

from installers import __main__ as package
from installers.carried import NOTHING, Carried

UNION = Carried({"associazione.toml": b'nome = "Unione Esempio"'}, publisher="Unione Esempio")


class Builder:
    """Writes an empty package, and keeps what it was to have inside."""

    def __init__(self, folder: Path) -> None:
        self.TOOLS = self.VERIFY_TOOLS = dict[str, str]()
        self.folder, self.built, self.tried = folder, list[Carried](), list[Carried]()

    def products(self) -> dict[str, Path]:
        return {"zip": self.folder / "Commessa.zip"}

    def package(self, *, quick: bool, inside: Carried) -> None:
        self.built.append(inside)
        self.products()["zip"].write_bytes(b"")

    def verify(self, inside: Carried) -> int:
        self.tried.append(inside)
        return 0


def test_a_trial_builds_anew_where_the_package_that_is_there_has_something_else_inside(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    builder = Builder(tmp_path)
    monkeypatch.setattr(package, "SYSTEMS", {"linux": (builder, builder)})
    monkeypatch.setattr(package, "carried", lambda _: UNION)
    plain, union = ["linux", "--verify"], ["linux", "--association", "ente", "--verify"]
    for arguments, built in ((plain, 1), (plain, 1), (union, 2), (union, 2), (plain, 3)):
        assert package.main(arguments) == 0
        assert len(builder.built) == built
    assert builder.built == [NOTHING, UNION, NOTHING]
    assert builder.tried == [NOTHING, NOTHING, UNION, UNION, NOTHING]
