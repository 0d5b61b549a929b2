"""Where staff may send a model's calls."""

from __future__ import annotations

from typing import Any

import pytest

from api.admin.ai_models import AIModelForm
from api.models import AIModel
from api.services.model_addresses import AddressInside, require_allowed


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1:6379/",
        "http://localhost/v1",
        "http://localhost.:80/v1",
        "http://0.0.0.0/v1",
        "http://127.1/v1",
        "http://2130706433/v1",
        "http://0x7f000001/v1",
        "http://[::1]:8000/v1",
        "http://[::ffff:127.0.0.1]/v1",
        "http://10.1.2.3/v1",
        "http://192.168.1.1/v1",
        "http://169.254.169.254/latest/meta-data/",
        "http://100.64.0.1/v1",
        "http://[fd00:ec2::254]/v1",
        "http://no-such-host.invalid/v1",
        "http://",
    ],
)
def test_addresses_inside_are_refused(url: str) -> None:
    with pytest.raises(AddressInside):
        require_allowed(url)


@pytest.mark.parametrize("url", ["https://93.184.216.34/v1", "http://[2606:4700::1111]/v1"])
def test_public_addresses_are_allowed(url: str) -> None:
    require_allowed(url)


@pytest.mark.parametrize("named", ["localhost:11434", "localhost"])
def test_the_installation_may_name_a_host_inside(settings: Any, named: str) -> None:
    settings.AI_MODEL_HOSTS = [named]

    require_allowed("http://localhost:11434/v1")
    with pytest.raises(AddressInside):
        require_allowed("http://127.0.0.1:11434/v1")


def test_the_host_of_a_configured_provider_is_allowed(settings: Any) -> None:
    settings.LLM_PROVIDERS = {"own": {"OPTIONS": {"base_url": "http://127.0.0.1:9100/v1"}}}

    require_allowed("http://127.0.0.1:9100/other")


@pytest.mark.parametrize(("url", "fine"), [("", True), ("http://127.0.0.1:6379/", False)])
def test_the_form_of_staff_asks(db: None, settings: Any, url: str, fine: bool) -> None:
    model = AIModel(display_name="Other", provider="offline")
    fields = dict.fromkeys(AIModelForm(instance=model).fields, "")
    given = {"display_name": "Other", "provider": "offline", "priority": 5, "key_names": "[]"}

    form = AIModelForm(data={**fields, **given, "base_url": url}, instance=model)

    assert ("base_url" not in form.errors) is fine
