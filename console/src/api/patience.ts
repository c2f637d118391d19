/** Waiting out a rate limit, where it is short: a refused request was not counted and has done nothing. */
const MOST_TRIES = 4;
const LONGEST_MS = 5_000;

/** How long a refusal asks to wait, in milliseconds; undefined where it is none, says nothing, or asks for too long. */
function pauseOf(response: Response): number | undefined {
  const seconds = Number(response.headers.get("retry-after") ?? Number.NaN);
  const pause = seconds * 1000 * (1 + Math.random() / 4);
  return response.status === 429 && pause <= LONGEST_MS ? pause : undefined;
}

/** Send a request, and again after each short wait that a limit asks for. */
export async function patiently(request: Request, tries = MOST_TRIES): Promise<Response> {
  const again = request.clone();
  const response = await fetch(request);
  const pause = pauseOf(response);
  if (pause === undefined || tries <= 1) return response;
  await new Promise((resolve) => setTimeout(resolve, pause));
  return patiently(again, tries - 1);
}
