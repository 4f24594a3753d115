"""Signatures: the command that is called, and what counts as signed afterwards."""

from __future__ import annotations

import struct
from pathlib import Path

import pytest

from installers import signing
from installers.project import BuildFault


def program(*, wide: bool, signature: bytes, cut: int = 0) -> bytes:
    """The head of a program of 32 or 64 bits, with a signature at its end."""
    head = bytearray(b"MZ" + bytes(0x3A) + struct.pack("<I", 0x40) + b"PE\0\0" + bytes(20) + bytes(300))
    struct.pack_into("<H", head, 0x40 + 24, 0x20B if wide else 0x10B)
    entry = 0x40 + 24 + (112 if wide else 96) + 4 * 8  # the fifth of the data directories
    struct.pack_into("<II", head, entry, len(head) if signature else 0, len(signature))
    return bytes(head) + signature[: len(signature) - cut]


@pytest.mark.parametrize("wide", [True, False])
def test_a_program_is_signed_where_its_signature_ends_it(wide: bool) -> None:
    assert signing.is_signed(program(wide=wide, signature=b"firma"))
    assert not signing.is_signed(program(wide=wide, signature=b""))
    assert not signing.is_signed(program(wide=wide, signature=b"firma", cut=1))
    assert not signing.is_signed(program(wide=wide, signature=b"firma") + b"altro")


def test_the_command_gets_the_file_and_has_to_sign_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = tmp_path / "l'altra à.exe"
    made.write_bytes(program(wide=True, signature=b""))
    signing.sign(made)  # nothing is asked for
    (tmp_path / "firmato").write_bytes(program(wide=True, signature=b"firma"))
    monkeypatch.setenv(signing.COMMAND, f"cp {tmp_path}/firmato {{file}}")
    signing.sign(made)
    assert made.read_bytes() == (tmp_path / "firmato").read_bytes()
    made.write_bytes(program(wide=True, signature=b""))
    for command, sentence in (("true {file}", "non è firmato"), ("false {file}", "non si firma"), ("true", "manca")):
        monkeypatch.setenv(signing.COMMAND, command)
        with pytest.raises(BuildFault, match=sentence):
            signing.sign(made)
