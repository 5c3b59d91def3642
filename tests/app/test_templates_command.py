"""The command that writes templates: every table, and never over a file that may have been filled in."""

from backbone.__main__ import main
from backbone.publish.raw import TABLES


def test_every_template_is_written_once(tmp_path, capsys):
    folder = tmp_path / "to send"
    assert main(["templates", str(folder)]) == 0
    named = {f"{table}-{lang}.xlsx" for table in TABLES for lang in ("en", "zh")}
    assert {path.name for path in folder.iterdir()} == named
    assert len(capsys.readouterr().out.splitlines()) == len(named)

    filled = folder / "claims-zh.xlsx"
    filled.write_bytes(b"filled in")
    assert main(["templates", str(folder), "--lang", "zh"]) == 2
    assert "已存在：请另选文件夹" in capsys.readouterr().err
    assert filled.read_bytes() == b"filled in"


def test_templates_that_cannot_be_written_are_refused_in_a_line(tmp_path, capsys):
    (tmp_path / "file").write_text("no folder")
    assert main(["templates", str(tmp_path / "file")]) == 2
    out, err = capsys.readouterr()
    assert out == "" and err.count("\n") == 1 and "Traceback" not in err
