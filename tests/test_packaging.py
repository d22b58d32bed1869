"""The package: its READMEs are true, its wheel is complete and runs wherever it is installed."""

import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from make_man_page import man_page
from programs import need, run
from pseudo_terminal import COMMAND

PROJECT = Path(__file__).parents[1]
READMES = ("README.md", "tui/README.md", "assets/deploy/README.md", ".github/CONTRIBUTING.md")


def run_with_cache(*command: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Run uv with its cache alone, and with the network where that fails."""
    offline = run(*command, cwd=cwd, env={"UV_OFFLINE": "1"})
    return run(*command, cwd=cwd) if offline.returncode else offline


def build(project: Path, out: Path) -> Path:
    """A wheel of the project."""
    need("uv")
    done = run_with_cache("uv", "build", "--wheel", "--quiet", "--out-dir", out, project, cwd=out)
    assert not done.returncode, done.stderr
    (built,) = out.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from a checkout."""
    return build(PROJECT, tmp_path_factory.mktemp("dist"))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A directory with only the wheel in it; its dependencies come from the tests' environment."""
    site = tmp_path_factory.mktemp("site")
    only_this = ("--offline", "--no-deps", "--python", sys.executable, "--target", site)
    done = run("uv", "pip", "install", *only_this, wheel, cwd=site)
    assert done.returncode == 0, done.stderr
    return site


def test_the_wheel_holds_modules_assets_and_style_sheets(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
        for asset in (path for path in (PROJECT / "assets").rglob("*") if path.is_file()):
            name = asset.relative_to(PROJECT).as_posix()
            assert archive.read(f"tui/{name}") == asset.read_bytes()
    assert {"tui/screen/page.tcss", "tui/screen/dialogs/dialog.tcss", "tui/py.typed"} <= names
    assert any(name.endswith("licenses/LICENSE") for name in names)
    start = PROJECT / "tui" / "entry_point" / "liveblog_tui.py"
    modules = set((PROJECT / "tui").rglob("*.py")) - {start}
    assert {start.name, *(path.relative_to(PROJECT).as_posix() for path in modules)} <= names
    assert not [name for name in names if name.startswith("tests")]


def test_the_man_page_is_in_the_wheel_and_says_what_the_help_says(wheel: Path) -> None:
    page = (PROJECT / "assets/liveblog-tui.1").read_text("utf-8")
    assert page == man_page(), "run tests/support/make_man_page.py"
    names = zipfile.ZipFile(wheel).namelist()
    assert any(name.endswith(".data/data/share/man/man1/liveblog-tui.1") for name in names)


@pytest.mark.parametrize(
    ("sign", "advice"),
    [
        ("pipx_metadata.json", "pipx install --force 'liveblog-tui[archive]"),
        ("uv-receipt.toml", "uv tool install 'liveblog-tui[archive]"),
        ("../archive-v0/x/pyvenv.cfg", "uvx --from 'liveblog-tui[archive]"),
        ("pyvenv.cfg", "-m pip install 'liveblog-tui[archive]"),
    ],
)
def test_advice_on_extras_fits_how_the_program_was_installed(
    installed: Path, tmp_path: Path, sign: str, advice: str
) -> None:
    (tmp_path / "venv").mkdir()
    marker = (tmp_path / "venv" / sign).resolve()
    marker.parent.mkdir(parents=True, exist_ok=True)
    marker.write_text("")
    code = (
        f"import sys; sys.prefix = {str(marker.parent)!r}\n"
        "from tui.model.extras import with_extra; print(with_extra('archive'))"
    )
    done = run(sys.executable, "-c", code, cwd=tmp_path, env={"PYTHONPATH": str(installed)})
    assert advice in done.stdout, done.stderr


def test_the_installed_command_runs_from_anywhere(installed: Path, tmp_path: Path) -> None:
    command = installed / "bin" / "liveblog-tui"
    path = {"PYTHONPATH": str(installed)}
    version = run(command, "--version", cwd=tmp_path, env=path)
    assert version.stdout.startswith("liveblog-tui, version ")
    replay = run(command, "replay", "--speed", "max", cwd=tmp_path, env=path)
    assert replay.returncode == 0, replay.stderr
    assert "A visit stripped of fanfare" in replay.stdout
    assert "\x1b" not in replay.stdout


@pytest.mark.parametrize("foreign", ['print "no Python 3"', '"""Another package."""', "1 / 0"])
def test_another_package_of_the_name_tui_is_a_sentence(
    installed: Path, tmp_path: Path, foreign: str
) -> None:
    mixed = shutil.copytree(installed, tmp_path / "site")
    (mixed / "tui" / "__init__.py").write_text(foreign)
    shutil.rmtree(mixed / "tui" / "__pycache__", ignore_errors=True)
    commands = [[str(mixed / "bin/liveblog-tui")], [sys.executable, "-m", "liveblog_tui"]]
    if '"""' in foreign:  # Python itself fails at the others
        commands.append([sys.executable, "-m", "tui"])
    for command in commands:
        done = run(*command, "list", cwd=tmp_path, env={"PYTHONPATH": str(mixed)})
        assert (done.returncode, done.stdout) == (1, "")
        assert done.stderr.startswith("liveblog-tui: Another package called tui has replaced")
        assert done.stderr.count("\n") == 1


def test_the_wheel_runs_by_itself_with_uvx(wheel: Path, tmp_path: Path) -> None:
    tool = ("uvx", "--python", sys.executable, "--from", wheel, "liveblog-tui")
    done = run_with_cache(*tool, "replay", "--as-of", "09:26", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "Tricky conversations" not in done.stdout
    assert "1 of 10 posts" in done.stdout


def test_a_distributor_names_an_address_and_may_leave_the_bbcs_page_out(tmp_path: Path) -> None:
    for name in ("tui", "assets", ".ci"):
        shutil.copytree(PROJECT / name, tmp_path / name)
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(PROJECT / name, tmp_path)
    address = "https://forge.example/geese"
    for script in ((".ci/without_page",), (".ci/with_address", address, "v1")):
        done = run(*script, cwd=tmp_path)
        assert done.returncode == 0, done.stderr
    with zipfile.ZipFile(build(tmp_path, tmp_path)) as archive:
        archive.extractall(tmp_path / "site")
    (metadata,) = tmp_path.glob("site/*/METADATA")
    told = metadata.read_text("utf-8")
    assert "\nLicense-Expression: MIT\n" in told
    assert f"\nProject-URL: Source, {address}\n" in told
    assert f"]({address}/raw/v1/assets/liveblog-tui.svg)" in told
    assert not re.search(r"\]\((?!https:)", told), "an index shows the README elsewhere"
    start = (sys.executable, "-m", "liveblog_tui", "list")
    listed = run(*start, cwd=tmp_path, env={"PYTHONPATH": str(tmp_path / "site")})
    assert listed.stdout.startswith("skerry-rock ")


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_tab_key_completes_commands_and_options(shell: str, tmp_path: Path) -> None:
    def completed(line: str) -> str:
        place = line.rpartition(" ")[2] if shell == "fish" else str(line.count(" "))
        names = {"COMP_WORDS": line, "COMP_CWORD": place}
        asked = {"_LIVEBLOG_TUI_COMPLETE": f"{shell}_complete"} | names
        return run(COMMAND, cwd=tmp_path, env=asked).stdout

    assert "replay" in completed("liveblog-tui re")
    assert "--spoilers" in completed("liveblog-tui replay --sp")
    assert re.search("(?s)file.*skerry-rock", completed("liveblog-tui sk"))  # bash wants this order
    assert "skerry-rock" in completed("liveblog-tui check sk")
    assert "nord" in completed("liveblog-tui replay --theme no")


@pytest.mark.parametrize("readme", READMES)
def test_links_of_the_readmes_lead_to_files(readme: str) -> None:
    path = PROJECT / readme
    targets = re.findall(r"\]\(([^)#]+)\)", path.read_text(encoding="utf-8"))
    assert targets
    missing = [target for target in targets if not (path.parent / target).exists()]
    assert missing == []


def test_the_map_names_every_room() -> None:
    package = PROJECT / "tui"
    rooms = {path.parent.relative_to(package).as_posix() for path in package.rglob("__init__.py")}
    linked = re.findall(r"\]\(([^)]+)\)", (package / "README.md").read_text(encoding="utf-8"))
    assert rooms - {"."} <= set(linked)


def test_ci_runs_the_readmes_test_command_word_for_word() -> None:
    readme = (PROJECT / "README.md").read_text(encoding="utf-8").splitlines()
    (command,) = [
        line for line in readme if re.match(r"(pip install uv && )?uv run .*pytest", line)
    ]
    assert command in (PROJECT / ".ci/run").read_text(encoding="utf-8").splitlines()
