"""Reads a logo: PNG or JPEG in; RGB pixels without transparency out, no larger than printing needs."""

from __future__ import annotations

import io
from typing import Final

from desktop_app.engine.documents.blocks import Picture
from desktop_app.pdf.faults import PdfFault

MAX_LOGO_PIXELS: Final = 8_000_000
MAX_SIDE_PIXELS: Final = 6_000
MAX_SCANS: Final = 40  # of a progressive JPEG, which usually has ten; each goes over all pixels again
_SCAN: Final = b"\xff\xda"  # begins one; a thumbnail in the file's notes may add some
PRINTED_PIXELS: Final = (1300, 760)  # its largest size on paper at 600 dpi
_EIGHT_BITS: Final = {"1", "L", "LA", "P", "PA", "RGB", "RGBA", "CMYK", "YCbCr"}
UNREADABLE_IMAGE: Final = "non è un'immagine PNG o JPEG che si legge"


def read_logo(data: bytes) -> Picture:
    """The picture on a white background. Raises PdfFault; its text follows the name of the file."""
    from PIL import Image, ImageOps

    Image.MAX_IMAGE_PIXELS = None  # Pillow's limit prints a warning; ours, below, is stricter
    try:
        with Image.open(io.BytesIO(data), formats=("PNG", "JPEG")) as image:
            wide, high = image.size
            if wide * high > MAX_LOGO_PIXELS or max(wide, high) > MAX_SIDE_PIXELS:
                raise PdfFault("ha troppi punti: riducila a 2000 punti per lato")
            if image.mode not in _EIGHT_BITS:
                raise PdfFault("ha colori a 16 bit: salvala a 8 bit")
            if image.format == "JPEG" and data.count(_SCAN) > MAX_SCANS:
                raise PdfFault("è un JPEG a troppe passate: salvala come PNG")
            seen = ImageOps.exif_transpose(image).convert("RGBA")
    except (OSError, SyntaxError, ValueError, EOFError):
        raise PdfFault(UNREADABLE_IMAGE) from None
    white = Image.new("RGBA", seen.size, "white")
    plain = Image.alpha_composite(white, seen).convert("RGB")
    plain.thumbnail(PRINTED_PIXELS)
    return Picture(plain.width, plain.height, plain.tobytes())


def sample(kind: str) -> bytes:
    """A picture of four points by two in a format as Pillow names it, for `--selfcheck`."""
    from PIL import Image

    made = io.BytesIO()
    Image.new("RGB", (4, 2)).save(made, kind)
    return made.getvalue()
