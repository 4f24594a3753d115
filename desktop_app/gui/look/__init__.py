"""Colours, fonts, sizes, style sheets and icons. No other package defines a colour."""
