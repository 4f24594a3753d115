"""Numbers, dates and sentences as an Italian reads and writes them."""
