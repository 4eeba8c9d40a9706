"""Reads the words of a notice into terms: pure, and nothing it did not understand is lost."""
