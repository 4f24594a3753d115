"""The exception of this package, in a module of its own that imports no PDF library."""


class PdfFault(Exception):
    """A PDF or image cannot be made or read; the text is a sentence for the user, without personal data."""
