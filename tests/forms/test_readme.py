"""forms/README.md names every key of the form language."""

from __future__ import annotations

import re
from pathlib import Path

import msgspec

from desktop_app.engine import definition

README = (Path(__file__).parents[2] / "forms" / "README.md").read_text(encoding="utf-8")


def test_every_key_is_told() -> None:
    structs = [
        each for each in vars(definition).values() if isinstance(each, type) and issubclass(each, msgspec.Struct)
    ]
    keys = {name for each in structs if each is not msgspec.Struct for name in each.__struct_encode_fields__}
    told = {word for code in re.findall(r"`([^`\n]+)`", README) for word in re.findall(r"[a-z_]+", code)}
    assert len(keys) > 60
    assert sorted(keys - told) == []
