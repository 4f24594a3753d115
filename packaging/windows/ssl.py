"""Nothing here speaks to a network. python-stdnum imports this name for queries that nobody makes."""
