"""What only the right people can open: derive, shut, open, wrap. Nothing here knows who anybody is.

Primitives come from `cryptography` (Argon2id, HKDF, ChaCha20-Poly1305, HPKE of RFC 9180); ours is how they are used.
"""
