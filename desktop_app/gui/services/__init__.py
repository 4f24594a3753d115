"""What several rooms share: the store, the worker thread, settings, forms, address books."""
