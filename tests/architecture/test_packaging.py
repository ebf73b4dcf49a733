"""What a newcomer's first minute rests on: the pins, the Makefile's door, the gate."""

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
PINS = (ROOT / "constraints.txt").read_text()
MAKEFILE = (ROOT / "Makefile").read_text()


def named(requirement: str) -> str:
    return re.sub(r"[-_.]+", "-", re.match(r"[\w.-]+", requirement)[0]).lower()


def declared() -> set[str]:
    groups = [PROJECT["dependencies"], *PROJECT["optional-dependencies"].values()]
    return {named(requirement) for group in groups for requirement in group}


def test_every_dependency_is_pinned():
    pinned = {named(line) for line in PINS.splitlines() if re.match(r"[\w.-]+==", line)}
    assert declared() - pinned == set(), "run make lock"


def test_pins_name_no_place_to_fetch_from():
    """A pin with an address would install from there only, on whatever network."""
    assert [line for line in PINS.splitlines() if "//" in line or line.startswith("-")] == []


def test_every_target_is_listed_by_help():
    listed = subprocess.run(["make", "help"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    phony = re.search(r"^\.PHONY: (.*)$", MAKEFILE, re.MULTILINE)[1].split()
    assert re.findall(r"^  make ([\w-]+)", listed, re.MULTILINE) == phony


def test_makefile_asks_for_the_python_the_project_declares():
    assert PROJECT["requires-python"] == ">=3.11"
    assert "sys.version_info < (3, 11)" in MAKEFILE


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md"])
def test_documents_speak_of_targets_that_exist(name):
    spoken = re.findall(r"(?:^ {4}|`)make ([a-z][\w-]*)", (ROOT / name).read_text(), re.MULTILINE)
    assert [target for target in spoken if f"\n{target}:" not in MAKEFILE] == []


PLANTED = """
import pytest

@pytest.mark.skip(reason="planted")
def test_nothing():
    pass

def test_something():
    pass
"""


@pytest.mark.parametrize(
    ("options", "code"), [(["-n", "0"], 0), (["-n", "0", "--no-skips"], 1), (["-n", "1", "--no-skips"], 1)]
)
def test_the_gate_fails_on_a_skipped_test(tmp_path, options, code):
    planted = tmp_path / "test_planted.py"
    planted.write_text(PLANTED)
    command = [sys.executable, "-m", "pytest", *options, "-p", "no:cacheprovider", "-p", "tests.skips"]
    run = subprocess.run(
        [*command, "--rootdir", tmp_path, planted], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert run.returncode == code, run.stdout + run.stderr
    assert ("FAILED: 1 skipped" in run.stdout) == bool(code)
