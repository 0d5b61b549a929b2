"""A private RabbitMQ node with an Erlang port mapper of its own."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from scripts.backends.server import Backend, NotAvailable, answers, find_program, running
from scripts.launch.ports import find_free

# Debian's wrapper changes to a system user and its folders; the program behind it does not.
PROGRAMS = ("/usr/lib/rabbitmq/bin/rabbitmq-server", "rabbitmq-server")
AMQP_GREETING = b"AMQP\x00\x00\x09\x01"
CONNECTION_START = b"\x00\x0a\x00\x0a"  # class 10, method 10


@contextmanager
def start(folder: Path) -> Iterator[Backend]:
    """Run a node whose data, cookie, log and ports are all its own."""
    program = find_program(*PROGRAMS)
    mapper = find_program("epmd")
    if program is None or mapper is None:
        raise NotAvailable("rabbitmq-server is not installed")
    port, distribution, mapper_port = find_free(3)
    environment = node_environment(folder, port, distribution, mapper_port)
    (folder / "epmd").mkdir()
    # Started here, it is ours to stop; a node would leave it running in the background.
    map_ports = [mapper, "-port", str(mapper_port), "-address", "127.0.0.1"]
    with (
        running(map_ports, folder / "epmd", environment, answers(mapper_port)),
        running([program], folder, environment, answers(port, AMQP_GREETING, CONNECTION_START)),
    ):
        yield Backend(
            name="broker",
            program="rabbitmq-server",
            variables={"CELERY_BROKER_URL": f"amqp://guest:guest@127.0.0.1:{port}//"},
        )


def node_environment(folder: Path, port: int, distribution: int, mapper: int) -> dict[str, str]:
    """Return the variables that keep the node inside its folder."""
    (folder / "rabbitmq.conf").write_text(
        f"listeners.tcp.default = 127.0.0.1:{port}\nloopback_users = none\n"
    )
    (folder / "enabled_plugins").write_text("[].\n")
    return {
        **os.environ,
        "HOME": str(folder),
        "RABBITMQ_NODENAME": f"pair{port}@localhost",
        "RABBITMQ_CONFIG_FILE": str(folder / "rabbitmq"),
        "RABBITMQ_CONF_ENV_FILE": str(folder / "rabbitmq-env.conf"),
        "RABBITMQ_ENABLED_PLUGINS_FILE": str(folder / "enabled_plugins"),
        "RABBITMQ_MNESIA_BASE": str(folder / "data"),
        "RABBITMQ_LOG_BASE": str(folder / "log"),
        "RABBITMQ_LOGS": "-",
        "RABBITMQ_PID_FILE": str(folder / "node.pid"),
        "RABBITMQ_NODE_PORT": str(port),
        "RABBITMQ_DIST_PORT": str(distribution),
        "ERL_EPMD_PORT": str(mapper),
        "ERL_EPMD_ADDRESS": "127.0.0.1",
        # Two schedulers that sleep when idle: the cores are for the tests.
        "RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS": "+S 2:2 +sbwt none",
    }
