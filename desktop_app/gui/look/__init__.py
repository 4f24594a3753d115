"""Colours, fonts, sizes, style sheets and icons. No colour stands elsewhere."""
