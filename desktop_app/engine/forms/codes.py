"""Whether a code or an address is well formed; `person` wants that of a person, not of a company."""

from __future__ import annotations

import re

_EMAIL = re.compile(
    r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
    r"@([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]{2,63}"
)


def is_tax_code(code: str, person: bool) -> bool:
    """A codice fiscale in capitals: 16 letters and digits, or the 11 digits of a company."""
    from stdnum.it import codicefiscale

    right_length = len(code) in ((16,) if person else (11, 16))
    return right_length and code.isalnum() and codicefiscale.is_valid(code)


def is_vat_number(code: str, person: bool) -> bool:
    """A partita IVA: 11 digits, the last one a check digit."""
    from stdnum.it import iva

    return len(code) == 11 and code.isdecimal() and iva.is_valid(code)


def is_email(address: str, person: bool) -> bool:
    """An e-mail address, certified or not."""
    return bool(_EMAIL.fullmatch(address)) and len(address.partition("@")[0]) <= 64
