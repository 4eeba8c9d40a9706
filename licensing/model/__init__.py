"""The nouns every room speaks: frozen, without input or output."""
