"""A contract with a holder -> an ODRL Agreement whose clauses can be named in a verdict.

A contract is read (`contract`), held against itself (`consistency`), asked what it leaves open (`questions`), given
counsel's answers (`answers`), and spelled out as permissions and prohibitions (`clauses`) with their duties (`duties`).
"""

from licensing.packs.agreements.additions import add
from licensing.packs.agreements.agreement import load, read
from licensing.packs.agreements.contract import Answer, Contract
from licensing.packs.agreements.duties import due
from licensing.packs.agreements.questions import QUESTIONS, Question, open_questions

__all__ = ["QUESTIONS", "Answer", "Contract", "Question", "add", "due", "load", "open_questions", "read"]
