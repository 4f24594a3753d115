"""What a page is filled with: broken lines, tables, places to sign, the letterhead, and how pages break."""
