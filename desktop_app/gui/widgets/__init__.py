"""The widgets that all pages are made of: they draw and take input, and know nothing of forms or drafts.

The catalogue of each kind is in its package: `drawing`, `controls`, `layout`, `feedback`, `calculation`, `inputs`,
`lists`. Every widget takes the `Theme` (gui/look/theme.py) first; on a change of theme or text size pages are built
again. Data goes in through `show_…` and `set_…`, which never emit; what the user does comes out as signals. Colours are
named by their tokens in the theme.
"""
