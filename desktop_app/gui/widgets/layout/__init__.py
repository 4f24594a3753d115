"""How parts are placed: rows that wrap, columns that scroll, the order of Tab."""
