"""ZIP files that are the same bytes for the same files: no clock, no rights, no system in them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable
from typing import Final

FIRST_DAY: Final = (1980, 1, 1, 0, 0, 0)  # the earliest that the format knows
_PACKED: Final = (".p7m", ".zip", ".jpg", ".jpeg", ".png")  # compressing these again saves nothing
_READABLE: Final = 0o644 << 16
_UNIX: Final = 3


def reproducible_zip(files: Iterable[tuple[str, bytes]]) -> bytes:
    """A ZIP with the files in their order, by their names (ASCII or not, `/` parts folders)."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in files:
            entry = zipfile.ZipInfo(name, FIRST_DAY)
            entry.create_system, entry.external_attr = _UNIX, _READABLE
            stored = name.lower().endswith(_PACKED)
            entry.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
            archive.writestr(entry, data)
    return out.getvalue()
