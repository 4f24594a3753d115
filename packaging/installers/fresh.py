"""How old the CPython inside may be: pyproject.toml has the day, which a release moves on."""

from __future__ import annotations

import datetime as dt
import platform
import struct
import tomllib

from installers.project import ROOT, BuildFault, say

KEY = "cpython-not-before"  # in [tool.commessa]


def refuse_old(built: dt.date, version: str) -> None:
    """Says when a CPython was built. Raises BuildFault where that is before the day in pyproject.toml."""
    least = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["commessa"][KEY]
    say(f"CPython {version}, del {built:%d/%m/%Y}.")
    if built < least:
        words = (
            f"CPython {version} è del {built:%d/%m/%Y}, ma «{KEY}» in pyproject.toml vuole almeno il {least:%d/%m/%Y}"
        )
        raise BuildFault(f"{words}: prendine uno più nuovo.")


def built_here() -> dt.date:
    """The day of the CPython that runs here."""
    return dt.datetime.strptime(" ".join(platform.python_build()[1].split()[:3]), "%b %d %Y").date()  # noqa: DTZ007 - a day


def built_for_windows(dll: bytes) -> dt.date:
    """The day that a DLL was linked on, from its head."""
    head = struct.unpack_from("<I", dll, 0x3C)[0]
    return dt.datetime.fromtimestamp(struct.unpack_from("<I", dll, head + 8)[0], dt.UTC).date()
