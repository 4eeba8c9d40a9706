"""`licensing odrl import` and `export`: the commands, and what they call."""

from __future__ import annotations

from pathlib import Path

import pytest
import typer
import typer.main

from licensing.api.rights import convert
from licensing.cli.odrl import odrl
from licensing.errors import ConfigError, InputError

pytest.importorskip("rdflib", reason="Turtle and JSON-LD are read with rdflib")
HARBOUR = Path(__file__).parent / "policies/harbour.ttl"


def run(*words: str) -> int:
    """Run a command as the command line does; its own app hands it over."""
    code = typer.main.get_command(odrl).main(args=list(words), prog_name="odrl", standalone_mode=False)
    assert isinstance(code, int)
    return code


def test_import_prints_yaml_and_export_turtle(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert run("import", str(HARBOUR)) == 0
    sheet = tmp_path / "harbour.yaml"
    sheet.write_text(capsys.readouterr().out, encoding="utf-8")
    assert run("export", str(sheet)) == 0
    text = capsys.readouterr().out
    assert text == convert(HARBOUR, "turtle")
    assert run("export", str(sheet), "--to", "json-ld") == 0
    assert capsys.readouterr().out == convert(HARBOUR, "json-ld")


def test_the_output_goes_into_a_file(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    output = tmp_path / "harbour.jsonld"
    assert run("import", str(HARBOUR), "--to", "json-ld", "--output", str(output)) == 0
    assert output.read_text(encoding="utf-8") == convert(HARBOUR, "json-ld")
    assert capsys.readouterr().out == ""
    with pytest.raises(ConfigError, match="The output cannot be written"):
        run("import", str(HARBOUR), "--output", str(tmp_path / "no" / "such.yaml"))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        pytest.param(
            "uid: urn:x:p\npermission: {action: print}\nabout: [{uid: urn:x:q, dct:title: Lost}]",
            "urn:x:q dct:title. Remove them or link them",
            id="a statement about nothing",
        ),
        pytest.param(
            "uid: urn:x:p\npermision: {action: print}", "would be lost: urn:x:p odrl:permision", id="a key misspelt"
        ),
        pytest.param("policies: []", "There is no policy in this file", id="no policy"),
        pytest.param(
            "policies: []\nabout:\n" + "".join(f"  - {{uid: 'urn:x:{i}', dct:title: a}}\n" for i in range(9)),
            "and 4 more",
            id="many statements about nothing",
        ),
    ],
)
def test_nothing_is_lost_on_the_way(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "p.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=message) as caught:
        convert(path, "turtle")
    assert caught.value.path == str(path)


def test_an_unknown_format(tmp_path: Path) -> None:
    path = tmp_path / "p.yaml"
    path.write_text("uid: urn:x:p\npermission: {action: print}", encoding="utf-8")
    with pytest.raises(ConfigError, match=r"There is no rights format 'xml'\. Choose one of: json-ld, turtle, yaml"):
        convert(path, "xml")
