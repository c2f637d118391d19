/** A refusal by the server, told apart from a network that could not reach it. */
export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    readonly detail: string,
    readonly retryAfter: number,
  ) {
    super(detail || code);
  }

  /** Sending the very same message again would be refused again. */
  get isAboutMessage(): boolean {
    return [400, 413, 422].includes(this.status) && this.detail !== "";
  }
}

export class Unreachable extends Error {}

const DEFAULT_WAIT_SECONDS = 20;

function secondsToWait(response: Response): number {
  const seconds = Number(response.headers.get("retry-after"));
  return Number.isFinite(seconds) && seconds > 0 ? Math.ceil(seconds) : DEFAULT_WAIT_SECONDS;
}

export async function problemFrom(response: Response): Promise<Problem> {
  const body = (await response.json().catch(() => ({}))) as { code?: string; detail?: string };
  return new Problem(
    response.status,
    body.code ?? "unknown",
    body.detail ?? "",
    secondsToWait(response),
  );
}
