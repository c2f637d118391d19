"""The parser sandbox: files are read in a process of their own that can reach nothing and is killed on any excess."""

from aisle.adapters.sandbox.capabilities import SandboxCapabilities
from aisle.adapters.sandbox.client import ParserSandbox
from aisle.adapters.sandbox.limits import SandboxLimits

__all__ = ["ParserSandbox", "SandboxCapabilities", "SandboxLimits"]
