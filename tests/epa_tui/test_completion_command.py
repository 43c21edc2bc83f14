"""What shells complete: asked of the shells themselves, where they are installed."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from data.store.store import Store
from epa_tui.commands import COMMANDS
from tests.epa_tui.conftest import CommandLine, SealedLine
from tests.epa_tui.session import ROOT

TRY = """
complete_it() {
    COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1))
    _epa_tui
    echo "${COMPREPLY[*]}"
}
"""


def ask(shell: str, program: str, home: Path, bin_folder: Path) -> list[str]:
    """Run a shell that finds `epa-tui` on its path, and return what it printed, line by line."""
    found = shutil.which(shell)
    if found is None:
        pytest.skip(f"{shell} is not installed")
    bin_folder.mkdir()
    started = bin_folder / "epa-tui"
    started.write_text(f'#!/bin/sh\ncd {ROOT} && exec {sys.executable} -m epa_tui "$@"\n', "utf-8")
    started.chmod(0o700)
    path = f"{bin_folder}{os.pathsep}{os.environ['PATH']}"
    environment = {**os.environ, "PATH": path, "EPA_TUI_HOME": str(home)}
    done = subprocess.run([found, "-c", program], env=environment, capture_output=True, text=True)
    assert done.stderr == ""
    return done.stdout.splitlines()


def test_bash_completes_commands_options_and_ids(demonstration: Path, tmp_path: Path) -> None:
    with Store.open(demonstration) as store:
        sitting = store.search("").rows[0].sittings[0].id
    script = f"""
        eval "$(epa-tui completion bash)"
        {TRY}
        complete_it epa-tui re
        complete_it epa-tui --no-mouse judge --ra
        complete_it epa-tui record {sitting[:8]}
        complete_it epa-tui completion z
    """
    commands, option, ids, shells = ask("bash", script, demonstration, tmp_path / "bin")
    assert commands.split() == [name for name in COMMANDS if name.startswith("re")]
    assert (option, ids, shells) == ("--rationale", sitting, "zsh")


def test_zsh_reads_its_script(demonstration: Path, tmp_path: Path) -> None:
    script = 'eval "$(epa-tui completion zsh)"; whence -w _epa_tui'
    assert ask("zsh", script, demonstration, tmp_path / "bin") == ["_epa_tui: function"]


def test_fish_completes_commands_and_what_belongs_to_each(
    demonstration: Path, tmp_path: Path
) -> None:
    # The `show` of `standard show` is not the command of that name, which takes sittings.
    lines = ("reo", "--home /tmp reo", "standard show ST", "standard show --pl", "list --pl")
    tried = "; ".join(f"complete -C 'epa-tui {line}'" for line in lines)
    script = f"epa-tui completion fish | source; {tried}"
    told = ask("fish", script, demonstration, tmp_path / "bin")
    offered = [line.split("\t")[0] for line in told]
    assert offered == ["reopen", "reopen", "ST0792", "--plain"]


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_every_command_is_in_each_script(shell: str, nowhere: CommandLine) -> None:
    script = nowhere("completion", shell).out
    assert all(name in script for name in COMMANDS)
    assert "%(" not in script


def test_ids_tell_nobodys_name(epa_tui: CommandLine) -> None:
    done = epa_tui("completion", "--ids", "sittings")
    assert (done.status, done.err, len(done.out.split())) == (0, "", 14)
    assert epa_tui("completion", "--ids", "standards").out == "ST0792\n"


def test_nobody_is_asked_for_a_passphrase_in_the_middle_of_a_line(sealed: SealedLine) -> None:
    assert sealed("completion", "--ids", "sittings") == (0, "\n", "")
