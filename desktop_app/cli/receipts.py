"""The command that reads what comes back by certified mail: receipts, envelopes, an office's protocol."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from desktop_app.cli.arguments import add_json, path_after
from desktop_app.cli.command import COMPLETE, NOTHING_DONE, WITH_ERRORS, Command, Context, print_json
from desktop_app.cli.drafts import open_dossier
from desktop_app.cli.given_files import read_each
from desktop_app.console import print_line

if TYPE_CHECKING:  # imported where messages are read
    from desktop_app.mail.protocol import Protocol
    from desktop_app.mail.receipt import Receipt
    from desktop_app.session.sendings.receipts import Link, SentMessage


def _add_receipts(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("FILE", nargs="+")
    parser.add_argument("--draft", type=path_after("--draft"), metavar="BOZZA", dest="BOZZA")
    add_json(parser)
    parser.set_defaults(date=None)


def receipts(options: argparse.Namespace, context: Context) -> int:
    """Reads each file; 1 where one says that something failed, or is no receipt; 2 where one cannot be read."""
    from desktop_app.session.sendings.receipts import link_all

    sent = _sent(options, context) if options.BOZZA else []
    files, unread = _read(options.FILE)
    links = link_all([each for _, each in files], sent)
    if options.json:
        print_json({"receipts": [_data(name, each, link) for (name, each), link in zip(files, links, strict=True)]})
    else:
        for (name, each), link in zip(files, links, strict=True):
            _print(name, each, link, bool(options.BOZZA))
    if unread:
        return NOTHING_DONE
    return WITH_ERRORS if any(_is_bad(each) for _, each in files) else COMPLETE


def _sent(options: argparse.Namespace, context: Context) -> list[SentMessage]:
    from desktop_app.session.sendings.of_draft import sent_messages

    return sent_messages(open_dossier(options, context))


def _read(names: list[str]) -> tuple[list[tuple[str, Receipt]], bool]:
    """The files that there are, each read; and whether one is not there. What is no message is of unknown kind."""
    from desktop_app.mail.faults import NotMail
    from desktop_app.mail.mime import MAX_BYTES
    from desktop_app.mail.receipt import UNKNOWN, Receipt, read

    found, unread = [], False
    for name, data in read_each(names, MAX_BYTES):
        if data is None:
            unread = True
            continue
        try:
            found.append((name, read(data)))
        except NotMail as fault:
            found.append((name, Receipt(UNKNOWN, why=f"Il file {fault}.")))
    return found, unread


def _is_bad(receipt: Receipt) -> bool:
    from desktop_app.session.sendings.receipt_words import say

    return receipt.kind == "unknown" or say(receipt, None).tone == "error"


def _print(name: str, receipt: Receipt, link: Link | None, with_draft: bool) -> None:
    from desktop_app.session.sendings.receipt_words import UNLINKED, provider_words, say

    said = say(receipt, link)
    fact = receipt.why if receipt.kind == "unknown" and receipt.why.endswith(".") else said.fact
    print_line(f"{name}: {' '.join(filter(None, (fact, said.remedy)))}")
    if link is not None:
        print_line(f"  invio: {link.sent.key}")
    elif with_draft:
        print_line(f"  {UNLINKED}")
    if receipt.is_certified:
        print_line(f"  {provider_words(receipt)}")
    for note in receipt.notes:
        print_line(f"  {note}")


def _data(name: str, receipt: Receipt, link: Link | None) -> dict[str, Any]:
    """`message_id` is that of the message which the receipt is about, of any other message its own."""
    return {
        "file": name,
        "kind": receipt.kind,
        "time": receipt.time.isoformat() if receipt.time else None,
        "message_id": receipt.about or receipt.message_id or None,
        "code": receipt.code or None,
        "recipient": receipt.recipient or None,
        "error": receipt.error or None,
        "attachments": [{"name": each.name, "sha256": each.sha256 or None} for each in receipt.attachments],
        "signed": receipt.signed,
        "protocol": _protocol(receipt.protocol) if receipt.protocol else None,
        "sending": link.sent.key if link else None,
    }


def _protocol(found: Protocol) -> dict[str, Any]:
    return {
        "kind": found.kind,
        "number": found.number or None,
        "date": found.date.isoformat() if found.date else None,
        "office": found.office or None,
        "register": found.register or None,
    }


COMMANDS = (
    Command(
        "receipts",
        "FILE... [--draft BOZZA] [--json]",
        "legge ricevute PEC, messaggi e segnature di protocollo",
        _add_receipts,
        receipts,
    ),
)
