"""The list of components as CycloneDX writes it (JSON, 1.6): Informazioni and the tools of IT departments read it."""

from __future__ import annotations

import hashlib
import json
import re
import uuid
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from installers.project import NAME as PROGRAM
from installers.project import moment, version

NAME = "sbom.cdx.json"
TEXT = "commessa:licence-text"  # the property that names the file with the licence, beside the list
FAMILY = uuid.UUID("0b8f2a39-5b0e-4f0f-9d7c-2f1f8f9d7d11")
SPDX = re.compile(r"[A-Za-z0-9.+-]+( (AND|OR|WITH) [A-Za-z0-9.+-]+)*")
COMMANDS = ("bin/", "../", "Scripts/")
Part = dict[str, Any]


def digest(files: Iterable[Path]) -> str:
    """The SHA-256 of a file; of several, that of theirs in the order of names; empty without any."""
    found = [hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(files) if path.is_file()]
    return found[0] if len(found) == 1 else hashlib.sha256("".join(found).encode()).hexdigest() if found else ""


def of_record(info: Path) -> str:
    """The SHA-256 of a wheel's list of files, without the commands that its installation wrote: they name the Python
    of where that was, and no package has them.
    """  # fmt: skip
    record = info / "RECORD"
    lines = record.read_text(encoding="utf-8").splitlines(keepends=True) if record.is_file() else []
    kept = "".join(line for line in lines if not line.startswith(COMMANDS))
    return hashlib.sha256(kept.encode()).hexdigest() if kept else ""


def entry(name: str, version: str, licence: str, text: str, sources: str, hash: str, kind: str) -> Part:
    """One component; `sources` are addresses with " · " between them."""
    own = re.sub(r"[^a-z0-9.]+", "-", name.lower()).strip("-")
    made: Part = {"type": "library", "bom-ref": own, "name": name, "version": version}
    made["licenses"] = [{"expression": licence} if SPDX.fullmatch(licence) else {"license": {"name": licence}}]
    if hash:
        made["hashes"] = [{"alg": "SHA-256", "content": hash}]
    if version:
        made["purl"] = f"pkg:{kind}/{own}@{version}"
    if sources:
        links = sources.split(" · ")
        made["externalReferences"] = [{"type": "source-distribution", "url": each} for each in links]
    made["properties"] = [{"name": TEXT, "value": text}]
    return made


def inside(libraries: Path, info: Path) -> tuple[Part, ...]:
    """What a wheel says that it has inside: its own lists of this kind, and PDFium's version beside its library."""
    found: dict[tuple[str, str], Part] = {}
    for path in sorted((info / "sboms").glob("*.json")):
        for each in json.loads(path.read_text(encoding="utf-8")).get("components", []):
            kept = {key: each[key] for key in ("type", "name", "version", "licenses", "hashes", "purl") if key in each}
            kept["bom-ref"] = f"{info.name.partition('-')[0]}/{each['name']}@{each.get('version', '')}"
            found.setdefault((each["name"], each.get("version", "")), kept)
    pdfium = libraries / "pypdfium2_raw" / "version.json"
    if info.name.startswith("pypdfium2-") and pdfium.is_file():
        said = json.loads(pdfium.read_text(encoding="utf-8"))
        number = ".".join(str(said[part]) for part in ("major", "minor", "build", "patch"))
        reference = {"bom-ref": f"pdfium@{number}", "licenses": [{"expression": "BSD-3-Clause AND Apache-2.0"}]}
        found["PDFium", number] = {"type": "library", "name": "PDFium", "version": number, **reference}
    return tuple(found[key] for key in sorted(found))


def document(components: Sequence[Part]) -> str:
    """The whole list, the same each time for the same components, version and moment."""
    licence = [{"license": {"id": "EUPL-1.2"}}]
    own = {"type": "application", "bom-ref": "commessa", "name": PROGRAM, "version": version(), "licenses": licence}
    when = datetime.fromtimestamp(moment(), UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    number = uuid.uuid5(FAMILY, json.dumps([own, when, *components]))
    head = {"bomFormat": "CycloneDX", "specVersion": "1.6", "serialNumber": f"urn:uuid:{number}", "version": 1}
    whole = {**head, "metadata": {"timestamp": when, "component": own}, "components": [*components]}
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"
