"""What goes out: files, recipients, weight, all that is missing; and the receipts that come back for it."""
