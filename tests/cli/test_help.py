"""Every command explains itself by an example, and the example is one it takes."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from typing import Any

import pytest
import typer.main

from licensing.cli.app import app
from licensing.cli.commands import names
from licensing.cli.main import main


def commands(group: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any]]:
    for name, command in group.commands.items():
        if getattr(command, "commands", None):
            yield from commands(command, (*path, name))
        else:
            yield (*path, name), command


COMMANDS = dict(commands(typer.main.get_command(app)))


@pytest.mark.parametrize("path", COMMANDS, ids=" ".join)
def test_every_command_shows_an_example_it_takes(path: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*path, "--help"]) == 0
    shown = " ".join(re.split(r"\n\n?(?:Options|Arguments)", capsys.readouterr().out)[0].split())
    found = re.search(r"Example: licensing (.*)", shown)
    assert found, shown
    words = shlex.split(found[1])
    assert words[: len(path)] == list(path)
    command = COMMANDS[path]
    with command.make_context(path[-1], words[len(path) :]) as context:
        assert context.command is command


def test_the_commands_are_the_modules_that_say_so() -> None:
    assert {"check", "explain", "archive", "rules", "init"} <= set(names())
    assert {path[0] for path in COMMANDS} == set(names())
    assert not {"main", "app", "output", "commands"} & set(names())


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        pytest.param(["chek", "a.md"], "Did you mean 'check'", id="command"),
        pytest.param(["archive", "ad", "a"], "Did you mean 'add'", id="command of a group"),
        pytest.param(["check", "a.md", "--territry", "TR"], "--territory", id="option"),
        pytest.param(["rules", "show", "law/tr/fsek-351"], "Did you mean 'law/tr/fsek-35-1'?", id="rule"),
        pytest.param(
            ["rules", "show", "fsek-71-1-3"], "Did you mean 'law/tr/fsek-71-1-3'?", id="rule without its pack"
        ),
        pytest.param(["rules", "table", "--house", "strikt"], "'house/strict'", id="house"),
        pytest.param(
            ["check", "{story}", "--source", "{story}", "--format", "jason"], "Did you mean 'json'", id="format"
        ),
        pytest.param(["check", "{story}", "--source", "{story}", "--territory", "tr"], "'TR'", id="territory"),
        pytest.param(["check", "{story}", "--source", "{story}", "--purpose", "reviews"], "'review'", id="purpose"),
        pytest.param(["check", "{story}", "--source", "{story}", "--plan", "{plan}"], "'territory'", id="plan key"),
    ],
)
def test_what_was_meant(
    arguments: list[str], said: str, capsys: pytest.CaptureFixture[str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("meant")
    (folder / "plan.yaml").write_text("teritory: TR\n")
    (folder / "story.txt").write_text("The harbour was closed.\n")
    filled = [word.format(story=folder / "story.txt", plan=folder / "plan.yaml") for word in arguments]
    assert main(filled) == 2
    assert said in capsys.readouterr().err
