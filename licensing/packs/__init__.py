"""YAML files people write, checked by JSON Schema and turned into typed values.

Rule packs, plans and agreements come in here. `store.rulebook()` is the door for packs, `plans.read()` for plans.
"""
