"""Signatures on what Windows runs: COMMESSA_SIGN names the command, which signs a file where it lies."""

from __future__ import annotations

import os
import shlex
import struct
from pathlib import Path

from installers.project import BuildFault, run

COMMAND = "COMMESSA_SIGN"
FILE = "{file}"
OF_MSI = "\5DigitalSignature".encode("utf-16-le")  # the part of an MSI that holds it
TABLE, ENTRY, WIDER = 24 + 96, 4 * 8, 16  # bytes from "PE" to the table of parts; to the signature's; more of 64 bits


def command_for(file: str) -> str:
    """The command of a shell that signs a file, whose name is quoted already; empty where nothing is to be signed."""
    given = os.environ.get(COMMAND, "").strip()
    if given and FILE not in given:
        raise BuildFault(f"In {COMMAND} manca «{FILE}»: sta per il file da firmare.")
    return given.replace(FILE, file)


def sign(path: Path) -> None:
    """Signs a file where it lies, if a command is named. Raises BuildFault where it is not signed afterwards."""
    if command := command_for(shlex.quote(str(path))):
        run(["sh", "-c", command], f"{path.name} non si firma.")
        if not is_signed(path.read_bytes()):
            raise BuildFault(f"{path.name} non è firmato, o la firma non è alla fine: guarda il comando in {COMMAND}.")


def is_signed(data: bytes) -> bool:
    """Whether a program ends with the signature that its head names, or an MSI holds one. Whose, others tell."""
    if data[:2] != b"MZ":
        return OF_MSI in data
    head = struct.unpack_from("<I", data, 0x3C)[0]
    wide = struct.unpack_from("<H", data, head + 24)[0] == 0x20B
    start, size = struct.unpack_from("<II", data, head + TABLE + ENTRY + WIDER * wide)
    return bool(size) and start + size == len(data)
