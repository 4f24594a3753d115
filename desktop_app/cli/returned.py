"""The command about files that came back: which document each is, whether it is the exported one, who signed it."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from desktop_app.cli.arguments import add_json, path_after
from desktop_app.cli.command import COMPLETE, NOTHING_DONE, WITH_ERRORS, Command, Context, print_json
from desktop_app.cli.drafts import open_dossier
from desktop_app.cli.given_files import read_each
from desktop_app.console import print_line
from desktop_app.engine.faults import DraftFault
from desktop_app.session.returned.expected import expected_documents
from desktop_app.session.returned.values import MAX_BYTES, JudgedSignature, Verdict
from desktop_app.system.files import read_bounded

STATES = {
    "complete": "firmato da tutti",
    "partial": "firmato in parte",
    "unsigned": "senza firme digitali",
    "altered": "non va bene",
    "foreign": "estraneo",
    "unreadable": "non si legge",
}


def _add_returned(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("BOZZA")
    parser.add_argument("FILE", nargs="+")
    parser.add_argument("--list", type=path_after("--list"), metavar="XML")
    add_json(parser)
    parser.set_defaults(date=None)


def returned(options: argparse.Namespace, context: Context) -> int:
    """Judges each file; 0 where every one is the exported document and signed by all, 2 where one is unreadable."""
    from desktop_app.session.returned.judgement import judge

    expected = expected_documents(open_dossier(options, context))
    trusted = _trusted(options.list)
    judged: list[tuple[str, Verdict]] = []
    unread = False
    for name, data in read_each(options.FILE, MAX_BYTES):
        if data is not None:
            judged.append((name, judge(data, Path(name).name, expected, trusted)))
        unread = unread or data is None or judged[-1][1].state == "unreadable"
    if options.json:
        print_json({"files": [_data(name, verdict) for name, verdict in judged]})
    else:
        for name, verdict in judged:
            _print(name, verdict)
    if unread:
        return NOTHING_DONE
    return COMPLETE if all(verdict.is_good for _, verdict in judged) else WITH_ERRORS


def _trusted(path: Path | None) -> Any:
    if path is None:
        return None
    from desktop_app.seals.trusted_list import MAX_BYTES as LARGEST
    from desktop_app.seals.trusted_list import TrustedList

    try:
        return TrustedList.read(read_bounded(path, LARGEST))
    except ValueError as fault:
        raise DraftFault(str(fault)) from None


def _print(name: str, verdict: Verdict) -> None:
    print_line(f"{name}: {STATES[verdict.state]}. {verdict.message}")
    for sentence in verdict.sentences:
        print_line(f"  {sentence}")


def _data(name: str, verdict: Verdict) -> dict[str, Any]:
    return {
        "file": name,
        "kind": verdict.kind,
        "document": verdict.document,
        "state": verdict.state,
        "content": verdict.content,
        "signatures": [_signature(each) for each in verdict.signatures],
        "lacking": list(verdict.lacking),
        "message": verdict.message,
    }


def _signature(each: JudgedSignature) -> dict[str, Any]:
    return {
        "signer": each.signer,
        "name": each.signature.name,
        "code": each.signature.code,
        "time": each.time.isoformat() if each.time else None,
        "issuer": each.signature.issuer,
        "integrity": each.intact,
        "certificate": each.certificate,
        "revision": each.revision,
    }


COMMANDS = (
    Command(
        "returned",
        "BOZZA FILE... [--json] [--list XML]",
        "giudica i file tornati firmati: quale documento, di chi le firme",
        _add_returned,
        returned,
    ),
)
