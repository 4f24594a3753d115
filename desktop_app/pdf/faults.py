"""What goes wrong while a PDF is made; apart, so that naming it does not load the PDF libraries."""


class PdfFault(Exception):
    """The PDF cannot be made; its text is a sentence for the user, without personal data."""
