"""Signatures and the envelopes that carry them: the only place with cryptography and asn1crypto. No PDF, no mail."""
