"""S1: what another user, nobody and a disabled account get on every route with Ada's ids."""

from __future__ import annotations

from e2e.attacks.stage import Operation, Stage

# Knowing the random id of a receipt is the right to read it: its owner has no account any more.
OPEN_BY_ID = {"erasures_retrieve"}
# Some models may be used without a login; what nobody made there is still nobody else's.
LOGIN_OPTIONAL = {"generations_create", "generations_retrieve"}
# They end the caller's own session or account, which the other attacks still need.
LEFT_OUT = {"auth_logout", "users_me_erase", "users_me_password"}


def attack(stage: Stage) -> list[str]:
    """Return what gave way: the route, who came and what they got."""
    gave_way = []
    for operation in stage.operations:
        if operation.name in LEFT_OUT | OPEN_BY_ID:
            continue
        gave_way += _as_stranger(stage, operation)
        if not operation.public:
            for who, token in (("nobody", None), ("the disabled", stage.disabled.access)):
                answer = stage.send(operation, token)
                expected = {400, 401, 404} if _may_be_nobody(operation, token) else {401}
                if answer.status_code not in expected:
                    gave_way.append(_line(operation, who, answer.status_code))
    return gave_way


def _as_stranger(stage: Stage, operation: Operation) -> list[str]:
    if operation.public:
        return []
    answer = stage.send(operation, stage.eve.access)
    if operation.names_an_object and answer.status_code not in (403, 404):
        return [_line(operation, "Eve", answer.status_code)]
    leaked = [value for value in stage.ids.values() if len(value) > 30 and value in answer.text]
    if leaked and answer.status_code < 400:
        return [_line(operation, "Eve (an id of Ada's in the answer)", answer.status_code)]
    return []


def _may_be_nobody(operation: Operation, token: str | None) -> bool:
    return token is None and operation.name in LOGIN_OPTIONAL


def _line(operation: Operation, who: str, status: int) -> str:
    return f"{operation.method.upper()} {operation.path}: {who} got {status}"
