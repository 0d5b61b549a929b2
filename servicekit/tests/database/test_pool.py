import threading
import time

from servicekit.database.pool import ConnectionPool, PoolOptions


class Connection:
    def __init__(self):
        self.closed = False

    def close(self):
        self.closed = True


def test_a_connection_given_back_is_lent_again():
    pool = ConnectionPool(PoolOptions(size=2))
    first, idle_for = pool.take(Connection)
    assert idle_for is None

    pool.give(first, reusable=True)
    second, idle_for = pool.take(Connection)

    assert second is first
    assert idle_for is not None


def test_a_broken_connection_is_closed_and_not_lent_again():
    pool = ConnectionPool(PoolOptions(size=1))
    first, _ = pool.take(Connection)

    pool.give(first, reusable=False)
    second, _ = pool.take(Connection)

    assert first.closed
    assert second is not first


def test_a_connection_idle_for_too_long_is_closed():
    pool = ConnectionPool(PoolOptions(size=1, max_idle=0.0))
    first, _ = pool.take(Connection)
    pool.give(first, reusable=True)
    time.sleep(0.01)

    second, _ = pool.take(Connection)

    assert first.closed
    assert second is not first


def test_no_more_connections_than_the_size_are_in_use_and_everyone_gets_one():
    pool = ConnectionPool(PoolOptions(size=3))
    opened, in_use, most, served = [], set(), [0], []
    guard = threading.Lock()

    def open_one():
        opened.append(Connection())
        return opened[-1]

    def work():
        for _ in range(20):
            connection, _ = pool.take(open_one)
            with guard:
                assert connection not in in_use
                in_use.add(connection)
                most[0] = max(most[0], len(in_use))
            time.sleep(0.0005)
            with guard:
                in_use.discard(connection)
                served.append(connection)
            pool.give(connection, reusable=True)

    threads = [threading.Thread(target=work) for _ in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(served) == 12 * 20
    assert most[0] == 3
    assert len(opened) == 3


def test_a_connection_that_never_comes_back_costs_time_and_not_a_deadlock():
    pool = ConnectionPool(PoolOptions(size=1, patience=0.05))
    kept, _ = pool.take(Connection)

    extra, _ = pool.take(Connection)
    pool.give(extra, reusable=True)
    pool.give(kept, reusable=True)
    first, _ = pool.take(Connection)

    assert extra is not kept
    assert first in (kept, extra)


def test_a_long_queue_that_moves_opens_none_beyond_the_size():
    pool = ConnectionPool(PoolOptions(size=1, patience=0.1))
    opened: list[Connection] = []

    def open_one() -> Connection:
        opened.append(Connection())
        return opened[-1]

    def work() -> None:
        connection, _ = pool.take(open_one)
        time.sleep(0.03)
        pool.give(connection, reusable=True)

    threads = [threading.Thread(target=work) for _ in range(15)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(opened) == 1


def test_an_opening_that_fails_gives_its_turn_to_the_next():
    pool = ConnectionPool(PoolOptions(size=1, patience=5))

    def fail():
        raise ConnectionError("down")

    for _ in range(3):
        try:
            pool.take(fail)
        except ConnectionError:
            continue
    started = time.monotonic()
    pool.take(Connection)

    assert time.monotonic() - started < 1


def test_closing_the_pool_closes_what_is_idle():
    pool = ConnectionPool(PoolOptions(size=1))
    connection, _ = pool.take(Connection)
    pool.give(connection, reusable=True)

    pool.close()

    assert connection.closed
