"""The examples of the how-to sign what is believed."""

import asyncio
import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from shopper_tokens import new_key
from web_shops import Shop

HOW_TO = Path(__file__).parents[3] / "docs" / "how-to" / "tell-who-the-shopper-is.md"


def example(language: str) -> str:
    """The first example in a language."""
    found = re.search(rf"```{language}\n(.*?)```", HOW_TO.read_text(), re.DOTALL)
    assert found
    return found[1]


async def believed(shop: Shop, token: str) -> bool:
    answer = await (await shop.start_shopper()).post("/sessions/identify", json={"token": token})
    return answer.status_code == 200 and answer.json()["customer_id"] == "customer-7"


async def test_python_example_signs_what_is_believed(shop: Shop) -> None:
    key, names = await new_key(shop), {}
    exec(example("python"), names)
    token = names["identity_token"](key["id"], key["secret"], shop.store.slug, "customer-7")
    assert await believed(shop, token)


# Each writes the token of four words: key, secret, store, customer.
PROGRAMS = {
    "node": (
        "js",
        "{0}\nprocess.stdout.write(identityToken(...{1}));",
        ["node", "--input-type=module", "-e"],
    ),
    "php": ("php", "{0}\necho identity_token(...{1});", ["php", "-r"]),
}


@pytest.mark.parametrize("program", PROGRAMS)
async def test_example_without_packages_signs_what_is_believed(shop: Shop, program: str) -> None:
    if shutil.which(program) is None:
        pytest.skip(f"{program} is not installed")
    language, words, command = PROGRAMS[program]
    key = await new_key(shop)
    given = json.dumps([key["id"], key["secret"], shop.store.slug, "customer-7"])
    code = words.format(example(language), given)
    made = await asyncio.to_thread(subprocess.check_output, [*command, code], text=True)
    assert await believed(shop, made)
