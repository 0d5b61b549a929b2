"""Where a local instance lives, and how it refuses what it cannot use."""

import socket
from pathlib import Path

import pytest

from scripts.launch import environment, instance, local_secrets, ports, processes
from scripts.launch.failure import LaunchError
from scripts.launch.instance import Instance


def test_a_busy_port_is_refused_with_the_variable_to_change() -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]

        with pytest.raises(LaunchError, match=f"Port {port} is in use .* make run AI_PORT="):
            ports.require_free("AI_PORT", port)


def test_found_ports_are_free_and_different() -> None:
    found = ports.find_free(5)

    assert len(set(found)) == 5
    assert [ports.obstacle(port) for port in found] == [0] * 5


@pytest.mark.parametrize("text", ["", "0", "65536", "-1", "80a", "٣"])
def test_what_is_no_port_number_is_refused_by_name(text: str) -> None:
    with pytest.raises(LaunchError, match="RESUME_PORT"):
        ports.parse("RESUME_PORT", text)


def test_both_services_on_one_port_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RESUME_PORT", "9000")
    monkeypatch.setenv("AI_PORT", "9000")

    with pytest.raises(LaunchError, match="both 9000"):
        instance.from_environment()


def test_a_data_folder_serves_one_instance_at_a_time(tmp_path: Path) -> None:
    with (
        instance.claim(tmp_path / "data"),
        pytest.raises(LaunchError, match="Another instance"),
        instance.claim(tmp_path / "data"),
    ):
        pass


def test_a_data_folder_that_cannot_be_made_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").touch()

    with (
        pytest.raises(LaunchError, match="cannot be used"),
        instance.claim(tmp_path / "file" / "data"),
    ):
        pass


def test_secrets_are_made_once_and_kept_from_others(tmp_path: Path) -> None:
    first = local_secrets.load_or_create(tmp_path)

    second = local_secrets.load_or_create(tmp_path)

    assert second == first
    assert set(first) == set(local_secrets.NAMES)
    assert (tmp_path / "secrets.env").stat().st_mode & 0o777 == 0o600


def test_a_secret_that_is_missing_is_added_beside_the_known_ones(tmp_path: Path) -> None:
    (tmp_path / "secrets.env").write_text("RESUME_SECRET_KEY=known\n")

    secrets = local_secrets.load_or_create(tmp_path)

    assert secrets["RESUME_SECRET_KEY"] == "known"
    assert len(secrets["AI_SECRET_KEY"]) >= 50


SECRETS = {"RESUME_SECRET_KEY": "r", "AI_SECRET_KEY": "a"}


def test_a_service_gets_its_own_database_and_no_proxy_for_the_other(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("DATABASE_URL", "mysql://shared")
    monkeypatch.setenv("AI_DATABASE_URL", "mysql://ai")
    monkeypatch.setenv("NO_PROXY", "intranet.example.com")
    place = Instance(tmp_path, 9000, 9001)

    resume = environment.build("resume", place, SECRETS, {})
    ai = environment.build("ai", place, SECRETS, {})

    assert "DATABASE_URL" not in resume
    assert ai["DATABASE_URL"] == "mysql://ai"
    assert ai["RESUME_SERVICE_URL"] == "http://127.0.0.1:9000"
    assert ai["NO_PROXY"] == "intranet.example.com,127.0.0.1,localhost"


def test_without_a_broker_each_service_has_a_web_process_and_a_worker(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("CELERY_BROKER_URL", raising=False)

    lines = processes.servers(processes.Setting(Instance(tmp_path, 9000, 9001), SECRETS))

    assert [line.name for line in lines] == ["resume-web", "resume-worker", "ai-web", "ai-worker"]
    assert lines[1].command[1:] == ("manage.py", "run_worker")


def test_with_a_broker_celery_works_and_a_beat_sweeps(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("CELERY_BROKER_URL", "amqp://127.0.0.1//")

    lines = processes.servers(processes.Setting(Instance(tmp_path, 9000, 9001), SECRETS))

    assert [line.name.split("-")[1] for line in lines] == ["web", "worker", "beat"] * 2
    assert "prefork" in lines[1].command
    assert "threads" in lines[4].command
