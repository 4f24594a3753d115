"""Messages for certified mail (PEC): written as drafts, and read where they come back as receipts."""
