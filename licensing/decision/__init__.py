"""Rights: which rules speak of a use, what each of them says, and what follows.

`evaluate` says of every rule whether it is active, `combine` makes one effect of that, `explain` puts it into words.
Nothing here knows a text, a file or a clock.
"""
