"""Keys and signatures in minisign's format: what it writes is read here, and what is changed does not count."""

from __future__ import annotations

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.seals.minisign import (
    KeyFault,
    PublicKey,
    SignatureFault,
    UnknownKey,
    needs_password,
    read_public,
    read_secret,
    sign,
    verify,
)
from tests.support.packages import KEY, OTHER_KEY, secret_file

DATA = b"una lista"
# Written by minisign 0.11: a key without a password, its public half, and what it signed.
SECRET = (
    "untrusted comment: minisign secret key\n"
    "RWQAAEIyAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA2IJsbfGT0nyFv/uKsd+dlEKoXzW/PRLiz9j4Xr4B3tcBEO99Oc4VKXL5L09qepJV0XE084k4ASxFIXI64qrwTAYVhH2ifs3gAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n"
)  # fmt: skip
PUBLIC = "RWTYgmxt8ZPSfHL5L09qepJV0XE084k4ASxFIXI64qrwTAYVhH2ifs3g"
SIGNED = """untrusted comment: signature from minisign secret key
RUTYgmxt8ZPSfH3jjORyPEmGCGpssJqx1A9eHtcPFruP2R8f9NNrNhZL2oGQKuyeahf/zs7kfERYnzMBxCuuh/ui8tia5T9NWg4=
trusted comment: moduli di prova
R8AQqpgM69+arISe1T0ihTOB+l56QuSylkntsqpygAJqNiA8HhfP3mRg+NBetXBL0L64pAJ2hxSZLPritafvCA==
"""


def test_what_minisign_wrote_is_read() -> None:
    key = read_public(f"untrusted comment: minisign public key 7CD293F16D6C82D8\n{PUBLIC}\n")
    assert key == read_public(PUBLIC) and (key.text, key.number) == (PUBLIC, "7CD293F16D6C82D8")
    assert verify(DATA, SIGNED, [KEY.public, key]) == key
    assert not needs_password(SECRET) and read_secret(SECRET).public == key


def test_what_is_signed_counts_and_nothing_else() -> None:
    signature = sign(DATA, KEY, "moduli è", "firma")
    assert verify(DATA, signature, [OTHER_KEY.public, KEY.public]) == KEY.public
    with pytest.raises(UnknownKey, match=r"non è conosciuta \(3130657661696863\)"):
        verify(DATA, signature, [OTHER_KEY.public])
    with pytest.raises(SignatureFault, match="cambiato"):
        verify(DATA, signature, [PublicKey(KEY.id, OTHER_KEY.public.key)])
    for data, text in ((DATA + b".", signature), (DATA, signature.replace("moduli è", "moduli e"))):
        with pytest.raises(SignatureFault, match="cambiato"):
            verify(data, text, [KEY.public])
    with pytest.raises(SignatureFault, match="rovinata"):  # of the older kind, over the whole file
        blob = base64.b64decode(signature.splitlines()[1])
        verify(DATA, signature.replace(signature.splitlines()[1], base64.b64encode(b"Ed" + blob[2:]).decode()), [])


@given(st.integers(0, 400), st.characters(codec="utf-8"))
def test_a_signature_with_another_sign_never_counts_nor_raises_otherwise(place: int, sign_in_place: str) -> None:
    signature = sign(DATA, KEY, "moduli", "firma")
    at = place % len(signature)
    if at < len("untrusted comment: firma") or signature[at] == sign_in_place:
        return  # what is not signed
    with pytest.raises(SignatureFault):
        verify(DATA, signature[:at] + sign_in_place + signature[at + 1 :], [KEY.public])


@given(st.text())
def test_no_text_is_a_key_by_chance(text: str) -> None:
    for read in (read_public, read_secret):
        with pytest.raises(KeyFault):
            read(text)


def test_a_secret_key_is_read_whole_or_refused() -> None:
    assert read_secret(secret_file(KEY)) == KEY and repr(KEY) == object.__repr__(KEY)
    raw = bytearray(base64.b64decode(secret_file(KEY).splitlines()[1]))
    raw[70] ^= 1
    with pytest.raises(KeyFault, match="rovinata"):
        read_secret(f"x\n{base64.b64encode(raw).decode()}\n")


def test_the_cost_that_a_file_asks_for_is_bounded() -> None:
    raw = bytearray(base64.b64decode(secret_file(KEY).splitlines()[1]))
    raw[2:4] = b"Sc"
    raw[38:46], raw[46:54] = (2**25).to_bytes(8, "little"), (2**40).to_bytes(8, "little")
    text = f"x\n{base64.b64encode(raw).decode()}\n"
    assert needs_password(text)
    with pytest.raises(KeyFault, match="più memoria"):
        read_secret(text, "parola")
    raw[38:46], raw[46:54] = (2**15).to_bytes(8, "little"), (2**24).to_bytes(8, "little")
    with pytest.raises(KeyFault, match="altra password"):
        read_secret(f"x\n{base64.b64encode(raw).decode()}\n", "parola")
