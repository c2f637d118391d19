"""Runs the program again and again without reading its code again: each order is a fork that ends like the program does.

An order is a line of JSON: argv, env, cwd, and the files of standard input, output and error. The answer is the exit code.
"""

import json
import os
import sys
import traceback
from importlib import import_module

from aisle.cli import main
from aisle.cli.app import COMMANDS


def run(order: dict) -> None:
    os.environ.clear()
    os.environ.update(order["env"])
    os.chdir(order["cwd"])
    os.dup2(os.open(order["in"], os.O_RDONLY), 0)
    for descriptor, path in ((1, order["out"]), (2, order["err"])):
        os.dup2(os.open(path, os.O_RDWR | os.O_CREAT | os.O_TRUNC), descriptor)
    sys.argv = ["aisle", *order["argv"]]
    code = 99
    try:
        main()
    except SystemExit as end:
        code = end.code
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


if __name__ == "__main__":
    for file in COMMANDS.values():
        import_module(f"aisle.cli.{file}")
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            run(json.loads(line))
        print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
