"""The wheel holds everything: installed on its own, the application starts from it.

The environment is empty but for the wheel. The libraries it depends on are lent to it by a path
file naming this environment's site-packages, which works without a network and in seconds; path
files inside a lent folder are not read, so the editable install there does not reach in, and
every test that asks says where a module came from.
"""

import json
import os
import subprocess
import sys
import sysconfig
import tomllib
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent

# Building and installing once serves all tests of this file, so one worker runs them.
pytestmark = pytest.mark.xdist_group("wheel")


def run(*command: str | Path, cwd: Path) -> str:
    """What a command prints; its complaint if it fails. Nothing of this environment leaks in."""
    kept = {"PATH", "HOME", "LANG", "LC_ALL", "SYSTEMROOT", "XDG_RUNTIME_DIR"}
    environment = {name: value for name, value in os.environ.items() if name in kept}
    environment |= {"QT_QPA_PLATFORM": "offscreen", "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(
        [str(word) for word in command],
        cwd=cwd,
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from this checkout without a network."""
    folder = tmp_path_factory.mktemp("wheel")
    build = ("-m", "build", "--wheel", "--no-isolation", "--outdir", folder, ROOT)
    run(sys.executable, *build, cwd=folder)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def empty_environment(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with an environment `env` in which only the wheel is installed."""
    folder = tmp_path_factory.mktemp("installed")
    venv.create(folder / "env", with_pip=False, symlinks=True)
    python = folder / "env/bin/python"
    install = ("install", "--quiet", "--no-deps", "--no-index", wheel)
    run(sys.executable, "-m", "pip", "--python", python, *install, cwd=folder)
    (packages,) = (folder / "env/lib").glob("python3*/site-packages")
    lent = {sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}
    (packages / "lent.pth").write_text("\n".join(sorted(lent)), "utf-8")
    return folder


def test_the_wheel_holds_the_code_the_assets_and_nothing_else(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
    tops = {name.split("/")[0] for name in names if ".dist-info/" not in name}
    assert tops == {"resources_app", "ui", "assets"}
    tracked = [
        path.relative_to(ROOT).as_posix()
        for top in sorted(tops)
        for path in (ROOT / top).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    ]
    assert sorted(set(tracked) - set(names)) == []
    assert any(name.endswith("licenses/LICENSE") for name in names)


def test_the_command_starts_and_names_its_version(empty_environment: Path) -> None:
    command = empty_environment / "env/bin/resources-app"
    version = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    assert version in run(command, "--version", cwd=empty_environment)
    assert "Usage" in run(command, "--help", cwd=empty_environment)


ASK_WHERE = """
import importlib.resources, json, resources_app, ui.launch, ui.shell.desktop
from PySide6.QtWidgets import QApplication
app = QApplication([])
fonts = importlib.resources.files("assets") / "fonts"
print(json.dumps([
    resources_app.__file__, ui.launch.__file__, str(fonts),
    len(json.loads((fonts / "fonts.json").read_text("utf-8"))["fonts"]),
]))
"""


def test_window_and_assets_come_from_the_wheel(empty_environment: Path) -> None:
    python = empty_environment / "env/bin/python"
    *places, fonts = json.loads(run(python, "-c", ASK_WHERE, cwd=empty_environment))
    assert all(Path(place).is_relative_to(empty_environment) for place in places), places
    assert fonts > 20


def test_a_store_is_made_and_opened_from_the_wheel(empty_environment: Path) -> None:
    """Schema steps, code lists and wording are found wherever the wheel was put."""
    python = empty_environment / "env/bin/python"
    make = (
        "from pathlib import Path; from resources_app.store.store import Store; "
        "store, key = Store.create(Path('w.resources'), officer_id='a', passphrase='wheel test'); "
        "store.close(); Store.open(Path('w.resources'), passphrase='wheel test').close(); "
        "print('opened')"
    )
    assert run(python, "-c", make, cwd=empty_environment).strip() == "opened"
