"""Each file to deploy with is read by the tool that knows its form."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from bot.paths import PROJECT_ROOT

DEPLOY = PROJECT_ROOT / "deploy"
CERTIFICATE_DAYS = "1"


def run(*command, **options):
    ended = subprocess.run(
        [str(word) for word in command], capture_output=True, text=True, timeout=300, **options
    )
    assert ended.returncode == 0, ended.stdout + ended.stderr
    return ended.stdout + ended.stderr


def tool(name, *folders):
    path = os.pathsep.join([os.environ["PATH"], *map(str, folders)])
    found = shutil.which(name, path=path)
    if found is None:
        pytest.skip(f"{name} is not installed")
    return found


def uv_tool(*command):
    """Runs a tool of the Python package index in an environment of its own."""
    uv = tool("uv", PROJECT_ROOT / ".venv-tools" / "bin")
    return run(uv, "tool", "run", "--quiet", *command)


def test_the_dockerfile_follows_good_practice():
    run(tool("hadolint", Path(sys.executable).parent), DEPLOY / "Dockerfile")


def test_the_compose_file_has_the_form_of_the_compose_specification():
    uv_tool(
        "check-jsonschema",
        "--builtin-schema",
        "vendor.compose-spec",
        DEPLOY / "compose.yml",
    )


def test_the_environment_example_names_every_variable_that_compose_needs():
    needed = set(re.findall(r"\$\{([A-Z_]+)", (DEPLOY / "compose.yml").read_text()))
    named = set(re.findall(r"^([A-Z_]+)=", (DEPLOY / "env.example").read_text(), re.MULTILINE))
    assert needed == named


def test_the_kubernetes_manifests_are_valid():
    files = sorted(set((DEPLOY / "kubernetes").glob("*.yaml")))
    manifests = [file for file in files if file.name != "kustomization.yaml"]
    uv_tool("kubernetes-validate", "--strict", *manifests)
    listed = yaml.safe_load((DEPLOY / "kubernetes" / "kustomization.yaml").read_text())
    assert set(listed["resources"]) == {file.name for file in manifests}


def test_nginx_takes_its_configuration(tmp_path):
    nginx = tool("nginx", "/usr/sbin")
    text = (DEPLOY / "nginx" / "nginx.conf").read_text()
    for source, place in (
        ("/etc/nginx/assistant", DEPLOY / "nginx"),
        ("/etc/nginx/tls", tmp_path),
        ("/run/nginx.pid", tmp_path / "pid"),
        ("server assistant:5005", "server 127.0.0.1:5005"),
        ("user nginx;", ""),
    ):
        assert source in text
        text = text.replace(source, str(place))
    run(
        *(tool("openssl"), "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=test"),
        *("-days", CERTIFICATE_DAYS, "-keyout", tmp_path / "privkey.pem"),
        *("-out", tmp_path / "fullchain.pem"),
    )
    configuration = tmp_path / "nginx.conf"
    configuration.write_text(text)
    run(nginx, "-t", "-e", "stderr", "-p", tmp_path, "-c", configuration)


def test_systemd_takes_the_unit(tmp_path):
    analyze = tool("systemd-analyze")
    name = "osteoporosis-assistant.service"
    text = (DEPLOY / "systemd" / name).read_text()
    installed = "/opt/osteoporosis-assistant/.venv/bin/python"
    assert installed in text
    unit = tmp_path / name
    unit.write_text(text.replace(installed, sys.executable))
    said = run(analyze, "verify", "--man=no", "--recursive-errors=no", unit)
    assert "Unknown" not in said
