"""Documents: from their templates and the values to blocks, ready for the PDF."""
