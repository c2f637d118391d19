"""Chats that arrive at a steady rate, whether or not those before them were answered."""

import asyncio
import time
from collections import Counter

from benchmarks.asking import begin
from benchmarks.chat import QUESTIONS
from benchmarks.figures import percentile, report

RATE, SECONDS = 150, 4.0
PATIENCE = 30.0


async def arrive(ports: tuple[int, ...], token: str, crowd: int) -> None:
    """Send chats, and say how those that were taken fared, and how fast the others were told to come back."""
    chats, begun = [], time.perf_counter()
    for number in range(int(RATE * SECONDS)):
        await asyncio.sleep(max(0.0, begun + number / RATE - time.perf_counter()))
        chats.append(
            asyncio.create_task(_chat(ports[number % len(ports)], token, QUESTIONS[number % len(QUESTIONS)]))
        )
    done = await asyncio.gather(*chats)
    took = [seconds * 1e3 for status, _, seconds in done if status == 200]
    told = [(retry, seconds * 1e3) for status, retry, seconds in done if status == 503]
    others = Counter(status for status, _, _ in done if status not in (200, 503))
    size = f"{len(done)} chats at {RATE}/s, {crowd:,} streams open"
    note = f"{len(took)} taken, {len(told)} told to come back, other answers: {dict(others) or 'none'}"
    first = percentile(took or [0.0], 99)
    report(f"first event of a chat that arrives, {crowd:,} open, p99", first, "ms", size=size, note=note)
    if told:
        soon = sum(retry for retry, _ in told)
        waited = percentile([one for _, one in told], 99)
        note = f"{soon} of {len(told)} with Retry-After; goal: < 1,000"
        report(f"refusal of a chat, {crowd:,} open, p99", waited, "ms", size=size, note=note)


async def _chat(port: int, token: str, question: str) -> tuple[int, bool, float]:
    """Ask for a stream, and leave with its first event: status, whether told when to come back, seconds."""
    begun = time.perf_counter()
    try:
        async with asyncio.timeout(PATIENCE):
            reader, writer = await begin(port, token, question)
            answer = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").lower()
            status = int(answer.split()[1])
            if status == 200:
                await reader.readuntil(b"\n\n")
            writer.close()
    except (OSError, TimeoutError, asyncio.IncompleteReadError) as error:
        return -1 if isinstance(error, TimeoutError) else -2, False, time.perf_counter() - begun
    return status, "retry-after:" in answer, time.perf_counter() - begun
