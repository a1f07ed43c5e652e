"""The installer's parts: what is missing is found and named; the lock holds what is asked for."""

import os
import re
import stat
import subprocess
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

ROOT = Path(__file__).resolve().parents[2]
SCRIPTS = [ROOT / "installer" / name for name in ("run", "test", "bench", "lock")]
PARTS = sorted((ROOT / "installer/lib").glob("*.sh"))
OLD, NEW = 'ID=debian\nVERSION_ID="12"\n', 'ID=debian\nVERSION_ID="13"\n'


def shell(script: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a piece of shell with all of the installer's parts loaded."""
    sourced = "".join(
        f'. "$ROOT/installer/lib/{part}.sh"\n'
        for part in ("common", "python", "system", "environment")
    )
    return subprocess.run(
        ["sh", "-eu", "-c", sourced + script],
        env={"PATH": os.environ["PATH"], "ROOT": str(ROOT), **environment},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def fake(folder: Path, name: str, body: str) -> None:
    """Put a command of our own making into a folder for PATH."""
    folder.mkdir(exist_ok=True)
    command = folder / name
    command.write_text(f"#!/bin/sh\n{body}\n", "utf-8")
    command.chmod(0o755)


@pytest.mark.parametrize(
    "script", [*SCRIPTS, *PARTS, ROOT / ".ci/run"], ids=lambda p: str(p.relative_to(ROOT))
)
def test_a_script_is_sound_shell(script: Path) -> None:
    subprocess.run(["sh", "-n", script], check=True)
    if script.suffix != ".sh":
        assert script.stat().st_mode & stat.S_IXUSR, "not executable"


@pytest.mark.parametrize(
    ("release", "package"),
    [
        (OLD, "libglib2.0-0"),
        (NEW, "libglib2.0-0t64"),
        ('ID=ubuntu\nID_LIKE=debian\nVERSION_ID="22.04"\n', "libglib2.0-0"),
        ('ID=ubuntu\nID_LIKE=debian\nVERSION_ID="24.04"\n', "libglib2.0-0t64"),
        ("ID=debian\n", "libglib2.0-0t64"),  # testing has no number yet
    ],
)
def test_a_renamed_package_goes_by_the_name_of_the_release(
    release: str, package: str, tmp_path: Path
) -> None:
    (tmp_path / "os-release").write_text(release, "utf-8")
    done = shell(
        "printf 'libgthread-2.0.so.0\\nlibglib-2.0.so.0\\n' | packages_for",
        OS_RELEASE=str(tmp_path / "os-release"),
    )
    assert done.stdout.split() == [package]  # two libraries, one package, once


def test_a_library_nobody_is_known_to_bring_is_marked() -> None:
    done = shell("printf 'libxcb-icccm.so.4\\nlibstrange.so.9\\n' | packages_for")
    assert sorted(done.stdout.split()) == ["?libstrange.so.9", "libxcb-icccm4"]


def test_before_qt_is_there_the_whole_table_is_compared_with_the_linker(tmp_path: Path) -> None:
    fake(tmp_path / "bin", "ldconfig", "printf '\\tlibEGL.so.1 (libc6,x86-64) => /lib/x\\n'")
    done = shell(
        "VENV=/nonexistent; missing_sonames",
        PATH=f"{tmp_path}/bin:{os.environ['PATH']}",
    )
    assert "libEGL.so.1" not in done.stdout.split()
    assert {"libxcb-icccm.so.4", "libxcb-keysyms.so.1"} <= set(done.stdout.split())


def test_without_root_one_command_names_every_missing_package(tmp_path: Path) -> None:
    fake(tmp_path / "bin", "id", "echo 1000")
    fake(tmp_path / "bin", "sudo", "exit 1")
    fake(tmp_path / "bin", "apt-get", "exit 1")
    done = shell(
        "missing_packages() { echo python3-venv libegl1; }; ensure_system",
        PATH=f"{tmp_path}/bin:{os.environ['PATH']}",
    )
    assert done.returncode == 2
    (command,) = [line for line in done.stderr.splitlines() if "apt-get" in line]
    assert "install --yes --no-install-recommends python3-venv libegl1" in command


def test_with_passwordless_sudo_it_installs_and_looks_again(tmp_path: Path) -> None:
    fake(tmp_path / "bin", "id", "echo 1000")
    fake(tmp_path / "bin", "sudo", '[ "$1" = -n ] && exit 0; exec "$@"')
    fake(tmp_path / "bin", "apt-get", f'[ "$1" = install ] && echo "$@" >{tmp_path}/told; exit 0')
    done = shell(
        f"missing_packages() {{ [ -e {tmp_path}/told ] || echo libegl1; }}\n"
        f"exec 9>{tmp_path}/lock; ensure_system",
        PATH=f"{tmp_path}/bin:{os.environ['PATH']}",
    )
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "told").read_text().split()[-1] == "libegl1"


def test_a_python_that_is_too_old_is_passed_over(tmp_path: Path) -> None:
    fake(tmp_path / "bin", "old", 'case "$2" in *version_info*) exit 1 ;; esac')
    fake(
        tmp_path / "bin",
        "bare",
        'case "$2" in *ensurepip*) exit 1 ;; *print*) echo python3.12-venv ;; esac',
    )
    fake(tmp_path / "bin", "good", "exit 0")
    path = f"{tmp_path}/bin:{os.environ['PATH']}"

    def asked(candidates: str) -> str:
        return shell(
            "find_python; echo [$PYTHON]; python_packages",
            PATH=path,
            RESOURCES_APP_PYTHON=candidates,
        ).stdout

    assert asked("old bare good").split() == ["[good]"]
    assert asked("old bare").split() == ["[bare]", "python3.12-venv"]
    assert asked("old").split() == ["[]", "python3", "python3-venv"]


def test_the_second_of_two_runs_waits_for_the_first(tmp_path: Path) -> None:
    turn = (
        f"LOCK_FILE={tmp_path}/lock; take_turn; echo in >>{tmp_path}/log; sleep 0.5; "
        f"echo out >>{tmp_path}/log; end_turn"
    )
    done = shell(f"({turn}) & sleep 0.2; ({turn}); wait")
    assert "waiting for it" in done.stdout
    assert (tmp_path / "log").read_text().split() == ["in", "out", "in", "out"]


def test_a_changed_lock_makes_the_environment_stale(tmp_path: Path) -> None:
    for name in ("installer/requirements.lock", "pyproject.toml"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("a", "utf-8")
    done = shell(
        f"ROOT={tmp_path} LOCK={tmp_path}/installer/requirements.lock VENV={tmp_path}/.venv "
        f"STAMP={tmp_path}/stamp\n"
        'mkdir -p "$VENV/bin"; ln -s /bin/true "$VENV/bin/python"\n'
        "if environment_is_ready; then echo early; fi\n"
        'fingerprint >"$STAMP"; if environment_is_ready; then echo ready; fi\n'
        'echo b >>"$LOCK"; if environment_is_ready; then echo late; fi'
    )
    assert done.stdout.split() == ["ready"], done.stderr


# --- the lock ----------------------------------------------------------------------------------

LOCK_TEXT = (ROOT / "installer/requirements.lock").read_text("utf-8")
LOCKED = {
    canonicalize_name(name): Version(version)
    for name, version in re.findall(r"^([\w.-]+)==(\S+)", LOCK_TEXT, re.MULTILINE)
}
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]


@pytest.mark.parametrize("line", PROJECT["dependencies"] + PROJECT["optional-dependencies"]["dev"])
def test_a_dependency_is_locked_at_a_version_that_suits(line: str) -> None:
    wanted = Requirement(line)
    if wanted.marker is None or wanted.marker.evaluate():
        assert LOCKED[canonicalize_name(wanted.name)] in wanted.specifier, "run installer/lock"


def test_every_locked_package_has_hashes_and_no_place_is_named() -> None:
    blocks = re.split(r"^(?=[\w.-]+==)", LOCK_TEXT, flags=re.MULTILINE)[1:]
    assert len(blocks) == len(LOCKED)
    assert all("--hash=sha256:" in block for block in blocks)
    assert not re.search(r"https?://|file:|--index|--find-links|/home/|/work/", LOCK_TEXT)
