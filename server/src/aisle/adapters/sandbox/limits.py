"""How much one file may take."""

from dataclasses import dataclass

_MIB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class SandboxLimits:
    """Limits for reading one file: sizes in bytes, times in seconds.

    `memory_bytes` bounds the address space, which is always more than the memory in use.
    """

    input_bytes: int = 50 * _MIB
    output_bytes: int = 64 * _MIB
    memory_bytes: int = 512 * _MIB
    cpu_seconds: int = 30
    wall_seconds: float = 60.0
    open_files: int = 16
