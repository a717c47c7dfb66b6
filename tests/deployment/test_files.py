"""The files for servers: known settings only, and accepted by the tools they are for."""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from lms.settings.environment import PROJECT_DIR, env
from lms.supervisor import PARTS, main

FILES = PROJECT_DIR / "docs" / "deployment"
UNITS = sorted([*FILES.glob("*.service"), *FILES.glob("*.timer")])
KNOWN = {variable.name for variable in env.variables}
INSTRUCTIONS = {
    "FROM", "RUN", "WORKDIR", "COPY", "ENV", "USER", "VOLUME", "EXPOSE", "HEALTHCHECK", "CMD",
}  # fmt: skip


def test_the_page_names_every_file() -> None:
    page = (PROJECT_DIR / "docs" / "deployment.md").read_text("utf8")
    for file in FILES.iterdir():
        stem = file.name.removesuffix(".service").removesuffix(".timer").rstrip("@")
        assert stem.removesuffix(".dockerignore") in page, file.name


def test_the_example_settings_exist() -> None:
    lines = (FILES / "learning.env").read_text("utf8").splitlines()
    named = {line.lstrip("#").partition("=")[0] for line in lines if re.match(r"#?[A-Z_]+=", line)}
    assert named <= KNOWN
    assert {"ENVIRONMENT", "SECRET_KEY", "SITE_URL", "MEDIA_BY_PROXY"} <= named


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="no systemd here")
@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.name)
def test_systemd_accepts_the_units(unit: Path, tmp_path: Path) -> None:
    for other in UNITS:
        text = other.read_text("utf8").replace("/srv/learning/app/.venv/bin/python", sys.executable)
        (tmp_path / other.name).write_text(text.replace("/srv/learning/app", str(PROJECT_DIR)))
    name = unit.name.replace("@.", "@web.")
    if name != unit.name:
        shutil.copy(tmp_path / unit.name, tmp_path / name)
    done = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", str(tmp_path / name)],
        capture_output=True,
        text=True,
        check=False,
    )
    complaints = [line for line in done.stderr.splitlines() if str(tmp_path) in line]
    assert (done.returncode, complaints) == (0, []), done.stderr


@pytest.mark.skipif(not shutil.which("nginx"), reason="no nginx here")
def test_nginx_accepts_its_file(tmp_path: Path) -> None:
    site = (FILES / "nginx.conf").read_text("utf8")
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    made = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=x"]
    made += ["-keyout", str(key), "-out", str(certificate)]
    subprocess.run(made, check=True, capture_output=True)
    site = re.sub(r"/etc/letsencrypt\S+fullchain\.pem", str(certificate), site)
    site = re.sub(r"/etc/letsencrypt\S+privkey\.pem", str(key), site)
    site = site.replace("/var/log/nginx/", f"{tmp_path}/")
    (tmp_path / "site.conf").write_text(site)
    (tmp_path / "nginx.conf").write_text(
        f"pid {tmp_path}/pid; error_log {tmp_path}/errors;\n"
        f"events {{}}\nhttp {{ include {tmp_path}/site.conf; }}\n"
    )
    command = ["nginx", "-t", "-c", str(tmp_path / "nginx.conf"), "-e", str(tmp_path / "errors")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


@pytest.fixture
def compose() -> dict[str, Any]:
    read: dict[str, Any] = yaml.safe_load((FILES / "compose.yaml").read_text("utf8"))
    return read


def test_the_services_know_each_other_and_their_settings(compose: dict[str, Any]) -> None:
    services = compose["services"]
    for name, service in services.items():
        assert set(service.get("depends_on", {})) <= services.keys(), name
        for volume in service.get("volumes", []):
            assert volume.partition(":")[0] in compose["volumes"]
        if service["image"] == "learning":
            assert service["environment"].keys() <= KNOWN
    file = FILES / services["web"]["build"]["dockerfile"].removeprefix("docs/deployment/")
    assert file.is_file()
    assert {"web", "worker", "schedule"} == PARTS.keys() <= services.keys()


def test_no_secret_is_written_down(compose: dict[str, Any]) -> None:
    text = (FILES / "compose.yaml").read_text("utf8")
    for secret in ("SECRET_KEY", "DATABASE_PASSWORD", "MAIL_URL"):
        assert f"${{{secret}:?" in text


def instructions() -> list[tuple[str, str]]:
    """Words and arguments of the Dockerfile, continued lines joined."""
    text = re.sub(r"\\\n\s*", "", (FILES / "Dockerfile").read_text("utf8"))
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    return [(word, rest) for word, _space, rest in (line.partition(" ") for line in lines)]


def test_the_image_begins_pinned_and_does_not_run_as_root() -> None:
    found = instructions()
    words = [word for word, _rest in found]
    assert set(words) <= INSTRUCTIONS
    assert found[0][0] == "FROM"
    assert re.fullmatch(r"python:3\.\d+-slim-\w+", found[0][1])
    assert words.index("USER") < words.index("CMD") == len(words) - 1
    assert json.loads(found[-1][1])[-1] in PARTS
    for word, rest in found:
        if word == "HEALTHCHECK":
            assert json.loads(rest.partition("CMD ")[2])


def test_a_part_that_does_not_exist_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["cook"]) == 2
    assert "There is no part cook." in capsys.readouterr().out
