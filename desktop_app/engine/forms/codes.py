"""Whether a code or an address is well formed; `person` wants that of a person, not of a company."""

from __future__ import annotations

import re

_EMAIL = re.compile(
    r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
    r"@([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]{2,63}"
)

_OF_BODIES = ("8", "9")
_CODE_NAME = re.compile(
    r"\s*(?:cod(?:ice|\.)?\s*fisc(?:ale|\.)?|c\.?\s*f\.?(?=[\s:])|p(?:artita|\.)?\s*i\.?\s*v\.?\s*a\.?|p\.?\s*i\.?(?=[\s:]))"
    r"[\s:.]*(?:n(?:\.|°|º|r\.)\s*)?",
    re.IGNORECASE,
)
_COUNTRY = re.compile(r"IT(?=[0-9]{11}\Z)")
_ADDRESS_NAME = re.compile(
    r"\s*(?:(?:indirizzo\s+)?(?:pec|p\.e\.c\.|e-?mail|posta\s+certificata)(?:\s+|\s*:)|mailto:)\s*", re.IGNORECASE
)
_AROUND = " \n<>()[]\"'\u00ab\u00bb\u201c\u201d"
_INSIDE = re.compile(r"[^<>]*<([^<>]*)>[\s;,.]*")


def is_tax_code(code: str, person: bool) -> bool:
    """A codice fiscale in capitals: 16 letters and digits, or 11 digits.

    These are of a company, or the provisional ones of a person, which never begin as those of bodies do; their last
    digit is a check digit, but not all are given by a provincial office, as a partita IVA is.
    """
    from stdnum import luhn
    from stdnum.it import codicefiscale

    if len(code) == 11:
        return luhn.is_valid(code) and code.strip("0") != "" and not (person and code.startswith(_OF_BODIES))
    return len(code) == 16 and code.isalnum() and codicefiscale.is_valid(code)


def is_vat_number(code: str, person: bool) -> bool:
    """A partita IVA: 11 digits, the last one a check digit."""
    from stdnum.it import iva

    return len(code) == 11 and code.isdecimal() and iva.is_valid(code)


def is_email(address: str, person: bool) -> bool:
    """An e-mail address, certified or not."""
    return bool(_EMAIL.fullmatch(address)) and len(address.partition("@")[0]) <= 64


def bare_code(text: str) -> str:
    """A codice fiscale or a partita IVA without its name, the country, points and spaces, in capitals."""
    named = _CODE_NAME.match(text)
    code = re.sub(r"[\s./;,:_\-\u2010-\u2015]", "", text[named.end() if named else 0 :]).upper()
    return _COUNTRY.sub("", code)


def bare_address(text: str) -> str:
    """An e-mail address without what was copied with it: «PEC:», «mailto:», a name, brackets, a mark at the end."""
    inside = _INSIDE.fullmatch(text)
    address = inside[1] if inside else text
    while named := _ADDRESS_NAME.match(address):
        address = address[named.end() :]
    address = re.sub(r"[\u2010-\u2015]", "-", address).partition("?")[0]
    return address.lstrip(_AROUND).rstrip(_AROUND + ";,.")
