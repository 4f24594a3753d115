"""Whose certificate it is: name, codice fiscale, organization, issuer, and from when to when it is valid."""

from __future__ import annotations

import re
from typing import Any, Final

from desktop_app.seals.signature import Signature
from desktop_app.seals.structure import moment

_CODE: Final = re.compile(
    r"(?<![A-Z0-9])(?:TINIT-|TIN:IT-|IT:)?"
    r"([A-Z]{6}[0-9LMNP-V]{2}[A-EHLMPR-T][0-9LMNP-V]{2}[A-Z][0-9LMNP-V]{3}[A-Z])(?![A-Z0-9])"
)
_STATING: Final = ("serial_number", "common_name", "user_id")  # dnQualifier holds the provider's own number, no code
_LONGEST: Final = 200  # characters of a name


def holder(certificate: Any) -> dict[str, Any]:
    """What a certificate says, as the fields of a Signature."""
    values = _values(certificate.subject)
    given, surname = _first(values, "given_name"), _first(values, "surname")
    organization = _first(values, "organization_name")
    issuer = _values(certificate.issuer)
    validity = certificate["tbs_certificate"]["validity"]
    return {
        "name": f"{given} {surname}" if given and surname else _first(values, "common_name"),
        "code": _code(values),
        "organization": "" if organization.lower().startswith("non presente") else organization,
        "issuer": _first(issuer, "common_name") or _first(issuer, "organization_name"),
        "not_before": moment(validity["not_before"].chosen),
        "not_after": moment(validity["not_after"].chosen),
    }


def normal_code(code: str) -> str:
    """A codice fiscale in the notation in which two are compared."""
    return "".join(code.split()).upper()


def same_person(one: Signature, other: Signature) -> bool:
    """Whether two signatures are of one person, by codice fiscale, or by the certificate where there is none."""
    return one.code == other.code if one.code and other.code else one.certificate == other.certificate


def _values(name: Any) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for part in name.chosen:
        for pair in part:
            found.setdefault(pair["type"].native, []).append(_plain(str(pair["value"].native)))
    return found


def _plain(text: str) -> str:
    """On one line, without signs that a screen does not show, and no longer than a name."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text[:_LONGEST]).split())


def _first(values: dict[str, list[str]], key: str) -> str:
    return next(iter(values.get(key, ())), "")


def _code(values: dict[str, list[str]]) -> str:
    for key in _STATING:
        for value in values.get(key, ()):
            if match := _CODE.search(value.upper()):
                return match[1]
    return ""
