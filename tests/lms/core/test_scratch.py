"""Folders of processes: gone with them, or with the next one where they were killed."""

import subprocess
import sys
import tempfile
from pathlib import Path

from lms.core.scratch import own_folder
from lms.settings.environment import PROJECT_DIR

TAKE = """
import sys
from pathlib import Path
from lms.core.scratch import own_folder
folder = own_folder(Path(sys.argv[1]))
(folder / "file").touch()
print(folder, flush=True)
sys.stdin.read()
"""


def begin(base: Path) -> tuple["subprocess.Popen[str]", Path]:
    """Another process that has a folder, and that folder."""
    process = subprocess.Popen(
        [sys.executable, "-c", TAKE, str(base)],
        cwd=PROJECT_DIR,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout
    return process, Path(process.stdout.readline().strip())


def test_a_folder_goes_when_its_process_ends(tmp_path: Path) -> None:
    process, folder = begin(tmp_path)
    assert folder.exists()
    process.communicate("")
    assert not folder.exists()


def test_a_killed_process_leaves_its_folder_to_the_next_but_a_living_one_keeps_it(
    tmp_path: Path,
) -> None:
    killed, left = begin(tmp_path)
    living, kept = begin(tmp_path)
    killed.kill()
    killed.communicate()
    assert left.exists()
    own = own_folder(tmp_path)
    assert set(tmp_path.iterdir()) == {kept, own}
    living.communicate("")


def test_the_settings_of_the_tests_write_below_one_folder_that_is_swept(settings: object) -> None:
    media = Path(settings.MEDIA_ROOT)  # type: ignore[attr-defined]
    assert media.parent.parent.parent == Path(tempfile.gettempdir())
    assert media.parent.parent.name.startswith("lms-test-")
