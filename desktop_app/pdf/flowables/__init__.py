"""What a page is filled with, one below the other: tables, places to sign, the letterhead, and how pages break."""
