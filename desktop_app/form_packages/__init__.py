"""Forms that travel: packed and signed by an association, looked at whole and put in place by a member."""
