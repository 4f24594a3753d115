"""Reads a logo: PNG or JPEG in, plain pixels out, without transparency and not larger than print needs."""

from __future__ import annotations

import io
from typing import Final

from desktop_app.engine.documents.blocks import Picture
from desktop_app.pdf.faults import PdfFault

MOST_PIXELS: Final = 8_000_000
MOST_SIDE: Final = 6_000
PRINTED: Final = (1300, 760)  # 600 dots per inch of the room for it
_EIGHT_BITS: Final = {"1", "L", "LA", "P", "PA", "RGB", "RGBA", "CMYK", "YCbCr"}
WRONG: Final = "non è un'immagine PNG o JPEG che si legge"


def read(data: bytes) -> Picture:
    """The picture on white. Raises PdfFault with what is wrong with it, to follow a colon or a name."""
    from PIL import Image, ImageOps

    Image.MAX_IMAGE_PIXELS = None  # its own limit prints a warning; ours is stricter
    try:
        with Image.open(io.BytesIO(data), formats=("PNG", "JPEG")) as image:
            wide, high = image.size
            if wide * high > MOST_PIXELS or max(wide, high) > MOST_SIDE:
                raise PdfFault("ha troppi punti: riducila a 2000 punti per lato")
            if image.mode not in _EIGHT_BITS:
                raise PdfFault("ha colori a 16 bit: salvala a 8 bit")
            seen = ImageOps.exif_transpose(image).convert("RGBA")
    except (OSError, SyntaxError, ValueError, EOFError):
        raise PdfFault(WRONG) from None
    white = Image.new("RGBA", seen.size, "white")
    plain = Image.alpha_composite(white, seen).convert("RGB")
    plain.thumbnail(PRINTED)
    return Picture(plain.width, plain.height, plain.tobytes())
