"""Decide whether a draft may be published, by the notices, contracts and laws of the stories it takes from."""
