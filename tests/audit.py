"""Whether a known vulnerability is in anything that the requirements pin: uv's own audit, of the files as they are.

Exit code 1 where there is one; where the database cannot be reached, one line says so and nothing fails."""

import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "build" / "audit"
PINNED = re.compile(r"^([\w.-]+==[^\s;\\]+)\s*(;[^\\\n]*)?", re.MULTILINE)
# One who has no network is not kept waiting.
SECONDS = 30
HURRIED = {"UV_HTTP_TIMEOUT": "5", "UV_HTTP_RETRIES": "0"}


def project() -> str:
    """A project that depends on all that is pinned, as uv reads one."""
    files = sorted(ROOT.glob("requirements*.txt"))
    pinned = {"".join(found).strip() for file in files for found in PINNED.findall(file.read_text("utf-8"))}
    lines = "".join(f"  {one!r},\n" for one in sorted(pinned))
    return f"[project]\nname = 'audited'\nversion = '0'\nrequires-python = '>=3.11'\ndependencies = [\n{lines}]\n"


def main(service: str = "") -> int:
    """Looks the requirements up, in the public database or at `service`, and says what was found."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    (FOLDER / "pyproject.toml").write_text(project(), encoding="utf-8")
    uv = Path(sys.executable).with_name("uv")
    command = [uv, "audit", "-q", "--preview-features", "audit-command", "--project", FOLDER]
    command += ["--service-url", service] if service else []
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=SECONDS, env=os.environ | HURRIED)
        code, said = done.returncode, done.stderr
    except subprocess.TimeoutExpired:
        code, said = 2, "error: it does not answer"
    if code == 1:
        print(done.stdout)
    elif code:
        why = re.search(r"error: ([^(\n]*)", said)
        print(f"Known vulnerabilities are not looked up, as uv's audit fails: {why[1].strip() if why else 'uv fails'}")
    return int(code == 1)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
